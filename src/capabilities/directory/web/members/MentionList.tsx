import { useEffect, useRef } from 'react';
import type { MemberCard } from '../../model/contract.ts';
import { MemberAvatar } from './MemberAvatar.tsx';
import './members.css';

interface MentionListProps {
  /** For `aria-controls` of the text box; the option's id is `<id>-<member id>`. */
  readonly id: string;
  readonly label: string;
  readonly hits: readonly MemberCard[];
  /** The row that Enter takes. */
  readonly active: number;
  readonly onActive: (index: number) => void;
  readonly onPick: (card: MemberCard) => void;
}

/** The rows under an @. The text box keeps the focus and moves `active` by its arrow keys. */
export function MentionList({ id, label, hits, active, onActive, onPick }: MentionListProps) {
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    list.current?.children[active]?.scrollIntoView({ block: 'nearest' });
  }, [active]);
  return (
    <ul ref={list} id={id} className="di-mentions" role="listbox" aria-label={label}>
      {hits.map((card, index) => (
        <li
          key={card.id}
          id={`${id}-${card.id}`}
          role="option"
          aria-selected={index === active}
          onPointerMove={() => index !== active && onActive(index)}
          // The text box must not lose its focus to a press.
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => onPick(card)}
        >
          <MemberAvatar id={card.id} size={24} />
          <span className="tl-one">{card.name}</span>
          <span className="tl-one tl-small tl-text-3">{card.title}</span>
        </li>
      ))}
    </ul>
  );
}
