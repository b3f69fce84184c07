import { IconCalendarPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { departmentOptions, MemberAvatar, MemberName, useDepartments, useMembersOf } from '#directory/web/index.ts';
import type { OutputOf } from '#platform/model/contract.ts';
import type { DepartmentId, MemberId } from '#platform/model/ids.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { Checkbox } from '#platform/web/ui/Choice.tsx';
import { Dialog } from '#platform/web/ui/Dialog.tsx';
import { EmptyState, ErrorCard } from '#platform/web/ui/EmptyState.tsx';
import { Select } from '#platform/web/ui/Select.tsx';
import { Skeleton } from '#platform/web/ui/Skeleton.tsx';
import { type Column, Table } from '#platform/web/ui/Table.tsx';
import { useAct, useAnswer } from '#platform/web/useAnswer.ts';
import { useWords } from '#platform/web/words.ts';
import { ASSIGN_MAX, type ScheduleId, type SiteId, type worktimeCalls } from '../../model/contract.ts';
import { worktime } from '../api.ts';
import { useSettingsChanges } from '../changes.ts';
import { todayHere, useDays } from '../days.ts';
import { WorktimeForm } from './WorktimeForm.tsx';
import type { PartProps, Settings } from './settings.ts';
import { words } from './words.ts';

type Assigned = OutputOf<typeof worktimeCalls.assigned>[number];
type Begins = OutputOf<typeof worktimeCalls.assign>;

const ALL = 'all';
/** Members without the calendar that comes in a moment. */
interface Row {
  readonly id: MemberId;
  readonly name: string;
  readonly hours: Assigned | null;
}

/** Who has which site and schedule; some chosen, they are given others. */
export function PeoplePart({ settings, onChanged }: PartProps) {
  const t = useWords(words);
  const { all } = useDepartments();
  const [department, setDepartment] = useState<string>(ALL);
  const [chosen, setChosen] = useState<ReadonlySet<MemberId>>(new Set());
  const [giving, setGiving] = useState(false);
  const [begins, setBegins] = useState<Begins | null>(null);
  const list = useMembersOf({
    departmentId: department === ALL ? null : (department as DepartmentId),
    withSubdepartments: true,
  });
  const members = list.members ?? [];
  const hours = useAssigned(members.map(({ id }) => id));
  const rows: Row[] = members.map(({ id, name }) => ({ id, name, hours: hours.get(id) ?? null }));
  const isAll = rows.length > 0 && rows.every(({ id }) => chosen.has(id));
  const toggle = (id: MemberId) =>
    setChosen((old) => {
      const next = new Set(old);
      if (!next.delete(id) && next.size < ASSIGN_MAX) next.add(id);
      return next;
    });
  const columns = useColumns(settings, chosen, toggle);
  return (
    <>
      <div className="wt-bar">
        <Select
          label={t.department}
          bare
          value={department}
          options={[{ value: ALL, label: t.allDepartments }, ...departmentOptions(all ?? [])]}
          onChange={(next) => {
            setDepartment(next);
            setChosen(new Set());
          }}
        />
        {rows.length > 0 && (
          <Checkbox
            label={t.chooseAll}
            checked={isAll}
            onChange={() => setChosen(isAll ? new Set() : new Set(rows.slice(0, ASSIGN_MAX).map(({ id }) => id)))}
          />
        )}
      </div>
      {list.members === null && list.error !== null && <ErrorCard error={list.error} onRetry={list.reload} />}
      {list.members === null && list.error === null && <Skeleton kind="table" rows={8} />}
      {list.members !== null && (
        <Table
          label={t.people}
          columns={columns}
          rows={rows}
          rowKey={({ id }) => id}
          onRow={({ id }) => toggle(id)}
          empty={
            <EmptyState
              text={t.nobodyHere}
              action={<Button onClick={() => setDepartment(ALL)}>{t.allDepartments}</Button>}
            />
          }
        />
      )}
      {list.more && <Button onClick={list.loadMore}>{t.loadMore}</Button>}
      {chosen.size > 0 && (
        <div className="wt-chosen">
          <span role="status">{t.chosen(chosen.size)}</span>
          <Button kind="quiet" onClick={() => setChosen(new Set())}>
            {t.chooseNone}
          </Button>
          <Button
            kind="primary"
            icon={<IconCalendarPlus size={18} stroke={1.75} aria-hidden />}
            onClick={() => setGiving(true)}
          >
            {t.assign}
          </Button>
        </div>
      )}
      {giving && (
        <AssignDialog
          ids={[...chosen]}
          before={hours.get([...chosen][0] ?? ('' as MemberId)) ?? null}
          settings={settings}
          onClose={() => setGiving(false)}
          onDone={(result) => {
            setGiving(false);
            setChosen(new Set());
            setBegins(result);
            onChanged();
          }}
        />
      )}
      {begins !== null && <BeginsDialog begins={begins} onClose={() => setBegins(null)} />}
    </>
  );
}

/** The hours of members on the screen; asked again when somebody's may be others. */
function useAssigned(ids: readonly MemberId[]): ReadonlyMap<MemberId, Assigned> {
  const answer = useAnswer(ids.length === 0 ? null : `worktime.assigned ${ids.join()}`, async (signal) => {
    const parts = Array.from({ length: Math.ceil(ids.length / ASSIGN_MAX) }, (_, at) =>
      ids.slice(at * ASSIGN_MAX, (at + 1) * ASSIGN_MAX),
    );
    return (await Promise.all(parts.map((memberIds) => worktime.assigned({ memberIds }, { signal })))).flat();
  });
  useSettingsChanges(answer.reload);
  return new Map((answer.value ?? []).map((one) => [one.memberId, one]));
}

function useColumns(
  settings: Settings,
  chosen: ReadonlySet<MemberId>,
  onToggle: (id: MemberId) => void,
): readonly Column<Row>[] {
  const t = useWords(words);
  const days = useDays(todayHere());
  const siteOf = (id: SiteId | null) => settings.sites.find((site) => site.id === id)?.name ?? t.noSite;
  const scheduleOf = (id: ScheduleId | null) => settings.schedules.find((one) => one.id === id)?.name ?? t.standard;
  return [
    {
      key: 'name',
      label: t.member,
      width: 'wide',
      phone: 'title',
      cell: ({ id, name }) => (
        <span className="wt-cell-person">
          {/* The row itself chooses; a press on the box is not to do it twice. */}
          <span role="presentation" onClick={(event) => event.stopPropagation()}>
            <Checkbox label={t.choose(name)} bare checked={chosen.has(id)} onChange={() => onToggle(id)} />
          </span>
          <MemberAvatar id={id} size={24} />
          <span className="tl-one">{name}</span>
        </span>
      ),
    },
    {
      key: 'site',
      label: t.site,
      phone: 'meta',
      cell: ({ hours }) => (hours === null ? null : siteOf(hours.siteId)),
    },
    {
      key: 'schedule',
      label: t.schedule,
      phone: 'meta',
      cell: ({ hours }) => (hours === null ? null : scheduleOf(hours.scheduleId)),
    },
    {
      key: 'next',
      label: '',
      phone: 'meta',
      cell: ({ hours }) =>
        hours === null || hours.next === null ? null : (
          <span className="tl-text-3">
            {t.later(days.both(hours.next.from), `${scheduleOf(hours.next.scheduleId)}, ${siteOf(hours.next.siteId)}`)}
          </span>
        ),
    },
  ];
}

interface AssignDialogProps {
  readonly ids: readonly MemberId[];
  /** What the first of them has now: where the choice begins. */
  readonly before: Assigned | null;
  readonly settings: Settings;
  readonly onClose: () => void;
  readonly onDone: (begins: Begins) => void;
}

const NONE = 'none';

function AssignDialog({ ids, before, settings, onClose, onDone }: AssignDialogProps) {
  const t = useWords(words);
  const [site, setSite] = useState<string>(before?.siteId ?? NONE);
  const [schedule, setSchedule] = useState<string>(before?.scheduleId ?? NONE);
  const step = useAct(async () => {
    onDone(
      await worktime.assign({
        memberIds: [...ids],
        siteId: site === NONE ? null : (site as SiteId),
        scheduleId: schedule === NONE ? null : (schedule as ScheduleId),
      }),
    );
  });
  return (
    <WorktimeForm title={t.assignTo(ids.length)} action={t.assign} ready step={step} onClose={onClose}>
      <Select
        label={t.schedule}
        value={schedule}
        options={[
          ...settings.schedules.map(({ id, name }) => ({ value: id as string, label: name })),
          { value: NONE, label: t.standard },
        ]}
        onChange={setSchedule}
      />
      <Select
        label={t.site}
        value={site}
        options={[
          ...settings.sites.map(({ id, name }) => ({ value: id as string, label: name })),
          { value: NONE, label: t.noSite },
        ]}
        onChange={setSite}
      />
      <p className="wt-line">{t.assignHint}</p>
    </WorktimeForm>
  );
}

interface BeginsDialogProps {
  readonly begins: Begins;
  readonly onClose: () => void;
}

const NAMES_MOST = 30;

/** Who begins when: some at once or tomorrow, those who would work more with notice. */
function BeginsDialog({ begins, onClose }: BeginsDialogProps) {
  const t = useWords(words);
  const today = todayHere();
  const days = useDays(today);
  const groups = [...Map.groupBy(begins, ({ from }) => from)].sort(([a], [b]) => a - b);
  return (
    <Dialog
      open
      onClose={onClose}
      title={t.assigned}
      width="narrow"
      actions={
        <Button kind="primary" onClick={onClose}>
          {t.done}
        </Button>
      }
    >
      <ul className="wt-begins">
        {groups.map(([from, members]) => (
          <li key={from}>
            <b>{t.begins(days.both(from), members.length)}</b>
            <span>
              {members.slice(0, NAMES_MOST).map(({ memberId }, index) => (
                <span key={memberId}>
                  {index > 0 && ', '}
                  <MemberName id={memberId} bare />
                </span>
              ))}
              {members.length > NAMES_MOST && ' …'}
            </span>
          </li>
        ))}
      </ul>
      {groups.some(([from]) => from > today + 1) && <p className="wt-line">{t.beginsHint}</p>}
    </Dialog>
  );
}
