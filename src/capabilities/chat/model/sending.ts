import { type Refusal, refuse } from '#platform/model/refusal.ts';
import type { GroupRole, SendRefusal } from './contract.ts';
import { mentionsIn } from './mentions.ts';

export interface SendingFacts {
  /** The own place in the conversation; null: not in it. */
  readonly participant: { readonly canSend: boolean; readonly role: GroupRole } | null;
  readonly kind: 'direct' | 'group' | 'department';
  readonly text: string;
  readonly whoMentionsAll: 'everybody' | 'groupAdmins';
  /** Is the answered message there? True where nothing is answered. */
  readonly quoteExists: boolean;
}

/** May this member send this text here? `null` is yes. The guard in SQL says the same of the plain case. */
export function canSend(facts: SendingFacts): Refusal<SendRefusal> | null {
  const { participant } = facts;
  if (participant === null) return refuse('chat.conversationUnknown');
  if (!participant.canSend) return refuse('chat.mayNotSend');
  if (!facts.quoteExists) return refuse('chat.messageUnknown');
  if (mentionsIn(facts.text).all && !mayMentionAll(facts.kind, participant.role, facts.whoMentionsAll)) {
    return refuse('chat.mentionsAllRefused');
  }
  return null;
}

/** May a member with this role mean everybody at once? */
export function mayMentionAll(
  kind: SendingFacts['kind'],
  role: GroupRole,
  whoMentionsAll: SendingFacts['whoMentionsAll'],
): boolean {
  if (kind === 'direct') return false;
  return whoMentionsAll === 'everybody' || role !== 'member';
}
