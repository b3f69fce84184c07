import { useState } from 'react';
import { TextField } from '#platform/web/ui/Field.tsx';
import { AHEAD_MAX_MS } from '../model/contract.ts';

interface MomentFieldProps {
  readonly label: string;
  readonly hint?: string;
  readonly onChange: (at: Date | null) => void;
  readonly autoFocus?: boolean;
}

/** A moment to come, to the minute. */
export function MomentField({ label, hint, onChange, autoFocus = false }: MomentFieldProps) {
  const [text, setText] = useState('');
  const [now] = useState(() => new Date());
  return (
    <TextField
      label={label}
      type="datetime-local"
      value={text}
      hint={hint}
      step={60}
      min={fieldText(now)}
      max={fieldText(new Date(now.getTime() + AHEAD_MAX_MS))}
      autoFocus={autoFocus}
      onChange={(next) => {
        setText(next);
        const at = new Date(next);
        onChange(next === '' || Number.isNaN(at.getTime()) ? null : at);
      }}
    />
  );
}

/** As the browser's own field reads and writes a moment: by the clock of this machine. */
function fieldText(at: Date): string {
  const local = new Date(at.getTime() - at.getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 16);
}
