import { expect, test } from 'vitest';
import { playedType } from './kinds.ts';
import { canBeVoice, peaksOf } from './voice.ts';
import { rowsOf, showingOf, TEXT_BYTES_MAX } from './showing.ts';

test.each([
  ['picture', 'a.exe', 10, 'picture'],
  ['pdf', 'a.txt', 1e9, 'pdf'],
  ['video', 'a', 1e9, 'video'],
  ['sound', 'a', 1e9, 'sound'],
  ['text', 'notes.txt', 10, 'text'],
  ['other', 'main.rs', 10, 'text'],
  ['other', 'evil.html', 10, 'text'],
  ['image', 'a.svg', 10, 'text'],
  ['sheet', 'prices.csv', 10, 'table'],
  ['text', 'long.log', TEXT_BYTES_MAX, 'text'],
  ['text', 'long.log', TEXT_BYTES_MAX + 1, null],
  ['other', 'offer.pdf', 10, null],
  ['archive', 'plan.txt', 10, null],
  ['image', 'a.gif', 10, null],
  ['sheet', 'a.xlsx', 10, null],
  ['other', 'a', 10, null],
] as const)('F12 a %s named %s of %i bytes is shown as %s', (kind, name, size, showing) => {
  expect(showingOf({ kind, name, size })).toBe(showing);
});

test.each([
  ['\0\0\0\x18ftypisom', 'video/mp4'],
  ['\0\0\0\x18ftypM4A ', 'audio/mp4'],
  ['\x1aE\xdf\xa3', 'video/webm'],
  ['RIFF\0\0\0\0WAVEfmt ', 'audio/wav'],
  ['ID3\x04', 'audio/mpeg'],
  ['OggS', 'audio/ogg'],
  ['\0\0\0\x18ftypheic', null],
  ['\0\0\0\x18ftypavif', null],
  ['<html>', null],
  ['%PDF-1.7', null],
  ['RIFF\0\0\0\0WEBPVP8 ', null],
  ['', null],
])('F6 what begins with %j is played as %s', (head, type) => expect(playedType(head)).toBe(type));

test('F12 rows and cells, as programs write them', () => {
  expect(rowsOf('名称,价\r\n"钢卷, 热轧","1 ""吨"""\r\n\r\n', 9)).toEqual({
    rows: [['名称', '价'], ['钢卷, 热轧', '1 "吨"'], ['']],
    more: false,
  });
  expect(rowsOf('a;b\n1;2', 9).rows).toEqual([
    ['a', 'b'],
    ['1', '2'],
  ]);
  expect(rowsOf('a\tb\n"1\n2"\t3', 9).rows[1]).toEqual(['1\n2', '3']);
  expect(rowsOf('a\nb\nc', 2)).toEqual({ rows: [['a'], ['b']], more: true });
  expect(rowsOf('', 2)).toEqual({ rows: [], more: false });
});

test('F13 what browsers record is a voice message, and nothing else', () => {
  for (const head of ['\x1aE\xdf\xa3', '\0\0\0\x18ftypiso5', '\0\0\0\x18ftypM4A ', 'OggS'])
    expect(canBeVoice(head)).toBeNull();
  for (const head of ['RIFF\0\0\0\0WAVE', 'ID3', '<html>', '%PDF-1', '\0\0\0\x18ftypheic', ''])
    expect(canBeVoice(head)?.code).toBe('files.notVoice');
});

test('F13 bars are the loudest of their parts, and silence stays silence', () => {
  expect(peaksOf([0, 0.2, 0.4, 0.1], 2)).toEqual([50, 100]);
  expect(peaksOf([0.2], 3)).toEqual([100, 100, 100]);
  expect(peaksOf([], 2)).toEqual([0, 0]);
  expect(peaksOf([0.01, 0.02], 2)).toEqual([25, 50]);
  expect(
    peaksOf(
      Array.from({ length: 6_000 }, (_, n) => n / 6_000),
      64,
    ),
  ).toHaveLength(64);
});
