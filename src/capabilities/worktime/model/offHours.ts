import { type Span, spanAt } from './spans.ts';

/** So long a rest has to be before it is more than a break in the day. In milliseconds, as all times here. */
export const BREAK_MS = 3 * 3_600_000;
/** Who had the product out of his sight for so long opens it anew. */
export const AWAY_MS = 15 * 60_000;

/** What a device knows of the time of its member: enough to say, before anything is asked and without a connection, that he is off. */
export interface KnownTime {
  /** Of what lies outside nothing is known. */
  readonly known: Span;
  readonly working: readonly Span[];
  /** Duties that he accepted. */
  readonly duties: readonly Span[];
  /** When he works next, as the server said it; null where he worked then. It may lie beyond what is known. */
  readonly nextStart: number | null;
}

/** A rest; `since` is null where work ended before anything that is known. */
export interface OwnRest {
  readonly since: number | null;
  readonly until: number;
}

/** The time off that a member has at this moment, a break or a rest, until he works or is on call again; null while he is reached, and where it is not known. */
export function offIn({ known, working, duties, nextStart }: KnownTime, at: number): OwnRest | null {
  if (spanAt([known], at) === null || spanAt([...working, ...duties], at) !== null) return null;
  const ends = working.filter(({ until }) => until <= at).map(({ until }) => until);
  const starts = [...working, ...duties].filter(({ from }) => from > at).map(({ from }) => from);
  if (starts.length === 0 && nextStart !== null && nextStart > at) starts.push(nextStart);
  if (starts.length === 0) return null;
  const since = ends.length === 0 ? null : Math.max(...ends);
  return { since, until: Math.min(...starts) };
}

/** The rest that he has: time off that is more than a break. */
export function restIn(time: KnownTime, at: number): OwnRest | null {
  const off = offIn(time, at);
  return off === null || (off.since !== null && off.until - off.since < BREAK_MS) ? null : off;
}

export interface OpeningFacts {
  readonly now: number;
  readonly rest: OwnRest | null;
  /** Until when he looks at his list all the same; null: he does not. */
  readonly looksUntil: number | null;
  /** For how long the product was out of sight; null: it opens now. */
  readonly hiddenMs: number | null;
  /** Something is open over the page, or it was touched since it opened. */
  readonly isInUse: boolean;
}

/** Does who comes to the start of the product find there that he is off, in place of his list? */
export function startsOff({ now, rest, looksUntil, hiddenMs, isInUse }: OpeningFacts): boolean {
  if (rest === null || rest.until <= now || isInUse) return false;
  if (looksUntil !== null && looksUntil > now) return false;
  return hiddenMs === null || hiddenMs >= AWAY_MS;
}
