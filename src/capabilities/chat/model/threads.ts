import type { ConversationId } from '#platform/model/ids.ts';

/** A message as the place where a thread hangs. */
export interface Root {
  readonly conversationId: ConversationId;
  readonly number: number;
}

const OFFSET = 0x6c62272e07bb014262b821756295c58dn;
const PRIME = 0x0000000001000000000000000000013bn;
const BITS_128 = (1n << 128n) - 1n;

/**
 * The id of the thread under a message: the same on every device, so that a thread can be begun without a connection.
 * FNV-1a of 128 bits as a UUIDv8 (RFC 9562 §5.8). It is no secret: who may read a thread is decided by the conversation it hangs in.
 */
export function threadIdOf({ conversationId, number }: Root): ConversationId {
  let hash = OFFSET;
  for (const letter of `${conversationId} ${number}`) {
    hash = ((hash ^ BigInt(letter.charCodeAt(0))) * PRIME) & BITS_128;
  }
  const hex = hash.toString(16).padStart(32, '0');
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 0x3) | 0x8).toString(16);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-') as ConversationId;
}

/** A thread in which nothing was said for so long is not listed any more, and no socket waits for it: the next answer wakes it. */
export const THREAD_RESTS_AFTER_DAYS = 30;
