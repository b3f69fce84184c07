import { IconSearch, IconX } from '@tabler/icons-react';
import { type KeyboardEvent, type Ref, useEffect, useId, useState } from 'react';
import { usePhone } from '#platform/web/useMedia.ts';
import { IconButton } from '#platform/web/ui/Button.tsx';
import { useWords } from '#platform/web/words.ts';
import { type Asked, typedIn, type What } from '../model/asked.ts';
import { SEARCH_LENGTH_MAX } from '../model/terms.ts';
import { useSuggestions } from './suggestions.tsx';
import { words } from './words.ts';

interface SearchBoxProps {
  readonly ref: Ref<HTMLInputElement>;
  readonly what: What;
  readonly text: string;
  readonly onText: (text: string) => void;
  /** A filter was chosen; `rest` is the text without it. */
  readonly onFilter: (filter: Partial<Asked>, rest: string) => void;
  readonly onEnter: () => void;
  readonly onLeave: () => void;
}

/** The field. A filter that is typed in it, like `from:`, offers what it may mean. */
export function SearchBox({ ref, what, text, onText, onFilter, onEnter, onLeave }: SearchBoxProps) {
  const t = useWords(words);
  const id = useId();
  const phone = usePhone();
  const typed = typedIn(text);
  const [at, setAt] = useState(0);
  const [closed, setClosed] = useState(false);
  const { suggestions, hint } = useSuggestions(typed);
  const open = typed !== null && !closed;
  const active = open ? suggestions[Math.min(at, suggestions.length - 1)] : undefined;
  useEffect(() => {
    setAt(0);
    setClosed(false);
  }, [text]);

  function onKey(event: KeyboardEvent<HTMLInputElement>): void {
    // An input method is composing: its Enter takes a candidate.
    if (event.nativeEvent.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (open && step !== undefined) {
      event.preventDefault();
      setAt((at + step + suggestions.length) % Math.max(1, suggestions.length));
    } else if (active !== undefined && (event.key === 'Enter' || event.key === 'Tab')) {
      event.preventDefault();
      onFilter(active.filter, typed?.rest ?? '');
    } else if (event.key === 'Enter') {
      event.preventDefault();
      onEnter();
    } else if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      if (open) setClosed(true);
      else onLeave();
    }
  }

  return (
    <div className="se-box-around">
      <span className="tl-box tl-box-soft tl-search se-box">
        <IconSearch size={16} stroke={1.75} aria-hidden />
        <input
          ref={ref}
          type="search"
          role="combobox"
          value={text}
          maxLength={SEARCH_LENGTH_MAX}
          enterKeyHint="search"
          autoComplete="off"
          spellCheck={false}
          aria-label={t.search}
          aria-expanded={open}
          aria-controls={`${id}-list`}
          aria-activedescendant={active === undefined ? undefined : `${id}-${active.id}`}
          placeholder={what === 'messages' ? (phone ? t.hintShort : t.hint) : t.hintOf(t[what])}
          onChange={(event) => onText(event.target.value)}
          onKeyDown={onKey}
        />
        {text !== '' && (
          <IconButton
            icon={<IconX size={16} stroke={1.75} />}
            label={t.clear}
            size="sm"
            className="tl-box-button"
            onClick={() => onText('')}
          />
        )}
      </span>
      {open && (
        <div className="se-suggestions">
          <div id={`${id}-list`} role="listbox" aria-label={t.suggestions}>
            {suggestions.map((one, index) => (
              <div
                key={one.id}
                id={`${id}-${one.id}`}
                role="option"
                className="se-suggestion"
                aria-selected={one === active}
                onPointerMove={() => setAt(index)}
                // The field must not lose its focus to a press.
                onPointerDown={(event) => event.preventDefault()}
                onClick={() => onFilter(one.filter, typed?.rest ?? '')}
              >
                {one.picture}
                <span className="tl-one">{one.label}</span>
                {one.hint !== undefined && <span className="tl-one tl-grow tl-small tl-text-3">{one.hint}</span>}
              </div>
            ))}
          </div>
          {suggestions.length === 0 && hint === null && <p className="se-note">{t.noSuggestion}</p>}
          {hint !== null && <p className="se-note">{hint}</p>}
        </div>
      )}
    </div>
  );
}
