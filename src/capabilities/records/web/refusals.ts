import { defineRefusals } from '#platform/web/refusals.ts';

/** What the records say when they must say no. */
export const refusals = defineRefusals({
  'records.oneADay': {
    zh: '每天只能要一份副本，上一份还没满一天。',
    en: 'You can ask for one copy a day. The last one is not a day old.',
  },
  'records.noSecondKey': {
    zh: '没有别人能拿第二把钥匙。先请企业选一个员工代表，满 14 天才能转钥匙。',
    en: 'Nobody else could hold the second key. The company needs a representative, who holds it after 14 days.',
  },
  'records.nothingNamed': {
    zh: '范围是空的。选会话，并看看日期的先后。',
    en: 'Nothing is in this scope. Choose conversations, and check the order of the days.',
  },
  'records.conversationUnknown': {
    zh: '没有这个会话，或者这两个人没有单聊过。',
    en: 'There is no such conversation, or these two have never talked directly.',
  },
  'records.exportUnknown': { zh: '没有这个申请。', en: 'There is no such request.' },
  'records.ownRequest': {
    zh: '这是你自己的申请，第二把钥匙要由别人来转。',
    en: 'This is your own request. Somebody else turns the second key.',
  },
  'records.notTheKey': {
    zh: '第二把钥匙不在你手里。',
    en: 'You do not hold the second key here.',
  },
  'records.answered': {
    zh: '这个申请已经有结果，或者过期了。',
    en: 'This request was answered already, or has lapsed.',
  },
});
