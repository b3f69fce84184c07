import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useState } from 'react';
import { departmentOptions, useDepartments, useMembersOf, withBelow } from '#directory/web/index.ts';
import type { DepartmentId } from '#platform/model/ids.ts';
import type { Day } from '#platform/model/zone.ts';
import { useGo, useGoBack, useQueryValue } from '#platform/web/navigate.tsx';
import { Button, ButtonLink, IconButton } from '#platform/web/ui/Button.tsx';
import { Tabs } from '#platform/web/ui/Choice.tsx';
import { EmptyState, ErrorCard } from '#platform/web/ui/EmptyState.tsx';
import { PageBody, PageHeader } from '#platform/web/ui/Page.tsx';
import { Select } from '#platform/web/ui/Select.tsx';
import { Skeleton } from '#platform/web/ui/Skeleton.tsx';
import { useWords } from '#platform/web/words.ts';
import { ROSTER_MEMBERS_MAX } from '../../model/contract.ts';
import { OnCallPart } from '../admin/OnCallPart.tsx';
import { mondayOf, todayHere, useDays } from '../days.ts';
import { usePlannedDepartments } from '../planners.ts';
import { PlanDialog } from './PlanDialog.tsx';
import { RosterGrid } from './RosterGrid.tsx';
import { type Chosen, DAYS_SHOWN, useRoster } from './useRoster.ts';
import { words } from './words.ts';
import '../admin/hoursAdmin.css';
import './roster.css';

const ALL = 'all';

/** `/hours/roster`: who works when, for those who lead them; and who is on call. */
export function RosterPage() {
  const t = useWords(words);
  const go = useGo();
  const goBack = useGoBack();
  const mine = usePlannedDepartments();
  const { all } = useDepartments();
  const tab = useQueryValue('show') === 'onCall' ? 'onCall' : 'roster';
  return (
    <>
      <PageHeader title={t.title} back={() => goBack('/me/hours')} backAlways />
      <PageBody>
        {all === null && mine !== null && <Skeleton kind="table" />}
        {all !== null && mine !== null && mine.length === 0 && (
          <EmptyState text={t.notYours} action={<ButtonLink to="/me/hours">{t.myHours}</ButtonLink>} />
        )}
        {(mine === null || (all !== null && mine.length > 0)) && (
          <>
            <Tabs
              label={t.view}
              value={tab}
              onChange={(next) =>
                go(next === 'roster' ? '/hours/roster' : '/hours/roster?show=onCall', { replace: true })
              }
              options={[
                { value: 'roster', label: t.title },
                { value: 'onCall', label: t.onCall },
              ]}
            />
            <div className="wt-roster">{tab === 'onCall' ? <OnCallPart /> : <Roster mine={mine} />}</div>
          </>
        )}
      </PageBody>
    </>
  );
}

interface RosterProps {
  /** The departments that the reader leads; null: he keeps the list of people. */
  readonly mine: readonly DepartmentId[] | null;
}

/** The departments that one can look at, those below the ones that one leads included. */
function useChoices(mine: RosterProps['mine']) {
  const t = useWords(words);
  const { all } = useDepartments();
  const options = departmentOptions(all ?? []);
  if (mine === null) return [{ value: ALL as DepartmentId | typeof ALL, label: t.allDepartments }, ...options];
  const led = new Set(mine.flatMap((id) => [...withBelow(all ?? [], id)]));
  return options.filter(({ value }) => led.has(value));
}

function Roster({ mine }: RosterProps) {
  const t = useWords(words);
  const today = todayHere();
  const days = useDays(today);
  const choices = useChoices(mine);
  const [wanted, setWanted] = useState<string | null>(null);
  const [from, setFrom] = useState<Day>(() => mondayOf(today));
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const department = choices.find(({ value }) => value === wanted)?.value ?? mine?.[0] ?? ALL;
  const list = useMembersOf({
    departmentId: department === ALL ? null : department,
    withSubdepartments: true,
  });
  const [shown, setShown] = useState(ROSTER_MEMBERS_MAX);
  const members = (list.members ?? []).filter(({ role }) => role !== 'guest').slice(0, shown);
  const roster = useRoster(
    members.map(({ id }) => id),
    from,
  );
  const isMore = list.more || (list.members ?? []).length > shown;
  return (
    <>
      <div className="wt-bar">
        {choices.length > 1 && (
          <Select
            label={t.department}
            bare
            value={department}
            options={choices}
            onChange={(next) => {
              setWanted(next);
              setShown(ROSTER_MEMBERS_MAX);
            }}
          />
        )}
        <span className="wt-year">
          <IconButton
            icon={<IconChevronLeft size={20} stroke={1.75} />}
            label={t.earlier}
            onClick={() => setFrom(from - DAYS_SHOWN)}
          />
          <b>{`${days.date(from)} – ${days.date(from + DAYS_SHOWN - 1)}`}</b>
          <IconButton
            icon={<IconChevronRight size={20} stroke={1.75} />}
            label={t.later}
            onClick={() => setFrom(from + DAYS_SHOWN)}
          />
        </span>
        {from !== mondayOf(today) && (
          <Button kind="quiet" onClick={() => setFrom(mondayOf(today))}>
            {t.today}
          </Button>
        )}
      </div>
      {list.members === null && list.error !== null && <ErrorCard error={list.error} onRetry={list.reload} />}
      {roster.error !== null && roster.rows === null && <ErrorCard error={roster.error} onRetry={roster.reload} />}
      {list.members !== null && members.length === 0 && (
        <EmptyState
          text={t.nobody}
          {...(choices.length > 1
            ? { action: <Button onClick={() => setWanted(choices[0]?.value ?? null)}>{choices[0]?.label}</Button> }
            : {})}
        />
      )}
      {(list.members === null || (members.length > 0 && roster.rows === null)) &&
        list.error === null &&
        roster.error === null && <Skeleton kind="table" rows={8} />}
      {roster.rows !== null && members.length > 0 && (
        <RosterGrid members={members} rows={roster.rows} from={from} today={today} onChoose={setChosen} />
      )}
      {isMore && roster.rows !== null && (
        <div className="tl-more">
          <Button
            kind="quiet"
            onClick={() => {
              setShown(shown + ROSTER_MEMBERS_MAX);
              list.loadMore();
            }}
          >
            {t.loadMore}
          </Button>
        </div>
      )}
      {chosen !== null && (
        <PlanDialog chosen={chosen} today={today} onClose={() => setChosen(null)} onDone={roster.reload} />
      )}
    </>
  );
}
