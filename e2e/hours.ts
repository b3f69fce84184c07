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

/** He works from 07:00 to 19:30 where it is past eight in the evening now: he rests for eleven hours and a half, and not one is to spare. */
export async function restsNow(owner: Person, person: Person): Promise<void> {
  const siteId = randomUUID();
  const ahead = 20 - new Date().getUTCHours();
  const hours = ahead > 14 ? ahead - 24 : ahead;
  const timeZone = hours === 0 ? 'Etc/GMT' : `Etc/GMT${hours > 0 ? '-' : '+'}${Math.abs(hours)}`;
  await owner.call('worktime.saveSite', { id: siteId, name: 'Evening', timeZone, country: null, strict: false });
  await works(owner, [person], () => true, { siteId, hours: [{ from: 7 * 60, until: 19 * 60 + 30 }] });
}
