import { expect, test } from 'vitest';
import { wordsIn } from '#platform/web/words.ts';
import type { Settings } from './settings.ts';
import { minuteOf, sentenceOf } from './sentence.ts';
import { words } from './words.ts';

const en = wordsIn(words, 'en');
const zh = wordsIn(words, 'zh');
const pushed = { showsContent: false, pushes: true };

test.each<[Pick<Settings, 'wish' | 'device'>, string]>([
  [
    { wish: 'everything', device: pushed },
    'Monday to Friday from 09:00 to 18:00, this device is told of direct messages, notices, messages that mention you, and groups set to "All". After work it is silent. What came meanwhile is told once, when work begins.',
  ],
  [
    { wish: 'meant', device: { ...pushed, pushes: false } },
    'Monday to Friday from 09:00 to 18:00, this device is told of direct messages, notices and messages that mention you, while Tautline is open on it. After work it is silent. What came meanwhile is told once, when work begins.',
  ],
  [{ wish: 'everything', device: null }, 'This device is not told of anything.'],
  [{ wish: 'nothing', device: pushed }, 'Nothing notifies, on any of the devices.'],
])('U23 %j is said plainly', (settings, said) => {
  expect(sentenceOf(settings, en)).toBe(said);
  expect(sentenceOf(settings, zh)).toMatch(/。$/);
});

test('the day line stands at the minute of one’s own zone', () => {
  expect(minuteOf(new Date('2026-11-23T02:24:00Z'), 'Asia/Shanghai')).toBe(10 * 60 + 24);
});
