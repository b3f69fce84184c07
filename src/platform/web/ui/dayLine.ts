interface DayLineFacts {
  /** [from, to] in minutes of the day, in order. */
  readonly working: readonly (readonly [number, number])[];
  readonly width: number;
  /** The height at which the taut line runs. */
  readonly base: number;
  readonly now?: number | undefined;
  readonly delivery?: number | undefined;
}

interface Stroke {
  readonly kind: 'taut' | 'slack';
  readonly path: string;
}

export interface DayLineDrawing {
  readonly strokes: readonly Stroke[];
  readonly now: { readonly x: number; readonly y: number; readonly taut: boolean } | null;
  readonly delivery: string | null;
}

const DAY = 1440;
const MARGIN = 6;
const MOST_SAG = 21.5;
const SAG_PER_PX = 0.66;

/** The geometry of a day line: rest sags by its length, up to a most. */
export function dayLine({ working, width, base, now, delivery }: DayLineFacts): DayLineDrawing {
  const x = (minute: number) => MARGIN + (minute / DAY) * (width - 2 * MARGIN);
  const short = (value: number) => Math.round(value * 10) / 10;
  const most = base < 8 ? 6.5 : MOST_SAG;
  const sag = (from: number, to: number) => Math.min(most, (x(to) - x(from)) * SAG_PER_PX);
  const strokes: Stroke[] = [];
  const rests: (readonly [number, number])[] = [];
  let reached = 0;
  const rest = (from: number, to: number) => {
    if (to <= from) return;
    rests.push([from, to]);
    const middle = (x(from) + x(to)) / 2;
    strokes.push({
      kind: 'slack',
      path: `M${short(x(from))} ${base}Q${short(middle)} ${short(base + sag(from, to))} ${short(x(to))} ${base}`,
    });
  };
  for (const [from, to] of working) {
    rest(reached, from);
    strokes.push({ kind: 'taut', path: `M${short(x(from))} ${base}H${short(x(to))}` });
    reached = Math.max(reached, to);
  }
  rest(reached, DAY);
  const within = now === undefined ? undefined : rests.find(([from, to]) => now > from && now < to);
  let y = base;
  if (now !== undefined && within !== undefined) {
    const along = (now - within[0]) / (within[1] - within[0]);
    y = base + 2 * along * (1 - along) * sag(within[0], within[1]);
  }
  return {
    strokes,
    now: now === undefined ? null : { x: short(x(now)), y: short(y), taut: within === undefined },
    delivery: delivery === undefined ? null : `M${short(x(delivery))} ${base - 6}v12`,
  };
}
