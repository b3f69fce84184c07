import type { PlaceCard } from './cards.ts';

/** A point that somebody sent is kept for this long (R22); its name stays. */
export const POINT_KEPT_MS = 60 * 24 * 3_600_000;

type Point = NonNullable<PlaceCard['point']>;

/** Degrees to four places: about ten metres, which is enough to find a door and not enough to tell a desk. */
const DEGREE = 10_000;

/** A point as it may leave the device, and as the server keeps it: rounded, however exact it was measured. */
export function rounded({ latitude, longitude, accuracyM }: Point): Point {
  const round = (degrees: number) => Math.round(degrees * DEGREE) / DEGREE;
  return { latitude: round(latitude), longitude: round(longitude), accuracyM: Math.max(10, Math.ceil(accuracyM)) };
}

/** When the point of a message is erased. */
export function pointErasedAt(sentAt: Date): Date {
  return new Date(sentAt.getTime() + POINT_KEPT_MS);
}
