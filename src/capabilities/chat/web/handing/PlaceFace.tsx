import { useWords } from '#platform/web/words.ts';
import type { PlaceCard } from '../../model/contract.ts';
import { PlaceSketch } from './PlaceSketch.tsx';
import { handingWords } from './words.ts';

interface PlaceFaceProps {
  readonly name: string;
  readonly address: string;
  readonly point: PlaceCard['point'];
}

/** What a place says: the same before it is sent, and after. */
export function PlaceFace({ name, address, point }: PlaceFaceProps) {
  const t = useWords(handingWords);
  return (
    <div className="ch-spot">
      {point !== null && <PlaceSketch point={point} />}
      <b>{name === '' ? t.here : name}</b>
      {address !== '' && <p>{address}</p>}
      {point !== null && (
        <p className="ch-spot-point">
          {point.latitude.toFixed(4)}, {point.longitude.toFixed(4)}
          <span>{t.accuracy(point.accuracyM)}</span>
        </p>
      )}
    </div>
  );
}
