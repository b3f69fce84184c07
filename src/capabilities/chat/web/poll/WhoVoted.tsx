import { IconEyeOff } from '@tabler/icons-react';
import { useState } from 'react';
import type { MemberId } from '#platform/model/ids.ts';
import { useAnswer } from '#platform/web/useAnswer.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { Dialog } from '#platform/web/ui/Dialog.tsx';
import { ErrorCard } from '#platform/web/ui/EmptyState.tsx';
import { Skeleton } from '#platform/web/ui/Skeleton.tsx';
import { useWords } from '#platform/web/words.ts';
import type { PollCard, PollState, ShownMessage } from '../../model/contract.ts';
import { deviceNow } from '../chatStore.ts';
import { NameRows } from '../notice/NameRows.tsx';
import { pollWords } from './words.ts';

export interface WhoVotedProps {
  readonly message: ShownMessage & { readonly card: PollCard };
  readonly state: PollState;
  readonly onClose: () => void;
}

const PAGE = 200;

/** Who chose which option of a named poll; never when. */
export function WhoVoted({ message, state, onClose }: WhoVotedProps) {
  const t = useWords(pollWords);
  return (
    <Dialog open onClose={onClose} title={t.who} width="narrow">
      <div className="ch-answers">
        {message.card.options.map((option, place) => (
          <section key={option} aria-label={option}>
            <p className="ch-voted-option">
              <span>{option}</span>
              <b>{state.counts[place] ?? 0}</b>
            </p>
            {(state.counts[place] ?? 0) > 0 && (
              <Voters message={message} place={place} count={state.counts[place] ?? 0} />
            )}
          </section>
        ))}
        <p className="ch-who-foot">
          <IconEyeOff size={14} stroke={1.75} aria-hidden />
          {t.never}
        </p>
      </div>
    </Dialog>
  );
}

interface VotersProps extends Pick<WhoVotedProps, 'message'> {
  readonly place: number;
  readonly count: number;
}

function Voters({ message: { conversationId, number }, place, count }: VotersProps) {
  const t = useWords(pollWords);
  const ask = async (after: MemberId | null) =>
    deviceNow()?.calls.voters({ conversationId, number, option: place, after, limit: PAGE });
  const answer = useAnswer(`chat.voters ${conversationId} ${number} ${place} ${count}`, () => ask(null));
  const [later, setLater] = useState<readonly MemberId[]>([]);
  const [isMore, setMore] = useState<boolean | null>(null);
  if (answer.error !== null) return <ErrorCard error={answer.error} onRetry={answer.reload} />;
  const value = answer.value ?? null;
  if (value === null) return <Skeleton kind="list" rows={Math.min(3, count)} />;
  const ids = [...value.memberIds, ...later];
  async function loadMore(): Promise<void> {
    const next = await ask(ids.at(-1) ?? null).catch(() => null);
    if (next === null || next === undefined) return;
    setLater([...later, ...next.memberIds]);
    setMore(next.more);
  }
  return (
    <>
      <NameRows ids={ids} />
      {(isMore ?? value.more) && (
        <Button kind="quiet" onClick={() => void loadMore()}>
          {t.more}
        </Button>
      )}
    </>
  );
}
