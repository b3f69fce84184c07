import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { MemberAvatar, MemberName, useMember } from '#directory/web/index.ts';
import type { MemberId } from '#platform/model/ids.ts';
import { dayOfText, instantOn, localOf, textOfDay } from '#platform/model/zone.ts';
import { newId } from '#platform/web/newId.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { Checkbox } from '#platform/web/ui/Choice.tsx';
import { EmptyState, ErrorCard } from '#platform/web/ui/EmptyState.tsx';
import { TextField } from '#platform/web/ui/Field.tsx';
import { Select } from '#platform/web/ui/Select.tsx';
import { Skeleton } from '#platform/web/ui/Skeleton.tsx';
import { type Column, Table } from '#platform/web/ui/Table.tsx';
import { toast } from '#platform/web/ui/Toast.tsx';
import { useAct, useAnswer } from '#platform/web/useAnswer.ts';
import { useLanguage, useWords } from '#platform/web/words.ts';
import { type Leave, type LeaveId, leaveKind, type LeaveKind } from '../../model/contract.ts';
import { DAY_MINUTES } from '../../model/plan.ts';
import { worktime } from '../api.ts';
import { useSettingsChanges } from '../changes.ts';
import { todayHere } from '../days.ts';
import { leaveText } from '../leaveText.ts';
import { TimeInput } from '../TimeInput.tsx';
import { useNow } from '#platform/web/useNow.ts';
import { words as shared } from '../words.ts';
import { ConfirmedAct } from './ConfirmedAct.tsx';
import { WorktimeForm } from './WorktimeForm.tsx';
import { MemberField, useZoneOf } from './MemberField.tsx';
import { words } from './words.ts';

const zone = () => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** Approved leave that has not ended: entered, and taken back. */
export function LeavePart() {
  const t = useWords(words);
  const [entering, setEntering] = useState(false);
  const [ending, setEnding] = useState<Leave | null>(null);
  const { value, error, reload } = useAnswer('worktime.leaves', (signal) => worktime.leaves({}, { signal }));
  useSettingsChanges(reload);
  const columns = useColumns(value ?? [], setEnding);
  const enter = (
    <Button kind="primary" icon={<IconPlus size={18} stroke={1.75} aria-hidden />} onClick={() => setEntering(true)}>
      {t.enterLeave}
    </Button>
  );
  if (value === null && error !== null) return <ErrorCard error={error} onRetry={reload} />;
  if (value === null) return <Skeleton kind="table" />;
  return (
    <>
      {value.length > 0 && (
        <div className="wt-bar">
          {enter}
          <p>{t.leaveHint}</p>
        </div>
      )}
      <Table
        label={t.leave}
        columns={columns}
        rows={value}
        rowKey={({ id }) => id}
        empty={<EmptyState text={t.noLeave} action={enter} />}
      />
      {entering && <LeaveDialog onClose={() => setEntering(false)} onDone={reload} />}
      {ending !== null && <EndLeave leave={ending} onClose={() => setEnding(null)} onDone={reload} />}
    </>
  );
}

function useColumns(leaves: readonly Leave[], onEnd: (leave: Leave) => void): readonly Column<Leave>[] {
  const t = useWords(words);
  const s = useWords(shared);
  const language = useLanguage();
  const zones = useZonesOf(leaves.map(({ memberId }) => memberId));
  const now = useNow();
  return [
    {
      key: 'member',
      label: t.member,
      phone: 'title',
      cell: ({ memberId }) => (
        <span className="wt-cell-person">
          <MemberAvatar id={memberId} size={24} />
          <MemberName id={memberId} bare />
        </span>
      ),
    },
    {
      key: 'when',
      label: t.when,
      phone: 'meta',
      cell: (leave) => leaveText(leave, zones.get(leave.memberId) ?? zone(), now, s.fromTo, language),
    },
    { key: 'kind', label: t.leaveKind, phone: 'meta', cell: ({ kind }) => s[kind] },
    {
      key: 'standIn',
      label: t.standIn,
      phone: 'hide',
      cell: ({ standInId }) => (standInId === null ? null : <MemberName id={standInId} bare />),
    },
    {
      key: 'end',
      label: '',
      align: 'end',
      width: 'narrow',
      phone: 'end',
      cell: (leave) => (
        <Button size="sm" kind="quiet" onClick={() => onEnd(leave)}>
          {t.endLeave}
        </Button>
      ),
    },
  ];
}

