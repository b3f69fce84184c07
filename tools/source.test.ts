import { expect, test } from 'vitest';
import { piecesOf, textsIn, withoutComments } from './source.ts';

const kinds = (source: string) =>
  piecesOf(source)
    .filter(({ kind }) => kind !== 'code')
    .map(({ kind, start, end }) => `${kind} ${source.slice(start, end)}`);

test.each([
  ["const a = 'x'; // said", ["string 'x'", 'comment // said']],
  ["const url = 'https://a.b/c';", ["string 'https://a.b/c'"]],
  ['const half = a / b; // c / d', ['comment // c / d']],
  ['const quote = /[\'"`/]/g; const b = "c";', ['string "c"']],
  ['return /`/.test(x) ? `a` : `b`', ['template a', 'template b']],
  [
    'tx`select ${ids.map((id) => `${id}`).join(",")} from chat.message`',
    ['template select ', 'string ","', 'template  from chat.message'],
  ],
  ['`a${ { b: { c: 1 } }.b.c /* d */ }e`', ['template a', 'comment /* d */', 'template e']],
  ["<p>Don't</p>\nconst a = 'b';", ["string 't</p>", "string 'b'"]],
  ['`it costs $5 \\` and ${n}`', ['template it costs $5 \\` and ']],
])('%s is cut in the right places', (source, expected) => expect(kinds(source)).toEqual(expected));

test('what is cut can be put together again', () => {
  const source = "import a from 'b'; /* c\n d */ const e = `f${`g${h}`}i`; // j";
  expect(
    piecesOf(source)
      .map(({ start, end }) => source.slice(start, end))
      .join(''),
  ).toBe(source);
  expect(withoutComments(source)).toHaveLength(source.length);
  expect(withoutComments(source).split('\n')).toHaveLength(2);
});

test('the texts are told without what is filled in', () => {
  expect(textsIn("tx`a ${files.length} b`; refuse('c')")).toEqual(['a ', ' b', 'c']);
});
