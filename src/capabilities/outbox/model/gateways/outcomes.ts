import type { GatewayKind } from './config.ts';
import { isIdempotent } from './config.ts';

/** What a gateway answered to something that was given to it. */
export type GatewayAnswer =
  | { readonly is: 'accepted'; readonly ref: string | null }
  /** It says that it has not taken it, and may later. */
  | { readonly is: 'again'; readonly why: string; readonly afterS: number | null }
  /** It says that it will not. `blame`: does it refuse us, or this number or address? */
  | { readonly is: 'refused'; readonly why: string; readonly blame: 'gateway' | 'address' }
  /** Nobody knows whether it has taken it. */
  | { readonly is: 'unknown'; readonly why: string };

/** How it stands with something that goes out by a gateway. */
export const wireStates = [
  'waiting',
  'taken',
  'accepted',
  'delivered',
  'unanswered',
  'confirmed',
  'failed',
  'uncertain',
  'dead',
] as const;
export type WireState = (typeof wireStates)[number];

/** What a gateway says later of what it took. */
export type Receipt = 'delivered' | 'failed' | 'unanswered' | 'confirmed';

/** It is tried so often; then it is a dead letter (P11). */
export const WIRE_TRIES_MAX = 8;
const FIRST_MS = 15_000;
const MOST_MS = 900_000;

/** When it is tried again after so many tries, or null when there have been enough. The gateway may ask for longer. */
export function nextWireTryAt(now: Date, tries: number, afterS: number | null): Date | null {
  if (tries >= WIRE_TRIES_MAX) return null;
  const own = Math.min(MOST_MS, FIRST_MS * 2 ** (tries - 1));
  return new Date(now.getTime() + Math.max(own, Math.min(MOST_MS, (afterS ?? 0) * 1_000)));
}

/** Where an answer leads what was taken. Without an answer only a gateway that knows doubles is asked again. */
export function afterAnswer(answer: GatewayAnswer, kind: GatewayKind): 'accepted' | 'again' | 'dead' | 'uncertain' {
  switch (answer.is) {
    case 'accepted':
      return 'accepted';
    case 'again':
      return 'again';
    case 'refused':
      return 'dead';
    case 'unknown':
      return isIdempotent(kind) ? 'again' : 'uncertain';
  }
}

/** What a receipt makes of a state; null: nothing. The first end stands, doubled and late ones change nothing; a key that was pressed counts whenever it comes. */
export function afterReceipt(state: WireState, receipt: Receipt): Receipt | null {
  switch (state) {
    case 'taken':
    case 'accepted':
    case 'uncertain':
      return receipt;
    case 'delivered':
    case 'unanswered':
    case 'failed':
      return receipt === 'confirmed' ? 'confirmed' : null;
    case 'confirmed':
    case 'waiting':
    case 'dead':
      return null;
  }
}

/** What is said of a failure: in one line, and without the number or address it was about. */
export function reasonOf(text: string): string {
  return [
    ...text
      .replace(/\S+@\S+/gu, '…')
      .replace(/\+\d[\d ()-]{5,}\d|\d[\d-]{5,}\d/gu, '…')
      .replace(/\s+/gu, ' ')
      .trim(),
  ]
    .slice(0, 200)
    .join('');
}
