import { useEffect, useRef } from 'react';
import { createStore } from './store.ts';
import type { Phrase } from './words.ts';

export interface Shortcut {
  /** `Mod+K`, `?`, `Alt+Shift+ArrowDown`; Mod is ⌘ on a Mac and Ctrl elsewhere. */
  readonly keys: string;
  readonly label: Phrase;
}

interface Held extends Shortcut {
  readonly run: { current: (event: KeyboardEvent) => void };
}

export const shortcutStore = createStore<readonly Held[]>([]);

const isMac = /Mac|iPhone|iPad/.test(globalThis.navigator?.platform ?? '');

/** The keys of an event in our spelling. */
export function keysOf(
  event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>,
  mac = isMac,
): string {
  const parts: string[] = [];
  if (mac ? event.metaKey : event.ctrlKey) parts.push('Mod');
  if (event.altKey) parts.push('Alt');
  const named = event.key.length > 1;
  if (event.shiftKey && (named || /[a-z]/i.test(event.key))) parts.push('Shift');
  parts.push(named ? event.key : event.key.toUpperCase());
  return parts.join('+');
}

/** The keys as a person reads them on this machine. */
export function keyNames(keys: string, mac = isMac): string[] {
  const names: Record<string, string> = {
    Mod: mac ? '⌘' : 'Ctrl',
    Alt: mac ? '⌥' : 'Alt',
    Shift: mac ? '⇧' : 'Shift',
    ArrowUp: '↑',
    ArrowDown: '↓',
    ArrowLeft: '←',
    ArrowRight: '→',
    Escape: 'Esc',
  };
  return keys.split('+').map((key) => names[key] ?? key);
}

function isWriting(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}

/** Keys for the whole page while this component is on the screen; also listed under `?`. */
export function useShortcut(keys: string, label: Phrase, run: (event: KeyboardEvent) => void): void {
  const latest = useRef(run);
  useEffect(() => {
    latest.current = run;
  });
  const { zh, en } = label;
  useEffect(() => {
    const held: Held = { keys, label: { zh, en }, run: latest };
    shortcutStore.set((old) => [...old, held]);
    return () => shortcutStore.set((old) => old.filter((one) => one !== held));
  }, [keys, zh, en]);
}

/** Starts listening; the shell does it once. Keys without Mod or Alt rest while somebody writes and under a dialog, and all rest during IME input. */
export function listenForShortcuts(): () => void {
  const onKey = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing) return;
    const keys = keysOf(event);
    const plain = !keys.startsWith('Mod') && !keys.startsWith('Alt');
    if (plain && (isWriting(event.target) || document.querySelector('dialog:modal') !== null)) return;
    const held = shortcutStore.get().findLast((one) => one.keys === keys);
    if (held === undefined) return;
    event.preventDefault();
    held.run.current(event);
  };
  addEventListener('keydown', onKey);
  return () => removeEventListener('keydown', onKey);
}
