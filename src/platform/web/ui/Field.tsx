import { IconEye, IconEyeOff, IconSearch, IconX } from '@tabler/icons-react';
import {
  type InputHTMLAttributes,
  type KeyboardEvent,
  type ReactNode,
  type Ref,
  type TextareaHTMLAttributes,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { useWords } from '../words.ts';
import { IconButton } from './Button.tsx';
import { Kbd } from './Kbd.tsx';
import { words } from './words.ts';
import './field.css';

interface FieldShell {
  readonly label: string;
  /** Hides the label from sight, not from readers. */
  readonly bare?: boolean;
  readonly hint?: ReactNode;
  /** What is wrong, as a sentence. */
  readonly error?: ReactNode;
  readonly optional?: boolean;
}

interface FieldProps extends FieldShell {
  readonly id: string;
  readonly children: ReactNode;
}

/** Label, control, hint and error of any field. */
export function Field({ id, label, bare = false, hint, error, optional = false, children }: FieldProps) {
  const t = useWords(words);
  return (
    <div className="tl-field">
      <label htmlFor={id} className={bare ? 'tl-hidden' : 'tl-label'}>
        {label}
        {optional && <i>{t.optional}</i>}
      </label>
      {children}
      {hint !== undefined && (
        <p id={`${id}-hint`} className="tl-hint">
          {hint}
        </p>
      )}
      {error !== undefined && error !== null && error !== '' && (
        <p id={`${id}-error`} className="tl-field-error" role="alert">
          {error}
        </p>
      )}
    </div>
  );
}

function describedBy(id: string, { hint, error }: FieldShell): string | undefined {
  const parts = [hint === undefined ? '' : `${id}-hint`, error ? `${id}-error` : ''].filter((part) => part !== '');
  return parts.length === 0 ? undefined : parts.join(' ');
}

interface TextFieldProps
  extends FieldShell,
    Omit<InputHTMLAttributes<HTMLInputElement>, 'onChange' | 'value' | 'size'> {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly icon?: ReactNode;
  /** At the end of the box: a unit, a button. */
  readonly after?: ReactNode;
  readonly ref?: Ref<HTMLInputElement>;
}

/** One line of text. */
export function TextField({
  label,
  bare,
  hint,
  error,
  optional,
  value,
  onChange,
  icon,
  after,
  className = '',
  ...rest
}: TextFieldProps) {
  const made = useId();
  const id = rest.id ?? made;
  const shell = { label, bare, hint, error, optional } as FieldShell;
  return (
    <Field id={id} {...shell}>
      <span
        className={`tl-box ${className}`}
        data-wrong={error ? '' : undefined}
        data-off={rest.disabled ? '' : undefined}
      >
        {icon}
        <input
          {...rest}
          id={id}
          value={value}
          onChange={(event) => onChange(event.target.value)}
          aria-invalid={error ? true : undefined}
          aria-describedby={describedBy(id, shell)}
        />
        {after}
      </span>
    </Field>
  );
}

interface TextAreaProps extends FieldShell, Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, 'onChange' | 'value'> {
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** Grows with its text up to so many lines. */
  readonly maxRows?: number;
}

/** Several lines of text; grows as one writes. */
export function TextArea({
  label,
  bare,
  hint,
  error,
  optional,
  value,
  onChange,
  rows = 3,
  maxRows = 12,
  className = '',
  ...rest
}: TextAreaProps) {
  const made = useId();
  const id = rest.id ?? made;
  const box = useRef<HTMLTextAreaElement>(null);
  const shell = { label, bare, hint, error, optional } as FieldShell;
  useLayoutEffect(() => growToFit(box.current, maxRows), [value, maxRows]);
  return (
    <Field id={id} {...shell}>
      <span className={`tl-box tl-box-area ${className}`} data-wrong={error ? '' : undefined}>
        <textarea
          {...rest}
          ref={box}
          id={id}
          rows={rows}
          value={value}
          onChange={(event) => onChange(event.target.value)}
          aria-invalid={error ? true : undefined}
          aria-describedby={describedBy(id, shell)}
        />
      </span>
    </Field>
  );
}

/** Sets the height of a text box to that of its text, up to `maxRows` lines. */
export function growToFit(box: HTMLTextAreaElement | null, maxRows: number): void {
  if (box === null) return;
  if (box.value === '') {
    // As high as its lines say, without asking the browser to lay the page out.
    box.style.removeProperty('--tl-height');
    return;
  }
  const line = Number.parseFloat(getComputedStyle(box).lineHeight) || 22;
  box.style.setProperty('--tl-height', 'auto');
  box.style.setProperty('--tl-height', `${Math.min(box.scrollHeight, Math.ceil(line * maxRows))}px`);
}

/** A password, which can be shown while typing. */
export function PasswordField(props: Omit<TextFieldProps, 'type' | 'after'>) {
  const t = useWords(words);
  const [shown, setShown] = useState(false);
  const Icon = shown ? IconEyeOff : IconEye;
  return (
    <TextField
      autoCapitalize="none"
      spellCheck={false}
      {...props}
      type={shown ? 'text' : 'password'}
      after={
        <IconButton
          icon={<Icon size={18} stroke={1.75} />}
          label={shown ? t.hidePassword : t.showPassword}
          size="sm"
          className="tl-box-button"
          onClick={() => setShown(!shown)}
        />
      }
    />
  );
}

interface SearchFieldProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly label: string;
  readonly placeholder?: string;
  /** Keys shown at the end while it is empty, as `Mod+K`. */
  readonly keys?: string;
  readonly autoFocus?: boolean;
  readonly onKeyDown?: (event: KeyboardEvent<HTMLInputElement>) => void;
  readonly ref?: Ref<HTMLInputElement>;
}

/** A search box: soft, with a button that empties it. Escape empties it too. */
export function SearchField({
  value,
  onChange,
  label,
  placeholder,
  keys,
  autoFocus,
  onKeyDown,
  ref,
}: SearchFieldProps) {
  const t = useWords(words);
  return (
    <span className="tl-box tl-box-soft tl-search">
      <IconSearch size={16} stroke={1.75} aria-hidden />
      <input
        ref={ref}
        type="search"
        value={value}
        aria-label={label}
        placeholder={placeholder ?? label}
        autoFocus={autoFocus}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && value !== '') {
            event.preventDefault();
            event.stopPropagation();
            onChange('');
          }
          onKeyDown?.(event);
        }}
      />
      {value === '' && keys !== undefined && <Kbd keys={keys} />}
      {value !== '' && (
        <IconButton
          icon={<IconX size={16} stroke={1.75} />}
          label={t.clear}
          size="sm"
          className="tl-box-button"
          onClick={() => onChange('')}
        />
      )}
    </span>
  );
}

interface SearchButtonProps {
  readonly label: string;
  readonly keys?: string;
  readonly onClick: () => void;
}

/** Looks like a search box and opens the palette. */
export function SearchButton({ label, keys, onClick }: SearchButtonProps) {
  return (
    <button type="button" className="tl-box tl-box-soft tl-search" onClick={onClick}>
      <IconSearch size={16} stroke={1.75} aria-hidden />
      <span className="tl-one tl-grow">{label}</span>
      {keys !== undefined && <Kbd keys={keys} />}
    </button>
  );
}
