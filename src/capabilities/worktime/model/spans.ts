/** From the first until before the second: minutes of a day, or milliseconds of all time. */
export interface Span {
  readonly from: number;
  readonly until: number;
}

/** The same time as few spans, in order: those that overlap or touch are one; empty ones are gone. */
export function united(spans: readonly Span[]): Span[] {
  const one: { from: number; until: number }[] = [];
  for (const { from, until } of [...spans].sort((a, b) => a.from - b.from)) {
    if (until <= from) continue;
    const last = one.at(-1);
    if (last !== undefined && from <= last.until) last.until = Math.max(last.until, until);
    else one.push({ from, until });
  }
  return one;
}

/** What is in the first and in none of the others. */
export function without(spans: readonly Span[], others: readonly Span[]): Span[] {
  let left = united(spans);
  for (const other of united(others)) {
    left = left.flatMap((span) => {
      if (other.until <= span.from || other.from >= span.until) return [span];
      return [
        { from: span.from, until: other.from },
        { from: other.until, until: span.until },
      ].filter(({ from, until }) => from < until);
    });
  }
  return left;
}

/** The one of these in which this moment lies, or null. */
export function spanAt(spans: readonly Span[], at: number): Span | null {
  return spans.find(({ from, until }) => from <= at && at < until) ?? null;
}

/** How long they are together. They must not overlap. */
export function lengthOf(spans: readonly Span[]): number {
  return spans.reduce((sum, { from, until }) => sum + until - from, 0);
}
