import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { EMOJI_FILE, emojiOfPackage, emojiText } from './emoji.ts';

test('the picker offers what the pinned package holds: run `node tools/emoji.ts` after installing another', () => {
  expect(readFileSync(EMOJI_FILE, 'utf8')).toBe(emojiOfPackage());
});

test('emoji are written as they are exchanged, with words of both languages; parts and what is too new are left out', () => {
  const entry = { order: 1, group: 0, version: 1 };
  const zh = [
    { ...entry, order: 2, hexcode: '1F44D', emoji: '👍️', label: '拇指向上', tags: ['赞'], group: 1 },
    { ...entry, hexcode: '2764', emoji: '❤️', label: '红心', tags: ['爱'] },
    { ...entry, hexcode: '1F3FB', emoji: '🏻', label: '较浅肤色', group: 2 },
    { ...entry, hexcode: '1FAE9', emoji: '🫩', label: '眼袋', version: 16 },
    { ...entry, hexcode: '1F1E6', emoji: '🇦', label: '区域指标' },
  ];
  const en = zh.map((one) => ({ ...one, label: 'in English', tags: ['Word'] }));
  const [first, ...others] = emojiText(zh, en).split('\n\n');
  expect(first).toBe('❤️\t红心\tin English\t爱 word\n👍\t拇指向上\tin English\t赞 word');
  expect(others.join('').trim()).toBe('');
});
