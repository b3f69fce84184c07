import { BEGINNINGS, type Tokens } from './tokens.ts';

/** Messages of a conversation stand in blocks of so many, by number. */
export const BLOCK_SIZE = 32;
/** A block's signature has so many bits, and a key sets three of them. */
export const SIGNATURE_BITS = 8_192;

/** The block in which a message with this number stands. */
export const blockOf = (number: number): number => Math.floor(number / BLOCK_SIZE);

// Three hashes out of one pass (FNV-1a, mixed in three ways): spread is all that is asked of them.
const START = 0x811c9dc5;

function stepped(sum: number, code: number): number {
  return Math.imul(sum ^ code, 0x01000193);
}

const BEGINNING_MARK = ':'.charCodeAt(0);
const MIXINGS = [0x85ebca6b, 0x9e3779b1, 0x27d4eb2f];

function mixed(sum: number, by: number): number {
  let mix = Math.imul(sum ^ (sum >>> 16), by);
  mix = Math.imul(mix ^ (mix >>> 13), 0xc2b2ae35);
  return (mix ^ (mix >>> 16)) >>> 0;
}

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** Bits that say which keys a block may hold: what is not in the signature is not in the block. */
export class Signature {
  readonly #bytes = new Uint8Array(SIGNATURE_BITS / 8);

  add(keys: Iterable<string>): this {
    for (const key of keys) {
      let sum = START;
      for (let at = 0; at < key.length; at += 1) sum = stepped(sum, key.charCodeAt(at));
      this.#set(sum >>> 0);
    }
    return this;
  }

  /** The same as `add` with all the keys of these tokens (`keysOf`), without making each of them: done for every message ever written. */
  addTokens({ words, facets }: Tokens): this {
    for (const word of words.keys()) {
      let sum = START;
      let letters = 0;
      for (let at = 0; at < word.length; at += 1) {
        const code = word.charCodeAt(at);
        sum = stepped(sum, code);
        if (code >= 0xd800 && code < 0xdc00) continue; // half a letter
        letters += 1;
        if (BEGINNINGS.includes(letters)) this.#set(stepped(sum, BEGINNING_MARK) >>> 0);
      }
      this.#set(sum >>> 0);
    }
    return this.add(facets);
  }

  #set(sum: number): void {
    for (const by of MIXINGS) {
      const bit = mixed(sum, by) & (SIGNATURE_BITS - 1);
      this.#bytes[bit >>> 3] = (this.#bytes[bit >>> 3] ?? 0) | (1 << (bit & 7));
    }
  }

  /** As PostgreSQL reads a `bit(8192)`. */
  toString(): string {
    let text = 'x';
    for (const byte of this.#bytes) text += HEX[byte];
    return text;
  }
}
