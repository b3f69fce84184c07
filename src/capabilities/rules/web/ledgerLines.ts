import { isWatched, watchedWords } from '../model/notifying.ts';
import type { Phrase } from '#platform/web/words.ts';

type Facts = Readonly<Record<string, unknown>>;

const text = (fact: unknown): string => (typeof fact === 'string' || typeof fact === 'number' ? String(fact) : '');
const what = ({ name, step }: Facts): Phrase =>
  isWatched(name) ? watchedWords(name, text(step)) : { zh: text(name), en: text(name) };

/** Sentences of one kind of entry: what was asked for stands in all of them. */
const line =
  (zh: (what: string, facts: Facts) => string, en: (what: string, facts: Facts) => string) =>
  (facts: Facts): Phrase => ({ zh: zh(what(facts).zh, facts), en: en(what(facts).en, facts) });

/** What entries of the ledger say of the two keys. */
export const ledgerLines: Readonly<Record<string, (facts: Facts) => Phrase>> = {
  watchingAsked: line(
    (it, { purpose }) => `转第一把钥匙：${it}。目的：${text(purpose)}`,
    (it, { purpose }) => `Turned the first key: ${it}. Purpose: ${text(purpose)}`,
  ),
  watchingAgreed: line(
    (it, { voters, yes, no }) =>
      voters === undefined
        ? `转第二把钥匙：${it}`
        : `投票同意：${it}（${text(voters)} 人中 ${text(yes)} 票同意，${text(no)} 票不同意）`,
    (it, { voters, yes, no }) =>
      voters === undefined
        ? `Turned the second key: ${it}`
        : `Agreed by vote: ${it} (${text(yes)} yes, ${text(no)} no, of ${text(voters)})`,
  ),
  watchingRefused: line(
    (it, { voters, yes, no }) =>
      voters === undefined
        ? `没有转第二把钥匙：${it}`
        : `投票没有通过：${it}（${text(voters)} 人中 ${text(yes)} 票同意，${text(no)} 票不同意）`,
    (it, { voters, yes, no }) =>
      voters === undefined
        ? `Did not turn the second key: ${it}`
        : `Not agreed to by vote: ${it} (${text(yes)} yes, ${text(no)} no, of ${text(voters)})`,
  ),
  watchingLapsed: line(
    (it) => `没人转第二把钥匙，申请过期：${it}`,
    (it) => `Nobody turned the second key in time: ${it}`,
  ),
  watchingWithdrawn: line(
    (it) => `撤回申请：${it}`,
    (it) => `Withdrew the request: ${it}`,
  ),
  watchingEnded: line(
    (it) => `关掉：${it}`,
    (it) => `Switched off: ${it}`,
  ),
  watchingExpired: line(
    (it) => `满 12 个月，自己关掉：${it}`,
    (it) => `Went off by itself after 12 months: ${it}`,
  ),
};
