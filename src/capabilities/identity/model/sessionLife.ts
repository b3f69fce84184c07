const DAY_MS = 86_400_000;

/** A session that is not used ends after this. */
const IDLE_DAYS = 30;
/** However much it is used, a session ends after this. */
const LONGEST_DAYS = 365;

/** When a session ends that is used now (I8). */
export function expiryAt(signedInAt: Date, now: Date): Date {
  return new Date(Math.min(now.getTime() + IDLE_DAYS * DAY_MS, lastDayOf(signedInAt).getTime()));
}

/** The end of the longest life: the browser keeps its cookie so long, the server decides before. */
export function lastDayOf(signedInAt: Date): Date {
  return new Date(signedInAt.getTime() + LONGEST_DAYS * DAY_MS);
}

/** Is it time to write the use down? At most once a day, so that a call costs no write. */
export function isDueForExtension(session: { signedInAt: Date; expiresAt: Date }, now: Date): boolean {
  return expiryAt(session.signedInAt, now).getTime() - session.expiresAt.getTime() >= DAY_MS;
}
