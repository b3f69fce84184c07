import { createStore, useStore } from './store.ts';

export type Language = 'zh' | 'en';

const KEY = 'tautline.language';

function firstLanguage(): Language {
  const kept = globalThis.localStorage?.getItem(KEY);
  if (kept === 'zh' || kept === 'en') return kept;
  return (globalThis.navigator?.language ?? 'en').toLowerCase().startsWith('zh') ? 'zh' : 'en';
}

const store = createStore<Language>(firstLanguage());

/** The tag for `lang` attributes. */
export function langTag(language: Language): 'zh-CN' | 'en' {
  return language === 'zh' ? 'zh-CN' : 'en';
}

/** The language of the screen, outside React. */
export function currentLanguage(): Language {
  return store.get();
}

/** Changes the language of every screen at once and remembers it on this device. */
export function setLanguage(language: Language): void {
  globalThis.localStorage?.setItem(KEY, language);
  store.set(language);
  applyLanguage();
}

/** Writes the language on the page, so that readers and fonts choose right. */
export function applyLanguage(): void {
  document.documentElement.lang = langTag(store.get());
}

/** The language of the screen. */
export function useLanguage(): Language {
  return useStore(store);
}

export { store as languageStore };
