import { IconCalendarEvent, IconChevronRight } from '@tabler/icons-react';
import { useState } from 'react';
import { useAnswer } from '#platform/web/useAnswer.ts';
import { useFormat } from '#platform/web/useFormat.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { Dialog } from '#platform/web/ui/Dialog.tsx';
import { Skeleton } from '#platform/web/ui/Skeleton.tsx';
import { useWords } from '#platform/web/words.ts';
import type { Ding } from '../model/contract.ts';
import { type Moment, momentsFor } from '../model/moments.ts';
import { answer } from './acting.ts';
import { dingNow } from './dingStore.ts';
import { MomentField } from './MomentField.tsx';
import { words } from './words.ts';

/** So far the next start of work is looked for. */
const DAYS = 14;

interface LaterDialogProps {
  readonly ding: Ding;
  readonly onClose: () => void;
}

/** What is offered now, by the own hours of today and of the days that follow. */
async function offered(): Promise<Moment[]> {
  const now = new Date();
  const midnight = new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1);
  const twoOClock = new Date(now.getFullYear(), now.getMonth(), now.getDate(), 14);
  const calls = dingNow()?.worktime;
  const today = (await calls?.mine({ days: 1 }))?.today;
  const mine = today === undefined ? undefined : await calls?.mine({ from: today, days: DAYS });
  const working = (mine?.days ?? []).flatMap((day) => day.working);
  return momentsFor({ now, working, todayEnds: midnight, twoOClock });
}

/** When one will see to it: a moment at a tap, or one of one's own. */
export function LaterDialog({ ding, onClose }: LaterDialogProps) {
  const t = useWords(words);
  const format = useFormat();
  const [choosing, setChoosing] = useState(false);
  const [own, setOwn] = useState<Date | null>(null);
  const [minute] = useState(() => Math.floor(Date.now() / 60_000));
  const times = useAnswer(`ding.moments ${minute}`, offered);
  const asks = choosing || times.error !== null || times.value?.length === 0;
  const choose = (at: Date) => {
    onClose();
    void answer(ding, at);
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={t.laterTitle}
      width="narrow"
      {...(asks
        ? {
            onSubmit: () => own !== null && choose(own),
            actions: (
              <Button type="submit" kind="primary" disabled={own === null}>
                {t.setTime}
              </Button>
            ),
          }
        : {})}
    >
      {times.value === null && times.error === null && <Skeleton kind="list" rows={3} />}
      <ul className="dg-times">
        {(times.value ?? []).map(({ kind, at }) => (
          <li key={kind}>
            <button type="button" onClick={() => choose(at)}>
              <span className="tl-grow">
                {
                  { halfHour: t.inHalfAnHour, hour: t.inAnHour, afternoon: t.thisAfternoon, nextStart: t.nextStart }[
                    kind
                  ]
                }
              </span>
              <time dateTime={at.toISOString()}>{format.whenExactly(at)}</time>
            </button>
          </li>
        ))}
        {!asks && times.value !== null && (
          <li>
            <button type="button" aria-expanded={false} onClick={() => setChoosing(true)}>
              <IconCalendarEvent size={18} stroke={1.75} aria-hidden />
              <span className="tl-grow">{t.ownTime}</span>
              <IconChevronRight size={18} stroke={1.75} aria-hidden />
            </button>
          </li>
        )}
      </ul>
      {asks && <MomentField label={t.time} onChange={setOwn} autoFocus />}
    </Dialog>
  );
}
