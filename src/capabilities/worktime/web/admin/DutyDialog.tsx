import { useState } from 'react';
import { useMember } from '#directory/web/index.ts';
import type { MemberId } from '#platform/model/ids.ts';
import { dayOfText, instantOn, textOfDay } from '#platform/model/zone.ts';
import { newId } from '#platform/web/newId.ts';
import { TextField } from '#platform/web/ui/Field.tsx';
import { toast } from '#platform/web/ui/Toast.tsx';
import { useAct } from '#platform/web/useAnswer.ts';
import { useWords } from '#platform/web/words.ts';
import { type DutyId, NAME_MAX } from '../../model/contract.ts';
import { worktime } from '../api.ts';
import { todayHere } from '../days.ts';
import { WorktimeForm } from './WorktimeForm.tsx';
import { MemberField, useZoneOf } from './MemberField.tsx';
import { type Moment, MomentField } from './MomentField.tsx';
import { words } from './words.ts';
import './hoursAdmin.css';

interface DutyDialogProps {
  /** Who is asked, where that is known already. */
  readonly memberId: MemberId | null;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** Asks a member to be on call. It counts once accepted, and says so before. */
export function DutyDialog({ memberId: asked, onClose, onDone }: DutyDialogProps) {
  const t = useWords(words);
  const tomorrow = todayHere() + 1;
  const [id] = useState(() => newId() as DutyId);
  const [memberId, setMember] = useState(asked);
  const [name, setName] = useState('');
  const [from, setFrom] = useState<Moment>({ date: textOfDay(tomorrow), minute: 18 * 60 });
  const [until, setUntil] = useState<Moment>({ date: textOfDay(tomorrow + 1), minute: 8 * 60 });
  const member = useMember(memberId)?.name ?? '';
  const timeZone = useZoneOf(memberId);
  const startsAt = timeZone === null ? null : momentOf(from, timeZone);
  const endsAt = timeZone === null ? null : momentOf(until, timeZone);
  const step = useAct(async () => {
    if (memberId === null || startsAt === null || endsAt === null) return;
    await worktime.offerDuty({ id, memberId, name: name.trim(), startsAt, endsAt });
    toast({ text: t.dutyOffered(member), kind: 'success' });
    onDone();
    onClose();
  });
  return (
    <WorktimeForm
      title={t.offerDuty}
      action={t.offerDuty}
      ready={memberId !== null && name.trim() !== '' && startsAt !== null && endsAt !== null}
      step={step}
      consequence={t.dutyHint}
      onClose={onClose}
    >
      <MemberField label={t.member} value={memberId} onChange={setMember} />
      {memberId !== null && (
        <>
          <TextField
            label={t.dutyName}
            value={name}
            onChange={setName}
            maxLength={NAME_MAX}
            placeholder={t.dutyNameHint}
          />
          <div className="wt-pair wt-pair-long">
            <MomentField
              label={t.from}
              value={from}
              onChange={(next) => {
                setFrom(next);
                if (next.date > until.date) setUntil({ ...until, date: next.date });
              }}
            />
            <MomentField label={t.untilTime} value={until} onChange={setUntil} />
          </div>
          {timeZone !== null && <p className="wt-line">{t.theirZone(timeZone.replaceAll('_', ' '))}</p>}
        </>
      )}
    </WorktimeForm>
  );
}

function momentOf({ date, minute }: Moment, timeZone: string): Date | null {
  const day = dayOfText(date);
  return day === null ? null : instantOn(timeZone, day, minute);
}
