import { useId } from 'react';
import { useWords } from '#platform/web/words.ts';
import type { PlaceCard } from '../../model/contract.ts';
import { handingWords } from './words.ts';

/** Sides of a square of the grid, in metres: the first in which the accuracy is drawn small enough. */
const CELLS = [50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000];
const CELL_PX = 40;
const RADIUS_MAX_PX = 30;
const [WIDTH, HEIGHT] = [400, 88];
const METRES_PER_DEGREE = 111_320;

/** A point on a grid of its own, with how exact it is: drawn here, for a map would ask somebody outside where we look. */
export function PlaceSketch({ point }: { readonly point: NonNullable<PlaceCard['point']> }) {
  const t = useWords(handingWords);
  const id = useId();
  const { latitude, longitude, accuracyM } = point;
  const cell = CELLS.find((one) => (accuracyM / one) * CELL_PX <= RADIUS_MAX_PX) ?? 100_000;
  const [x, y] = [WIDTH / 2, HEIGHT / 2];
  // Where the lines of the grid run follows from the point: two places do not look the same.
  const offset = (metres: number) => (((metres / cell) % 1) + 1) % 1;
  const east = offset(longitude * METRES_PER_DEGREE * Math.cos((latitude * Math.PI) / 180));
  const north = offset(latitude * METRES_PER_DEGREE);
  return (
    <svg className="ch-sketch" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="xMidYMid slice" aria-hidden>
      <defs>
        <pattern
          id={id}
          x={x - east * CELL_PX}
          y={y + north * CELL_PX}
          width={CELL_PX}
          height={CELL_PX}
          patternUnits="userSpaceOnUse"
        >
          <path d={`M0 0H${CELL_PX}M0 0V${CELL_PX}`} className="ch-sketch-grid" />
        </pattern>
      </defs>
      <rect width={WIDTH} height={HEIGHT} fill={`url(#${id})`} />
      <circle cx={x} cy={y} r={Math.max(6, (accuracyM / cell) * CELL_PX)} className="ch-sketch-reach" />
      <circle cx={x} cy={y} r={4.5} className="ch-sketch-pin" />
      <path d={`M${x + 58} ${HEIGHT - 14}v4h${CELL_PX}v-4`} className="ch-sketch-scale" />
      <text x={x + 58 + CELL_PX / 2} y={HEIGHT - 18} textAnchor="middle" className="ch-sketch-text">
        {t.cell(cell)}
      </text>
    </svg>
  );
}
