import { type Refusal, refuse } from '#platform/model/refusal.ts';
import type { GroupRole, GroupRules, SendRefusal, Silence } from './contract.ts';
import { mentionsIn } from './mentions.ts';
import { isSilenced } from './silencing.ts';

/** What decides whether one may write in a conversation at all. */
export interface WritingFacts {
  /** False where the other one of a direct conversation has left. */
  readonly canSend: boolean;
  readonly role: GroupRole;
  readonly rules: GroupRules;
  readonly archived: boolean;
  /** Has somebody silenced him here, or where the thread hangs? */
  readonly silence: Pick<Silence, 'until'> | null;
  readonly now: Date;
}

/** May this member write here? */
export function mayWrite({
  canSend: does,
  role,
  rules,
  archived,
  silence,
  now,
}: WritingFacts): Refusal<'chat.mayNotSend' | 'chat.archived' | 'chat.onlyAdminsWrite' | 'chat.silenced'> | null {
  if (!does) return refuse('chat.mayNotSend');
  if (archived) return refuse('chat.archived');
  if (rules.whoWrites !== 'everybody' && role === 'member') return refuse('chat.onlyAdminsWrite');
  return isSilenced(silence, now) ? refuse('chat.silenced') : null;
}

export interface SendingFacts {
  /** The own place in the conversation; null: not in it. */
  readonly participant: WritingFacts | null;
  readonly kind: 'direct' | 'group' | 'department' | 'thread';
  readonly text: string;
  readonly whoMentionsAll: 'everybody' | 'groupAdmins';
  /** Is the answered message there? True where nothing is answered. */
  readonly quoteExists: boolean;
}

/** May this member send this text here? `null` is yes. The guard in SQL says the same of the plain case. */
export function canSend(facts: SendingFacts): Refusal<SendRefusal> | null {
  const { participant } = facts;
  if (participant === null) return refuse('chat.conversationUnknown');
  const no = mayWrite(participant);
  if (no !== null) return no;
  if (!facts.quoteExists) return refuse('chat.messageUnknown');
  if (
    mentionsIn(facts.text).all &&
    !mayMentionAll(facts.kind, participant.role, facts.whoMentionsAll, participant.rules)
  ) {
    return refuse('chat.mentionsAllRefused');
  }
  return null;
}

/** May a member with this role mean everybody at once? The stricter of company and group decides. */
export function mayMentionAll(
  kind: SendingFacts['kind'],
  role: GroupRole,
  company: SendingFacts['whoMentionsAll'],
  { whoMentionsAll }: Pick<GroupRules, 'whoMentionsAll'>,
): boolean {
  // In a thread everybody who follows it hears of it anyway.
  if (kind === 'direct' || kind === 'thread') return false;
  return role !== 'member' || (company === 'everybody' && whoMentionsAll === 'everybody');
}
