import { expect, test } from 'vitest';
import { keyNames, keysOf } from './shortcuts.ts';

const key = (key: string, more: Partial<Record<'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey', boolean>> = {}) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...more,
});

test.each([
  [key('k', { ctrlKey: true }), false, 'Mod+K'],
  [key('k', { metaKey: true }), true, 'Mod+K'],
  [key('k', { ctrlKey: true }), true, 'K'],
  [key('?', { shiftKey: true }), false, '?'],
  [key('ArrowDown', { altKey: true, shiftKey: true }), false, 'Alt+Shift+ArrowDown'],
  [key('Escape'), false, 'Escape'],
])('%o', (event, mac, keys) => {
  expect(keysOf(event, mac)).toBe(keys);
});

test('keys are named as on the machine', () => {
  expect([keyNames('Mod+K', true), keyNames('Mod+K', false)]).toEqual([
    ['⌘', 'K'],
    ['Ctrl', 'K'],
  ]);
});
