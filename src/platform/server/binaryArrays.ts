// Arrays as PostgreSQL receives them in binary: a long batch as text would be written, escaped and parsed element by element.
// Layout: array_recv in PostgreSQL's arrayfuncs.c; all numbers are big-endian.

const HEADER = 20;
const UUID = 2950;
const INT4 = 23;
const INT8 = 20;
const TEXT = 25;
const TIMESTAMPTZ = 1184;
const NULL_LENGTH = -1;
/** 2000-01-01 in milliseconds since 1970: the moment from which PostgreSQL counts. */
const POSTGRES_EPOCH_MS = 946_684_800_000;

function begin(bytes: number, elementType: number, count: number, hasNull: boolean): Buffer {
  const buffer = Buffer.allocUnsafe(HEADER + bytes);
  buffer.writeInt32BE(1, 0);
  buffer.writeInt32BE(hasNull ? 1 : 0, 4);
  buffer.writeInt32BE(elementType, 8);
  buffer.writeInt32BE(count, 12);
  buffer.writeInt32BE(1, 16);
  return buffer;
}

const nibble = (code: number): number => (code < 58 ? code - 48 : (code | 32) - 87);

/** `uuid[]`; the ids must be well formed, with dashes. */
export function uuidArray(ids: readonly string[]): Buffer {
  const buffer = begin(ids.length * 20, UUID, ids.length, false);
  let at = HEADER;
  for (const id of ids) {
    at = buffer.writeInt32BE(16, at);
    for (let from = 0; from < 36; from += 2) {
      if (id.charCodeAt(from) === 45) from += 1;
      buffer[at++] = (nibble(id.charCodeAt(from)) << 4) | nibble(id.charCodeAt(from + 1));
    }
  }
  return buffer;
}

/** `int4[]` */
export function int4Array(numbers: readonly number[]): Buffer {
  const buffer = begin(numbers.length * 8, INT4, numbers.length, false);
  let at = HEADER;
  for (const number of numbers) {
    at = buffer.writeInt32BE(4, at);
    at = buffer.writeInt32BE(number, at);
  }
  return buffer;
}

/** `int8[]` of whole numbers that JavaScript holds exactly. */
export function int8Array(numbers: readonly (number | null)[]): Buffer {
  let nulls = 0;
  for (const number of numbers) if (number === null) nulls += 1;
  const buffer = begin(numbers.length * 12 - nulls * 8, INT8, numbers.length, nulls > 0);
  let at = HEADER;
  for (const number of numbers) {
    if (number === null) {
      at = buffer.writeInt32BE(NULL_LENGTH, at);
      continue;
    }
    at = buffer.writeInt32BE(8, at);
    at = writeInt64(buffer, number, at);
  }
  return buffer;
}

/** `text[]` */
export function textArray(texts: readonly string[]): Buffer {
  let bytes = 0;
  for (const text of texts) bytes += 4 + Buffer.byteLength(text);
  const buffer = begin(bytes, TEXT, texts.length, false);
  let at = HEADER;
  for (const text of texts) {
    const length = buffer.write(text, at + 4);
    buffer.writeInt32BE(length, at);
    at += 4 + length;
  }
  return buffer;
}

/** `timestamptz[]`, to the millisecond. */
export function timestamptzArray(moments: readonly Date[]): Buffer {
  const buffer = begin(moments.length * 12, TIMESTAMPTZ, moments.length, false);
  let at = HEADER;
  for (const moment of moments) {
    at = buffer.writeInt32BE(8, at);
    at = writeInt64(buffer, (moment.getTime() - POSTGRES_EPOCH_MS) * 1000, at);
  }
  return buffer;
}

// Two halves: a BigInt for each number would be garbage.
function writeInt64(buffer: Buffer, number: number, at: number): number {
  const high = Math.floor(number / 2 ** 32);
  buffer.writeInt32BE(high, at);
  return buffer.writeUInt32BE(number - high * 2 ** 32, at + 4);
}
