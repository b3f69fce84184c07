import { useState } from 'react';
import type { OutputOf } from '#platform/model/contract.ts';
import type { Day } from '#platform/model/zone.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { EmptyState, ErrorCard } from '#platform/web/ui/EmptyState.tsx';
import { Card } from '#platform/web/ui/Page.tsx';
import { Skeleton } from '#platform/web/ui/Skeleton.tsx';
import { useAnswer } from '#platform/web/useAnswer.ts';
import { useWords } from '#platform/web/words.ts';
import { mondayOf, SHOWN_MAX, type transparencyCalls } from '../model/contract.ts';
import { transparency } from './api.ts';
import { DayRow } from './DayRow.tsx';
import { InterruptionLine } from './InterruptionLine.tsx';
import { useDates } from './useDates.ts';
import { useFresh } from './useFresh.ts';
import { WeekBars } from './WeekBars.tsx';
import { WeekSteps } from './WeekSteps.tsx';
import { words } from './words.ts';
import './transparency.css';

type Days = OutputOf<typeof transparencyCalls.interruptionDays>;

const WEEKS = 13;

/** `/me/interruptions`: what reached the reader and what was kept from him, by week and day; and each of it. */
export function Interruptions() {
  const { value, error, reload } = useAnswer('transparency.interruptionDays', (signal) =>
    transparency.interruptionDays({}, { signal }),
  );
  useFresh(reload);
  if (value === null && error !== null) return <ErrorCard error={error} onRetry={reload} />;
  if (value === null) return <Skeleton kind="form" rows={6} />;
  return <Known days={value} />;
}

function Known({ days: { days, today, timeZone } }: { readonly days: Days }) {
  const t = useWords(words);
  const dates = useDates(today);
  const [chosen, setChosen] = useState<Day | null>(null);
  const day = chosen ?? today;
  const monday = mondayOf(day);
  const last = mondayOf(today);
  const first = last - (WEEKS - 1) * 7;
  const counts = new Map(days.map((count) => [count.day, count]));
  const weeks = Array.from({ length: WEEKS }, (_, index) => {
    const start = first + index * 7;
    const own = days.filter((count) => mondayOf(count.day) === start);
    const sum = (key: 'told' | 'held') => own.reduce((total, count) => total + count[key], 0);
    return { monday: start, told: sum('told'), held: sum('held') };
  });
  const shown = weeks.find((week) => week.monday === monday) ?? { told: 0, held: 0 };
  const most = Math.max(6, ...Array.from({ length: 7 }, (_, at) => countOf(counts.get(monday + at))));
  return (
    <>
      <p className="tl-text-2 tr-intro">{t.onlyYou}</p>
      <Card title={t.weeksTitle}>
        <WeekBars
          weeks={weeks}
          shown={monday}
          told={t.told}
          held={t.held}
          label={t.barOf(dates.date(monday), shown.told, shown.held)}
        />
        <WeekSteps {...{ monday, today, first, last }} onWeek={(next) => setChosen(next === last ? null : next)} />
        <ul className="tr-days">
          {Array.from({ length: 7 }, (_, at) => monday + at)
            .filter((one) => one <= today)
            .map((one) => (
              <DayRow
                key={one}
                name={one === today ? t.today : dates.weekday(one)}
                date={dates.date(one)}
                told={counts.get(one)?.told ?? 0}
                held={counts.get(one)?.held ?? 0}
                most={most}
                isChosen={one === day}
                onChoose={() => setChosen(one === today ? null : one)}
              />
            ))}
        </ul>
      </Card>
      <OneDay key={day} day={day} today={today} timeZone={timeZone} onToday={() => setChosen(null)} />
    </>
  );
}

const countOf = (count: { told: number; held: number } | undefined) => (count?.told ?? 0) + (count?.held ?? 0);

interface OneDayProps {
  readonly day: Day;
  readonly today: Day;
  readonly timeZone: string;
  readonly onToday: () => void;
}

function OneDay({ day, today, timeZone, onToday }: OneDayProps) {
  const t = useWords(words);
  const dates = useDates(today);
  const { value, error, reload } = useAnswer(`transparency.interruptions ${day}`, (signal) =>
    transparency.interruptions({ day }, { signal }),
  );
  useFresh(reload);
  const title = day === today ? t.today : `${dates.weekday(day)} ${dates.date(day)}`;
  if (value === null && error !== null) return <ErrorCard error={error} onRetry={reload} />;
  return (
    <Card title={title} {...(value?.more === true ? { foot: t.firstShown(SHOWN_MAX) } : {})}>
      {value === null && <Skeleton kind="list" rows={3} />}
      {value?.interruptions.length === 0 && (
        <EmptyState
          text={t.nothingOn}
          {...(day === today ? {} : { action: <Button onClick={onToday}>{t.toToday}</Button> })}
        />
      )}
      {value !== null && value.interruptions.length > 0 && (
        <ul className="tr-lines" aria-label={title}>
          {value.interruptions.map((one) => (
            <InterruptionLine
              key={`${one.at.getTime()} ${one.source} ${one.kind} ${one.message?.conversationId} ${one.message?.number}`}
              {...{ one, timeZone }}
            />
          ))}
        </ul>
      )}
    </Card>
  );
}
