import { IconCopy } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { IconButton } from '#platform/web/ui/Button.tsx';
import { Menu } from '#platform/web/ui/Menu.tsx';
import { useLanguage, useWords } from '#platform/web/words.ts';
import type { Hours } from '../model/plan.ts';
import type { Span } from '../model/spans.ts';
import { weekdayName } from './days.ts';
import { HoursEditor } from './HoursEditor.tsx';
import { words } from './words.ts';
import './hours.css';

interface WeekEditorProps {
  readonly label: string;
  readonly days: readonly Hours[];
  readonly onChange: (days: readonly Hours[]) => void;
  readonly none: string;
  readonly overnight?: boolean;
  readonly first?: Span;
}

/** Seven days from Monday, each with its hours, which can be copied to others. */
export function WeekEditor({ label, days, onChange, none, overnight = false, first }: WeekEditorProps) {
  const t = useWords(words);
  const language = useLanguage();
  return (
    <ul className="wt-days" aria-label={label}>
      {days.map((hours, index) => {
        const name = weekdayName(index + 1, language);
        const copyTo = (wanted: (at: number) => boolean) => onChange(days.map((old, at) => (wanted(at) ? hours : old)));
        return (
          <DayRow
            key={name}
            name={name}
            hours={hours}
            none={none}
            overnight={overnight}
            {...(first === undefined ? {} : { first })}
            onChange={(next) => onChange(days.map((old, at) => (at === index ? next : old)))}
            menu={
              <Menu
                label={t.copyDay(name)}
                align="end"
                trigger={<IconButton size="sm" icon={<IconCopy size={16} stroke={1.75} />} label={t.copyDay(name)} />}
                items={[
                  { label: t.copyToWorkdays, onSelect: () => copyTo((at) => at < 5) },
                  { label: t.copyToAll, onSelect: () => copyTo(() => true) },
                ]}
              />
            }
          />
        );
      })}
    </ul>
  );
}

interface DayRowProps {
  readonly name: string;
  readonly hint?: string;
  readonly hours: Hours;
  readonly none: string;
  readonly overnight: boolean;
  readonly first?: Span;
  readonly onChange: (hours: Hours) => void;
  readonly menu: ReactNode;
}

/** One day of an editor. */
export function DayRow({ name, hint, menu, hours, ...rest }: DayRowProps) {
  return (
    <li className="wt-day-edit">
      <span className="wt-day-name">
        {name}
        {hint !== undefined && <small className="tl-text-3">{hint}</small>}
      </span>
      <HoursEditor label={hint === undefined ? name : `${name}, ${hint}`} value={hours} {...rest} />
      {menu}
    </li>
  );
}
