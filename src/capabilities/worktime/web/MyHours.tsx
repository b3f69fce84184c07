import { IconCalendarUser } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { type Day, localOf } from '#platform/model/zone.ts';
import { ButtonLink } from '#platform/web/ui/Button.tsx';
import { ErrorCard } from '#platform/web/ui/EmptyState.tsx';
import { Card } from '#platform/web/ui/Page.tsx';
import { Skeleton } from '#platform/web/ui/Skeleton.tsx';
import { useAnswer } from '#platform/web/useAnswer.ts';
import { useWords } from '#platform/web/words.ts';
import { worktime } from './api.ts';
import { useOwnHoursChanges } from './changes.ts';
import { mondayOf, todayHere } from './days.ts';
import { FlexibleCard } from './FlexibleCard.tsx';
import { FocusCard } from './FocusCard.tsx';
import { NowHead } from './NowHead.tsx';
import { useMayPlan } from './planners.ts';
import { ChangeCard, DutiesCard, LeaveCard, OffersCard } from './Waiting.tsx';
import { StrictCard } from './StrictCard.tsx';
import { useNow } from '#platform/web/useNow.ts';
import { WeekCard } from './WeekCard.tsx';
import { words } from './words.ts';
import './mine.css';

/** `/me/hours`: what is now and why, the week, what waits for an answer, and what one may set oneself. */
export function MyHours() {
  const t = useWords(words);
  const now = useNow();
  const mayPlan = useMayPlan();
  const [week, setWeek] = useState<Day | null>(null);
  // The date of this device is the member's own but for an hour in some zone: put right by the answer.
  const [today, setToday] = useState(todayHere);
  const monday = week ?? mondayOf(today);
  // A day more on each side: a night may reach over from it.
  const { value, error, reload } = useAnswer(`worktime.mine ${monday}`, (signal) =>
    worktime.mine({ from: monday - 1, days: 9 }, { signal }),
  );
  useOwnHoursChanges(reload);
  const there = value === null ? today : localOf(value.timeZone, now).day;
  useEffect(() => setToday(there), [there]);
  const changesAt = value?.until.getTime() ?? Number.POSITIVE_INFINITY;
  const isOver = changesAt <= now.getTime() || (value !== null && value.today !== there);
  // With every step of the clock, until the answer is a newer one.
  useEffect(() => {
    if (isOver) reload();
  }, [isOver, now, reload]);

  if (value === null && error !== null) return <ErrorCard error={error} onRetry={reload} />;
  if (value === null) return <Skeleton kind="form" rows={5} />;
  return (
    <>
      <NowHead mine={value} now={now} onChanged={reload} />
      {value.change !== null && <ChangeCard change={value.change} today={there} onChanged={reload} />}
      {value.offers.length > 0 && <OffersCard offers={value.offers} today={there} onChanged={reload} />}
      {value.duties.length > 0 && <DutiesCard mine={value} now={now} onChanged={reload} />}
      <WeekCard
        mine={value}
        now={now}
        monday={monday}
        onWeek={(next) => setWeek(next === mondayOf(there) ? null : next)}
      />
      {value.leave.length > 0 && <LeaveCard mine={value} now={now} onChanged={reload} />}
      <StrictCard now={now} />
      <FocusCard blocks={value.focus} onChanged={reload} />
      {value.flexible !== null && <FlexibleCard flexible={value.flexible} onChanged={reload} />}
      {mayPlan && (
        <Card
          title={t.rosterTitle}
          aside={
            <ButtonLink to="/hours/roster" icon={<IconCalendarUser size={18} stroke={1.75} aria-hidden />}>
              {t.rosterTitle}
            </ButtonLink>
          }
        >
          <p className="tl-text-2">{t.rosterLink}</p>
        </Card>
      )}
    </>
  );
}
