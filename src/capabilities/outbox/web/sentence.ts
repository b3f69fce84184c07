import { clock } from '#platform/model/format.ts';
import type { Words } from '#platform/web/words.ts';
import { OFFICE_HOURS } from '../model/contract.ts';
import type { Settings } from './settings.ts';
import type { words } from './words.ts';

const hour = (value: number) => `${String(value).padStart(2, '0')}:00`;

/** What the settings do, in plain words (U23): when this device is told of what, and what happens after work. */
export function sentenceOf({ wish, device }: Pick<Settings, 'wish' | 'device'>, t: Words<typeof words>): string {
  if (wish === 'nothing') return t.toldNever;
  if (device === null) return t.notToldHere;
  const what = wish === 'meant' ? t.whatNotifies : t.whatChosen;
  const told = device.pushes ? t.toldHere : t.toldWhileOpen;
  const gap = /[。]$/.test(t.afterWork) ? '' : ' ';
  return `${told(what, hour(OFFICE_HOURS.from), hour(OFFICE_HOURS.until))}${gap}${t.afterWork}`;
}

/** Minutes of the day that a clock in this zone shows. */
export function minuteOf(now: Date, timeZone: string): number {
  const [hours = 0, minutes = 0] = clock(now, timeZone).split(':').map(Number);
  return hours * 60 + minutes;
}
