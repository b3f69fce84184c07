import { useMemo } from 'react';
import {
  badge,
  clock,
  dateLine,
  duration,
  fileSize,
  members,
  ofAll,
  when,
  whenExactly,
  whenShort,
} from '#platform/model/format.ts';
import { useLanguage } from './language.ts';

/** The formats in the language of the screen, as of now. */
export function useFormat() {
  const language = useLanguage();
  return useMemo(
    () => ({
      clock,
      fileSize,
      badge,
      when: (date: Date, now = new Date(), timeZone?: string) => when(date, now, language, timeZone),
      whenShort: (date: Date, now = new Date(), timeZone?: string) => whenShort(date, now, language, timeZone),
      whenExactly: (date: Date, now = new Date(), timeZone?: string) => whenExactly(date, now, language, timeZone),
      dateLine: (date: Date, now = new Date(), timeZone?: string) => dateLine(date, now, language, timeZone),
      ofAll: (part: number, whole: number) => ofAll(part, whole, language),
      members: (count: number) => members(count, language),
      duration: (minutes: number) => duration(minutes, language),
    }),
    [language],
  );
}
