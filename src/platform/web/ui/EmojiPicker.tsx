import {
  IconBallFootball,
  IconBulb,
  IconCar,
  IconFlag,
  IconHeart,
  IconLeaf,
  IconMoodSmile,
  IconSearch,
  IconToolsKitchen2,
} from '@tabler/icons-react';
import { type CSSProperties, type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from 'react';
import { VList, type VListHandle } from 'virtua';
import { usePhone } from '../useMedia.ts';
import { useLanguage, useWords } from '../words.ts';
import { IconButton } from './Button.tsx';
import text from './emoji.txt?raw';
import {
  type Emoji,
  type EmojiPlace,
  type EmojiRow,
  emojiRows,
  emojiStep,
  findEmoji,
  firstEmoji,
  isHeading,
  readEmoji,
} from './emojiSearch.ts';
import { emojiWords } from './emojiWords.ts';
import { recentEmoji } from './recentEmoji.ts';
import './emoji.css';

const groups = readEmoji(text);
const all = groups.flat();
const byEmoji = new Map(all.map((one) => [one.emoji, one]));

/** In the order of the list. */
const GROUPS = [
  { name: 'people', icon: IconMoodSmile },
  { name: 'nature', icon: IconLeaf },
  { name: 'food', icon: IconToolsKitchen2 },
  { name: 'places', icon: IconCar },
  { name: 'activities', icon: IconBallFootball },
  { name: 'objects', icon: IconBulb },
  { name: 'symbols', icon: IconHeart },
  { name: 'flags', icon: IconFlag },
] as const;

const CELL_PX = { desktop: 36, phone: 44 };
const COLUMNS = 9;
/** What a sheet keeps free at its sides. */
const SIDES_PX = 16;

interface EmojiPickerProps {
  readonly onPick: (emoji: string) => void;
}

/** A search and a grid: keys walk from the search through the grid, a thumb finds groups at the foot. */
export function EmojiPicker({ onPick }: EmojiPickerProps) {
  const t = useWords(emojiWords);
  const language = useLanguage();
  const phone = usePhone();
  const id = useId();
  const search = useRef<HTMLInputElement>(null);
  const list = useRef<VListHandle>(null);
  const [query, setQuery] = useState('');
  const [recent] = useState(() => recentEmoji().flatMap((emoji) => byEmoji.get(emoji) ?? []));
  const columns = phone ? Math.min(COLUMNS, Math.floor((innerWidth - SIDES_PX) / CELL_PX.phone)) : COLUMNS;
  const rows = useMemo(() => {
    if (query.trim() !== '') return emojiRows([{ heading: '', emoji: findEmoji(all, query) }], columns);
    const named = GROUPS.map(({ name }, index) => ({ heading: t[name], emoji: groups[index] ?? [] }));
    const whole = Math.floor(recent.length / columns) * columns;
    return emojiRows([{ heading: t.frequent, emoji: recent.slice(0, whole) }, ...named], columns);
  }, [query, columns, recent, t]);
  const [active, setActive] = useState<EmojiPlace | null>(() => firstEmoji(rows));
  const chosen = active === null ? undefined : rows[active.row]?.emoji[active.column];

  // A keyboard would cover on a phone what one came to press.
  useEffect(() => {
    if (!phone) search.current?.focus({ preventScroll: true });
  }, [phone]);

  function look(wanted: string): void {
    setQuery(wanted);
    list.current?.scrollToIndex(0);
    setActive(wanted.trim() === '' ? { row: 1, column: 0 } : { row: 0, column: 0 });
  }

  function onKey(event: KeyboardEvent): void {
    // An input method has the key: its Enter takes a candidate, its arrows choose one.
    // oxlint-disable-next-line typescript/no-deprecated -- Safari tells of a composition by 229 alone
    if (event.nativeEvent.isComposing || event.nativeEvent.keyCode === 229) return;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Enter') {
      event.preventDefault();
      if (chosen !== undefined) onPick(chosen.emoji);
      return;
    }
    const to = active === null ? null : emojiStep(rows, active, event.key);
    if (to === null) return;
    event.preventDefault();
    setActive(to);
    // The heading above the first row of a section comes along.
    const above = isHeading(rows[to.row - 1]) ? to.row - 1 : to.row;
    list.current?.scrollToIndex(to.row < (active?.row ?? 0) ? above : to.row, { align: 'nearest' });
  }

  function toGroup(name: string): void {
    const row = rows.findIndex(({ heading }) => heading === name);
    if (row >= 0) list.current?.scrollToIndex(row, { align: 'start' });
  }

  return (
    <div className="tl-emoji" style={{ '--tl-columns': columns } as CSSProperties} onKeyDown={onKey}>
      <span className="tl-options-search">
        <IconSearch size={16} stroke={1.75} aria-hidden />
        <input
          ref={search}
          inputMode="search"
          value={query}
          role="combobox"
          aria-label={t.find}
          placeholder={t.find}
          aria-expanded
          aria-controls={id}
          aria-activedescendant={chosen === undefined ? undefined : `${id}-${active?.row}-${active?.column}`}
          enterKeyHint="done"
          onChange={(event) => look(event.target.value)}
        />
      </span>
      {rows.length === 0 ? (
        <p className="tl-emoji-none">{t.nothingFound}</p>
      ) : (
        <VList
          ref={list}
          id={id}
          className="tl-emoji-list"
          role="listbox"
          aria-label={t.emoji}
          data={rows}
          bufferSize={CELL_PX.phone * 3}
        >
          {(row, index) => (
            <Line
              key={index}
              row={row}
              idOf={(column) => `${id}-${index}-${column}`}
              active={active?.row === index ? active.column : null}
              nameOf={(emoji) => emoji[language]}
              onPoint={(column) => setActive({ row: index, column })}
              onPick={onPick}
            />
          )}
        </VList>
      )}
      {query.trim() === '' && (
        <div className="tl-emoji-groups" role="group" aria-label={t.groups}>
          {GROUPS.map(({ name, icon: Icon }) => (
            <IconButton
              key={name}
              icon={<Icon size={20} stroke={1.75} aria-hidden />}
              label={t[name]}
              onClick={() => toGroup(t[name])}
            />
          ))}
        </div>
      )}
    </div>
  );
}

interface LineProps {
  readonly row: EmojiRow;
  readonly active: number | null;
  readonly idOf: (column: number) => string;
  readonly nameOf: (emoji: Emoji) => string;
  readonly onPoint: (column: number) => void;
  readonly onPick: (emoji: string) => void;
}

function Line({ row, active, idOf, nameOf, onPoint, onPick }: LineProps) {
  if (row.heading !== null) return <p className="tl-menu-section">{row.heading}</p>;
  return (
    <div className="tl-emoji-row">
      {row.emoji.map((one, column) => (
        <button
          key={one.emoji}
          id={idOf(column)}
          type="button"
          role="option"
          tabIndex={-1}
          aria-selected={column === active}
          aria-label={nameOf(one)}
          title={nameOf(one)}
          onPointerMove={(event) => event.pointerType === 'mouse' && column !== active && onPoint(column)}
          onClick={() => onPick(one.emoji)}
        >
          {one.emoji}
        </button>
      ))}
    </div>
  );
}
