import type { Message } from './contract.ts';

/** Can this message be pointed to: did somebody say it, and does it say it here? (F2) */
export function canBeForwarded({ note, recalled, card }: Pick<Message, 'note' | 'recalled' | 'card'>): boolean {
  // What points elsewhere is not pointed to: one would see where to, and not what.
  return note === null && !recalled && card?.kind !== 'forward' && card?.kind !== 'forwards';
}
