/** The first slice of an upload is small: nobody knows yet how fast the line is. */
export const SLICE_FIRST = 256 * 1024;
const SLICE_LEAST = 64 * 1024;
/** A slice should take about so long: progress is seen, and a broken line costs little. */
const SLICE_MS = 1_000;

/** How much to send next: twice as much at most, half as much at least, by how long the last slice took. */
export function nextSlice(length: number, tookMs: number, most: number): number {
  const factor = Math.min(2, Math.max(0.5, SLICE_MS / Math.max(1, tookMs)));
  return Math.min(most, Math.max(SLICE_LEAST, Math.round(length * factor)));
}
