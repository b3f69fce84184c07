import type { Language } from './language.ts';
import { useLanguage } from './language.ts';

export { currentLanguage, langTag, type Language, setLanguage, useLanguage } from './language.ts';

type Word = string | ((...facts: never[]) => string);
type Both = { readonly zh: Word; readonly en: Word };
type Spoken<W> = W extends (...facts: infer Facts) => string ? (...facts: Facts) => string : string;

/** The words of one language, as screens use them. */
export type Words<Entries extends Record<string, Both>> = {
  readonly [Key in keyof Entries]: Spoken<Entries[Key]['en']>;
};

/** A phrase in both languages, where no function is needed. */
export interface Phrase {
  readonly zh: string;
  readonly en: string;
}

/** Words of a capability, both languages side by side; a missing one does not compile. */
export function defineWords<const Entries extends Record<string, Both>>(entries: Entries): Entries {
  return entries;
}

const made = new WeakMap<object, Partial<Record<Language, object>>>();

/** The words in one language, outside React. */
export function wordsIn<Entries extends Record<string, Both>>(entries: Entries, language: Language): Words<Entries> {
  const both = made.get(entries) ?? {};
  const words =
    both[language] ?? Object.fromEntries(Object.entries(entries).map(([key, word]) => [key, word[language]]));
  made.set(entries, { ...both, [language]: words });
  return words as Words<Entries>;
}

/** The words in the language of the screen. */
export function useWords<Entries extends Record<string, Both>>(entries: Entries): Words<Entries> {
  return wordsIn(entries, useLanguage());
}
