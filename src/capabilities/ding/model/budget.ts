/** So many dings a day reach a member, over all senders (R10); a company may make it fewer. */
export const DINGS_A_DAY_MAX = 3;

/** How many a day reach a member by the policy of his company: it makes them fewer, never more (R10). */
export function mostADay({ dingsADay }: { readonly dingsADay: string }): number {
  return Math.min(DINGS_A_DAY_MAX, Number(dingsADay));
}

/** Nobody dings the same member twice within this time (R9). */
export const REPEAT_AFTER_MS = 3_600_000;

/** Who of these, in their order, still gets one of a member's day; and how many are used then (R10). */
export function spent<Asked extends { readonly memberId: string }>(
  asked: readonly Asked[],
  used: ReadonlyMap<string, number>,
  most: number,
): { readonly given: ReadonlySet<Asked>; readonly used: ReadonlyMap<string, number> } {
  const after = new Map(used);
  const given = new Set<Asked>();
  for (const one of asked) {
    const before = after.get(one.memberId) ?? 0;
    if (before >= most) continue;
    after.set(one.memberId, before + 1);
    given.add(one);
  }
  return { given, used: after };
}
