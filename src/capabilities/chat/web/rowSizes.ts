import type { CacheSnapshot } from 'virtua';
import type { Card, ShownMessage } from '../model/contract.ts';
import { heightOfLinks } from './links/closing.ts';
import type { Row, Target } from './rows.ts';
import { roomCard } from './slots.ts';

/** What a row is taken for before it was measured; a whole number, as the heights of rows are. */
export const ROW_PX = 56;

/** How many conversations are remembered. */
const KEEP_MOST = 30;
const UNKNOWN = -1;

/** Heights of rows that were on the screen, by conversation and by how the screen was. */
const kept = new Map<string, ReadonlyMap<string, number>>();

/** Of a message, what makes a row high before it was measured. */
type Bearing = Partial<Pick<ShownMessage, 'id' | 'card' | 'links'>>;
type Known = readonly (Pick<Row, 'id'> & { readonly message?: Bearing | null })[];

/** What a card is taken for before it was measured: with short words. */
function cardPx(card: Card): number {
  if (card.kind === 'forward') return 132;
  if (card.kind === 'forwards') return 172;
  if (card.kind === 'contact') return 164;
  if (card.kind === 'place') return card.point === null ? 92 : 272;
  if (card.kind === 'room') return roomCard(card.room)?.px ?? ROW_PX;
  return card.kind === 'notice' ? 148 : 124 + 48 * card.options.length;
}

/** Remembers how high the rows of a conversation were: coming back, it stands in its place at once. */
export function keepSizes(name: string, rows: Known, [sizes]: CacheSnapshot): void {
  const known = new Map<string, number>();
  rows.forEach(({ id, message }, index) => {
    const size = sizes[index] ?? UNKNOWN;
    // Without the previews of links: they may come, go, be closed and opened meanwhile, and are as high as one knows.
    if (size !== UNKNOWN) known.set(id, size - heightOfLinks(message));
  });
  kept.delete(name);
  kept.set(name, known);
  for (const oldest of [...kept.keys()].slice(0, -KEEP_MOST)) kept.delete(oldest);
}

/** The heights that are known of these rows, as the list takes them. A row that has changed since is measured anew. */
export function knownSizes(name: string, rows: Known): CacheSnapshot {
  const known = kept.get(name);
  const guess = (card: Card | null | undefined) => (card === null || card === undefined ? UNKNOWN : cardPx(card));
  const sizeOf = ({ id, message }: Known[number]) => {
    const size = known?.get(id);
    return size === undefined ? guess(message?.card) : size + heightOfLinks(message);
  };
  return [rows.map(sizeOf), ROW_PX];
}

/** The rows that fill a window of this height around a place: drawn at once, before the list has measured its box. */
export function rowsAround([sizes]: CacheSnapshot, { index, align }: Target, height: number): number[] {
  const sizeOf = (row: number) => (sizes[row] === UNKNOWN ? ROW_PX : (sizes[row] ?? ROW_PX));
  const below = { start: height, center: height / 2, end: 0 }[align];
  let [from, to, filled] = [index, index, sizeOf(index)];
  for (; to < sizes.length - 1 && filled < below; to += 1) filled += sizeOf(to + 1);
  for (; from > 0 && filled < height; from -= 1) filled += sizeOf(from - 1);
  return Array.from({ length: to - from + 1 }, (_, row) => from + row);
}
