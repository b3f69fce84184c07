import { useWords } from '../words.ts';
import { dayLine } from './dayLine.ts';
import { words } from './words.ts';
import './glyph.css';

export interface DayLineProps {
  /** Working time as [from, to] in minutes of the day, in order. */
  readonly working: readonly (readonly [number, number])[];
  /** Minutes of the day. */
  readonly now?: number;
  /** When something will be delivered. */
  readonly delivery?: number;
  readonly size?: 'sm' | 'md';
  readonly width?: number;
  /** What it shows, as a sentence; without one it names the working time. */
  readonly label?: string;
}

const minuteText = (minute: number) =>
  `${String(Math.floor(minute / 60) % 24).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;

/** The day line: a straight thick stroke where somebody works, a thin sagging one where they rest, a ring for now, a bar for delivery. */
export function DayLine({
  working,
  now,
  delivery,
  size = 'md',
  width = size === 'sm' ? 64 : 260,
  label,
}: DayLineProps) {
  const t = useWords(words);
  const small = size === 'sm';
  const height = small ? 16 : 26;
  const line = dayLine({ working, width, base: small ? 6 : 10, now, delivery });
  const said = label ?? t.dayLine(working.map(([from, to]) => `${minuteText(from)}–${minuteText(to)}`).join(', '));
  return (
    <svg
      className="tl-dayline"
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={said}
    >
      {line.strokes.map((stroke) => (
        <path key={stroke.path} className={`tl-dayline-${stroke.kind}`} d={stroke.path} />
      ))}
      {line.delivery !== null && <path className="tl-dayline-delivery" d={line.delivery} />}
      {line.now !== null && (
        <circle
          className="tl-dayline-now"
          data-taut={line.now.taut ? '' : undefined}
          cx={line.now.x}
          cy={line.now.y}
          r="4"
        />
      )}
    </svg>
  );
}
