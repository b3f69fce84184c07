import { IconCheck } from '@tabler/icons-react';
import type { KeyboardEvent } from 'react';
import { useMember } from '#directory/web/index.ts';
import { useWords } from '#platform/web/words.ts';
import type { ShownMessage } from '../../model/contract.ts';
import { useMessageLine } from '../messageLine.ts';
import { words } from '../words.ts';
import { forwardWords } from './words.ts';

interface SelectMarkProps {
  readonly message: ShownMessage;
  readonly selected: boolean;
  readonly onToggle: (number: number) => void;
}

/** Selects a message, or not: the whole row is the button. Arrow keys go from row to row. */
export function SelectMark({ message, selected, onToggle }: SelectMarkProps) {
  const t = useWords(forwardWords);
  const chat = useWords(words);
  const author = useMember(message.authorId);
  const line = useMessageLine(message);
  function move(event: KeyboardEvent<HTMLButtonElement>): void {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const all = [...(event.currentTarget.closest('[role=log]')?.querySelectorAll<HTMLElement>('.ch-select') ?? [])];
    all[all.indexOf(event.currentTarget) + step]?.focus();
  }
  return (
    <button
      type="button"
      role="checkbox"
      className="ch-select"
      aria-checked={selected}
      aria-label={t.select(chat.saidNow(author?.name ?? '', line))}
      onClick={() => onToggle(message.number)}
      onKeyDown={move}
    >
      <span aria-hidden>
        <IconCheck size={14} stroke={2.5} />
      </span>
    </button>
  );
}
