/** Until when whoever sits at this device looks at his list although he is off. It goes with the sign-out, like all that is kept. */
const KEY = 'tautline.looksUntil';

/** Until when the list is looked at on this device; null: nobody looks. */
export function looksUntil(): number | null {
  const until = Date.parse(globalThis.localStorage?.getItem(KEY) ?? '');
  return Number.isNaN(until) ? null : until;
}

/** Looks until then. It is known here alone: nobody hears of it. */
export function lookUntil(until: number): void {
  globalThis.localStorage?.setItem(KEY, new Date(until).toISOString());
}
