import { IconEyeOff } from '@tabler/icons-react';
import { useState } from 'react';
import type { MemberId } from '#platform/model/ids.ts';
import { useAnswer } from '#platform/web/useAnswer.ts';
import { useFormat } from '#platform/web/useFormat.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { Dialog } from '#platform/web/ui/Dialog.tsx';
import { ErrorCard } from '#platform/web/ui/EmptyState.tsx';
import { Skeleton } from '#platform/web/ui/Skeleton.tsx';
import { useWords } from '#platform/web/words.ts';
import type { ShownMessage } from '../../model/contract.ts';
import { deviceNow } from '../chatStore.ts';
import { NameRows } from './NameRows.tsx';
import { noticeWords } from './words.ts';

export interface NoticeAnswersProps {
  readonly message: ShownMessage;
  readonly onClose: () => void;
}

const PAGE = 200;

/** How many have acknowledged a notice; and who is missing, once he has had his time. Never when. */
export function NoticeAnswers({ message, onClose }: NoticeAnswersProps) {
  const t = useWords(noticeWords);
  const format = useFormat();
  const { conversationId, number, card, cardState } = message;
  const known = cardState?.kind === 'notice' ? (cardState.counts?.acknowledged ?? 0) : 0;
  const [later, setLater] = useState<readonly MemberId[]>([]);
  const [isMore, setMore] = useState<boolean | null>(null);
  const ask = async (after: MemberId | null) =>
    deviceNow()?.calls.noticeAnswers({ conversationId, number, after, limit: PAGE });
  const answer = useAnswer(`chat.noticeAnswers ${conversationId} ${number} ${known}`, () => ask(null));
  const value = answer.value ?? null;
  const missing = value === null ? [] : [...value.missing, ...later];
  const more = isMore ?? value?.more ?? false;
  const isDue = card?.kind === 'notice' && card.dueDays !== null;

  async function loadMore(): Promise<void> {
    const next = await ask(missing.at(-1) ?? null).catch(() => null);
    if (next === null || next === undefined) return;
    setLater([...later, ...next.missing]);
    setMore(next.more);
  }

  return (
    <Dialog open onClose={onClose} title={t.answers} width="narrow">
      <div className="ch-answers">
        {answer.error !== null && <ErrorCard error={answer.error} onRetry={answer.reload} />}
        {answer.error === null && value === null && <Skeleton kind="list" rows={3} />}
        {value !== null && (
          <>
            <p className="ch-answers-count">{t.counted(format.ofAll(value.counts.acknowledged, value.counts.of))}</p>
            {missing.length > 0 && (
              <section aria-label={t.missing(missing.length)}>
                <p className="ch-who-title">{t.missing(missing.length)}</p>
                <NameRows ids={missing} />
                {more && (
                  <Button kind="quiet" onClick={() => void loadMore()}>
                    {t.more}
                  </Button>
                )}
              </section>
            )}
            {!value.names && value.late > 0 && (
              <>
                <p>{t.missing(value.late)}</p>
                <p className="tl-text-2">{t.notNamed}</p>
              </>
            )}
            {value.late === 0 && value.waiting === 0 && <p className="tl-text-2">{t.nobodyMissing}</p>}
            {value.waiting > 0 && (
              <p className="tl-text-2">{isDue ? t.waiting(value.waiting) : t.waitingAlways(value.waiting)}</p>
            )}
            <p className="ch-who-foot">
              <IconEyeOff size={14} stroke={1.75} aria-hidden />
              {t.never}
            </p>
          </>
        )}
      </div>
    </Dialog>
  );
}
