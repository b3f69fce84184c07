import { IconGavel, IconHourglassLow } from '@tabler/icons-react';
import type { ConversationId } from '#platform/model/ids.ts';
import { useStore } from '#platform/web/store.ts';
import { useFormat } from '#platform/web/useFormat.ts';
import { useWords } from '#platform/web/words.ts';
import { holdsStore, useKept } from './kept.ts';
import { retentionWords } from './retentionWords.ts';
import './kept.css';

interface KeptProps {
  readonly conversationId: ConversationId;
}

/** Above the composer, until a rule that keeps less takes effect: from when on, and for how long. */
export function KeptLine({ conversationId }: KeptProps) {
  const t = useWords(retentionWords);
  const format = useFormat();
  const { ahead } = useKept(conversationId);
  if (ahead === null || ahead.days === null) return null;
  return (
    <p className="re-kept-line" role="note">
      <IconHourglassLow size={16} stroke={1.75} aria-hidden />
      <span>{t.willBe(format.whenExactly(ahead.at), t.days(ahead.days))}</span>
    </p>
  );
}

/** In the details: how long messages are kept here. */
export function KeptFact({ conversationId }: KeptProps) {
  const t = useWords(retentionWords);
  const format = useFormat();
  const { days, ahead } = useKept(conversationId);
  return (
    <div className="re-kept-fact">
      <IconHourglassLow size={18} stroke={1.75} aria-hidden />
      <div>
        <p>{days === null ? t.keptForEver : t.keptFor(t.days(days))}</p>
        {ahead !== null && ahead.days !== null && (
          <p className="tl-small tl-text-3">{t.willBe(format.whenExactly(ahead.at), t.days(ahead.days))}</p>
        )}
      </div>
    </div>
  );
}

/** In the details: that nothing here is erased for good, until when, and why. */
export function HeldFact({ conversationId }: KeptProps) {
  const t = useWords(retentionWords);
  const format = useFormat();
  const holds = useStore(holdsStore);
  return holds
    .filter((hold) => hold.conversationIds.includes(conversationId))
    .map(({ id, purpose, until }) => (
      <div key={id} className="re-kept-fact">
        <IconGavel size={18} stroke={1.75} aria-hidden />
        <div>
          <p>{t.heldHere(format.whenExactly(until))}</p>
          <p className="tl-small tl-text-3 re-held-why">{t.heldWhy(purpose)}</p>
        </div>
      </div>
    ));
}
