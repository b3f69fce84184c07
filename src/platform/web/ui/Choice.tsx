import { IconCheck } from '@tabler/icons-react';
import { type KeyboardEvent, type ReactNode, useId, useRef } from 'react';
import './choice.css';

interface ToggleProps {
  readonly label: string;
  /** Only the control; the label is read aloud. */
  readonly bare?: boolean;
  readonly hint?: ReactNode;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  readonly disabled?: boolean;
}

function Toggle({
  label,
  bare = false,
  hint,
  checked,
  onChange,
  disabled,
  look,
}: ToggleProps & { readonly look: 'switch' | 'check' }) {
  const id = useId();
  return (
    <label className={`tl-toggle tl-toggle-${look}`} data-off={disabled === true ? '' : undefined}>
      <input
        type="checkbox"
        role={look === 'switch' ? 'switch' : undefined}
        checked={checked}
        disabled={disabled}
        aria-label={bare ? label : undefined}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        onChange={(event) => onChange(event.target.checked)}
      />
      <span className={`tl-${look}`} aria-hidden>
        {look === 'check' ? <IconCheck size={14} stroke={2.5} /> : <i />}
      </span>
      {!bare && (
        <span className="tl-toggle-text">
          {label}
          {hint !== undefined && (
            <small id={`${id}-hint`} className="tl-hint">
              {hint}
            </small>
          )}
        </span>
      )}
    </label>
  );
}

/** On or off, at once. */
export function Switch(props: ToggleProps) {
  return <Toggle {...props} look="switch" />;
}

/** Chosen or not, taken with the form. */
export function Checkbox(props: ToggleProps) {
  return <Toggle {...props} look="check" />;
}

interface RadioOption<Value extends string> {
  readonly value: Value;
  readonly label: string;
  readonly hint?: ReactNode;
  readonly icon?: ReactNode;
  readonly disabled?: boolean;
}

interface RadioCardsProps<Value extends string> {
  readonly label: string;
  readonly bare?: boolean;
  readonly value: Value | null;
  readonly options: readonly RadioOption<Value>[];
  readonly onChange: (value: Value) => void;
  /** Beside each other on a desktop; always below each other on a phone. */
  readonly columns?: 1 | 2 | 3;
}

/** One of a few, each explained. */
export function RadioCards<Value extends string>({
  label,
  bare = false,
  value,
  options,
  onChange,
  columns = 1,
}: RadioCardsProps<Value>) {
  const name = useId();
  return (
    <fieldset className="tl-radios">
      <legend className={bare ? 'tl-hidden' : 'tl-label'}>{label}</legend>
      <div className={`tl-radios-list tl-radios-${columns}`}>
        {options.map((option) => (
          <label
            key={option.value}
            className="tl-radio-card"
            data-on={option.value === value ? '' : undefined}
            data-off={option.disabled ? '' : undefined}
          >
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={option.value === value}
              disabled={option.disabled}
              onChange={() => onChange(option.value)}
            />
            <span className="tl-radio" aria-hidden />
            {option.icon}
            <span className="tl-col">
              <b>{option.label}</b>
              {option.hint !== undefined && <small>{option.hint}</small>}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

interface SegmentOption<Value extends string> {
  readonly value: Value;
  readonly label: string;
  readonly icon?: ReactNode;
  /** A quiet number behind the label. */
  readonly count?: number;
}

interface SegmentedProps<Value extends string> {
  readonly label: string;
  readonly value: Value;
  readonly options: readonly SegmentOption<Value>[];
  readonly onChange: (value: Value) => void;
  readonly wide?: boolean;
}

function Segments<Value extends string>({
  label,
  value,
  options,
  onChange,
  className,
}: SegmentedProps<Value> & { readonly className: string }) {
  const list = useRef<HTMLDivElement>(null);

  function move(event: KeyboardEvent, index: number): void {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const next = (index + step + options.length) % options.length;
    const option = options[next];
    if (option === undefined) return;
    onChange(option.value);
    list.current?.querySelectorAll('button')[next]?.focus();
  }

  return (
    <div ref={list} className={className} role="radiogroup" aria-label={label}>
      {options.map((option, index) => (
        <button
          key={option.value}
          type="button"
          role="radio"
          aria-checked={option.value === value}
          tabIndex={option.value === value ? 0 : -1}
          onClick={() => onChange(option.value)}
          onKeyDown={(event) => move(event, index)}
        >
          {option.icon}
          <span>{option.label}</span>
          {option.count !== undefined && option.count > 0 && <i>{option.count}</i>}
        </button>
      ))}
    </div>
  );
}

/** One of a few short words, side by side. */
export function Segmented<Value extends string>(props: SegmentedProps<Value>) {
  return <Segments {...props} className={`tl-seg${props.wide === true ? ' tl-seg-wide' : ''}`} />;
}

/** Filters above a list: underlined on a desktop, chips on a phone. */
export function Tabs<Value extends string>(props: SegmentedProps<Value>) {
  return <Segments {...props} className="tl-tabs" />;
}
