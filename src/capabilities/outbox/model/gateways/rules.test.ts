import { describe, expect, test } from 'vitest';
import { keepsSecret } from './config.ts';
import { afterAnswer, afterReceipt, nextWireTryAt, reasonOf, WIRE_TRIES_MAX, wireStates } from './outcomes.ts';
import { SMS_MAX, wordsOfCode, wordsOfWire } from './texts.ts';

const told = { title: '三号线', from: '罗青', text: '停线了'.repeat(60) };
const label = { zh: 'DING', en: 'DING' };
const now = new Date('2026-11-23T02:24:00Z');

describe('O13 words', () => {
  test.each(['zh', 'en'] as const)('a text has at most 70 characters, whoever writes and whatever (%s)', (language) => {
    const long = { ...told, from: '很长的名字'.repeat(20) };
    for (const content of ['words', 'none'] as const) {
      const { text } = wordsOfWire('sms', long, content, { label }, language);
      expect([...text].length).toBeLessThanOrEqual(SMS_MAX);
      expect(text.includes('停线')).toBe(content === 'words');
    }
  });

  test('without leave it says who and no more; lines and addresses of pages are never in it', () => {
    const evil = { ...told, from: 'Luo\r\nBcc: all@acme.example', text: 'see https://x.example/?token=1 now' };
    expect(wordsOfWire('sms', told, 'none', { label }, 'zh').text).toBe('张弛：罗青有紧急消息找你');
    const { subject, text } = wordsOfWire('mail', evil, 'words', { label }, 'en');
    expect(subject).not.toMatch(/[\r\n]/);
    expect(text).not.toContain('https:');
  });

  test('a voice says a code digit by digit, and asks for a key', () => {
    expect(wordsOfCode('call', '120394', 'en').text).toContain('1, 2, 0, 3, 9, 4');
    expect(wordsOfWire('call', told, 'none', { label }, 'zh').text).toMatch(/确认请按 1。$/);
  });
});

describe('O14 O15 what follows an answer', () => {
  test('without an answer only who knows doubles is asked again', () => {
    const unknown = { is: 'unknown', why: '' } as const;
    expect(['twilio', 'aliyun', 'smpp', 'smtp', 'webhook'].map((kind) => afterAnswer(unknown, kind as 'smtp'))).toEqual(
      [...['uncertain', 'uncertain', 'uncertain', 'uncertain'], 'again'],
    );
    expect(afterAnswer({ is: 'refused', why: '', blame: 'address' }, 'webhook')).toBe('dead');
  });

  test('tries grow apart, and have an end; a gateway may ask for longer', () => {
    expect(nextWireTryAt(now, 1, null)).toEqual(new Date(now.getTime() + 15_000));
    expect(nextWireTryAt(now, 2, null)).toEqual(new Date(now.getTime() + 30_000));
    expect(nextWireTryAt(now, 1, 120)).toEqual(new Date(now.getTime() + 120_000));
    expect(nextWireTryAt(now, 1, 1e9)).toEqual(new Date(now.getTime() + 900_000));
    expect(nextWireTryAt(now, WIRE_TRIES_MAX, null)).toBeNull();
  });

  test('the first end stands; a key that was pressed counts whenever it comes; what never left has no receipt', () => {
    const ends = wireStates.map((state) => [state, afterReceipt(state, 'failed'), afterReceipt(state, 'confirmed')]);
    expect(ends).toEqual([
      ['waiting', null, null],
      ['taken', 'failed', 'confirmed'],
      ['accepted', 'failed', 'confirmed'],
      ['delivered', null, 'confirmed'],
      ['unanswered', null, 'confirmed'],
      ['confirmed', null, null],
      ['failed', null, 'confirmed'],
      ['uncertain', 'failed', 'confirmed'],
      ['dead', null, null],
    ]);
  });

  test('a reason is one line and names neither number nor address', () => {
    expect(reasonOf('550\n<zhou@acme.example>: +86 138-0000-0001 is no subscriber')).toBe('550 … … is no subscriber');
  });
});

test('O16 a secret stays with whom it was given to', () => {
  const smtp = { kind: 'smtp', host: 'a.example', port: 465, security: 'tls', user: 'u', from: 'x@a.example' } as const;
  expect(keepsSecret(smtp, { ...smtp, from: 'y@a.example' })).toBe(true);
  for (const change of [{ host: 'b.example' }, { port: 25 }, { security: 'unprotected' as const }, { user: 'v' }]) {
    expect(keepsSecret(smtp, { ...smtp, ...change })).toBe(false);
  }
});
