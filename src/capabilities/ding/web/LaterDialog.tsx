import { useState } from 'react';
import { useAnswer } from '#platform/web/useAnswer.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { Dialog } from '#platform/web/ui/Dialog.tsx';
import { Moments } from '#platform/web/ui/Moments.tsx';
import { Skeleton } from '#platform/web/ui/Skeleton.tsx';
import { useWords } from '#platform/web/words.ts';
import type { Ding } from '../model/contract.ts';
import { type Moment, momentsFor } from '../model/moments.ts';
import { answer } from './acting.ts';
import { dingNow } from './dingStore.ts';
import { LaterField } from './LaterField.tsx';
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
  const [choosing, setChoosing] = useState(false);
  const [own, setOwn] = useState<Date | null>(null);
  const [minute] = useState(() => Math.floor(Date.now() / 60_000));
  const times = useAnswer(`ding.moments ${minute}`, offered);
  const asks = choosing || times.error !== null || times.value?.length === 0;
  const labels = { halfHour: t.inHalfAnHour, hour: t.inAnHour, afternoon: t.thisAfternoon, nextStart: t.nextStart };
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
      <Moments
        offered={(times.value ?? []).map(({ kind, at }) => ({ kind, at, label: labels[kind] }))}
        onChoose={choose}
        other={asks || times.value === null ? null : { label: t.ownTime, onOpen: () => setChoosing(true) }}
      />
      {asks && <LaterField label={t.time} onChange={setOwn} autoFocus />}
    </Dialog>
  );
}
