import { useState } from 'react';
import { FormError } from '#identity/web/index.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { Card } from '#platform/web/ui/Page.tsx';
import { toast } from '#platform/web/ui/Toast.tsx';
import { useAct } from '#platform/web/useAnswer.ts';
import { useLanguage, useWords } from '#platform/web/words.ts';
import { canLayHours } from '../model/flexible.ts';
import type { Hours } from '../model/plan.ts';
import { worktime } from './api.ts';
import { hoursText, lengthText } from './clockText.ts';
import { weekdayName } from './days.ts';
import type { Mine } from './sentence.ts';
import { areHours } from './stretches.ts';
import { WeekEditor } from './WeekEditor.tsx';
import { words } from './words.ts';

interface FlexibleCardProps {
  readonly flexible: NonNullable<Mine['flexible']>;
  readonly onChanged: () => void;
}

/** Where the schedule lets one lay the hours: within its band, as many a week. */
export function FlexibleCard({ flexible, onChanged }: FlexibleCardProps) {
  const t = useWords(words);
  const language = useLanguage();
  const { band, days, isOwn } = flexible;
  const [draft, setDraft] = useState<readonly Hours[] | null>(null);
  // What is laid now has the minutes of the schedule: the same rule says what else may be.
  const pattern = { kind: 'weekly', days, band, keepsHolidays: true } as const;
  const bandText = hoursText([band], language);
  const save = useAct(async (own: readonly Hours[] | null) => {
    await worktime.setOwnHours({ days: own === null ? null : own.map((hours) => [...hours]) });
    toast({ text: t.flexibleSaved, kind: 'success' });
    setDraft(null);
    onChanged();
  });
  if (draft === null) {
    return (
      <Card
        title={t.flexibleTitle}
        aside={
          <>
            {isOwn && (
              <Button kind="quiet" busy={save.busy} onClick={() => void save.run(null)}>
                {t.flexibleBack}
              </Button>
            )}
            <Button onClick={() => setDraft(days)}>{t.editWeek}</Button>
          </>
        }
        foot={t.flexibleHint(bandText)}
      >
        <dl className="wt-said">
          {days.map((hours, index) => (
            <div key={weekdayName(index + 1, language)}>
              <dt>{weekdayName(index + 1, language)}</dt>
              <dd className={hours.length === 0 ? 'tl-text-3' : undefined}>
                {hours.length === 0 ? t.rest : hoursText(hours, language)}
              </dd>
            </div>
          ))}
        </dl>
        <FormError error={save.error} />
      </Card>
    );
  }
  const wrong = faultText(draft);
  function faultText(own: readonly Hours[]): string | null {
    if (!own.every(areHours)) return t.hoursBad;
    const fault = canLayHours(pattern, own);
    if (fault === null) return null;
    if (fault.code !== 'worktime.minutesDiffer') return t.outsideBand(bandText);
    const gap = Number(fault.facts?.laid) - Number(fault.facts?.wanted);
    const text = lengthText([[{ from: 0, until: Math.abs(gap) }]], language);
    return gap < 0 ? t.tooFew(text) : t.tooMuch(text);
  }
  return (
    <Card title={t.flexibleTitle} foot={t.flexibleHint(bandText)}>
      <WeekEditor label={t.flexibleTitle} days={draft} onChange={setDraft} none={t.rest} />
      <div className="wt-foot">
        <p role="status" className={wrong === null ? 'tl-text-2' : 'wt-wrong'}>
          {wrong ?? t.flexibleSum(lengthText(draft, language), lengthText(days, language))}
        </p>
        <Button onClick={() => setDraft(null)}>{t.cancel}</Button>
        <Button
          kind="primary"
          disabled={wrong !== null}
          busy={save.busy}
          onClick={() => wrong === null && void save.run(draft)}
        >
          {t.flexibleSave}
        </Button>
      </div>
      <FormError error={save.error} />
    </Card>
  );
}
