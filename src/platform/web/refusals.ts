import { Refused } from '#platform/model/refusal.ts';
import { CallFailed, Offline } from './failures.ts';
import { currentLanguage, type Language, useLanguage } from './language.ts';

type Facts = Readonly<Record<string, string | number>>;
type Sentence = string | ((facts: Facts) => string);

/** Sentences for refusal codes, in both languages. */
export type Refusals = Readonly<Record<string, { readonly zh: Sentence; readonly en: Sentence }>>;

/** The sentences a capability says for its refusals, keyed by code. */
export function defineRefusals<const Entries extends Refusals>(entries: Entries): Entries {
  return entries;
}

const known = new Map<string, Refusals[string]>();

/** Adds a capability's sentences; its door does this once. */
export function registerRefusals(refusals: Refusals): void {
  for (const [code, sentence] of Object.entries(refusals)) known.set(code, sentence);
}

registerRefusals(
  defineRefusals({
    'platform.badInput': {
      zh: '有一项没填对，检查后再试。',
      en: 'Something is filled in wrongly. Check it and try again.',
    },
    'platform.notSignedIn': {
      zh: '登录已过期。重新登录后继续，写好的内容还在。',
      en: 'Your sign-in has ended. Sign in again; what you wrote is still here.',
    },
    'platform.forbidden': { zh: '你的角色不能做这一步。', en: 'Your role cannot do this.' },
    'platform.notFound': { zh: '没有找到，可能已被移走。', en: 'Not found. It may have been removed.' },
    'platform.tooOften': {
      zh: (facts) => (facts.seconds === undefined ? '太频繁了，稍后再试。' : `太频繁了，${facts.seconds} 秒后再试。`),
      en: (facts) =>
        facts.seconds === undefined ? 'Too often. Try again later.' : `Too often. Try again in ${facts.seconds} s.`,
    },
    'platform.held': {
      zh: '你休息的时候，这里的内容留在服务器上。',
      en: 'While you are off, this stays on the server.',
    },
    'platform.fault': { zh: '系统出错，这一步没有完成。', en: 'A fault on our side: this was not done.' },
    'platform.unavailable': {
      zh: '服务暂时不可用，稍后再试。',
      en: 'The service is away for a moment. Try again shortly.',
    },
  }),
);

const fallback = {
  zh: (id: string) => (id === '' ? '没能完成，再试一次。' : `没能完成，再试一次。编号 ${id}`),
  en: (id: string) => (id === '' ? 'That did not work. Try again.' : `That did not work. Try again. Number ${id}`),
};
const offline = { zh: '没有网络，没有发出。', en: 'No connection: not sent.' };

/** The sentence for a refusal code; an unknown code gets a human one with the number to quote. */
export function sayRefusal(
  code: string,
  facts: Facts = {},
  requestId = '',
  language: Language = currentLanguage(),
): string {
  const sentence = known.get(code)?.[language];
  if (sentence === undefined) return fallback[language](requestId);
  return typeof sentence === 'string' ? sentence : sentence(facts);
}

/** The sentence for anything that was thrown; `numbered` where nothing beside it shows the number to quote. */
export function sayError(error: unknown, language: Language = currentLanguage(), numbered = true): string {
  if (error instanceof Offline) return offline[language];
  if (error instanceof CallFailed) {
    return sayRefusal(error.refusal.code, error.refusal.facts, numbered ? error.requestId : '', language);
  }
  if (error instanceof Refused) return sayRefusal(error.refusal.code, error.refusal.facts, '', language);
  return fallback[language]('');
}

/** `sayError` in the language of the screen. */
export function useSayError(numbered = true): (error: unknown) => string {
  const language = useLanguage();
  return (error) => sayError(error, language, numbered);
}
