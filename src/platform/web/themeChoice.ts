import { createStore, useStore } from './store.ts';

export type ThemeChoice = 'system' | 'light' | 'dark';

const KEY = 'tautline.theme';
const kept = globalThis.localStorage?.getItem(KEY);
const store = createStore<ThemeChoice>(kept === 'light' || kept === 'dark' ? kept : 'system');

const wantsDark = () => globalThis.matchMedia?.('(prefers-color-scheme: dark)').matches ?? false;

/** What is shown: the choice, or what the system prefers. */
export function shownTheme(choice: ThemeChoice = store.get()): 'light' | 'dark' {
  if (choice !== 'system') return choice;
  return wantsDark() ? 'dark' : 'light';
}

/** Writes the theme on the page, and colours the browser's own bar. */
export function applyTheme(): void {
  const shown = shownTheme();
  const root = document.documentElement;
  root.dataset.theme = shown;
  const canvas = getComputedStyle(document.body).backgroundColor;
  document.querySelector('meta[name="theme-color"]')?.setAttribute('content', canvas);
}

/** Follows the system where no theme was chosen; the shell starts it once. */
export function followSystemTheme(): () => void {
  const media = matchMedia('(prefers-color-scheme: dark)');
  media.addEventListener('change', applyTheme);
  return () => media.removeEventListener('change', applyTheme);
}

/** Chooses a theme for this device. */
export function setTheme(choice: ThemeChoice): void {
  localStorage.setItem(KEY, choice);
  store.set(choice);
  applyTheme();
}

/** The chosen theme. */
export function useTheme(): ThemeChoice {
  return useStore(store);
}
