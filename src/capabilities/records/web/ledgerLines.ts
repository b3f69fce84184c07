import type { Phrase } from '#platform/web/words.ts';

type Facts = Readonly<Record<string, unknown>>;

const text = (fact: unknown): string => (typeof fact === 'string' || typeof fact === 'number' ? String(fact) : '');

/** What entries of the ledger say of exports. */
export const ledgerLines: Readonly<Record<string, (facts: Facts) => Phrase>> = {
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
