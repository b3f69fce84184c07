import { expect, test } from 'vitest';
import { wordsIn } from '#platform/web/words.ts';
import type { Settings } from './settings.ts';
import { minuteOf, sentenceOf } from './sentence.ts';
import { words } from './words.ts';

const en = wordsIn(words, 'en');
const zh = wordsIn(words, 'zh');
const pushed = { showsContent: false, pushes: true };
const hoursToday = [
  { from: 540, until: 720 },
  { from: 780, until: 1080 },
];

test.each<[Pick<Settings, 'wish' | 'device' | 'hoursToday'>, string]>([
  [
    { wish: 'everything', device: pushed, hoursToday },
    'In your working time (today 09:00–12:00, 13:00–18:00), this device is told of direct messages, notices, messages that mention you, and groups set to "All". After work it is silent. What came meanwhile is told once, when work begins.',
  ],
  [
    { wish: 'meant', device: { ...pushed, pushes: false }, hoursToday: [] },
    'In your working time (none today), this device is told of direct messages, notices and messages that mention you, while Tautline is open on it. After work it is silent. What came meanwhile is told once, when work begins.',
  ],
  [
    { wish: 'gathered', device: pushed, hoursToday },
    'In your working time (today 09:00–12:00, 13:00–18:00), this device is told of direct messages, notices and messages that mention you, and once every four hours of groups set to "All". After work it is silent. What came meanwhile is told once, when work begins.',
  ],
  [{ wish: 'everything', device: null, hoursToday }, 'This device is not told of anything.'],
  [{ wish: 'nothing', device: pushed, hoursToday }, 'Nothing notifies, on any of the devices.'],
])('U23 %j is said plainly', (settings, said) => {
  expect(sentenceOf(settings, en)).toBe(said);
  expect(sentenceOf(settings, zh)).toMatch(/。$/);
});

test('the day line stands at the minute of one’s own zone', () => {
  expect(minuteOf(new Date('2026-11-23T02:24:00Z'), 'Asia/Shanghai')).toBe(10 * 60 + 24);
});
