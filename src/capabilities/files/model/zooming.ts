import type { Size } from './fitting.ts';

export interface Zooms {
  /** What one click or two taps lead to; 1 is the whole picture. */
  readonly closer: number;
  /** As close as fingers and wheel get. */
  readonly most: number;
}

const CLOSER_LEAST = 2;
const MOST_LEAST = 4;

/**
 * How close one gets to a picture that lies fitted in a window. One step makes its shorter side fill the window, as far as it has pixels for
 * that: so a long screenshot becomes as wide as the screen it was taken of, and is read by going down.
 */
export function zoomsOf(own: Size, shown: Size, window: Size): Zooms {
  const real = own.width / shown.width;
  const fills = Math.max(window.width / shown.width, window.height / shown.height);
  const closer = Math.max(CLOSER_LEAST, Math.min(fills, real));
  return { closer, most: Math.max(MOST_LEAST, closer, real * 2) };
}
