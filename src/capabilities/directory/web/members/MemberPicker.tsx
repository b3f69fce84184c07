import { IconCheck, IconChevronRight, IconFolder, IconX } from '@tabler/icons-react';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import type { DepartmentId, MemberId } from '#platform/model/ids.ts';
import { useAnswer } from '#platform/web/useAnswer.ts';
import { SearchField } from '#platform/web/ui/Field.tsx';
import { ErrorCard } from '#platform/web/ui/EmptyState.tsx';
import { Skeleton } from '#platform/web/ui/Skeleton.tsx';
import { useWords } from '#platform/web/words.ts';
import type { MemberCard } from '../../model/contract.ts';
import { directory } from '../api.ts';
import { below, useDepartments, wayTo } from '../departments.ts';
import { words } from '../words.ts';
import { keepCards, useMembers } from './cards.ts';
import { MemberAvatar } from './MemberAvatar.tsx';
import { useMemberSearch } from './search.ts';
import './members.css';

interface MemberPickerProps {
  /** What is chosen for: "Members of the group". */
  readonly label: string;
  readonly selected: readonly MemberId[];
  readonly onChange: (selected: MemberId[]) => void;
  /** One at most; choosing another replaces it. */
  readonly single?: boolean;
  /** Shown as chosen already, and fixed: those who are in. */
  readonly fixed?: readonly MemberId[];
  /** Not shown at all. */
  readonly without?: readonly MemberId[];
  readonly most?: number;
}

/** Chooses members by search or through the departments; arrow keys move, Enter takes. */
export function MemberPicker({
  label,
  selected,
  onChange,
  single = false,
  fixed = [],
  without = [],
  most = Number.POSITIVE_INFINITY,
}: MemberPickerProps) {
  const t = useWords(words);
  const id = useId();
  const [text, setText] = useState('');
  const [departmentId, setDepartmentId] = useState<DepartmentId | null>(null);
  const [at, setAt] = useState(0);
  const list = useRef<HTMLUListElement>(null);
  const search = useMemberSearch(text, 50);
  const searching = text.trim() !== '';
  const browse = useAnswer(searching ? null : `directory.picker ${departmentId}`, async (signal) => {
    const page = await directory.membersOf(
      { departmentId, withSubdepartments: departmentId === null, includeInactive: false, after: null, limit: 200 },
      { signal },
    );
    keepCards(page.members);
    return page;
  });
  const answer = searching ? search : browse;
  const found = searching ? (search.value ?? []) : (browse.value?.members ?? []);
  const rows = found.filter((card) => card.active && !without.includes(card.id));
  const active = rows[Math.min(at, rows.length - 1)];
  const full = selected.length >= most;

  useEffect(() => {
    list.current?.querySelector('[data-active]')?.scrollIntoView({ block: 'nearest' });
  }, [at]);

  function toggle(card: MemberCard): void {
    if (fixed.includes(card.id)) return;
    if (selected.includes(card.id)) onChange(selected.filter((one) => one !== card.id));
    else if (single) onChange([card.id]);
    else if (!full) onChange([...selected, card.id]);
  }
  function onKey(event: KeyboardEvent): void {
    if (event.nativeEvent.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      setAt((old) => Math.max(0, Math.min(old + step, rows.length - 1)));
    } else if (event.key === 'Enter') {
      event.preventDefault();
      if (active !== undefined) toggle(active);
    } else if (event.key === 'Backspace' && text === '' && selected.length > 0) {
      onChange(selected.slice(0, -1));
    }
  }
  function goTo(next: DepartmentId | null): void {
    setDepartmentId(next);
    setAt(0);
  }

  return (
    <div className="di-picker">
      <Chosen ids={selected} onRemove={(gone) => onChange(selected.filter((one) => one !== gone))} />
      <SearchField
        value={text}
        onChange={(next) => {
          setText(next);
          setAt(0);
        }}
        label={label}
        placeholder={t.searchHint}
        onKeyDown={onKey}
      />
      {!searching && <DepartmentSteps at={departmentId} onGo={goTo} />}
      {answer.error !== null && answer.value === null && <ErrorCard error={answer.error} onRetry={answer.reload} />}
      {answer.value === null && answer.error === null && (answer.busy || searching) && (
        <Skeleton kind="list" rows={4} />
      )}
      {answer.value !== null && rows.length === 0 && (
        <p className="di-picker-none">{searching ? t.nobodyFound(text.trim()) : t.nobodyHere}</p>
      )}
      {rows.length > 0 && (
        <ul
          ref={list}
          id={id}
          className="di-picker-list"
          role="listbox"
          aria-label={label}
          aria-multiselectable={!single}
          aria-activedescendant={active === undefined ? undefined : `${id}-${active.id}`}
          tabIndex={0}
          onKeyDown={onKey}
        >
          {rows.map((card, index) => (
            <PickerRow
              key={card.id}
              id={`${id}-${card.id}`}
              card={card}
              chosen={selected.includes(card.id) || fixed.includes(card.id)}
              fixed={fixed.includes(card.id)}
              active={card === active}
              onPoint={() => setAt(index)}
              onToggle={() => toggle(card)}
            />
          ))}
        </ul>
      )}
      {full && Number.isFinite(most) && !single && <p className="tl-hint">{t.pickMost(most)}</p>}
    </div>
  );
}

