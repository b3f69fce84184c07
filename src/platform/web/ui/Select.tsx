import { IconCheck, IconChevronDown, IconSearch } from '@tabler/icons-react';
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { usePhone } from '../useMedia.ts';
import { useWords } from '../words.ts';
import { Field } from './Field.tsx';
import { Modal } from './Modal.tsx';
import { usePopover } from './usePopover.ts';
import { words } from './words.ts';
import './select.css';

export interface SelectOption<Value extends string> {
  readonly value: Value;
  readonly label: string;
  readonly hint?: string;
  readonly picture?: ReactNode;
  readonly disabled?: boolean;
  /** Other spellings to be found by. */
  readonly keywords?: string;
}

interface SelectProps<Value extends string> {
  readonly label: string;
  readonly bare?: boolean;
  readonly hint?: ReactNode;
  readonly error?: ReactNode;
  readonly value: Value | null;
  readonly options: readonly SelectOption<Value>[];
  readonly onChange: (value: Value) => void;
  readonly searchable?: boolean;
  readonly placeholder?: string;
  readonly disabled?: boolean;
}

/** One of many. */
export function Select<Value extends string>({
  label,
  bare = false,
  hint,
  error,
  value,
  options,
  onChange,
  searchable = options.length > 12,
  placeholder,
  disabled = false,
}: SelectProps<Value>) {
  const t = useWords(words);
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  const chosen = options.find((option) => option.value === value);
  const give = (next: Value) => {
    setOpen(false);
    button.current?.focus();
    if (next !== value) onChange(next);
  };
  return (
    <Field id={id} label={label} bare={bare} hint={hint} error={error}>
      <button
        ref={button}
        id={id}
        type="button"
        className="tl-box tl-select"
        role="combobox"
        aria-label={`${label}: ${chosen?.label ?? placeholder ?? t.choose}`}
        aria-haspopup="listbox"
        aria-expanded={open}
        aria-controls={`${id}-list`}
        aria-invalid={error ? true : undefined}
        data-wrong={error ? '' : undefined}
        data-open={open ? '' : undefined}
        data-off={disabled ? '' : undefined}
        disabled={disabled}
        onClick={() => setOpen(!open)}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
          event.preventDefault();
          setOpen(true);
        }}
      >
        {chosen?.picture}
        <span className={`tl-one tl-grow${chosen === undefined ? ' tl-text-3' : ''}`}>
          {chosen?.label ?? placeholder ?? t.choose}
        </span>
        <IconChevronDown size={16} stroke={1.75} aria-hidden />
      </button>
      {open && (
        <OptionBox
          id={`${id}-list`}
          label={label}
          value={value}
          options={options}
          searchable={searchable}
          anchor={() => button.current}
          onClose={() => setOpen(false)}
          onChoose={give}
        />
      )}
    </Field>
  );
}

interface OptionBoxProps<Value extends string> {
  readonly id: string;
  readonly label: string;
  readonly value: Value | null;
  readonly options: readonly SelectOption<Value>[];
  readonly searchable: boolean;
  readonly anchor: () => HTMLElement | null;
  readonly onClose: () => void;
  readonly onChoose: (value: Value) => void;
}

function OptionBox<Value extends string>(props: OptionBoxProps<Value>) {
  const phone = usePhone();
  if (!phone) return <OptionPopover {...props} />;
  return (
    <Modal className="tl-sheet" label={props.label} onClose={props.onClose}>
      <p className="tl-sheet-title">{props.label}</p>
      <OptionList {...props} />
    </Modal>
  );
}

function OptionPopover<Value extends string>(props: OptionBoxProps<Value>) {
  const box = usePopover<HTMLDivElement>({
    open: true,
    close: props.onClose,
    anchor: props.anchor,
    matchWidth: true,
    giveBack: props.anchor,
  });
  return (
    <div ref={box} className="tl-pop" popover="manual">
      <OptionList {...props} />
    </div>
  );
}

function OptionList<Value extends string>({
  id,
  label,
  value,
  options,
  searchable,
  onClose,
  onChoose,
}: OptionBoxProps<Value>) {
  const t = useWords(words);
  const [text, setText] = useState('');
  const list = useRef<HTMLUListElement>(null);
  const search = useRef<HTMLInputElement>(null);
  const wanted = text.trim().toLowerCase();
  const shown =
    wanted === ''
      ? options
      : options.filter((option) =>
          `${option.label} ${option.hint ?? ''} ${option.keywords ?? ''}`.toLowerCase().includes(wanted),
        );
  const [at, setAt] = useState(() =>
    Math.max(
      0,
      options.findIndex((option) => option.value === value),
    ),
  );
  const active = shown[Math.min(at, shown.length - 1)];

  useEffect(() => {
    (search.current ?? list.current)?.focus({ preventScroll: true });
  }, []);
  useEffect(() => {
    list.current?.querySelector('[data-active]')?.scrollIntoView({ block: 'nearest' });
  }, [at]);

  function onKey(event: KeyboardEvent): void {
    const last = shown.length - 1;
    const to = {
      ArrowDown: Math.min(at + 1, last),
      ArrowUp: Math.max(at - 1, 0),
      Home: 0,
      End: last,
      PageDown: Math.min(at + 8, last),
      PageUp: Math.max(at - 8, 0),
    }[event.key];
    if (to !== undefined && !(searchable && (event.key === 'Home' || event.key === 'End'))) {
      event.preventDefault();
      setAt(to);
    } else if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
      event.preventDefault();
      if (active !== undefined && active.disabled !== true) onChoose(active.value);
    } else if (event.key === 'Tab') {
      onClose();
    } else if (!searchable && event.key.length === 1) {
      const found = shown.findIndex((option) => option.label.toLowerCase().startsWith(event.key.toLowerCase()));
      if (found >= 0) setAt(found);
    }
  }

  const optionId = (option: SelectOption<Value>) => `${id}-${option.value}`;
  return (
    <div className="tl-options" onKeyDown={onKey}>
      {searchable && (
        <span className="tl-options-search">
          <IconSearch size={16} stroke={1.75} aria-hidden />
          <input
            ref={search}
            value={text}
            role="combobox"
            aria-label={label}
            aria-expanded
            aria-controls={id}
            aria-activedescendant={active === undefined ? undefined : optionId(active)}
            onChange={(event) => {
              setText(event.target.value);
              setAt(0);
            }}
          />
        </span>
      )}
      <ul
        ref={list}
        id={id}
        role="listbox"
        aria-label={label}
        tabIndex={searchable ? -1 : 0}
        aria-activedescendant={active === undefined ? undefined : optionId(active)}
      >
        {shown.map((option) => (
          <li
            key={option.value}
            id={optionId(option)}
            role="option"
            aria-selected={option.value === value}
            aria-disabled={option.disabled}
            data-active={option === active ? '' : undefined}
            onPointerMove={() => setAt(shown.indexOf(option))}
            onClick={() => option.disabled !== true && onChoose(option.value)}
          >
            {option.picture}
            <span className="tl-grow">
              {option.label}
              {option.hint !== undefined && <small>{option.hint}</small>}
            </span>
            {option.value === value && <IconCheck size={16} stroke={2} aria-hidden />}
          </li>
        ))}
      </ul>
      {shown.length === 0 && <p className="tl-options-none">{t.nothingFound}</p>}
    </div>
  );
}
