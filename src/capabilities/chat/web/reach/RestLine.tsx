import '#platform/web/ui/glyph.css';

const HOUR_MS = 3_600_000;
const WIDTH = 56;
const BASE = 6;
/** So many hours ahead fit on it; who starts later is drawn at its end. */
const HOURS = 16;

/** From now until somebody starts: a ring, the rest that sags, a bar where things arrive, and the first of his work. */
export function RestLine({ startsAt, now }: { readonly startsAt: Date; readonly now: Date }) {
  const hours = Math.min(HOURS, Math.max(0.5, (startsAt.getTime() - now.getTime()) / HOUR_MS));
  const start = 6 + (hours / HOURS) * (WIDTH - 18);
  const sag = Math.min(13, (start - 6) * 0.66);
  return (
    <svg className="tl-dayline ch-rest-line" width={WIDTH} height="16" viewBox={`0 0 ${WIDTH} 16`} aria-hidden>
      <path className="tl-dayline-slack" d={`M6 ${BASE}Q${(6 + start) / 2} ${BASE + sag} ${start} ${BASE}`} />
      <path className="tl-dayline-taut" d={`M${start} ${BASE}H${WIDTH - 2}`} />
      <path className="tl-dayline-delivery" d={`M${start} ${BASE - 6}v12`} />
      <circle className="tl-dayline-now" cx="6" cy={BASE} r="4" />
    </svg>
  );
}
