import { IconMapPin } from '@tabler/icons-react';
import { copyText } from '#platform/web/copyText.ts';
import { useFormat } from '#platform/web/useFormat.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { toast } from '#platform/web/ui/Toast.tsx';
import { useWords } from '#platform/web/words.ts';
import type { Message, PlaceCard as Card } from '../../model/contract.ts';
import { pointErasedAt } from '../../model/places.ts';
import { useHasPassed } from '../useHasPassed.ts';
import { PlaceFace } from './PlaceFace.tsx';
import { handingWords } from './words.ts';
import '../notice/card.css';
import './handing.css';

interface PlaceCardProps {
  readonly message: Pick<Message, 'text' | 'sentAt'> & { readonly card: Card };
}

/** Where something is: its name, and its point as long as that is kept. */
export function PlaceCard({ message: { text, sentAt, card } }: PlaceCardProps) {
  const t = useWords(handingWords);
  const format = useFormat();
  const erasedAt = pointErasedAt(sentAt);
  // Also on a device that has not heard that it was erased.
  const point = useHasPassed(erasedAt) ? null : card.point;
  const said = point === null ? '' : `${point.latitude},${point.longitude}`;
  return (
    <section className="ch-card" aria-label={t.place}>
      <p className="ch-card-head">
        <IconMapPin size={16} stroke={1.75} aria-hidden />
        <b>{t.place}</b>
      </p>
      <PlaceFace name={text} address={card.address} point={point} />
      {point !== null && (
        <>
          <p className="ch-spot-until">{t.erasedBy(format.when(erasedAt))}</p>
          <div className="ch-card-foot">
            <a className="tl-btn tl-btn-plain tl-btn-md" href={`geo:${said}?q=${said}`}>
              <span>{t.openMap}</span>
            </a>
            <Button
              kind="quiet"
              onClick={() => void copyText(said).then((copied) => copied && toast({ text: t.copied, kind: 'success' }))}
            >
              {t.copyPoint}
            </Button>
          </div>
        </>
      )}
    </section>
  );
}
