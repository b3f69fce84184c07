/**
 * Is it Monday to Friday, 09:00 to 18:00, in this IANA time zone? The working time of everybody until work calendars say better:
 * outside it nobody is shown as typing (R19).
 */
export function isOfficeHours(timeZone: string, now: Date): boolean {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    weekday: 'short',
    hour: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(now);
  const weekday = parts.find((part) => part.type === 'weekday')?.value ?? '';
  const hour = Number(parts.find((part) => part.type === 'hour')?.value ?? 0);
  return weekday !== 'Sat' && weekday !== 'Sun' && hour >= 9 && hour < 18;
}
