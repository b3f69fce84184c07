const START = 0x7e; // ~
const HASH = 0x23; // #
const DIGITS = 7;
const BYTES = 200;

/** How many messages can be told apart; the numbers are used again after that many. */
export const STAMPS = 1 << 22;

const needle = Buffer.from('~#');
const filler = ' The quick brown fox jumps over the lazy dog.'.repeat(5).slice(0, BYTES - DIGITS - 3);

/** The text of message `stamp`: always 200 bytes, and recognisable inside any wire format without parsing it. */
export function textOf(stamp: number): string {
  return `~#${String(stamp).padStart(DIGITS, '0')}~${filler}`;
}

function isMark(buffer: Buffer, at: number): boolean {
  return buffer[at] === START && buffer[at + 1] === HASH;
}

/**
 * Where a text begins between `from` and `to`, or -1. `hint` is where it was expected: messages of one kind differ by a
 * few bytes in length, so looking there first saves a search.
 */
export function findText(buffer: Buffer, from: number, to: number, hint = -1): number {
  if (hint >= from && hint + 2 <= to) {
    for (let near = hint - 1; near <= hint + 1; near++) if (isMark(buffer, near)) return near;
  }
  const at = buffer.indexOf(needle, from);
  return at < 0 || at + DIGITS + 3 > to ? -1 : at;
}

/** The number in the text that begins at `at`. */
export function stampAt(buffer: Buffer, at: number): number {
  let value = 0;
  for (let i = at + 2; i < at + 2 + DIGITS; i++) value = value * 10 + (buffer[i] ?? 48) - 48;
  return value;
}
