import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Message } from '#chat/model/contract.ts';
import type { ConversationId, MemberId, MessageId } from '#platform/model/ids.ts';
import { asksNothing, isFound } from './finding.ts';
import { Signature } from './signature.ts';
import { holds, marksIn, termsOf } from './terms.ts';
import { keysOf, neededKeys, tokensOf, vectorText } from './tokens.ts';
import type { Wanted } from './wanted.ts';
import { plainWordsOf, runsOf, textOf } from './words.ts';

const ANN = '00000000-0000-7000-8000-00000000000a' as MemberId;
const BO = '00000000-0000-7000-8000-00000000000b' as MemberId;
const ROOM = '00000000-0000-7000-8000-0000000000c1' as ConversationId;

const message = (text: string, more: Partial<Message> = {}): Message => ({
  id: '00000000-0000-7000-8000-0000000000f1' as MessageId,
  conversationId: ROOM,
  number: 1,
  authorId: ANN,
  text,
  note: null,
  replyTo: null,
  sentAt: new Date('2026-11-23T02:24:00.000Z'),
  editedAt: null,
  files: [],
  card: null,
  recalled: false,
  ...more,
});
const wanted = (text: string, more: Partial<Wanted> = {}): Wanted => ({
  text,
  from: null,
  in: null,
  after: null,
  before: null,
  has: [],
  mentions: null,
  ...more,
});

const finds = (text: string, search: string) => holds(text, termsOf(search));

describe('S1 unspaced scripts are found as LIKE finds them', () => {
  test.each([
    ['请把报销单提交给李经理', '报销', true],
    ['请把报销单提交给李经理', '销单', true],
    ['请把报销单提交给李经理', '单', true],
    ['请把报销单提交给李经理', '报单', false],
    ['报销，单', '报销单', false],
    ['报 销', '报销', false],
    ['ﾃｽﾄ', 'テスト', true],
    ['สวัสดีครับ', 'ดีค', true],
    ['今天🎉🎉', '🎉', true],
  ])('%s: %s', (text, search, is) => expect(finds(text, search)).toBe(is));

  const letters = fc.constantFrom('报', '销', '单', '人', '，', ' ', 'a', '𠮷');
  const han = fc.array(fc.constantFrom('报', '销', '单', '人', '𠮷'), { minLength: 1, maxLength: 4 });
  test('for every text and every part', () => {
    fc.assert(
      fc.property(fc.array(letters, { maxLength: 24 }), han, (list, part) => {
        const [text, search] = [list.join(''), part.join('')];
        expect(finds(text, search)).toBe(text.includes(search));
      }),
    );
  });
});

describe('S2 words are found whole, the last one by its beginning, whatever their case and width', () => {
  test.each([
    ['Deploy finished', 'deploy', true],
    ['Deploy finished', 'DEPLOY fin', true],
    ['Deploy finished', 'dep finished', false],
    ['ＡＢＣ １２３', 'abc 123', true],
    ['Café', 'cafe\u0301', true],
    ['**bold** and `npm start`', 'npm', true],
    ["don't", 'don', true],
    ['版本v2发布', 'v2', true],
    ['版本v2发布', '版本 发布', true],
    ['Привет, мир', 'при мир', false],
    ['Привет, мир', 'привет ми', true],
  ])('%s: %s', (text, search, is) => expect(finds(text, search)).toBe(is));

  const word = fc.string({ unit: fc.constantFrom('a', 'b', 'é', 'ß', '1'), minLength: 1, maxLength: 4 });
  test('for all words', () => {
    fc.assert(
      fc.property(fc.array(word, { maxLength: 8 }), fc.array(word, { minLength: 1, maxLength: 3 }), (list, search) => {
        const last = search.at(-1) ?? '';
        const expected =
          search.slice(0, -1).every((one) => list.includes(one)) && list.some((one) => one.startsWith(last));
        expect(finds(list.join(' '), search.join(' '))).toBe(expected);
      }),
    );
  });
});

test('S3 an id in a mention is no word, and who is meant can be asked for', () => {
  const text = `<@${BO}> please look`;
  expect(isFound(message(text), wanted('0000'))).toBe(false);
  expect(isFound(message(text), wanted('look', { mentions: BO }))).toBe(true);
  expect(isFound(message(text), wanted('look', { mentions: ANN }))).toBe(false);
  expect(isFound(message('<@all> look'), wanted('', { mentions: ANN }))).toBe(true);
});

test('S3 the names of files are words of their message', () => {
  const files = [
    { id: BO as never, name: '采购合同 v2.pdf', size: 1, kind: 'pdf', width: null, height: null },
  ] as const;
  const one = message('', { files: [...files] as Message['files'] });
  expect(isFound(one, wanted('合同 v2'))).toBe(true);
  expect(isFound(one, wanted('发票'))).toBe(false);
  expect(tokensOf(one).words.has('合同')).toBe(true);
});

