/** A push is tried so often; then it is set aside (P11). */
export const TRIES_MAX = 10;

const FIRST_MS = 5_000;
const MOST_MS = 3_600_000;

/** What an answer of a push service comes to. */
export type Outcome = 'told' | 'gone' | 'again' | 'never';

/** 404 and 410 say that the browser has let go of its subscription; what is our own fault is not tried again. Null: no answer. */
export function outcomeOf(status: number | null): Outcome {
  if (status === null || status === 429 || status >= 500) return 'again';
  if (status >= 200 && status < 300) return 'told';
  return status === 404 || status === 410 ? 'gone' : 'never';
}

/** When the next try is due after so many; null when there have been enough. A push service may ask for longer. */
export function nextTryAt(now: Date, tries: number, retryAfterS: number | null): Date | null {
  if (tries >= TRIES_MAX) return null;
  const own = Math.min(MOST_MS, FIRST_MS * 2 ** (tries - 1));
  const asked = retryAfterS === null ? 0 : Math.min(MOST_MS, retryAfterS * 1_000);
  return new Date(now.getTime() + Math.max(own, asked));
}

/** Some push services end a subscription that was sent something without showing anything: there nothing is taken back from afar. */
export function mayBeSilent(endpoint: string): boolean {
  return !/^https:\/\/[^/]*\.push\.apple\.com\//.test(endpoint);
}
