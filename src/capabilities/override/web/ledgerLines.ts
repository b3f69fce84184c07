import type { Phrase } from '#platform/web/words.ts';
import type { Reason } from '../model/contract.ts';

type Facts = Readonly<Record<string, unknown>>;

const reasons: Readonly<Record<Reason, Phrase>> = {
  danger: { zh: '人身危险', en: 'danger to people' },
  breach: { zh: '安全事件', en: 'security breach' },
  outage: { zh: '停机故障', en: 'outage' },
  deadline: { zh: '法定期限', en: 'legal deadline' },
};

/** What entries of the company's ledger say of overrides: of those it reached, how many they were. */
export const ledgerLines: Readonly<Record<string, (facts: Facts) => Phrase>> = {
  overrideSent: ({ reason, members }) => {
    const { zh, en } = reasons[reason as Reason];
    const count = Number(members);
    return {
      zh: `紧急放行，${zh}，${count} 人`,
      en: `Sent an override: ${en}, ${count} ${count === 1 ? 'member' : 'members'}`,
    };
  },
  overrideDecided: ({ verdict }) =>
    verdict === 'upheld'
      ? { zh: '认定一次紧急放行并非紧急', en: 'Upheld that an override was no emergency' }
      : { zh: '认定一次紧急放行确属紧急', en: 'Dismissed that an override was no emergency' },
};