test('S5 a message can be asked for by what it has besides words, all of it', () => {
  const picture = { id: BO as never, name: 'a.png', size: 1, kind: 'picture', width: 1, height: 1 } as const;
  const both = message('https://plan.example', { files: [picture] as Message['files'] });
  const linked = message('https://plan.example');
  expect(isFound(both, wanted('', { has: ['link', 'picture'] }))).toBe(true);
  expect(isFound(linked, wanted('', { has: ['link', 'picture'] }))).toBe(false);
  expect(isFound(linked, wanted('', { has: ['file'] }))).toBe(false);
  expect(tokensOf(both).facets).toEqual(expect.arrayContaining(['has:link', 'has:file', 'has:picture']));
});

test('S4 recalled messages and notes are never found', () => {
  expect(isFound(message('', { recalled: true }), wanted(''))).toBe(false);
  expect(isFound(message('', { note: { kind: 'left', memberIds: [], text: '' } }), wanted(''))).toBe(false);
});

test('S5 filters narrow: author, conversation, days, links; the first day counts, the last does not', () => {
  const one = message('see https://plan.example/a');
  const { sentAt } = one;
  expect(isFound(one, wanted('see', { from: ANN, in: ROOM, has: ['link'], after: sentAt }))).toBe(true);
  for (const other of [
    { from: BO },
    { in: BO as never },
    { before: sentAt },
    { after: new Date(sentAt.getTime() + 1) },
  ]) {
    expect(isFound(one, wanted('see', other))).toBe(false);
  }
  expect(isFound(message('http: no'), wanted('', { has: ['link'] }))).toBe(false);
});

test('S6 a text of signs alone asks for no word', () => {
  expect([asksNothing({ text: '!?' }), asksNothing({ text: ' ' }), asksNothing({ text: '!a' })]).toEqual([
    true,
    false,
    false,
  ]);
});

test('S7 what is found is marked where it stands, also where folding changes lengths', () => {
  const marked = (text: string, search: string) =>
    marksIn(text, termsOf(search)).map(({ from, to }) => text.slice(from, to));
  expect(marked('报销单和报销', '报销')).toEqual(['报销', '报销']);
  expect(marked('哈哈哈', '哈哈')).toEqual(['哈哈哈']);
  expect(marked('The ＤＥＰＬＯＹ is deployed', 'deploy')).toEqual(['ＤＥＰＬＯＹ', 'deploy']);
  expect(marked('㎞ and İstanbul', 'km i̇stanbul')).toEqual(['㎞', 'İstanbul']);
  expect(marked('𠮷野家', '野')).toEqual(['野']);
});

describe('S8 no signature says no to what is found', () => {
  const text = fc.string({ unit: fc.constantFrom('报', '销', 'a', 'b', 'c', 'd', 'e', ' ', '，'), maxLength: 30 });
  test('for every message and search', () => {
    fc.assert(
      fc.property(text, text, fc.boolean(), (said, search, byAuthor) => {
        const one = message(said);
        const ask = wanted(search, { from: byAuthor ? ANN : null });
        if (!isFound(one, ask)) return;
        const keys = keysOf(tokensOf(one));
        for (const needed of neededKeys(ask)) {
          expect(needed.filter((key) => !keys.has(key))).toEqual([]);
          const [mask, whole] = [new Signature().add(needed), new Signature().add(keys)].map((s) =>
            BigInt(`0${s.toString()}`),
          ) as [bigint, bigint];
          expect(mask & whole).toBe(mask);
        }
      }),
    );
  });

  test('a signature of tokens is the signature of all their keys', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('报', '销', 'a', 'b', '𠮷', 'é', ' ', '，'), maxLength: 30 }),
        (said) => {
          const tokens = tokensOf(message(`${said} <@all> https://a.example`));
          expect(new Signature().addTokens(tokens).toString()).toBe(new Signature().add(keysOf(tokens)).toString());
        },
      ),
    );
  });
});

test('the words of a plain text are those of its runs', () => {
  const plain = fc.string({
    unit: fc.integer({ min: 0, max: 0x7f }).map((code) => String.fromCharCode(code)),
    maxLength: 200,
  });
  fc.assert(
    fc.property(plain, (text) => {
      expect(plainWordsOf(text)).toEqual(runsOf(text).map(textOf));
    }),
  );
  expect(plainWordsOf('x'.repeat(100))).toEqual(runsOf('x'.repeat(100)).map(textOf));
  expect(plainWordsOf('café')).toBeNull();
});

test('an entry holds the places of words, and of neighbours', () => {
  expect(vectorText(tokensOf(message('报销单 ok')))).toBe(
    `'from:${ANN}' '报':1 '报销':1 '销':2 '销单':2 '单':3 'ok':5`,
  );
});
