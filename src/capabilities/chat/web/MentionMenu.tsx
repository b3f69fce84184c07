import { IconUsers } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { MemberAvatar } from '#directory/web/index.ts';
import type { MemberId } from '#platform/model/ids.ts';
import { useWords } from '#platform/web/words.ts';
import { words } from './words.ts';

export interface MentionHit {
  /** A member, or `all`. */
  readonly id: string;
  readonly name: string;
  readonly hint: string;
}

interface MentionMenuProps {
  readonly id: string;
  readonly hits: readonly MentionHit[];
  readonly active: number;
  readonly onActive: (index: number) => void;
  readonly onPick: (hit: MentionHit) => void;
}

/** Whom an @ may mean; the text box keeps the focus. */
export function MentionMenu({ id, hits, active, onActive, onPick }: MentionMenuProps) {
  const t = useWords(words);
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    list.current?.children[active]?.scrollIntoView({ block: 'nearest' });
  }, [active]);
  return (
    <ul ref={list} id={id} className="ch-mentions" role="listbox" aria-label={t.mentionSuggestions}>
      {hits.map((hit, index) => (
        <li
          key={hit.id}
          id={`${id}-${hit.id}`}
          role="option"
          aria-selected={index === active}
          onPointerMove={() => index !== active && onActive(index)}
          // The text box must not lose its focus to a press.
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => onPick(hit)}
        >
          {hit.id === 'all' ? (
            <span className="ch-mentions-all">
              <IconUsers size={16} stroke={1.75} aria-hidden />
            </span>
          ) : (
            <MemberAvatar id={hit.id as MemberId} size={24} />
          )}
          <span className="tl-one">{hit.name}</span>
          <span className="tl-one tl-small tl-text-3">{hit.hint}</span>
        </li>
      ))}
    </ul>
  );
}
