import { useState } from 'react';
import { TextField } from './Field.tsx';

interface MomentFieldProps {
  readonly label: string;
  readonly hint?: string | undefined;
  /** What stands in it at first. */
  readonly value?: Date | null;
  readonly from?: Date;
  readonly until?: Date;
  /** The moment that stands in it; null while it is none. */
  readonly onChange: (at: Date | null) => void;
  readonly autoFocus?: boolean;
}

/** A moment to the minute, by the clock of this device. */
export function MomentField({ label, hint, value = null, from, until, onChange, autoFocus = false }: MomentFieldProps) {
  const [text, setText] = useState(value === null ? '' : fieldText(value));
  return (
    <TextField
      label={label}
      type="datetime-local"
      value={text}
      hint={hint}
      step={60}
      min={from && fieldText(from)}
      max={until && fieldText(until)}
      data-autofocus={autoFocus ? '' : undefined}
      autoFocus={autoFocus}
      onChange={(next) => {
        setText(next);
        const at = new Date(next);
        onChange(next === '' || Number.isNaN(at.getTime()) ? null : at);
      }}
    />
  );
}

/** As the browser's own field reads and writes a moment. */
function fieldText(at: Date): string {
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
