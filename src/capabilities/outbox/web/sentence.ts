import { clock } from '#platform/model/format.ts';
import type { Words } from '#platform/web/words.ts';
import type { Settings } from './settings.ts';
import type { words } from './words.ts';

/** Minutes of a day as its clock shows them: `09:00`. */
function clockOf(minute: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${two(Math.floor(minute / 60) % 24)}:${two(minute % 60)}`;
}

/** What the settings do, in plain words (U23): when this device is told of what, and what happens after work. */
export function sentenceOf(
  { wish, device, hoursToday }: Pick<Settings, 'wish' | 'device' | 'hoursToday'>,
  t: Words<typeof words>,
): string {
  if (wish === 'nothing') return t.toldNever;
  if (device === null) return t.notToldHere;
  const what = { everything: t.whatChosen, gathered: t.whatGathered, meant: t.whatNotifies }[wish];
  const told = device.pushes ? t.toldHere : t.toldWhileOpen;
  const hours = hoursToday.map(({ from, until }) => `${clockOf(from)}–${clockOf(until)}`).join(', ');
  const gap = /[。]$/.test(t.afterWork) ? '' : ' ';
  return `${told(what, hours === '' ? t.notToday : t.today(hours))}${gap}${t.afterWork}`;
}

/** Minutes of the day that a clock in this zone shows. */
export function minuteOf(now: Date, timeZone: string): number {
  const [hours = 0, minutes = 0] = clock(now, timeZone).split(':').map(Number);
  return hours * 60 + minutes;
}
