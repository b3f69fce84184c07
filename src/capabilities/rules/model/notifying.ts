import { type WatchedName, watchedNames } from '#directory/model/contract.ts';
import { defineKinds } from '#outbox/model/contract.ts';

/** What is told of the two keys. None of it is urgent: it waits for working time. */
export const ruleKinds = defineKinds({
  /** To those who hold the second key, representatives or voters: somebody asks for it. */
  keyAsked: { meant: true, quiet: { offHours: 'hold', onLeave: 'hold', inFocus: 'hold', onCall: 'asOthers' } },
  /** To whoever asked: there is an answer. */
  answered: { meant: true, quiet: { offHours: 'hold', onLeave: 'hold', inFocus: 'hold', onCall: 'asOthers' } },
  /** To owners, admins and representatives: an agreement ends in 30 days. */
  ending: { meant: true, quiet: { offHours: 'hold', onLeave: 'hold', inFocus: 'hold', onCall: 'asOthers' } },
});
export type RuleKind = keyof typeof ruleKinds;

/** One place is one request; what is told of it stands under these numbers. */
export const TOLD: Readonly<Record<RuleKind, number>> = { keyAsked: 1, answered: 2, ending: 3 };

export const isWatched = (name: unknown): name is WatchedName => (watchedNames as readonly unknown[]).includes(name);

/** What was asked for, in a few words. */
export function watchedWords(name: WatchedName, step: string): { readonly zh: string; readonly en: string } {
  switch (name) {
    case 'receipts':
      return step === 'named'
        ? { zh: '聊天显示谁读了', en: 'names in receipts of talk' }
        : { zh: '聊天显示几个人读了', en: 'numbers in receipts of talk' };
    case 'receiptOptOut':
      return { zh: '群里不能自己关掉已读回执', en: 'no switching off own receipts in groups' };
    case 'noticeNames':
      return { zh: '通知显示谁没确认', en: 'names of who is missing in notices' };
  }
}

/** The same where a line begins with it. */
export function watchedTitle(name: WatchedName, step: string): { readonly zh: string; readonly en: string } {
  const { zh, en } = watchedWords(name, step);
  return { zh, en: en.charAt(0).toUpperCase() + en.slice(1) };
}

/** The words of a notification, in both languages: each device has its own. */
export function wordsOf(kind: RuleKind, name: WatchedName, step: string, agreed: boolean) {
  const { zh, en } = watchedWords(name, step);
  switch (kind) {
    case 'keyAsked':
      return { zh: `等你的第二把钥匙：${zh}`, en: `Waits for your second key: ${en}` };
    case 'answered':
      return agreed
        ? { zh: `第二把钥匙同意了：${zh}`, en: `The second key agreed: ${en}` }
        : { zh: `第二把钥匙没有同意：${zh}`, en: `The second key did not agree: ${en}` };
    case 'ending':
      return { zh: `30 天内到期，到期自动关掉：${zh}`, en: `Ends within 30 days and switches off by itself: ${en}` };
  }
}
