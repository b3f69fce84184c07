import { IconAt, IconBolt, IconBook2, IconChevronRight, IconClockHour4, IconMessage } from '@tabler/icons-react';
import type { ComponentType, ReactNode } from 'react';
import { Link } from '#platform/web/navigate.tsx';
import { Button } from '#platform/web/ui/Button.tsx';
import { Mark } from '#platform/web/ui/Mark.tsx';
import { useFormat } from '#platform/web/useFormat.ts';
import { useWords } from '#platform/web/words.ts';
import { RestLine } from './RestLine.tsx';
import { words } from './words.ts';
import './off.css';

/** What waits, by kind and never by sender. */
export interface Waits {
  readonly messages: number;
  readonly mentions: number;
  /** Dings that ask for an answer. */
  readonly dings: number;
  /** How many of them call now, although he is off. */
  readonly urgent: number;
}

interface OffPageProps {
  /** Null: longer ago than is known. */
  readonly since: Date | null;
  readonly until: Date | null;
  readonly now: Date;
  /** Null while it is not known. */
  readonly waits: Waits | null;
  /** Why this stands here, where it is not the calendar alone. */
  readonly why?: string;
  readonly busy?: boolean;
  readonly onLook: () => void;
  /** What has to be answered at once. */
  readonly children?: ReactNode;
}

/** That one is off: until when, how much waits, and one quiet button to look all the same. */
export function OffPage({ since, until, now, waits, why, busy = false, onLook, children }: OffPageProps) {
  const t = useWords(words);
  const format = useFormat();
  const untilText = until === null ? '' : format.whenExactly(until, now);
  const dings = waits?.dings ?? 0;
  return (
    <main className="tl-off" id="main" tabIndex={-1}>
      <div className="tl-off-body">
        <div className="tl-off-mark tl-only-phone">
          <Mark size={28} />
        </div>
        <h1>
          {t.off}
          <br />
          {t.until(untilText)}
        </h1>
        <p className="tl-off-sum" aria-live="polite">
          {waits === null ? '\u00a0' : sumOf(waits, t)}
        </p>
        {children}
        {since !== null && until !== null && <RestLine since={since} until={until} now={now} />}
        <ul className="tl-off-kinds">
          <Kind icon={IconMessage} label={t.messages} count={waits?.messages} />
          <Kind icon={IconAt} label={t.mentions} count={waits?.mentions} />
          {dings > 0 && <Kind icon={IconBolt} label={t.dings} count={dings} />}
        </ul>
        <Button wide size="big" busy={busy} onClick={onLook}>
          {t.look}
        </Button>
        <p className="tl-off-note">
          <span>{t.looking(untilText)}</span>
          <span>{dings > 0 ? t.oneDigestAndDings : t.oneDigest}</span>
        </p>
      </div>
      <nav className="tl-off-more" aria-label={t.more}>
        {why !== undefined && <p className="tl-small tl-text-3">{why}</p>}
        <Way to="/me/hours" icon={IconClockHour4} label={t.hours} />
        <Way to="/me/ledger" icon={IconBook2} label={t.ledger} />
      </nav>
    </main>
  );
}

function sumOf({ messages, dings, urgent }: Waits, t: ReturnType<typeof useWords<typeof words>>): string {
  if (dings > 0) return t.waitsWithDings(messages, dings);
  return urgent > 0 ? t.waits(messages) : t.waitsCalmly(messages);
}

type Icon = ComponentType<{ size: number; stroke: number; 'aria-hidden': true }>;

function Kind({ icon: Icon, label, count }: { icon: Icon; label: string; count: number | undefined }) {
  return (
    <li>
      <Icon size={20} stroke={1.75} aria-hidden />
      <span>{label}</span> <b>{count}</b>
    </li>
  );
}

function Way({ to, icon: Icon, label }: { to: string; icon: Icon; label: string }) {
  return (
    <Link to={to}>
      <Icon size={20} stroke={1.75} aria-hidden />
      <span>{label}</span>
      <IconChevronRight size={18} stroke={1.75} aria-hidden />
    </Link>
  );
}
