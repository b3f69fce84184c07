import { memo } from 'react';

const HEIGHT = 28;
const LEAST = 3;
const STEP = 3;

/** How loud something is, from its beginning to its end. */
export const Waveform = memo(function Waveform({ peaks }: { readonly peaks: readonly number[] }) {
  return (
    <svg viewBox={`0 0 ${peaks.length * STEP} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden>
      {peaks.map((peak, bar) => {
        const height = Math.max(LEAST, (peak / 100) * HEIGHT);
        return <rect key={bar} x={bar * STEP} y={(HEIGHT - height) / 2} width={2} height={height} rx={1} />;
      })}
    </svg>
  );
});
