import { marksIn, type Term } from './terms.ts';

export interface Part {
  readonly text: string;
  readonly marked: boolean;
}

/** So much stands before the first mark, so that it is read in its sentence and still seen. */
const BEFORE = 24;
/** More than three lines hold. */
const LENGTH_MAX = 400;

/**
 * The part of a text in which the first of the terms stands, with marks; of the other text where this one holds none. About so many letters
 * stand `before` it.
 */
export function excerptOf(text: string, otherwise: string, terms: readonly Term[], before = BEFORE): Part[] {
  const found = marksIn(text, terms);
  const flat = otherwise.replace(/\s+/g, ' ').trim();
  const shown = found.length === 0 && terms.length > 0 ? flat : text;
  const marks = shown === text ? found : marksIn(flat, terms);
  const first = marks[0]?.from ?? 0;
  const from = first <= before * 2 ? 0 : startNear(shown, first - before);
  const to = Math.min(shown.length, from + LENGTH_MAX);
  const parts: Part[] = from > 0 ? [{ text: '…', marked: false }] : [];
  let at = from;
  for (const mark of marks.filter((one) => one.to <= to)) {
    if (mark.from > at) parts.push({ text: shown.slice(at, mark.from), marked: false });
    parts.push({ text: shown.slice(mark.from, mark.to), marked: true });
    at = mark.to;
  }
  if (at < to) parts.push({ text: shown.slice(at, to), marked: false });
  return parts;
}

/** Not in the middle of a Latin word, nor of a letter, nor with the end of a sentence. */
function startNear(text: string, at: number): number {
  const space = text.lastIndexOf(' ', at);
  const start = at - space < BEFORE && space >= 0 ? space + 1 : at;
  return start + (/^[\uDC00-\uDFFF\p{P}\s]*/u.exec(text.slice(start, start + BEFORE))?.[0].length ?? 0);
}
