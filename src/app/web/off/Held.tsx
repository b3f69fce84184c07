import { useEffect, useState } from 'react';
import { chatCalls } from '#chat/model/contract.ts';
import { ReachedNow } from '#ding/web/index.ts';
import { client } from '#platform/web/call.ts';
import { openCompanyNow } from '#platform/web/company.ts';
import { sayError } from '#platform/web/refusals.ts';
import { ErrorCard } from '#platform/web/ui/EmptyState.tsx';
import { Skeleton } from '#platform/web/ui/Skeleton.tsx';
import { toast } from '#platform/web/ui/Toast.tsx';
import { useAct, useAnswer } from '#platform/web/useAnswer.ts';
import { useWords } from '#platform/web/words.ts';
import { worktimeCalls } from '#worktime/model/contract.ts';
import { lookUntil } from '#worktime/web/index.ts';
import { OffPage } from './OffPage.tsx';
import { words } from './words.ts';

const worktime = client('worktime', worktimeCalls);
const chat = client('chat', chatCalls);
const EVERY_MS = 15_000;

/** Instead of every page while what comes stays on the server (R3). What waits is asked for: nothing tells it. */
export function Held() {
  const t = useWords(words);
  const { value, error, reload } = useAnswer('held', async (signal) => {
    const hold = await worktime.hold({}, { signal });
    const waiting = await chat.waiting({}, { signal });
    return { hold, waiting, now: new Date() };
  });
  const [urgent, setUrgent] = useState(0);
  useEffect(() => {
    const again = () => document.visibilityState === 'visible' && reload();
    const timer = setInterval(again, EVERY_MS);
    return () => clearInterval(timer);
  }, [reload]);
  const isOver = value !== null && !value.hold.isHeld;
  useEffect(() => {
    if (isOver) openCompanyNow()?.live.nudge();
  }, [isOver]);
  const look = useAct(async () => {
    try {
      const { looksUntil } = await worktime.look({ on: true });
      if (looksUntil !== null) lookUntil(looksUntil.getTime());
      openCompanyNow()?.live.nudge();
    } catch (failed) {
      toast({ text: sayError(failed), kind: 'danger' });
    }
  });

  if (value === null && error !== null) return <ErrorCard error={error} onRetry={reload} />;
  if (value === null) return <Skeleton kind="form" rows={4} />;
  const { hold, waiting, now } = value;
  return (
    <OffPage
      since={hold.since}
      until={hold.until}
      now={now}
      waits={{ messages: waiting.unread, mentions: waiting.mentions, dings: 0, urgent }}
      why={t.why}
      busy={look.busy}
      onLook={() => void look.run(undefined)}
    >
      <ReachedNow everyMs={EVERY_MS} onCount={setUrgent} />
    </OffPage>
  );
}
