import type { Phrase } from '#platform/web/words.ts';

type Facts = Readonly<Record<string, unknown>>;

const text = (fact: unknown): string => (typeof fact === 'string' || typeof fact === 'number' ? String(fact) : '');

/** What entries of the ledger say of exports, holds and retention. */
export const ledgerLines: Readonly<Record<string, (facts: Facts) => Phrase>> = {
  retentionSet: ({ name, days }) => {
    const group = text(name) === '' ? { zh: '', en: '' } : { zh: `“${text(name)}”`, en: ` of ${text(name)}` };
    const kept =
      days === 'asAbove'
        ? { zh: '不单独设定', en: 'no rule of its own' }
        : days === null
          ? { zh: '一直保留', en: 'for ever' }
          : { zh: `${text(days)} 天`, en: `${text(days)} days` };
    return { zh: `改消息保留${group.zh}：${kept.zh}`, en: `Changed how long messages${group.en} are kept: ${kept.en}` };
  },
  retentionErased: ({ messages }) => ({
    zh: `过了保留时间，彻底删除 ${text(messages)} 条消息`,
    en: `Erased ${text(messages)} messages that were kept for their time`,
  }),
  holdAsked: ({ purpose }) => ({
    zh: `申请法律保全：${text(purpose)}`,
    en: `Asked for a legal hold: ${text(purpose)}`,
  }),
  holdAgreed: ({ purpose }) => ({
    zh: `同意法律保全：${text(purpose)}`,
    en: `Agreed to a legal hold: ${text(purpose)}`,
  }),
  holdRefused: ({ purpose }) => ({
    zh: `没有同意法律保全：${text(purpose)}`,
    en: `Refused a legal hold: ${text(purpose)}`,
  }),
  holdLapsed: () => ({ zh: '法律保全申请过期，没有人回答', en: 'A request for a legal hold was not answered in time' }),
  holdEnded: ({ purpose }) => ({ zh: `法律保全结束：${text(purpose)}`, en: `A legal hold ended: ${text(purpose)}` }),
  exportAsked: ({ purpose }) => ({ zh: `申请导出会话：${text(purpose)}`, en: `Asked for an export: ${text(purpose)}` }),
  exportAgreed: ({ purpose }) => ({
    zh: `同意导出会话：${text(purpose)}`,
    en: `Agreed to an export: ${text(purpose)}`,
  }),
  exportRefused: ({ purpose }) => ({
    zh: `没有同意导出会话：${text(purpose)}`,
    en: `Refused an export: ${text(purpose)}`,
  }),
  exportLapsed: () => ({ zh: '导出申请过期，没有人回答', en: 'A request for an export was not answered in time' }),
  exportMade: ({ messages }) => ({
    zh: `导出做好了，${text(messages)} 条消息`,
    en: `An export was made: ${text(messages)} messages`,
  }),
  exportDownloaded: ({ time }) => ({
    zh: `下载导出，第 ${text(time)} 次`,
    en: `Downloaded an export, time ${text(time)}`,
  }),
};
