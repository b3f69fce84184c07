import { DAY_MS } from '#platform/model/zone.ts';
import type { Client } from '#platform/web/call.ts';
import type { OpenCompany } from '#platform/web/company.ts';
import { connectionStore } from '#platform/web/connection.ts';
import { createStore } from '#platform/web/store.ts';
import { worktimeCalls, worktimeEvent } from '../model/contract.ts';
import type { KnownTime } from '../model/offHours.ts';
import type { Mine } from './sentence.ts';

const KEY = 'worktime.own';
/** Another number where it is kept in another shape. */
const SHAPE = 1;
const DAYS_BACK = 14;
const DAYS = 35;
/** Hours that change are told. This often they are asked for all the same: the days move on. */
const GOOD_MS = 12 * 3_600_000;

interface Kept extends KnownTime {
  readonly shape: number;
  readonly askedAt: number;
}

/** The own time of some weeks, in the open company; null until something is known of it. */
export const ownTime = createStore<KnownTime | null>(null);

/** Opens the own time in a company: what is kept holds at once, so that the first picture can say who is off. */
export async function openOwnTime(company: OpenCompany): Promise<() => void> {
  const calls = company.client('worktime', worktimeCalls);
  const kept = await company.local.get<Kept>(KEY);
  let askedAt = 0;
  let asking = 0;
  let isOpen = true;
  if (kept?.shape === SHAPE) {
    askedAt = kept.askedAt;
    ownTime.set(kept);
  }
  const ask = async () => {
    asking += 1;
    const value = await known(calls).catch(() => null);
    asking -= 1;
    if (!isOpen || value === null) return;
    askedAt = value.askedAt;
    company.local.put(KEY, value);
    ownTime.set(value);
  };
  const askOnce = () => asking === 0 && void ask();
  // Before the socket is up: what is not known before the list is drawn is not shown in its place any more.
  if (askedAt === 0) void ask();
  const stops = [
    company.listen('worktime', worktimeEvent, ({ type }) => {
      if (type === 'worktime.hoursChanged') void ask();
    }),
    company.onFresh(askOnce),
    connectionStore.subscribe(() => {
      if (connectionStore.get() === 'online' && Date.now() - askedAt > GOOD_MS) askOnce();
    }),
  ];
  return () => {
    isOpen = false;
    for (const stop of stops) stop();
    ownTime.set(null);
  };
}

async function known({ mine }: Client<typeof worktimeCalls>): Promise<Kept> {
  const now = Date.now();
  const from = Math.floor(now / DAY_MS) - DAYS_BACK;
  const answer = await mine({ from, days: DAYS });
  return { shape: SHAPE, askedAt: now, ...timeOf(answer, now) };
}

/** A day less at both ends: where it begins depends on the zone. */
function timeOf({ works, until, days, duties }: Mine, now: number): KnownTime {
  return {
    known: { from: now - (DAYS_BACK - 1) * DAY_MS, until: now + (DAYS - DAYS_BACK - 2) * DAY_MS },
    working: days.flatMap(({ working }) => working.map(({ start, end }) => ({ from: +start, until: +end }))),
    duties: duties
      .filter(({ state }) => state === 'accepted')
      .map(({ startsAt, endsAt }) => ({ from: +startsAt, until: +endsAt })),
    nextStart: works ? null : +until,
  };
}
