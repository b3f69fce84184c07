import { useFormat } from '#platform/web/useFormat.ts';
import { useWords } from '#platform/web/words.ts';
import { pointAt, REST } from './restLine.ts';
import { words } from './words.ts';

/** So far from its middle the line falls or rises faster than a word beside it is high. */
const STEEP_FROM = 61;

interface RestLineProps {
  readonly since: Date;
  readonly until: Date;
  readonly now: Date;
}

/** The rest that runs now: taut where work ended and where it begins again, slack between, a ring for now. */
export function RestLine({ since, until, now }: RestLineProps) {
  const t = useWords(words);
  const format = useFormat();
  const [from, to] = [since, until].map((at) => format.whenExactly(at, now));
  const point = pointAt((now.getTime() - since.getTime()) / Math.max(1, until.getTime() - since.getTime()));
  const { left, right, top, dip } = REST;
  // Within the bow, and never on the line: beside the ring where that is steep, above it where it is flat.
  const toRight = point.x <= (left + right) / 2 ? 1 : -1;
  const isSteep = Math.abs(point.x - (left + right) / 2) > STEEP_FROM;
  return (
    <div className="tl-rest">
      <p>
        <span>{from}</span>
        <span>{to}</span>
      </p>
      <svg viewBox="0 20 390 132" role="img" aria-label={t.line(from ?? '', to ?? '')} className="tl-dayline">
        <path className="tl-dayline-taut" d={`M0 ${top}H${left}`} />
        <path className="tl-dayline-slack" d={`M${left} ${top}Q${(left + right) / 2} ${dip} ${right} ${top}`} />
        <path className="tl-dayline-taut" d={`M${right} ${top}H390`} />
        <circle className="tl-dayline-now" cx={point.x} cy={point.y} r="6" />
        <text
          x={point.x + toRight * (isSteep ? 14 : -6)}
          y={point.y + (isSteep ? 4 : -14)}
          textAnchor={toRight === 1 ? 'start' : 'end'}
        >
          {t.now}
        </text>
      </svg>
    </div>
  );
}
