/** The slack line of a rest, in a box of 390 × 144: taut on both sides, sagging between. */
export const REST = { left: 62, right: 328, top: 30, dip: 246 } as const;

/** Where on it a moment is: a part of the rest, from 0 to 1. */
export function pointAt(part: number): { readonly x: number; readonly y: number } {
  const t = Math.min(1, Math.max(0, part));
  const { left, right, top, dip } = REST;
  const middle = (left + right) / 2;
  return {
    x: (1 - t) ** 2 * left + 2 * t * (1 - t) * middle + t ** 2 * right,
    y: (1 - t) ** 2 * top + 2 * t * (1 - t) * dip + t ** 2 * top,
  };
}
