import { type Calendar, timeFacts } from './calendar.ts';
import { countryOfZone } from './countries.ts';
import { spanAt } from './spans.ts';

/**
 * Countries whose law asks that work lets its people alone while they rest, beyond not notifying them: Spain (Ley Orgánica 3/2018, art. 88) and
 * Portugal (Código do Trabalho, art. 199.º-A).
 */
const STRICT_COUNTRIES = ['ES', 'PT'];

/** Who looks does so for so long at most; a long leave is not opened by one look. */
export const LOOK_HOURS_MAX = 12;

const HOUR_MS = 3_600_000;

/**
 * Is a site strict for somebody, by what was said of it (null: nothing), and by where that leaves it to the law: the country of the site and that of
 * the time zone in which he works? A site that names no country, or another one, takes nobody out of the law of the place where he is.
 */
export function isStrict(said: boolean | null, country: string | null, timeZone: string): boolean {
  return said ?? [country, countryOfZone(timeZone)].some((one) => one !== null && STRICT_COUNTRIES.includes(one));
}

/** Does what the company has for a member of a strict site stay on the server at this moment, and until when is that so (R3)? */
export function holdAt(
  calendar: Calendar,
  looksUntil: Date | null,
  at: Date,
): { readonly isHeld: boolean; readonly until: Date } {
  const now = at.getTime();
  const { works, worksUntil, nextStart } = timeFacts(calendar, at);
  if (works) return { isHeld: false, until: worksUntil };
  // Whoever accepted to be on call is reached then, and has to see by what.
  const duty = spanAt(calendar.duty, now);
  if (duty !== null) return { isHeld: false, until: new Date(duty.until) };
  if (looksUntil !== null && looksUntil > at) return { isHeld: false, until: looksUntil };
  const duties = calendar.duty.filter(({ from }) => from > now).map(({ from }) => from);
  return { isHeld: true, until: new Date(Math.min(nextStart.getTime(), ...duties)) };
}

/** Until when a member who wants to look now may do so: the next start, or twelve hours; null where nothing is held. */
export function lookUntil(calendar: Calendar, at: Date): Date | null {
  const { isHeld, until } = holdAt(calendar, null, at);
  return isHeld ? new Date(Math.min(until.getTime(), at.getTime() + LOOK_HOURS_MAX * HOUR_MS)) : null;
}