interface PickerRowProps {
  readonly id: string;
  readonly card: MemberCard;
  readonly chosen: boolean;
  readonly fixed: boolean;
  readonly active: boolean;
  readonly onPoint: () => void;
  readonly onToggle: () => void;
}

function PickerRow({ id, card, chosen, fixed, active, onPoint, onToggle }: PickerRowProps) {
  return (
    <li
      id={id}
      role="option"
      aria-selected={chosen}
      aria-disabled={fixed || undefined}
      data-active={active ? '' : undefined}
      onPointerMove={onPoint}
      onClick={onToggle}
    >
      <span className="di-picker-check" aria-hidden>
        <IconCheck size={14} stroke={2.5} />
      </span>
      <MemberAvatar id={card.id} size={32} />
      <span className="tl-one">{card.name}</span>
      <span className="tl-one tl-grow tl-small tl-text-3">{card.title}</span>
    </li>
  );
}

interface ChosenProps {
  readonly ids: readonly MemberId[];
  readonly onRemove: (id: MemberId) => void;
}

function Chosen({ ids, onRemove }: ChosenProps) {
  const t = useWords(words);
  const members = useMembers(ids);
  if (ids.length === 0) return null;
  return (
    <ul className="di-chosen" aria-label={t.chosen(ids.length)}>
      {members.map((card) => (
        <li key={card.id}>
          <button type="button" onClick={() => onRemove(card.id)}>
            <MemberAvatar id={card.id} size={20} />
            <span className="tl-hidden">{t.dropChosen}</span>
            {card.name}
            <IconX size={14} stroke={1.75} aria-hidden />
          </button>
        </li>
      ))}
    </ul>
  );
}

interface DepartmentStepsProps {
  readonly at: DepartmentId | null;
  readonly onGo: (id: DepartmentId | null) => void;
}

/** The way to the department at hand, and those one step below. */
function DepartmentSteps({ at, onGo }: DepartmentStepsProps) {
  const t = useWords(words);
  const { all } = useDepartments();
  if (all === null || all.length === 0) return null;
  const way = wayTo(all, at);
  return (
    <div className="di-steps">
      {at !== null && (
        <nav className="di-way" aria-label={t.departments}>
          <button type="button" onClick={() => onGo(null)}>
            {t.wholeCompany}
          </button>
          {way.map((one) => (
            <span key={one.id} className="tl-row">
              <IconChevronRight size={14} stroke={1.75} aria-hidden />
              {one.id === at ? (
                <b>{one.name}</b>
              ) : (
                <button type="button" onClick={() => onGo(one.id)}>
                  {one.name}
                </button>
              )}
            </span>
          ))}
        </nav>
      )}
      <div className="di-below">
        {below(all, at).map((one) => (
          <button key={one.id} type="button" onClick={() => onGo(one.id)}>
            <IconFolder size={16} stroke={1.75} aria-hidden />
            <span className="tl-one">{one.name}</span>
            <IconChevronRight size={14} stroke={1.75} aria-hidden />
          </button>
        ))}
      </div>
    </div>
  );
}
