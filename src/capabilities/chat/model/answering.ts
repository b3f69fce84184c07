import type { MemberId } from '#platform/model/ids.ts';
import { type Refusal, refuse } from '#platform/model/refusal.ts';
import { hasEnded, type PollCard, POLL_END_MAX_MS } from './cards.ts';
import type { Conversation, GroupRole } from './contract.ts';

/** The working day of a member on which a notice is due to him. */
export interface DueDay {
  readonly start: Date;
  readonly end: Date;
  /** Is he working when it is sent? */
  readonly worksNow: boolean;
}

/**
 * When a member is reminded of a notice: as the day begins on which it is due. Not where he hears of the notice itself at that moment,
 * because it was sent while he rested.
 */
export function remindAt(dueDays: number, { start, worksNow }: DueDay): Date | null {
  return dueDays === 1 && !worksNow ? null : start;
}

/** May this member end a poll, or see how many have acknowledged a notice? Its author and those who keep the group may. */
export function keepsCard(me: MemberId, authorId: MemberId, role: GroupRole, kind: Conversation['kind']) {
  return me === authorId || (kind !== 'direct' && role !== 'member') ? null : refuse('chat.notYours');
}

/** May a poll end then? */
export function canEndAt(endsAt: Date | null, now: Date): Refusal<'chat.endRefused'> | null {
  if (endsAt === null) return null;
  const left = endsAt.getTime() - now.getTime();
  return left > 0 && left <= POLL_END_MAX_MS ? null : refuse('chat.endRefused');
}

export interface VotingFacts {
  readonly canSend: boolean;
  readonly archived: boolean;
  /** null: there is no such poll. */
  readonly poll: { readonly card: Pick<PollCard, 'options' | 'multiple' | 'endsAt'>; readonly closed: boolean } | null;
  /** Places of the options, from 0; none takes the vote back. */
  readonly options: readonly number[];
  readonly now: Date;
}

type VoteRefusal =
  | 'chat.messageUnknown'
  | 'chat.mayNotSend'
  | 'chat.archived'
  | 'chat.pollEnded'
  | 'chat.optionsRefused';

/** May a member of the conversation choose these options? */
export function canVote({ canSend, archived, poll, options, now }: VotingFacts): Refusal<VoteRefusal> | null {
  if (!canSend) return refuse('chat.mayNotSend');
  if (archived) return refuse('chat.archived');
  if (poll === null) return refuse('chat.messageUnknown');
  if (hasEnded(poll.card, poll, now)) return refuse('chat.pollEnded');
  const areThere = options.every((place) => place < poll.card.options.length);
  return areThere && (poll.card.multiple || options.length <= 1) ? null : refuse('chat.optionsRefused');
}
