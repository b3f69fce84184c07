/** What one run of a workload measured: title with unit → value. */
export type Figures = Record<string, number>;

/** Counts latencies in buckets 1.6 % wide, so that half a million a second can be counted without keeping them. */
export class Latencies {
  private readonly buckets = new Uint32Array(64 * 40);
  count = 0;

  /** Adds one latency in milliseconds. */
  add(ms: number): void {
    const us = ms <= 0.064 ? 64 : ms * 1000;
    const octave = 31 - Math.clz32(us | 0);
    const bucket = (octave - 6) * 64 + ((us / 2 ** (octave - 6)) | 0) - 64;
    this.buckets[bucket] = (this.buckets[bucket] ?? 0) + 1;
    this.count++;
  }

  reset(): void {
    this.buckets.fill(0);
    this.count = 0;
  }

  /** The latency in ms that `share` (0–1) of all stay within; NaN when there are none. */
  at(share: number): number {
    if (this.count === 0) return Number.NaN;
    const wanted = Math.ceil(this.count * share);
    let seen = 0;
    for (let bucket = 0; bucket < this.buckets.length; bucket++) {
      seen += this.buckets[bucket] ?? 0;
      if (seen >= wanted) return ((64 + (bucket % 64) + 0.5) * 2 ** Math.floor(bucket / 64)) / 1000;
    }
    return Number.NaN;
  }
}

/** The middle value, or the mean of the two middle ones; NaN of nothing. */
export function median(values: readonly number[]): number {
  const sorted = values.filter((value) => !Number.isNaN(value)).toSorted((a, b) => a - b);
  const half = sorted.length >> 1;
  const upper = sorted[half] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[half - 1] ?? Number.NaN) + upper) / 2;
}

/** The medians of every figure over the rounds. */
export function medians(rounds: readonly Figures[]): Figures {
  const titles = new Set(rounds.flatMap((figures) => Object.keys(figures)));
  return Object.fromEntries([...titles].map((title) => [title, median(rounds.map((f) => f[title] ?? Number.NaN))]));
}
