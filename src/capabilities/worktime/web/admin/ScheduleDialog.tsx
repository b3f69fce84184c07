import { IconAlertTriangle, IconCopy, IconMinus, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { dayOfText, textOfDay } from '#platform/model/zone.ts';
import { newId } from '#platform/web/newId.ts';
import { Banner } from '#platform/web/ui/Banner.tsx';
import { Button, IconButton } from '#platform/web/ui/Button.tsx';
import { RadioCards, Switch } from '#platform/web/ui/Choice.tsx';
import { TextArea, TextField } from '#platform/web/ui/Field.tsx';
import { FormRow, FormRows } from '#platform/web/ui/FormRow.tsx';
import { Menu } from '#platform/web/ui/Menu.tsx';
import { toast } from '#platform/web/ui/Toast.tsx';
import { useAct } from '#platform/web/useAnswer.ts';
import { useLanguage, useWords } from '#platform/web/words.ts';
import { NAME_MAX, REASON_MAX, ROTATION_DAYS_MAX, type Schedule, type ScheduleId } from '../../model/contract.ts';
import { restFaults } from '../../model/resting.ts';
import { canSchedule, firstDay } from '../../model/scheduling.ts';
import { worktime } from '../api.ts';
import { lengthText } from '../clockText.ts';
import { todayHere, useDays } from '../days.ts';
import { HoursEditor } from '../HoursEditor.tsx';
import { areHours } from '../stretches.ts';
import { DayRow, WeekEditor } from '../WeekEditor.tsx';
import { words as shared } from '../words.ts';
import { type Draft, draftOf, patternOf, TURNS } from './draft.ts';
import { WorktimeForm } from './WorktimeForm.tsx';
import { words } from './words.ts';

interface ScheduleDialogProps {
  readonly schedule: Schedule | null;
  readonly onClose: () => void;
  readonly onChanged: () => void;
}

/** Makes a schedule or changes its hours, and says while one edits what rest they leave and when they will count. */
export function ScheduleDialog({ schedule, onClose, onChanged }: ScheduleDialogProps) {
  const t = useWords(words);
  const today = todayHere();
  const days = useDays(today);
  const [id] = useState(() => schedule?.id ?? (newId() as ScheduleId));
  const [draft, setDraft] = useState<Draft>(() => draftOf(schedule, today));
  const set = (part: Partial<Draft>) => setDraft((old) => ({ ...old, ...part }));
  const pattern = patternOf(draft);
  const shown = draft.kind === 'weekly' ? draft.week : draft.turn;
  const faults = shown.every(areHours) ? restFaults(shown) : [];
  const reason = faults.length === 0 ? null : draft.reason.trim();
  const wrong = wrongWith(draft, t, reason);
  const from =
    pattern === null || wrong !== null
      ? null
      : firstDay({
          current: schedule === null ? null : { pattern: schedule.pattern, fromDay: today },
          pattern,
          members: schedule?.members ?? 0,
          today,
        });
  const step = useAct(async () => {
    if (pattern === null) return;
    const saved = await worktime.saveSchedule({ id, name: draft.name.trim(), pattern, reason });
    toast({ text: saved.next === null ? t.saved : t.savedFrom(days.both(saved.next.from)), kind: 'success' });
    onChanged();
    onClose();
  });
  const members = schedule?.members ?? 0;
  const whenSaid =
    members === 0
      ? t.fromNow
      : from === null
        ? ''
        : from > today + 1
          ? t.fromLater(days.both(from), members)
          : t.fromTomorrow(members);
  return (
    <WorktimeForm
      title={schedule === null ? t.newSchedule : t.editSchedule}
      action={t.save}
      ready={wrong === null && pattern !== null}
      step={step}
      width="wide"
      consequence={<span role="status">{wrong ?? whenSaid}</span>}
      onClose={onClose}
    >
      <TextField
        label={t.name}
        value={draft.name}
        onChange={(name) => set({ name })}
        maxLength={NAME_MAX}
        placeholder={t.scheduleHint}
        autoFocus={schedule === null}
      />
      <RadioCards
        label={t.kind}
        value={draft.kind}
        onChange={(kind) => set({ kind })}
        columns={2}
        options={[
          { value: 'weekly', label: t.weekly, hint: t.weeklyHint },
          { value: 'rotation', label: t.rotation, hint: t.rotationHint },
        ]}
      />
      {draft.kind === 'weekly' ? (
        <WeekEditor label={t.hours} days={draft.week} onChange={(week) => set({ week })} none={t.none} overnight />
      ) : (
        <RotationEditor draft={draft} onChange={set} />
      )}
      <Sum draft={draft} />
      {faults.length > 0 && (
        <>
          <Banner kind="urgent" icon={<IconAlertTriangle size={18} stroke={1.75} aria-hidden />} live>
            {faults.map((fault) => (fault === 'daily' ? t.restDaily : t.restWeekly)).join(' ')}
          </Banner>
          <TextArea
            label={t.reason}
            hint={t.reasonHint}
            value={draft.reason}
            onChange={(next) => set({ reason: next })}
            maxLength={REASON_MAX}
            rows={2}
          />
        </>
      )}
      <FormRows>
        <FormRow label={t.keepsHolidays} hint={t.keepsHolidaysHint}>
          <Switch
            label={t.keepsHolidays}
            bare
            checked={draft.keepsHolidays}
            onChange={(keepsHolidays) => set({ keepsHolidays })}
          />
        </FormRow>
        {draft.kind === 'weekly' && (
          <FormRow label={t.flexible} hint={t.flexibleHint}>
            <Switch label={t.flexible} bare checked={draft.isFlexible} onChange={(isFlexible) => set({ isFlexible })} />
          </FormRow>
        )}
      </FormRows>
      {draft.kind === 'weekly' && draft.isFlexible && (
        <HoursEditor
          label={t.flexible}
          value={[draft.band]}
          onChange={([band]) => band !== undefined && set({ band })}
          none=""
          most={1}
        />
      )}
    </WorktimeForm>
  );
}

function Sum({ draft }: { readonly draft: Draft }) {
  const t = useWords(words);
  const language = useLanguage();
  return (
    <p className="wt-line">
      {draft.kind === 'weekly'
        ? t.weekSum(lengthText(draft.week, language))
        : t.turnSum(lengthText(draft.turn, language))}
    </p>
  );
}

function wrongWith(draft: Draft, t: ReturnType<typeof useWords<typeof words>>, reason: string | null): string | null {
  if (draft.name.trim() === '') return t.needsName;
  const pattern = patternOf(draft);
  if (pattern === null) return draft.startsOn === null ? t.needsDay : t.hoursBad;
  const refusal = canSchedule(pattern, reason);
  if (refusal === null) return null;
  if (refusal.code === 'worktime.noHours') return t.needsHours;
  return refusal.code === 'worktime.outsideBand' ? t.bandBad : t.reasonHint;
}

interface RotationEditorProps {
  readonly draft: Draft;
  readonly onChange: (part: Partial<Draft>) => void;
}

/** The days of a rotation, from its first date on. */
function RotationEditor({ draft, onChange }: RotationEditorProps) {
  const t = useWords(words);
  const s = useWords(shared);
  const { turn, startsOn } = draft;
  const days = useDays(todayHere());
  const setTurn = (next: Draft['turn']) => onChange({ turn: next });
  return (
    <>
      <div className="wt-pair">
        <TextField
          label={t.startsOn}
          type="date"
          value={startsOn === null ? '' : textOfDay(startsOn)}
          onChange={(text) => onChange({ startsOn: dayOfText(text) })}
        />
      </div>
      <div className="wt-turns" role="group" aria-label={t.turns}>
        {TURNS.map(({ id, days: pattern }) => (
          <Button key={id} size="sm" onClick={() => setTurn(pattern)}>
            {t[id]}
          </Button>
        ))}
      </div>
      <ul className="wt-days" aria-label={t.hours}>
        {turn.map((hours, index) => {
          const name = t.dayNumber(index + 1);
          const copyTo = (wanted: (at: number) => boolean) =>
            setTurn(turn.map((old, at) => (wanted(at) ? hours : old)));
          return (
            <DayRow
              key={name}
              name={name}
              {...(startsOn === null ? {} : { hint: days.both(startsOn + index) })}
              hours={hours}
              none={t.none}
              overnight
              onChange={(next) => setTurn(turn.map((old, at) => (at === index ? next : old)))}
              menu={
                <Menu
                  label={s.copyDay(name)}
                  align="end"
                  trigger={<IconButton size="sm" icon={<IconCopy size={16} stroke={1.75} />} label={s.copyDay(name)} />}
                  items={[
                    {
                      label: s.copyToNext,
                      disabled: index === turn.length - 1,
                      onSelect: () => copyTo((at) => at === index + 1),
                    },
                    { label: s.copyToAll, onSelect: () => copyTo(() => true) },
                  ]}
                />
              }
            />
          );
        })}
      </ul>
      <div className="wt-turns">
        <Button
          icon={<IconPlus size={18} stroke={1.75} aria-hidden />}
          disabled={turn.length >= ROTATION_DAYS_MAX}
          onClick={() => turn.length < ROTATION_DAYS_MAX && setTurn([...turn, []])}
        >
          {t.addDay}
        </Button>
        <Button
          kind="quiet"
          icon={<IconMinus size={18} stroke={1.75} aria-hidden />}
          disabled={turn.length <= 2}
          onClick={() => turn.length > 2 && setTurn(turn.slice(0, -1))}
        >
          {t.dropDay}
        </Button>
      </div>
    </>
  );
}
