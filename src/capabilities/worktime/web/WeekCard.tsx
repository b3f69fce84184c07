import {
  IconArrowsExchange,
  IconCalendarEvent,
  IconChevronLeft,
  IconChevronRight,
  IconConfetti,
  IconPlaneDeparture,
} from '@tabler/icons-react';
import type { Day } from '#platform/model/zone.ts';
import { localOf } from '#platform/model/zone.ts';
import { Button, IconButton } from '#platform/web/ui/Button.tsx';
import { DayLine } from '#platform/web/ui/DayLine.tsx';
import { Card } from '#platform/web/ui/Page.tsx';
import { Tag } from '#platform/web/ui/Tag.tsx';
import { useLanguage, useWords } from '#platform/web/words.ts';
import type { OwnDay } from '../model/contract.ts';
import { barsOn } from './bars.ts';
import { hoursText, minuteText } from './clockText.ts';
import { mondayOf, useDays } from './days.ts';
import type { Mine } from './sentence.ts';
import { words } from './words.ts';

const LINE_WIDTH = 300;
const TICKS = [0, 6, 12, 18, 24];

interface WeekCardProps {
  readonly mine: Mine;
  readonly now: Date;
  readonly monday: Day;
  readonly onWeek: (monday: Day) => void;
}

/** Seven days with their hours on lines: taut where one works, slack where one rests, and a ring for now. */
export function WeekCard({ mine, now, monday, onWeek }: WeekCardProps) {
  const t = useWords(words);
  const { today } = mine;
  const days = useDays(today);
  const isThis = mondayOf(today) === monday;
  const shown = mine.days.filter(({ day }) => day >= monday && day < monday + 7);
  return (
    <Card
      title={isThis ? t.week : t.weekOf(days.date(monday), days.date(monday + 6))}
      aside={
        <span className="tl-row">
          {!isThis && (
            <Button size="sm" kind="quiet" onClick={() => onWeek(mondayOf(today))}>
              {t.thisWeek}
            </Button>
          )}
          <IconButton
            icon={<IconChevronLeft size={20} stroke={1.75} />}
            label={t.earlierWeek}
            onClick={() => onWeek(monday - 7)}
          />
          <IconButton
            icon={<IconChevronRight size={20} stroke={1.75} />}
            label={t.laterWeek}
            onClick={() => onWeek(monday + 7)}
          />
        </span>
      }
    >
      <div className="wt-axis" aria-hidden>
        {TICKS.map((hour) => (
          <i key={hour}>{hour}</i>
        ))}
      </div>
      <ul className="wt-week">
        {shown.map((day) => (
          <WeekDay key={day.day} day={day} all={mine.days} mine={mine} now={now} />
        ))}
      </ul>
    </Card>
  );
}

interface WeekDayProps {
  readonly day: OwnDay;
  readonly all: readonly OwnDay[];
  readonly mine: Mine;
  readonly now: Date;
}

function WeekDay({ day, all, mine, now }: WeekDayProps) {
  const t = useWords(words);
  const language = useLanguage();
  const { today, timeZone } = mine;
  const days = useDays(today);
  const bars = barsOn(all, day.day, timeZone);
  const isToday = day.day === today;
  const name = days.both(day.day);
  const said = bars.map(([from, until]) => `${minuteText(from)}–${until === 1_440 ? '24:00' : minuteText(until)}`);
  return (
    <li className="wt-weekday" data-today={isToday ? '' : undefined} aria-current={isToday ? 'date' : undefined}>
      <span className="wt-weekday-name">
        <b>{days.weekday(day.day)}</b>
        <span className="tl-text-3">{days.date(day.day)}</span>
        {isToday && <Tag kind="accent">{t.today}</Tag>}
      </span>
      <span className="wt-weekday-line">
        <DayLine
          working={bars}
          width={LINE_WIDTH}
          {...(isToday ? { now: localOf(timeZone, now).minute } : {})}
          label={bars.length === 0 ? t.restsOn(name) : t.worksOn(name, said.join(', '))}
        />
      </span>
      <span className="wt-weekday-text">
        <span className={day.hours.length === 0 || day.onLeave ? 'tl-text-3' : undefined}>
          {day.hours.length === 0 ? t.rest : hoursText(day.hours, language)}
        </span>
        <Badges day={day} />
      </span>
    </li>
  );
}

function Badges({ day }: { readonly day: OwnDay }) {
  const t = useWords(words);
  const language = useLanguage();
  const name = day.holiday?.[language] ?? t.holiday;
  return (
    <>
      {day.because === 'holiday' && (
        <Tag kind="held" icon={<IconConfetti size={12} stroke={1.75} aria-hidden />}>
          {name}
        </Tag>
      )}
      {day.because === 'makeUp' && (
        <Tag kind="work" icon={<IconArrowsExchange size={12} stroke={1.75} aria-hidden />}>
          {t.makeUp(name)}
        </Tag>
      )}
      {day.because === 'planned' && (
        <Tag icon={<IconCalendarEvent size={12} stroke={1.75} aria-hidden />}>{t.planned}</Tag>
      )}
      {day.onLeave && (
        <Tag kind="held" icon={<IconPlaneDeparture size={12} stroke={1.75} aria-hidden />}>
          {t.leave}
        </Tag>
      )}
    </>
  );
}
