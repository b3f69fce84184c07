import type { Day } from '#platform/model/zone.ts';

export interface WeekCount {
  readonly monday: Day;
  readonly told: number;
  readonly held: number;
}

interface WeekBarsProps {
  readonly weeks: readonly WeekCount[];
  readonly shown: Day;
  readonly told: string;
  readonly held: string;
  readonly label: string;
}

const STEP = 28;
const HEIGHT = 64;
/** A week of so few does not fill the height: one alone is no mountain. */
const LEAST = 10;

/** A bar a week: what reached somebody is filled, what was held is an outline above it. The numbers stand in the rows below. */
export function WeekBars({ weeks, shown, told, held, label }: WeekBarsProps) {
  const most = Math.max(LEAST, ...weeks.map((week) => week.told + week.held));
  const high = (count: number) => (count * HEIGHT) / most;
  const width = weeks.length * STEP;
  return (
    <figure className="tr-bars">
      <svg viewBox={`0 0 ${width} ${HEIGHT + 8}`} role="img" aria-label={label}>
        {weeks.map((week, index) => {
          const x = index * STEP + 6;
          const top = HEIGHT - high(week.told) - high(week.held) + 1;
          return (
            <g key={week.monday}>
              {week.held > 0 && (
                <rect
                  className="tr-bar-held"
                  x={x + 0.75}
                  y={top}
                  width={14.5}
                  height={Math.max(1, high(week.held) - 1.5)}
                  rx={2}
                />
              )}
              {week.told > 0 && (
                <rect
                  className="tr-bar-told"
                  x={x}
                  y={HEIGHT - high(week.told) + 1}
                  width={16}
                  height={high(week.told)}
                  rx={2}
                />
              )}
              {week.monday === shown && <path className="tr-bar-mark" d={`M${x} ${HEIGHT + 6}H${x + 16}`} />}
            </g>
          );
        })}
        <path className="tr-bar-ground" d={`M0 ${HEIGHT + 1.5}H${width}`} />
      </svg>
      <figcaption className="tr-legend">
        <span data-is="told">{told}</span>
        <span data-is="held">{held}</span>
      </figcaption>
    </figure>
  );
}
