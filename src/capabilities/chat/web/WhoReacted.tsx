import { IconEyeOff } from '@tabler/icons-react';
import { useState } from 'react';
import { MemberAvatar, useMembers } from '#directory/web/index.ts';
import { Dialog } from '#platform/web/ui/Dialog.tsx';
import { ErrorCard } from '#platform/web/ui/EmptyState.tsx';
import { Skeleton } from '#platform/web/ui/Skeleton.tsx';
import { useLanguage, useWords } from '#platform/web/words.ts';
import type { Reaction, ShownMessage } from '../model/contract.ts';
import { useTimeline } from './chatStore.ts';
import { useReactors } from './Reactions.tsx';
import { words } from './words.ts';

interface WhoReactedProps {
  readonly message: ShownMessage;
  /** The one to begin with; null: the first. */
  readonly emoji: string | null;
  readonly onClose: () => void;
}

/** Who answered a message with what, one emoji at a time; never when. */
export function WhoReacted({ message, emoji, onClose }: WhoReactedProps) {
  const t = useWords(words);
  const [chosen, setChosen] = useState(emoji);
  const timeline = useTimeline(message.conversationId);
  const now = timeline?.messages.find(({ number }) => number === message.number) ?? message;
  const reaction = now.reactions.find((one) => one.emoji === chosen) ?? now.reactions[0];
  return (
    <Dialog open onClose={onClose} title={t.whoReacted} width="narrow">
      <div className="ch-reacted">
        {now.reactions.length > 1 && (
          <div className="ch-reacted-kinds" role="group" aria-label={t.reactions}>
            {now.reactions.map((one) => (
              <button
                key={one.emoji}
                type="button"
                className="ch-reaction"
                aria-pressed={one === reaction}
                data-mine={one === reaction ? '' : undefined}
                aria-label={t.reactionSaid(one.emoji, one.count)}
                onClick={() => setChosen(one.emoji)}
              >
                <span className="ch-reaction-chip">
                  <span aria-hidden>{one.emoji}</span>
                  {one.count}
                </span>
              </button>
            ))}
          </div>
        )}
        {reaction === undefined ? (
          <p className="tl-text-3">{t.nobody}</p>
        ) : (
          <Reactors message={now} reaction={reaction} alone={now.reactions.length === 1} />
        )}
        <p className="ch-who-foot">
          <IconEyeOff size={14} stroke={1.75} aria-hidden />
          {t.neverReactionTimes}
        </p>
      </div>
    </Dialog>
  );
}

interface ReactorsProps {
  readonly message: ShownMessage;
  readonly reaction: Reaction;
  /** No choice above says which emoji it is. */
  readonly alone: boolean;
}

function Reactors({ message, reaction, alone }: ReactorsProps) {
  const t = useWords(words);
  const language = useLanguage();
  const reactors = useReactors(message, reaction);
  const ids = reactors.value?.memberIds ?? none;
  const cards = useMembers(ids);
  if (reactors.error !== null) return <ErrorCard error={reactors.error} onRetry={reactors.reload} />;
  if (reactors.value === null) return <Skeleton kind="list" rows={Math.min(3, reaction.count)} />;
  const inOrder = [...cards].sort((a, b) => a.name.localeCompare(b.name, language === 'zh' ? 'zh-CN' : 'en'));
  const more = reaction.count - ids.length;
  return (
    <ul className="ch-reacted-list" aria-label={t.reactionSaid(reaction.emoji, reaction.count)}>
      {inOrder.map((card) => (
        <li key={card.id}>
          <MemberAvatar id={card.id} size={24} />
          <span className="tl-one tl-grow">{card.name}</span>
          {alone && <span aria-hidden>{reaction.emoji}</span>}
        </li>
      ))}
      {reactors.value?.more === true && more > 0 && <li className="tl-text-3">{t.andMore(more)}</li>}
    </ul>
  );
}

const none: readonly never[] = [];
