import { describe, expect, test } from 'vitest';
import { plainText } from './plainText.ts';
import { type Piece, parseInline, parseMarkdown, wordsOf } from './markdownParser.ts';

const line = (text: string) => parseInline(text);
const kinds = (pieces: readonly Piece[]) => pieces.map((piece) => piece.kind);

test('the formats of talk', () => {
  expect(kinds(line('**a** *b* ~~c~~ `d`'))).toEqual(['strong', 'text', 'em', 'text', 'strike', 'text', 'code']);
  expect(kinds(parseMarkdown('> q\n\n- a\n- b\n\n3. c\n\n```js\nx < 1\n```'))).toEqual([
    'quote',
    'bullets',
    'numbers',
    'fence',
  ]);
  expect(parseMarkdown('a\nb')).toEqual([
    { kind: 'paragraph', children: [{ kind: 'text', text: 'a' }, { kind: 'break' }, { kind: 'text', text: 'b' }] },
  ]);
});

test('mentions among words, with and without format', () => {
  const id = '01980000-0000-7000-8000-00000000000a';
  expect(line(`hi <@${id}>, yes`)).toEqual([
    { kind: 'text', text: 'hi ' },
    { kind: 'mention', id },
    { kind: 'text', text: ', yes' },
  ]);
  expect(kinds(line(`**<@all>** see https://example.com <@${id}>`))).toEqual([
    'strong',
    'text',
    'link',
    'text',
    'mention',
  ]);
  expect(line('`<@all>`')).toEqual([{ kind: 'code', text: '<@all>' }]);
  expect(line('<@nobody> a@b')).toEqual([{ kind: 'text', text: '<@nobody> a@b' }]);
});

test('links of the web and of mail, written or bare', () => {
  const hrefs = (text: string) => line(text).flatMap((piece) => (piece.kind === 'link' ? [piece.href] : []));
  expect(hrefs('[a](https://example.com/x?y=1)')).toEqual(['https://example.com/x?y=1']);
  expect(hrefs('see https://example.com, or www.example.com')).toEqual([
    'https://example.com',
    'http://www.example.com',
  ]);
  expect(hrefs('to a@example.com')).toEqual(['mailto:a@example.com']);
});

describe('what must stay text', () => {
  test.each([
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '[x](javascript:alert(1))',
    '[x](JaVaScRiPt:alert(1))',
    '[x](data:text/html,<script>1</script>)',
    '[x](vbscript:x)',
    '[x](file:///etc/passwd)',
    '<javascript:alert(1)>',
    '![x](https://example.com/a.png)',
    '# heading',
    '| a | b |\n|---|---|',
  ])('%s', (text) => {
    const all: Piece[] = [];
    const walk = (pieces: readonly Piece[]) => {
      for (const piece of pieces) {
        all.push(piece);
        if ('children' in piece) walk(piece.children);
      }
    };
    walk(parseMarkdown(text));
    const hrefs = all.flatMap((piece) => (piece.kind === 'link' ? [piece.href] : []));
    expect(hrefs.every((href) => /^(?:https?:\/\/|mailto:)/.test(href))).toBe(true);
    expect(all.some((piece) => ['text', 'break', 'paragraph', 'link'].includes(piece.kind))).toBe(true);
    expect(all.every((piece) => ['text', 'break', 'paragraph', 'link'].includes(piece.kind))).toBe(true);
  });
});

test('the bare words', () => {
  expect(wordsOf(parseMarkdown('**a** 周砚\n- b')).trim()).toBe('a 周砚 b');
  expect(plainText('**复产** `L3` 见 [表](https://a.b) @周砚\n> 引用\n- 一')).toBe('复产 L3 见 表 @周砚 引用 一');
  expect(plainText('snake_case_name 2 * 3')).toBe('snake_case_name 2 * 3');
});
