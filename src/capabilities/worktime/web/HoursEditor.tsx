import { IconCoffee, IconPlus, IconX } from '@tabler/icons-react';
import { IconButton } from '#platform/web/ui/Button.tsx';
import { useLanguage, useWords } from '#platform/web/words.ts';
import { STRETCHES_MAX } from '../model/contract.ts';
import { DAY_MINUTES, type Hours } from '../model/plan.ts';
import type { Span } from '../model/spans.ts';
import { endsNextDay, hoursText } from './clockText.ts';
import { withBreak, withOneMore } from './stretches.ts';
import { TimeInput } from './TimeInput.tsx';
import { words } from './words.ts';
import './hours.css';

interface HoursEditorProps {
  readonly value: Hours;
  readonly onChange: (hours: Hours) => void;
  /** Whose hours: the day. */
  readonly label: string;
  /** May a stretch go on after midnight? */
  readonly overnight?: boolean;
  /** What a day without any is called. */
  readonly none: string;
  /** So many stretches at most; one: it stays. */
  readonly most?: number;
  /** Minutes of the first stretch that is added. */
  readonly first?: Span;
}

const OFFICE: Span = { from: 540, until: 1_080 };

/** The stretches of one day: from, until, a break, one more. What ends before it begins ends on the next day. */
export function HoursEditor({
  value,
  onChange,
  label,
  overnight = false,
  none,
  most = STRETCHES_MAX,
  first = OFFICE,
}: HoursEditorProps) {
  const t = useWords(words);
  const language = useLanguage();
  const change = (at: number, span: Span) => onChange(value.map((one, index) => (index === at ? span : one)));
  const more = withOneMore(value, first);
  const paused = withBreak(value);
  return (
    <div className="wt-hours" role="group" aria-label={label}>
      {value.length === 0 && <span className="wt-hours-none tl-text-3">{none}</span>}
      {value.map((span, index) => (
        // The place in the day is what a stretch is known by: its minutes change as one types.
        <span key={index} className="wt-stretch">
          <TimeInput
            label={t.from(label)}
            minute={span.from}
            onChange={(from) => change(index, { from, until: untilAfter(from, span.until, overnight) })}
          />
          <span aria-hidden>–</span>
          <TimeInput
            label={t.until(label)}
            minute={span.until}
            onChange={(until) => change(index, { from: span.from, until: untilAfter(span.from, until, overnight) })}
          />
          {endsNextDay(span) && <span className="tl-small tl-text-2">{t.nextDay}</span>}
          {most > 1 && (
            <IconButton
              size="sm"
              icon={<IconX size={16} stroke={1.75} />}
              label={t.dropOn(label, hoursText([span], language))}
              onClick={() => onChange(value.filter((_, at) => at !== index))}
            />
          )}
        </span>
      ))}
      {value.length < most && (
        <span className="wt-hours-more">
          {paused !== null && (
            <IconButton
              size="sm"
              icon={<IconCoffee size={16} stroke={1.75} />}
              label={t.addBreakOn(label)}
              onClick={() => onChange(paused)}
            />
          )}
          {more !== null && (
            <IconButton
              size="sm"
              icon={<IconPlus size={16} stroke={1.75} />}
              label={t.addHoursOn(label)}
              onClick={() => onChange(more)}
            />
          )}
        </span>
      )}
    </div>
  );
}

/** An end at or before the beginning lies on the next day, where that may be; else it stays, and is found wrong. */
function untilAfter(from: number, until: number, overnight: boolean): number {
  const within = until % DAY_MINUTES;
  if (within === 0) return DAY_MINUTES;
  return overnight && within <= from ? within + DAY_MINUTES : within;
}
