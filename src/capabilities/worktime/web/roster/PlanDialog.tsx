import { IconHourglass, IconPlaneDeparture } from '@tabler/icons-react';
import { useState } from 'react';
import type { Day } from '#platform/model/zone.ts';
import { refusalCode } from '#platform/web/call.ts';
import { Banner } from '#platform/web/ui/Banner.tsx';
import { RadioCards } from '#platform/web/ui/Choice.tsx';
import { TextArea } from '#platform/web/ui/Field.tsx';
import { toast } from '#platform/web/ui/Toast.tsx';
import { useAct } from '#platform/web/useAnswer.ts';
import { useLanguage, useWords } from '#platform/web/words.ts';
import { REASON_MAX, REASON_MIN } from '../../model/contract.ts';
import type { Hours } from '../../model/plan.ts';
import { firstWidened, widensDay } from '../../model/widening.ts';
import { WorktimeForm } from '../admin/WorktimeForm.tsx';
import { worktime } from '../api.ts';
import { hoursText } from '../clockText.ts';
import { useDays } from '../days.ts';
import { HoursEditor } from '../HoursEditor.tsx';
import { same } from '../patternText.ts';
import { areHours } from '../stretches.ts';
import type { Chosen } from './useRoster.ts';
import { words } from './words.ts';

type Choice = 'schedule' | 'work' | 'rest';

interface PlanDialogProps {
  readonly chosen: Chosen;
  readonly today: Day;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

const OFFICE: Hours = [{ from: 540, until: 1_080 }];
const NONE: Hours = [];

/** Plans one day of a member otherwise, and says before whether it counts or becomes a question. */
export function PlanDialog({ chosen, today, onClose, onDone }: PlanDialogProps) {
  const t = useWords(words);
  const language = useLanguage();
  const days = useDays(today);
  const { memberId, name } = chosen;
  const { day, hours, offered, isPlanned, onLeave } = chosen.day;
  const [choice, setChoice] = useState<Choice>(hours.length > 0 ? 'work' : 'rest');
  const [own, setOwn] = useState<Hours>(hours.length > 0 ? hours : OFFICE);
  const [reason, setReason] = useState('');
  const wanted = choice === 'schedule' ? null : choice === 'work' ? own : NONE;
  const asks = wanted !== null && day < firstWidened(today) && widensDay(hours, wanted);
  const isSame = wanted !== null && same(wanted, hours) && offered === null;
  // What the schedule has is not known here: the server says whether that is more.
  const said = wanted === null ? t.backTo : isSame ? t.unchanged : asks ? t.becomesOffer(name) : t.counts;
  const step = useAct(async () => {
    await worktime.planDays({
      memberId,
      days: [{ day, hours: wanted === null ? null : [...wanted] }],
      reason: reason.trim() === '' ? null : reason.trim(),
    });
    toast({ text: asks ? t.asked(name, days.both(day)) : t.saved(name, days.both(day)), kind: 'success' });
    onDone();
    onClose();
  });
  const needsReason = refusalCode(step.error) === 'worktime.reasonNeeded' || reason !== '';
  const ready =
    !isSame &&
    (choice !== 'work' || (own.length > 0 && areHours(own))) &&
    (!needsReason || reason.trim().length >= REASON_MIN);
  return (
    <WorktimeForm
      title={t.planOf(name, days.both(day))}
      action={asks ? t.offer : t.save}
      ready={ready}
      step={step}
      consequence={<span role="status">{said}</span>}
      onClose={onClose}
    >
      {onLeave && (
        <Banner kind="held" icon={<IconPlaneDeparture size={18} stroke={1.75} aria-hidden />}>
          {t.onLeave}
        </Banner>
      )}
      {offered !== null && (
        <Banner icon={<IconHourglass size={18} stroke={1.75} aria-hidden />}>
          {t.waits(offered.length === 0 ? t.rest : hoursText(offered, language))}
        </Banner>
      )}
      <RadioCards
        label={t.what}
        bare
        value={choice}
        onChange={setChoice}
        columns={3}
        options={[
          { value: 'work', label: t.work, hint: t.workHint },
          { value: 'rest', label: t.rest, hint: t.restHint },
          { value: 'schedule', label: t.asSchedule, hint: t.asScheduleHint, disabled: !isPlanned && offered === null },
        ]}
      />
      {choice === 'work' && (
        <HoursEditor label={days.both(day)} value={own} onChange={setOwn} none={t.rest} overnight />
      )}
      {needsReason && (
        <TextArea
          label={t.reason}
          hint={t.reasonHint}
          value={reason}
          onChange={setReason}
          maxLength={REASON_MAX}
          rows={2}
        />
      )}
    </WorktimeForm>
  );
}
