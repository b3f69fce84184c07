import { describe, expect, test } from 'vitest';
import { mayBeSilent, nextTryAt, outcomeOf } from './pushing.ts';
import { wordsOfDigest, wordsOfPush } from './words.ts';

const at = (text: string) => new Date(text);

describe('P11 a push that does not go through', () => {
  const now = at('2026-11-23T02:00:00Z');

  test('is told, gone, tried again or given up, as the answer says', () => {
    expect([201, 200, 202].map(outcomeOf)).toEqual(['told', 'told', 'told']);
    expect([404, 410].map(outcomeOf)).toEqual(['gone', 'gone']);
    expect([null, 429, 500, 503].map(outcomeOf)).toEqual(['again', 'again', 'again', 'again']);
    expect([301, 400, 401, 403, 413].map(outcomeOf)).toEqual(['never', 'never', 'never', 'never', 'never']);
  });

  test('waits longer each time, as long as asked, and ends with the tenth', () => {
    const waits = Array.from({ length: 10 }, (_, n) => nextTryAt(now, n + 1, null));
    expect(waits.slice(0, 9).map((one) => ((one as Date).getTime() - now.getTime()) / 1_000)).toEqual([
      5, 10, 20, 40, 80, 160, 320, 640, 1_280,
    ]);
    expect(waits[9]).toBeNull();
    expect(nextTryAt(now, 1, 120)).toEqual(at('2026-11-23T02:02:00Z'));
    expect(nextTryAt(now, 1, 1e9)).toEqual(at('2026-11-23T03:00:00Z'));
  });
});

test('O9 a push service that forbids silence is not asked to take anything back', () => {
  expect(mayBeSilent('https://fcm.googleapis.com/fcm/send/x')).toBe(true);
  expect(mayBeSilent('https://web.push.apple.com/x')).toBe(false);
});

describe('O3 what a push says', () => {
  const told = { title: '三号线复产', from: '罗晴', text: '批次单\n缺一个' };

  test('nothing of the message, unless the device shows content', () => {
    for (const language of ['zh', 'en'] as const) {
      for (const meant of [true, false]) {
        const said = JSON.stringify(wordsOfPush(null, { meant }, language));
        for (const word of Object.values(told)) expect(said).not.toContain(word);
      }
    }
  });

  test('who and what, on one line, and no half characters', () => {
    expect(wordsOfPush(told, { meant: true }, 'zh')).toEqual({ title: '三号线复产', body: '罗晴：批次单 缺一个' });
    expect(wordsOfPush({ ...told, from: '' }, { meant: true }, 'en').body).toBe('批次单 缺一个');
    const { body } = wordsOfPush({ ...told, from: '', text: '🧵'.repeat(400) }, { meant: true }, 'en');
    expect(body.isWellFormed()).toBe(true);
    expect([...body]).toHaveLength(180);
  });

  test('a digest counts and names nobody', () => {
    expect(wordsOfDigest(3, 1, 'en').body).toBe('3 conversations have news, 1 of them for you.');
    expect(wordsOfDigest(1, 0, 'zh').body).toBe('有 1 个会话来了消息。');
  });
});
