import { memo, type PointerEvent, useEffect, useRef, useState } from 'react';
import { useAnswer } from '#platform/web/useAnswer.ts';
import { useLongPress } from '#platform/web/ui/Menu.tsx';
import { usePopover } from '#platform/web/ui/usePopover.ts';
import { useWords } from '#platform/web/words.ts';
import type { Reaction, ShownMessage } from '../model/contract.ts';
import { deviceNow } from './chatStore.ts';
import { useNameList } from './names.tsx';
import { words } from './words.ts';
import './reactions.css';

const HOVER_MS = 350;
const NAMED_MOST = 12;
const SHOWN_MOST = 200;

export interface ReactionHandlers {
  /** Answers the message with an emoji, or takes that back. */
  readonly react: (message: ShownMessage, emoji: string) => void;
  /** Shows who answered, beginning with this emoji. */
  readonly whoReacted: (message: ShownMessage, emoji: string) => void;
}

interface ReactionsProps {
  readonly message: ShownMessage;
  /** One may write here: else the reactions can be looked at only. */
  readonly mayReact: boolean;
  readonly handlers: ReactionHandlers;
}

/** Under a message: what it was answered with. A press joins in or steps back; who it was shows on hover, on long press, and in the menu. */
export const Reactions = memo(function Reactions({ message, mayReact, handlers }: ReactionsProps) {
  const t = useWords(words);
  return (
    <ul className="ch-reactions" aria-label={t.reactions}>
      {message.reactions.map((reaction) => (
        <li key={reaction.emoji}>
          <Chip message={message} reaction={reaction} mayReact={mayReact} handlers={handlers} />
        </li>
      ))}
    </ul>
  );
});

interface ChipProps extends ReactionsProps {
  readonly reaction: Reaction;
}

function Chip({ message, reaction, mayReact, handlers }: ChipProps) {
  const t = useWords(words);
  const { emoji, count, mine } = reaction;
  const button = useRef<HTMLButtonElement>(null);
  const [named, setNamed] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  const wasLong = useRef(false);
  const press = useLongPress(() => {
    wasLong.current = true;
    handlers.whoReacted(message, emoji);
  });
  const hide = () => {
    if (timer.current !== null) clearTimeout(timer.current);
    timer.current = null;
    setNamed(false);
  };
  useEffect(() => hide, []);
  return (
    <>
      <button
        ref={button}
        type="button"
        className="ch-reaction"
        data-mine={mine ? '' : undefined}
        aria-pressed={mayReact ? mine : undefined}
        aria-label={t.reactionSaid(emoji, count)}
        onPointerEnter={(event) => {
          if (event.pointerType === 'mouse') timer.current = setTimeout(() => setNamed(true), HOVER_MS);
        }}
        onPointerLeave={hide}
        // The message under it has a long press of its own.
        onPointerDown={(event: PointerEvent) => {
          event.stopPropagation();
          wasLong.current = false;
          hide();
          press.onPointerDown(event);
        }}
        onPointerMove={(event) => press.onPointerMove(event)}
        onPointerUp={press.onPointerUp}
        onPointerCancel={press.onPointerCancel}
        onContextMenu={(event) => {
          event.stopPropagation();
          press.onContextMenu(event);
        }}
        onClick={(event) => {
          // What a finger lifts off after a long press; a key has no such past.
          if (event.detail > 0 && wasLong.current) return;
          if (mayReact) handlers.react(message, emoji);
          else handlers.whoReacted(message, emoji);
        }}
      >
        <span className="ch-reaction-chip">
          <span aria-hidden>{emoji}</span>
          {count}
        </span>
      </button>
      {named && <Names message={message} reaction={reaction} anchor={() => button.current} onClose={hide} />}
    </>
  );
}

interface NamesProps {
  readonly message: ShownMessage;
  readonly reaction: Reaction;
  readonly anchor: () => HTMLElement | null;
  readonly onClose: () => void;
}

/** Beside the pointer: who it was. */
function Names({ message, reaction, anchor, onClose }: NamesProps) {
  const t = useWords(words);
  const reactors = useReactors(message, reaction);
  const memberIds = reactors.value?.memberIds ?? none;
  const names = useNameList(memberIds, NAMED_MOST, reaction.count);
  const box = usePopover<HTMLDivElement>({ open: true, close: onClose, anchor });
  return (
    <div ref={box} className="tl-pop ch-reaction-names" popover="manual" role="tooltip">
      <span className="ch-reaction-big" aria-hidden>
        {reaction.emoji}
      </span>
      {names === '' ? t.reactionSaid(reaction.emoji, reaction.count) : names}
    </div>
  );
}

const none: readonly never[] = [];

/** Who answered a message with an emoji: up to two hundred of them. */
export function useReactors({ conversationId, number }: ShownMessage, { emoji, count, mine }: Reaction) {
  return useAnswer(`chat.reactors ${conversationId} ${number} ${emoji} ${count} ${mine}`, async () =>
    deviceNow()?.calls.reactors({ conversationId, number, emoji, after: null, limit: SHOWN_MOST }),
  );
}
