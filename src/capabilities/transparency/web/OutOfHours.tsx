import { useState } from 'react';
import type { OutputOf } from '#platform/model/contract.ts';
import type { Day } from '#platform/model/zone.ts';
import { EmptyState, ErrorCard } from '#platform/web/ui/EmptyState.tsx';
import { Card, PageBody, PageHeader } from '#platform/web/ui/Page.tsx';
import { Skeleton } from '#platform/web/ui/Skeleton.tsx';
import { type Column, Table } from '#platform/web/ui/Table.tsx';
import { useAnswer } from '#platform/web/useAnswer.ts';
import { useWords } from '#platform/web/words.ts';
import { mondayOf, type transparencyCalls, type UnitView, WEEKS_SHOWN, weekToBeginWith } from '../model/contract.ts';
import { transparency } from './api.ts';
import { useDates } from './useDates.ts';
import { WeekBars } from './WeekBars.tsx';
import { WeekSteps } from './WeekSteps.tsx';
import { words } from './words.ts';
import './transparency.css';

type Answer = OutputOf<typeof transparencyCalls.outOfHours>;

/** `/representative`: contact outside of hours by department and week, for those who speak for all. */
export function OutOfHours() {
  const t = useWords(words);
  const { value, error, reload } = useAnswer('transparency.outOfHours', (signal) =>
    transparency.outOfHours({}, { signal }),
  );
  return (
    <>
      <PageHeader title={t.outTitle} back="/admin" />
      <PageBody width="text" plain>
        <p className="tl-text-2 tr-intro">{t.outHint}</p>
        {value === null && error !== null && <ErrorCard error={error} onRetry={reload} />}
        {value === null && error === null && <Skeleton kind="table" rows={5} />}
        {value !== null && (value.weeks.length === 0 ? <EmptyState text={t.noWeeks} /> : <Weeks answer={value} />)}
      </PageBody>
    </>
  );
}

const sumOf = (units: readonly UnitView[], of: (unit: UnitView) => number) =>
  units.reduce((sum, unit) => sum + of(unit), 0);

function Weeks({ answer: { weeks, today } }: { readonly answer: Answer }) {
  const t = useWords(words);
  const dates = useDates(today);
  const last = mondayOf(today) - 7;
  const first = last - (WEEKS_SHOWN - 1) * 7;
  const [chosen, setChosen] = useState<Day | null>(null);
  const unitsOf = (start: Day) => weeks.find((week) => week.monday === start)?.units ?? [];
  const counts = Array.from({ length: WEEKS_SHOWN }, (_, index) => {
    const units = unitsOf(first + index * 7);
    return {
      monday: first + index * 7,
      told: sumOf(units, ({ onCall, override }) => onCall + override),
      held: sumOf(units, ({ held }) => held),
    };
  });
  const over = counts.filter(({ monday }) => weeks.some((week) => week.monday === monday));
  const monday = chosen ?? weekToBeginWith(over.toReversed())?.monday ?? last;
  const shown = counts.find((count) => count.monday === monday) ?? { told: 0, held: 0 };
  const units = unitsOf(monday);
  const columns = useColumns(units.length === 1);
  return (
    <Card title={t.outChart} foot={t.heldFoot}>
      <WeekBars
        weeks={counts}
        shown={monday}
        told={t.through}
        held={t.held}
        label={t.outBar(dates.date(monday), shown.told, shown.held)}
      />
      <WeekSteps {...{ monday, today, last }} first={weeks.at(-1)?.monday ?? first} onWeek={setChosen} />
      <div className="tr-units">
        <Table
          label={t.outTitle}
          columns={columns}
          rows={units}
          rowKey={({ departmentId }) => departmentId ?? ''}
          empty={<EmptyState text={t.tooFew} />}
        />
      </div>
    </Card>
  );
}

function useColumns(isWhole: boolean): readonly Column<UnitView>[] {
  const t = useWords(words);
  const rest = isWhole ? t.wholeCompany : t.restOfCompany;
  return [
    {
      key: 'department',
      label: t.department,
      width: 'wide',
      phone: 'title',
      cell: ({ departmentId, name }) => (departmentId === null ? rest : name),
    },
    {
      key: 'members',
      label: t.members,
      align: 'end',
      phone: 'meta',
      cell: ({ members }) => <Counted label={t.members} count={members} />,
    },
    {
      key: 'onCall',
      label: t.throughOnCall,
      align: 'end',
      phone: 'meta',
      cell: ({ onCall }) => <Counted label={t.throughOnCall} count={onCall} />,
    },
    {
      key: 'override',
      label: t.throughOverride,
      align: 'end',
      phone: 'meta',
      cell: ({ override }) => <Counted label={t.throughOverride} count={override} />,
    },
    {
      key: 'held',
      label: t.heldBack,
      align: 'end',
      phone: 'meta',
      cell: ({ held }) => <Counted label={t.heldBack} count={held} />,
    },
  ];
}

/** On a phone a number needs the word that a desktop has at the head of its column. */
function Counted({ label, count }: { readonly label: string; readonly count: number }) {
  return (
    <span className="tr-counted">
      <span aria-hidden>{label} </span>
      {count}
    </span>
  );
}
