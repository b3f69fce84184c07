import { useEffect } from 'react';
import { chatStore } from '#chat/web/index.ts';
import { openCount, waitingCount } from '#ding/web/index.ts';
import { attentionStore } from '#platform/web/attention.ts';
import { useStore } from '#platform/web/store.ts';
import { useNow } from '#platform/web/useNow.ts';
import { restIn } from '#worktime/model/contract.ts';
import { lookUntil, ownTime } from '#worktime/web/index.ts';
import { OffPage } from './OffPage.tsx';
import { focusPage } from './focusPage.ts';

interface RestingProps {
  /** The list is wanted, or the rest is over. */
  readonly onEnd: () => void;
}

/** At the start of the product, for who is off: everything on it is on the device already, so that it stands without a connection. */
export function Resting({ onEnd }: RestingProps) {
  const now = useNow();
  // By the clock of this moment: what he has just said of his time begins after the last step of `now`.
  const rest = useStore(ownTime, (time) => (time === null ? null : restIn(time, Date.now())));
  const { unread, mentions } = useStore(attentionStore);
  const isKnown = useStore(chatStore, ({ at }) => at > 0);
  const dings = useStore(waitingCount);
  const urgent = useStore(openCount);
  const isOver = rest === null;
  useEffect(() => {
    if (isOver) onEnd();
  }, [isOver, onEnd]);
  if (rest === null) return null;
  function look(until: number): void {
    lookUntil(until);
    onEnd();
    focusPage();
  }
  return (
    <OffPage
      since={rest.since === null ? null : new Date(rest.since)}
      until={new Date(rest.until)}
      now={now}
      waits={isKnown ? { messages: unread, mentions, dings, urgent } : null}
      onLook={() => look(rest.until)}
    />
  );
}
