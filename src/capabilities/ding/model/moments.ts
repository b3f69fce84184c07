/** When one may say that one will see to it. */
export interface Moment {
  readonly kind: 'halfHour' | 'hour' | 'afternoon' | 'nextStart';
  readonly at: Date;
}

export interface MomentFacts {
  readonly now: Date;
  /** The own working time of today and of the days that follow, in order. */
  readonly working: readonly { readonly start: Date; readonly end: Date }[];
  /** The end of today, and two in the afternoon of it, where one is. */
  readonly todayEnds: Date;
  readonly twoOClock: Date;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const ROUND_MS = 5 * MINUTE_MS;

/** The moments that are offered: all in the own working time, none twice, soonest first. */
export function momentsFor({ now, working, todayEnds, twoOClock }: MomentFacts): Moment[] {
  const works = (at: Date) => working.some(({ start, end }) => start <= at && at < end);
  const after = (ms: number) => new Date(Math.ceil((now.getTime() + ms) / ROUND_MS) * ROUND_MS);
  const isLater = (at: Date) => at.getTime() - now.getTime() >= HOUR_MS && at < todayEnds;
  const afternoon = working.find(({ start }) => isLater(start))?.start ?? (isLater(twoOClock) ? twoOClock : null);
  const next = working.find(({ start }) => start >= todayEnds)?.start ?? null;
  const all: (Moment | null)[] = [
    { kind: 'halfHour', at: after(HOUR_MS / 2) },
    { kind: 'hour', at: after(HOUR_MS) },
    afternoon === null ? null : { kind: 'afternoon', at: afternoon },
    next === null ? null : { kind: 'nextStart', at: next },
  ];
  return all
    .filter((one) => one !== null)
    .filter(({ at }) => works(at))
    .filter(({ at }, index, list) => list.findIndex((one) => one.at.getTime() === at.getTime()) === index)
    .sort((a, b) => a.at.getTime() - b.at.getTime());
}
