import { expect, test } from 'vitest';
import type { MessageId } from '#platform/model/ids.ts';
import type { Card, ShownMessage } from '../model/contract.ts';
import { heightOfLinks, setClosed } from './links/closing.ts';
import { keepSizes, knownSizes, ROW_PX, rowsAround } from './rowSizes.ts';
import { registerRoomCard } from './slots.ts';

const rows = (...ids: string[]) => ids.map((id) => ({ id: id as MessageId, message: null }));
const bearing = (id: string, count: number) => {
  const link = { title: '', description: '', site: '', picture: null };
  const links = Array.from({ length: count }, (_, n) => ({ ...link, address: `https://site${n}.example/` }));
  return { id: id as MessageId, message: { id: id as MessageId, links } as unknown as ShownMessage };
};
const at = (index: number, align: 'start' | 'center' | 'end') => ({ index, align, offset: 0 });

test('coming back, rows are as high as they were, and new ones are to be measured', () => {
  keepSizes('talk', rows('a', 'b', 'c'), [[30, -1, 52]]);
  expect(knownSizes('talk', rows('before', 'a', 'b', 'c', 'new'))).toEqual([[-1, 30, -1, 52, -1], ROW_PX]);
  expect(knownSizes('another width', rows('a'))).toEqual([[-1], ROW_PX]);
});

test('a card that was never seen is taken for about as high as it is', () => {
  const notice: { card: Card } = { card: { kind: 'notice', dueDays: 2 } };
  const poll: { card: Card } = {
    card: { kind: 'poll', options: ['a', 'b'], multiple: false, anonymous: true, endsAt: null },
  };
  const ids = rows('n', 'p', 'text', 'known');
  const drawn = ids.map((row, index) => ({ ...row, message: [notice, poll, { card: null }, notice][index] ?? null }));
  keepSizes('cards', rows('known'), [[99]]);
  expect(knownSizes('cards', drawn)).toEqual([[148, 220, -1, 99], ROW_PX]);
});

test('a card of a storey above is taken for as high as that says', () => {
  const card: Card = { kind: 'room', room: 'above', id: 'one' };
  const drawn = rows('r').map((row) => ({ ...row, message: { card } }));
  expect(knownSizes('rooms', drawn)[0]).toEqual([ROW_PX]);
  registerRoomCard('above', { label: { zh: '', en: '' }, px: 240, Card: () => null });
  expect(knownSizes('rooms', drawn)[0]).toEqual([240]);
});

test('a row whose link was seen meanwhile, or whose preview was closed, is as high as it will be', () => {
  keepSizes('talk', [bearing('a', 0), bearing('b', 2)], [[30, 30 + heightOfLinks(bearing('b', 2).message)]]);
  const one = heightOfLinks(bearing('a', 1).message);
  expect(one).toBeGreaterThan(44);
  expect(knownSizes('talk', [bearing('a', 1), bearing('b', 0)])[0]).toEqual([30 + one, 30]);
  setClosed('a' as MessageId, 'https://site0.example/', true);
  expect(knownSizes('talk', [bearing('a', 1)])[0]).toEqual([30 + 50]);
});

test('the latest thirty conversations are remembered', () => {
  for (let n = 1; n <= 31; n += 1) keepSizes(`talk ${n}`, rows('a'), [[40]]);
  expect(knownSizes('talk 1', rows('a'))[0]).toEqual([-1]);
  expect(knownSizes('talk 2', rows('a'))[0]).toEqual([40]);
});

test('U11: the rows of the first picture fill the window, wherever it opens', () => {
  const sizes: [number[], number] = [Array.from({ length: 100 }, () => 50), ROW_PX];
  expect(rowsAround(sizes, at(99, 'end'), 200)).toEqual([96, 97, 98, 99]);
  expect(rowsAround(sizes, at(10, 'start'), 200)).toEqual([10, 11, 12, 13]);
  expect(rowsAround(sizes, at(50, 'center'), 200)).toEqual([48, 49, 50, 51]);
  expect(rowsAround(sizes, at(98, 'start'), 200)).toEqual([96, 97, 98, 99]);
  expect(rowsAround([[-1, -1], ROW_PX], at(0, 'start'), ROW_PX)).toEqual([0]);
});
