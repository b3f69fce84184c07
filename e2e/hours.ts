import { randomUUID } from 'node:crypto';
import type { Person } from './product.ts';

const ALWAYS = [{ from: 0, until: 1_440 }];

/** Gives people hours: on these days of the week from Monday, or on all. */
async function works(
  owner: Person,
  people: readonly Person[],
  isDay: (weekday: number) => boolean,
  { siteId = null, hours = ALWAYS }: { readonly siteId?: string | null; readonly hours?: typeof ALWAYS } = {},
): Promise<void> {
  const id = randomUUID();
  const days = Array.from({ length: 7 }, (_, day) => (isDay(day) ? hours : []));
  const pattern = { kind: 'weekly', days, band: null, keepsHolidays: false };
  await owner.call('worktime.saveSchedule', { id, name: id.slice(0, 8), pattern, reason: 'for this journey alone' });
  const memberIds = people.map(({ memberId }) => memberId);
  await owner.call('worktime.assign', { memberIds, siteId, scheduleId: id });
}

export const always = (owner: Person, people: readonly Person[]): Promise<void> => works(owner, people, () => true);

/** Today and tomorrow are free: the day after is work. */
export const offToday = (owner: Person, person: Person, siteId: string | null = null): Promise<void> => {
  const today = (new Date().getDay() + 6) % 7;
  return works(owner, [person], (day) => (day - today + 7) % 7 > 1 && (day - today + 7) % 7 < 5, { siteId });
};

/** Gives somebody a site in strict mode, and rest today and tomorrow. */
export async function restsStrictly(owner: Person, person: Person): Promise<void> {
  const siteId = randomUUID();
  const site = { id: siteId, name: 'Lisbon', timeZone: 'Asia/Shanghai', country: null, strict: true };
  await owner.call('worktime.saveSite', site);
  await offToday(owner, person, siteId);
}

/** Every day he rests for eleven hours and a half: since an hour ago, by the clock of Suzhou. */
export const restsNow = (owner: Person, person: Person): Promise<void> => {
  const now = Math.floor(Date.now() / 60_000 + 480) % 1_440;
  const from = (now + 630) % 1_440;
  return works(owner, [person], () => true, { hours: [{ from, until: from + 750 }] });
};
