import { type KeyboardEvent, useState } from 'react';
import { DAY_MINUTES } from '../model/plan.ts';
import { minuteText, minuteTyped } from './clockText.ts';
import './hours.css';

interface TimeInputProps {
  readonly label: string;
  /** Minutes since midnight; those of the next day show its clock. */
  readonly minute: number;
  readonly onChange: (minute: number) => void;
  readonly id?: string;
}

const STEP = 15;

/** A time of day by the 24-hour clock: `9`, `930` and `9:30` are understood, arrow keys go by a quarter. */
export function TimeInput({ label, minute, onChange, id }: TimeInputProps) {
  // What is half typed stays as it is; the day keeps its last whole time meanwhile.
  const [typing, setTyping] = useState<string | null>(null);
  const onKey = (event: KeyboardEvent) => {
    const step = { ArrowUp: STEP, ArrowDown: -STEP }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    setTyping(null);
    onChange((((minute + step) % DAY_MINUTES) + DAY_MINUTES) % DAY_MINUTES);
  };
  return (
    <span className="tl-box wt-time">
      <input
        id={id}
        type="text"
        inputMode="numeric"
        autoComplete="off"
        maxLength={5}
        aria-label={label}
        value={typing ?? minuteText(minute)}
        onFocus={(event) => event.target.select()}
        onKeyDown={onKey}
        onChange={(event) => {
          setTyping(event.target.value);
          const whole = event.target.value.length >= 4 ? minuteTyped(event.target.value) : null;
          if (whole !== null) onChange(whole);
        }}
        onBlur={() => {
          const meant = typing === null ? null : minuteTyped(typing);
          if (meant !== null && meant !== minute) onChange(meant);
          setTyping(null);
        }}
      />
    </span>
  );
}
