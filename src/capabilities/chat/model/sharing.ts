/** Does a member share receipts in such a conversation (R16)? Where the company decides, groups always do. */
export function sharesReceipts(facts: {
  readonly policy: 'named' | 'counted' | 'off';
  readonly optOut: 'everywhere' | 'directOnly';
  readonly kind: 'direct' | 'group' | 'department' | 'thread';
  readonly wantsDirect: boolean;
  readonly wantsGroups: boolean;
}): boolean {
  if (facts.policy === 'off') return false;
  if (facts.kind === 'direct') return facts.wantsDirect;
  return facts.wantsGroups || facts.optOut === 'directOnly';
}