/** By whose clock the days of each of these are said. */
function useZonesOf(ids: readonly MemberId[]): ReadonlyMap<MemberId, string> {
  const wanted = [...new Set(ids)];
  const answer = useAnswer(wanted.length === 0 ? null : `worktime.zones ${wanted.join()}`, (signal) =>
    worktime.reach({ memberIds: wanted }, { signal }),
  );
  return new Map((answer.value ?? []).map(({ memberId, timeZone }) => [memberId, timeZone]));
}

interface LeaveDialogProps {
  readonly onClose: () => void;
  readonly onDone: () => void;
}

function LeaveDialog({ onClose, onDone }: LeaveDialogProps) {
  const t = useWords(words);
  const s = useWords(shared);
  const today = textOfDay(todayHere());
  const [id] = useState(() => newId() as LeaveId);
  const [memberId, setMember] = useState<MemberId | null>(null);
  const [standInId, setStandIn] = useState<MemberId | null>(null);
  const [kind, setKind] = useState<LeaveKind>('annual');
  const [from, setFrom] = useState(today);
  const [until, setUntil] = useState(today);
  const [isPart, setPart] = useState(false);
  const [fromMinute, setFromMinute] = useState(9 * 60);
  const [untilMinute, setUntilMinute] = useState(13 * 60);
  const name = useMember(memberId)?.name ?? '';
  const timeZone = useZoneOf(memberId);
  const first = dayOfText(from);
  const last = dayOfText(until);
  const ready = memberId !== null && timeZone !== null && first !== null && last !== null;
  const step = useAct(async () => {
    if (!ready) return;
    await worktime.enterLeave({
      id,
      memberId,
      kind,
      standInId,
      startsAt: instantOn(timeZone, first, isPart ? fromMinute : 0),
      endsAt: instantOn(timeZone, last, isPart ? untilMinute : DAY_MINUTES),
    });
    toast({ text: t.leaveEntered(name), kind: 'success' });
    onDone();
    onClose();
  });
  return (
    <WorktimeForm
      title={t.enterLeave}
      action={t.enterLeave}
      ready={ready}
      step={step}
      consequence={timeZone === null ? t.leaveHint : t.theirZone(timeZone.replaceAll('_', ' '))}
      onClose={onClose}
    >
      <MemberField label={t.member} value={memberId} onChange={setMember} />
      {memberId !== null && (
        <>
          <Select
            label={t.leaveKind}
            value={kind}
            options={leaveKind.options.map((value) => ({ value, label: s[value] }))}
            onChange={setKind}
          />
          <div className="wt-pair wt-pair-long">
            <div className="wt-moment">
              <TextField
                label={t.from}
                type="date"
                value={from}
                onChange={(text) => {
                  setFrom(text);
                  if (text > until) setUntil(text);
                }}
              />
              {isPart && <TimeInput label={t.from} minute={fromMinute} onChange={setFromMinute} />}
            </div>
            <div className="wt-moment">
              <TextField
                label={isPart ? t.untilTime : t.until}
                type="date"
                value={until}
                min={from}
                onChange={setUntil}
              />
              {isPart && <TimeInput label={t.untilTime} minute={untilMinute} onChange={setUntilMinute} />}
            </div>
          </div>
          <Checkbox label={t.partOfDay} checked={isPart} onChange={setPart} />
          <MemberField
            label={t.standIn}
            value={standInId}
            onChange={setStandIn}
            without={[memberId]}
            closed={t.chooseStandIn}
          />
        </>
      )}
    </WorktimeForm>
  );
}

interface EndLeaveProps {
  readonly leave: Leave;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

function EndLeave({ leave, onClose, onDone }: EndLeaveProps) {
  const t = useWords(words);
  const s = useWords(shared);
  const language = useLanguage();
  const name = useMember(leave.memberId)?.name ?? '';
  const timeZone = useZoneOf(leave.memberId) ?? zone();
  // What is over already stays as it was.
  const now = useNow();
  const startsAt = leave.startsAt < now ? instantOn(timeZone, localOf(timeZone, now).day, 0) : leave.startsAt;
  return (
    <ConfirmedAct
      title={t.endLeaveTitle(name)}
      action={t.endLeave}
      act={() => worktime.endLeave({ id: leave.id })}
      said={t.leaveEnded}
      onDone={onDone}
      onClose={onClose}
    >
      {t.endLeaveText(name, leaveText({ ...leave, startsAt }, timeZone, now, s.fromTo, language))}
    </ConfirmedAct>
  );
}
