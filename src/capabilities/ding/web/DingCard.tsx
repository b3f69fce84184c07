import { IconBan, IconBarrierBlock, IconBoltFilled, IconCircleCheck, IconClock } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { MessageText, useMe } from '#chat/web/index.ts';
import { Link } from '#platform/web/navigate.tsx';
import { Tag } from '#platform/web/ui/Tag.tsx';
import { useFormat } from '#platform/web/useFormat.ts';
import { useWords } from '#platform/web/words.ts';
import type { Ding, DingId } from '../model/contract.ts';
import { grouped, isOpen } from '../model/state.ts';
import { frontOf, stopsOf } from '../model/stops.ts';
import { Answering } from './Answering.tsx';
import { Answers } from './Answers.tsx';
import { Cancelling } from './Cancelling.tsx';
import { Ladder } from './Ladder.tsx';
import { useDing } from './useDing.ts';
import { words } from './words.ts';
import './card.css';

interface DingCardProps {
  readonly message: { readonly text: string; readonly card: { readonly id: string } };
  /** Its files, drawn. */
  readonly children?: ReactNode;
}

/** A message that is a ding: its text, how far it has climbed, who has answered, and the answer where it asks the reader. */
export function DingCard({ message, children }: DingCardProps) {
  const t = useWords(words);
  const ding = useDing(message.card.id as DingId);
  return (
    <section className="dg-card" aria-label={t.ding} data-off={ding?.state === 'cancelled' ? '' : undefined}>
      <p className="dg-head">
        <IconBoltFilled size={16} aria-hidden />
        <b>{t.ding}</b>
        {ding !== null && <span>{t.urgentTo(ding.counts.of)}</span>}
        {ding !== null && <ByOverride ding={ding} />}
        {ding !== null && <Mine ding={ding} />}
      </p>
      {message.text !== '' && (
        <div className="dg-text">
          <MessageText text={message.text} />
        </div>
      )}
      {Boolean(children) && <div className="dg-files">{children}</div>}
      {ding !== null && <Standing ding={ding} />}
    </section>
  );
}

/** It reached somebody who was off: whom, his ledger says why. */
export function ByOverride({ ding: { mine, lines } }: { readonly ding: Pick<Ding, 'mine' | 'lines'> }) {
  const t = useWords(words);
  const tag = (
    <Tag kind="override" icon={<IconBarrierBlock size={14} stroke={1.75} aria-hidden />}>
      {t.override}
    </Tag>
  );
  if (mine?.byOverride === true) {
    return (
      <Link to="/me/ledger" className="dg-why">
        {tag}
        {t.overrideWhy}
      </Link>
    );
  }
  return mine === null && lines.some(({ byOverride }) => byOverride) ? tag : null;
}

/** How it stands with the reader himself, or with all of it. */
function Mine({ ding: { state, mine } }: { readonly ding: Ding }) {
  const t = useWords(words);
  const format = useFormat();
  if (state === 'cancelled') {
    return (
      <span className="dg-mine">
        <IconBan size={16} stroke={1.75} aria-hidden />
        {t.cancelled}
      </span>
    );
  }
  if (mine?.state === 'confirmed' || mine?.state === 'replied') {
    return (
      <span className="dg-mine" role="status">
        <IconCircleCheck size={16} stroke={1.75} aria-hidden className="dg-done" />
        {mine.state === 'confirmed' ? t.youConfirmed : t.youReplied}
      </span>
    );
  }
  if (mine?.state !== 'later' || mine.laterAt === null) return null;
  return (
    <span className="dg-mine" role="status">
      <IconClock size={16} stroke={1.75} aria-hidden />
      {t.youLater(format.when(mine.laterAt))}
    </span>
  );
}

function Standing({ ding }: { readonly ding: Ding }) {
  const t = useWords(words);
  const me = useMe();
  const front = frontOf(ding.lines);
  const isMine = ding.authorId === me;
  const isLive = ding.state === 'sent';
  const waiting = grouped(ding.lines);
  // Whom it reached alone knows of the others how many they are.
  const seesOthers = ding.lines.length > 1 || (ding.lines.length > 0 && ding.counts.of <= 1);
  return (
    <>
      {isLive && front !== null && <Ladder stops={stopsOf(ding, front)} />}
      {isOpen(ding) && (
        <div className="dg-acts">
          <Answering ding={ding} />
          <span className="dg-quiet">{t.replyHint}</span>
        </div>
      )}
      {seesOthers ? <Answers ding={ding} /> : <Counts ding={ding} />}
      {isMine && isLive && waiting.waits.length + waiting.off.length + waiting.onLeave.length > 0 && (
        <div className="dg-foot">
          <span className="dg-quiet tl-grow">{t.never}</span>
          <Cancelling ding={ding} />
        </div>
      )}
    </>
  );
}

/** For those whom it does not ask: how many have answered. */
export function Counts({ ding: { counts } }: { readonly ding: Pick<Ding, 'counts'> }) {
  const t = useWords(words);
  const { confirmed, later, off, of } = counts;
  return (
    <p className="dg-counts">
      <span>{t.countsOf(confirmed, of)}</span>
      {later > 0 && <span>{t.countLater(later)}</span>}
      {off > 0 && <span>{t.countOff(off)}</span>}
    </p>
  );
}
