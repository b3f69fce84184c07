import fc from 'fast-check';
import { expect, test } from 'vitest';
import { keyFor, type Tenures } from '#directory/model/contract.ts';
import { canAnswer, canFetch } from './keys.ts';
import { entryName, fileEntryName } from './naming.ts';
import { conversationPage, escaped, indexPage } from './page.ts';

const NOW = new Date('2026-11-23T02:00:00Z');
const later = new Date(NOW.getTime() + 1);

test('K3 the second key is a representative’s; without any, another owner’s; nobody holds both', () => {
  expect(keyFor('a', { representatives: ['r'], others: ['o'] })).toBe('representative');
  expect(keyFor('r', { representatives: ['r'], others: ['o'] })).toBe(null);
  expect(keyFor('r', { representatives: ['r', 's'], others: ['o'] })).toBe('representative');
  expect(keyFor('a', { representatives: [], others: ['o'] })).toBe('others');
  expect(keyFor('o', { representatives: [], others: ['o'] })).toBe(null);
  expect(keyFor('o', { representatives: [], others: ['o', 'p'] })).toBe('others');
});

test('K4 who may answer: the holder of the key as it was asked for, once, in time, never who asked', () => {
  const request = { askedBy: 'a', askedAt: NOW, key: 'representative', state: 'asked', waitsUntil: later } as const;
  const long = new Date(NOW.getTime() - 15 * 86_400_000);
  const owner = { memberId: 'o', role: 'owner', since: long } as const;
  const none = { foundedAt: long, all: [owner] };
  const one = { foundedAt: long, all: [owner, { memberId: 'r', role: 'representative', since: long }] } as const;
  const say = (memberId: string, role: string, more: object = {}, holders: Tenures = one) =>
    canAnswer({ memberId, role }, { ...request, ...more }, holders, NOW)?.code ?? null;
  expect(say('r', 'representative')).toBe(null);
  expect(say('o', 'owner')).toBe('records.notTheKey');
  // Who asked has become a representative meanwhile.
  expect(say('a', 'representative')).toBe('records.ownRequest');
  // The representatives were taken away after the question: no owner steps in for them.
  expect(say('o', 'owner', {}, none)).toBe('records.notTheKey');
  expect(say('o', 'owner', { key: 'owner' }, none)).toBe(null);
  // One was found after the question: he is asked.
  expect(say('o', 'owner', { key: 'owner' })).toBe('records.notTheKey');
  expect(say('r', 'representative', { key: 'owner' })).toBe(null);
  // One was made for it: he holds no key, and takes it from who did.
  const made = { foundedAt: long, all: [owner, { memberId: 'n', role: 'representative', since: NOW }] } as const;
  for (const key of ['representative', 'owner'])
    expect(say('n', 'representative', { key }, made)).toBe('records.notTheKey');
  for (const state of ['refused', 'lapsed', 'making', 'ready', 'failed', 'gone']) {
    expect(say('r', 'representative', { state })).toBe('records.answered');
  }
  expect(say('r', 'representative', { waitsUntil: NOW })).toBe('records.answered');
  expect(canAnswer({ memberId: 'r', role: 'representative' }, null, one, NOW)?.code).toBe('records.exportUnknown');
});

test('K2 K6 who may fetch: who asked, while it is kept; an export of the company, while he may still ask for one', () => {
  const copy = { kind: 'own', askedBy: 'a', state: 'ready', waitsUntil: later } as const;
  const me = { memberId: 'a', role: 'guest' };
  expect(canFetch(me, copy, NOW)).toBe(true);
  expect(canFetch({ ...me, memberId: 'b' }, copy, NOW)).toBe(false);
  expect(canFetch(me, { ...copy, waitsUntil: NOW }, NOW)).toBe(false);
  for (const state of ['asked', 'making', 'failed', 'gone']) expect(canFetch(me, { ...copy, state }, NOW)).toBe(false);
  const company = { ...copy, kind: 'company' } as const;
  for (const role of ['owner', 'admin']) expect(canFetch({ memberId: 'a', role }, company, NOW)).toBe(true);
  for (const role of ['hr', 'member', 'representative'])
    expect(canFetch({ memberId: 'a', role }, company, NOW)).toBe(false);
});

test('K7 a name in a copy is one step, whatever people wrote', () => {
  for (const given of [
    '../../etc/passwd',
    'C:\\x',
    '..',
    '.',
    '',
    'CON',
    '=cmd|calc',
    'a\u202egpj.exe',
    'x\0y',
    '/abs',
    'end. ',
    '😀'.repeat(300),
  ]) {
    const name = entryName(7, given);
    expect(name).toMatch(/^0007/);
    expect(name).not.toMatch(/[/\\:*?"<>|\0\u202e]|[. ]$/);
    expect([...name].length).toBeLessThanOrEqual(85);
  }
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (given) => {
      const name = fileEntryName(1, given);
      expect(name).toMatch(/^0001/);
      expect(name).not.toMatch(/[/\\\p{Cc}]/u);
      expect(name.isWellFormed()).toBe(true);
    }),
  );
  expect(fileEntryName(12, '图纸 3.PDF')).toBe('0012 图纸 3.PDF');
});

test('K7 pages hold no markup of anybody’s, no script, and load nothing', () => {
  const evil = "<script>alert(1)</script>\"onload='x'&lt;";
  const said = {
    number: 1,
    sentAt: NOW.toISOString(),
    authorId: 'a',
    author: evil,
    text: evil,
    note: null,
    replyTo: null,
    edited: true,
    recalled: false,
    earlierTexts: [evil],
    files: [{ name: evil, size: 1 }],
    card: { kind: 'poll', options: [evil] } as const,
  };
  const page = conversationPage('zh', evil, [said, { ...said, note: evil }], { before: null, after: '0002.html' });
  const index = indexPage('en', evil, [
    { title: evil, path: `conversations/${entryName(1, evil)}/0001.html`, messages: 1 },
  ]);
  for (const text of [page, index]) {
    expect(text).not.toMatch(/<script|<img|onload='|javascript:/i);
    expect(text).toContain("default-src 'none'");
  }
  expect(escaped(`<>&"'`)).toBe('&lt;&gt;&amp;&quot;&#39;');
});
