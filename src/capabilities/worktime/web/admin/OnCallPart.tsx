import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { MemberAvatar, MemberName, useMember } from '#directory/web/index.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { EmptyState, ErrorCard } from '#platform/web/ui/EmptyState.tsx';
import { Skeleton } from '#platform/web/ui/Skeleton.tsx';
import { type Column, Table } from '#platform/web/ui/Table.tsx';
import { useAnswer } from '#platform/web/useAnswer.ts';
import { useFormat } from '#platform/web/useFormat.ts';
import { useWords } from '#platform/web/words.ts';
import type { Duty } from '../../model/contract.ts';
import { worktime } from '../api.ts';
import { useSettingsChanges } from '../changes.ts';
import { DutyState } from '../Waiting.tsx';
import { words as shared } from '../words.ts';
import { ConfirmedAct } from './ConfirmedAct.tsx';
import { DutyDialog } from './DutyDialog.tsx';
import { words } from './words.ts';

/** Who is on call, or is asked to be. Also for managers, of their people. */
export function OnCallPart() {
  const t = useWords(words);
  const [offering, setOffering] = useState(false);
  const [removing, setRemoving] = useState<Duty | null>(null);
  const { value, error, reload } = useAnswer('worktime.duties', (signal) => worktime.duties({}, { signal }));
  useSettingsChanges(reload);
  const offer = (
    <Button kind="primary" icon={<IconPlus size={18} stroke={1.75} aria-hidden />} onClick={() => setOffering(true)}>
      {t.offerDuty}
    </Button>
  );
  const columns = useColumns(setRemoving);
  if (value === null && error !== null) return <ErrorCard error={error} onRetry={reload} />;
  if (value === null) return <Skeleton kind="table" />;
  return (
    <>
      {value.length > 0 && (
        <div className="wt-bar">
          {offer}
          <p>{t.dutyHint}</p>
        </div>
      )}
      <Table
        label={t.onCall}
        columns={columns}
        rows={value}
        rowKey={({ id }) => id}
        empty={<EmptyState text={t.noDuties} action={offer} />}
      />
      {offering && <DutyDialog memberId={null} onClose={() => setOffering(false)} onDone={reload} />}
      {removing !== null && <RemoveDuty duty={removing} onClose={() => setRemoving(null)} onDone={reload} />}
    </>
  );
}

function useColumns(onRemove: (duty: Duty) => void): readonly Column<Duty>[] {
  const t = useWords(words);
  const s = useWords(shared);
  const format = useFormat();
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
    { key: 'name', label: t.dutyName, phone: 'meta', cell: ({ name }) => name },
    {
      key: 'when',
      label: t.when,
      phone: 'meta',
      cell: ({ startsAt, endsAt }) => s.fromTo(format.whenExactly(startsAt), format.whenExactly(endsAt)),
    },
    { key: 'state', label: t.state, phone: 'meta', cell: ({ state }) => <DutyState state={state} ofOther /> },
    {
      key: 'remove',
      label: '',
      align: 'end',
      width: 'narrow',
      phone: 'end',
      cell: (duty) => (
        <Button size="sm" kind="quiet" onClick={() => onRemove(duty)}>
          {t.remove}
        </Button>
      ),
    },
  ];
}

interface RemoveDutyProps {
  readonly duty: Duty;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

function RemoveDuty({ duty, onClose, onDone }: RemoveDutyProps) {
  const t = useWords(words);
  const s = useWords(shared);
  const format = useFormat();
  const member = useMember(duty.memberId)?.name ?? '';
  return (
    <ConfirmedAct
      title={t.removeDutyOf(duty.name)}
      act={() => worktime.removeDuty({ id: duty.id })}
      said={t.dutyRemoved}
      onDone={onDone}
      onClose={onClose}
    >
      {t.removeDutyText(member, s.fromTo(format.whenExactly(duty.startsAt), format.whenExactly(duty.endsAt)))}
    </ConfirmedAct>
  );
}
