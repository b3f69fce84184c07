import { useRef } from 'react';
import { VList, type VListHandle } from 'virtua';
import type { MemberId } from '#platform/model/ids.ts';
import { Tag } from '#platform/web/ui/Tag.tsx';
import { useWords } from '#platform/web/words.ts';
import type { MemberCard } from '../../model/contract.ts';
import { useMember } from '../members/cards.ts';
import { MemberAvatar } from '../members/MemberAvatar.tsx';
import { useRoleNames } from '../roles.ts';
import { words } from '../words.ts';
import './people.css';

interface MemberListProps {
  readonly label: string;
  readonly members: readonly MemberCard[];
  readonly managers: ReadonlySet<MemberId>;
  readonly selected: MemberId | '';
  readonly onOpen: (id: MemberId) => void;
  /** The end comes near and there is more. */
  readonly onEnd: (() => void) | undefined;
}

const NEAR_END_PX = 600;

/** Rows of members; only those on the screen exist. Arrow keys go from one to the next. */
export function MemberList({ label, members, managers, selected, onOpen, onEnd }: MemberListProps) {
  const list = useRef<VListHandle>(null);

  function step(index: number, by: number): void {
    const next = index + by;
    if (next < 0 || next >= members.length) return;
    list.current?.scrollToIndex(next, { align: 'nearest' });
    // The row exists once the list has drawn it.
    requestAnimationFrame(() => document.getElementById(`di-member-${members[next]?.id}`)?.focus());
  }

  return (
    <VList
      ref={list}
      className="di-members"
      role="list"
      aria-label={label}
      tabIndex={-1}
      onScroll={(offset) => {
        const here = list.current;
        if (here !== null && onEnd !== undefined && here.scrollSize - offset - here.viewportSize < NEAR_END_PX) onEnd();
      }}
    >
      {members.map((card, index) => (
        <MemberRow
          key={card.id}
          card={card}
          isManager={managers.has(card.id)}
          selected={card.id === selected}
          onOpen={() => onOpen(card.id)}
          onStep={(by) => step(index, by)}
        />
      ))}
    </VList>
  );
}

interface MemberRowProps {
  readonly card: MemberCard;
  readonly isManager: boolean;
  readonly selected: boolean;
  readonly onOpen: () => void;
  readonly onStep: (by: 1 | -1) => void;
}

function MemberRow({ card: listed, isManager, selected, onOpen, onStep }: MemberRowProps) {
  const t = useWords(words);
  const roleNames = useRoleNames();
  const card = useMember(listed.id) ?? listed;
  return (
    <div role="listitem">
      <button
        id={`di-member-${card.id}`}
        type="button"
        className="di-member"
        data-on={selected ? '' : undefined}
        aria-current={selected ? true : undefined}
        onClick={onOpen}
        onKeyDown={(event) => {
          const by = { ArrowDown: 1 as const, ArrowUp: -1 as const }[event.key];
          if (by === undefined) return;
          event.preventDefault();
          onStep(by);
        }}
      >
        <MemberAvatar id={card.id} size={36} presence />
        <span className="tl-grow">
          <span className="di-member-name">
            <b className="tl-one">{card.name}</b>
            {isManager && <Tag>{t.manager}</Tag>}
            {card.role === 'representative' && <Tag>{roleNames.representative}</Tag>}
            {card.role === 'guest' && <Tag kind="external">{t.external}</Tag>}
          </span>
          {card.title !== '' && <span className="tl-one di-member-title">{card.title}</span>}
        </span>
      </button>
    </div>
  );
}
