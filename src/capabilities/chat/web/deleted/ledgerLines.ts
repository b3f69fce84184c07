import type { Phrase } from '#platform/web/words.ts';

type Facts = Readonly<Record<string, unknown>>;
const text = (fact: unknown): string => (typeof fact === 'string' || typeof fact === 'number' ? String(fact) : '');

/** What entries of the ledger say of deleted groups. */
export const deletionLines: Readonly<Record<string, (facts: Facts) => Phrase>> = {
  conversationDeleted: ({ name, members, messages }) => ({
    zh: `删除群“${text(name)}”：${text(members)} 人，${text(messages)} 条消息`,
    en: `Deleted the group ${text(name)}: ${text(members)} members, ${text(messages)} messages`,
  }),
  conversationRestored: ({ name }) => ({ zh: `恢复群“${text(name)}”`, en: `Restored the group ${text(name)}` }),
  conversationErased: ({ name, messages }) => ({
    zh: `彻底删除群“${text(name)}”，${text(messages)} 条消息`,
    en: `Erased the group ${text(name)} for good, ${text(messages)} messages`,
  }),
};
