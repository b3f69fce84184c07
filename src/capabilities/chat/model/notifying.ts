import { defineKinds, type PlaceSetting } from '#outbox/model/contract.ts';
import type { Conversation } from './contract.ts';

/** What talk notifies of. None of it is told outside working time, in a focus block or to somebody because he is on call: talk can wait. */
export const talkKinds = defineKinds({
  direct: { meant: true, quiet: { offHours: 'hold', onLeave: 'hold', inFocus: 'hold', onCall: 'asOthers' } },
  notice: { meant: true, quiet: { offHours: 'hold', onLeave: 'hold', inFocus: 'hold', onCall: 'asOthers' } },
  mention: { meant: true, quiet: { offHours: 'hold', onLeave: 'hold', inFocus: 'hold', onCall: 'asOthers' } },
  group: { meant: false, quiet: { offHours: 'hold', onLeave: 'drop', inFocus: 'hold', onCall: 'asOthers' } },
});
export type TalkKind = keyof typeof talkKinds;

/** What a notice tells of besides: who has not acknowledged it, once; and its author, how many have not when all are due. */
export const noticeKinds = defineKinds({
  reminder: { meant: true, quiet: { offHours: 'hold', onLeave: 'drop', inFocus: 'hold', onCall: 'asOthers' } },
  summary: { meant: true, quiet: { offHours: 'hold', onLeave: 'hold', inFocus: 'hold', onCall: 'asOthers' } },
});
export type NoticeKind = keyof typeof noticeKinds;
/** A notice is a place of its own in the outbox; what is told there has these numbers. */
export const NOTICE_NUMBERS: Readonly<Record<NoticeKind, number>> = { reminder: 1, summary: 2 };

/** The words of a reminder, or of a summary: the product speaks, in the language of the device. */
export function wordsOfNotice(kind: NoticeKind, text: string, missing: number, of: number) {
  if (kind === 'reminder') return { zh: `今天到期，还没确认：${text}`, en: `Due today, not acknowledged: ${text}` };
  return { zh: `${of} 人中 ${missing} 人没有确认：${text}`, en: `${missing} of ${of} missing: ${text}` };
}

/** What a conversation notifies a member of it: muted nothing, a direct one everything, a group what he chose. */
export function settingOf({ kind, muted, notify }: Pick<Conversation, 'kind' | 'muted' | 'notify'>): PlaceSetting {
  if (muted) return 'nothing';
  return kind === 'direct' ? 'all' : notify;
}

/** A message as far as it can notify. */
export interface Spoken<Id extends string = string> {
  readonly number: number;
  readonly authorId: Id;
}

/** The latest of some messages, and the latest by somebody else than its author: nobody is told of his own. */
export interface Latest<Id extends string = string> {
  readonly last: Spoken<Id>;
  readonly other: Spoken<Id> | null;
}

/** `latest` with a message more; they come in the order of their numbers. */
export function withSpoken<Id extends string>(latest: Latest<Id> | undefined, spoken: Spoken<Id>): Latest<Id> {
  if (latest === undefined) return { last: spoken, other: null };
  return { last: spoken, other: latest.last.authorId === spoken.authorId ? latest.other : latest.last };
}

/** The number of the latest that somebody else than this member said; null when all are his own. */
export function latestFor<Id extends string>({ last, other }: Latest<Id>, memberId: Id): number | null {
  return last.authorId === memberId ? (other?.number ?? null) : last.number;
}
