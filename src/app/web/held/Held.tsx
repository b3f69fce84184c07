import { IconAt, IconBook2, IconChevronRight, IconClockHour4, IconMessage } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { chatCalls } from '#chat/model/contract.ts';
import { ReachedNow } from '#ding/web/index.ts';
import { client } from '#platform/web/call.ts';
import { openCompanyNow } from '#platform/web/company.ts';
import { Link } from '#platform/web/navigate.tsx';
import { sayError } from '#platform/web/refusals.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { ErrorCard } from '#platform/web/ui/EmptyState.tsx';
import { Skeleton } from '#platform/web/ui/Skeleton.tsx';
import { toast } from '#platform/web/ui/Toast.tsx';
import { useAct, useAnswer } from '#platform/web/useAnswer.ts';
import { useFormat } from '#platform/web/useFormat.ts';
import { useWords } from '#platform/web/words.ts';
import { worktimeCalls } from '#worktime/model/contract.ts';
import { RestLine } from './RestLine.tsx';
import { words } from './words.ts';
import './held.css';

const worktime = client('worktime', worktimeCalls);
const chat = client('chat', chatCalls);
const EVERY_MS = 15_000;

/** Instead of every page while what comes stays on the server (R3): until when, how much waits, and one quiet button to look all the same. */
export function Held() {
  const t = useWords(words);
  const format = useFormat();
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
      await worktime.look({ on: true });
      openCompanyNow()?.live.nudge();
    } catch (failed) {
      toast({ text: sayError(failed), kind: 'danger' });
    }
  });

  if (value === null && error !== null) return <ErrorCard error={error} onRetry={reload} />;
  if (value === null) return <Skeleton kind="form" rows={4} />;
  const { hold, waiting, now } = value;
  const until = hold.until === null ? '' : format.whenExactly(hold.until, now);
  return (
    <main className="tl-held" id="main" tabIndex={-1}>
      <div className="tl-held-body">
        <h1>
          {t.off}
          <br />
          {t.until(until)}
        </h1>
        <p className="tl-held-sum" aria-live="polite">
          {urgent > 0 ? t.waits(waiting.unread) : t.waitsCalmly(waiting.unread)}
        </p>
        <ReachedNow everyMs={EVERY_MS} onCount={setUrgent} />
        {hold.since !== null && hold.until !== null && <RestLine since={hold.since} until={hold.until} now={now} />}
        <ul className="tl-held-kinds">
          <li>
            <IconMessage size={20} stroke={1.75} aria-hidden />
            <span>{t.messages}</span> <b>{waiting.unread}</b>
          </li>
          <li>
            <IconAt size={20} stroke={1.75} aria-hidden />
            <span>{t.mentions}</span> <b>{waiting.mentions}</b>
          </li>
        </ul>
        <Button wide size="big" busy={look.busy} onClick={() => void look.run(undefined)}>
          {t.look}
        </Button>
        <p className="tl-held-note">
          {t.looking(until)}
          <br />
          {t.oneDigest}
        </p>
      </div>
      <nav className="tl-held-more" aria-label={t.why}>
        <p className="tl-small tl-text-3">{t.why}</p>
        <Link to="/me/hours">
          <IconClockHour4 size={20} stroke={1.75} aria-hidden />
          <span>{t.hours}</span>
          <IconChevronRight size={18} stroke={1.75} aria-hidden />
        </Link>
        <Link to="/me/ledger">
          <IconBook2 size={20} stroke={1.75} aria-hidden />
          <span>{t.ledger}</span>
          <IconChevronRight size={18} stroke={1.75} aria-hidden />
        </Link>
      </nav>
    </main>
  );
}
