import { useState } from 'react';
import { FormError } from '#identity/web/index.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { Card } from '#platform/web/ui/Page.tsx';
import { toast } from '#platform/web/ui/Toast.tsx';
import { sayRefusal } from '#platform/web/refusals.ts';
import { useAct } from '#platform/web/useAnswer.ts';
import { useLanguage, useWords } from '#platform/web/words.ts';
import type { FocusBlock } from '../model/calendar.ts';
import { canFocus } from '../model/focus.ts';
import type { Hours } from '../model/plan.ts';
import { worktime } from './api.ts';
import { hoursText, lengthText } from './clockText.ts';
import { weekdayName } from './days.ts';
import { WeekEditor } from './WeekEditor.tsx';
import { words } from './words.ts';

const MORNING = { from: 540, until: 660 };

function daysOf(blocks: readonly FocusBlock[]): Hours[] {
  return [1, 2, 3, 4, 5, 6, 7].map((weekday) =>
    blocks
      .filter((block) => block.weekday === weekday)
      .map(({ from, until }) => ({ from, until }))
      .sort((a, b) => a.from - b.from),
  );
}

function blocksOf(days: readonly Hours[]): FocusBlock[] {
  return days.flatMap((hours, index) => hours.map(({ from, until }) => ({ weekday: index + 1, from, until })));
}

interface FocusCardProps {
  readonly blocks: readonly FocusBlock[];
  readonly onChanged: () => void;
}

/** When one wants to work undisturbed, every week (R11). */
export function FocusCard({ blocks, onChanged }: FocusCardProps) {
  const t = useWords(words);
  const language = useLanguage();
  const [draft, setDraft] = useState<readonly Hours[] | null>(null);
  const days = daysOf(blocks);
  const save = useAct(async () => {
    if (draft === null) return;
    await worktime.setFocus({ blocks: blocksOf(draft) });
    toast({ text: t.focusSaved, kind: 'success' });
    setDraft(null);
    onChanged();
  });
  if (draft === null) {
    const said = days.flatMap((hours, index) =>
      hours.length === 0 ? [] : [{ day: weekdayName(index + 1, language), hours: hoursText(hours, language) }],
    );
    return (
      <Card
        title={t.focusTitle}
        aside={<Button onClick={() => setDraft(days)}>{t.editWeek}</Button>}
        foot={t.focusHint}
      >
        {said.length === 0 ? (
          <p className="tl-text-3">{t.focusNone}</p>
        ) : (
          <dl className="wt-said">
            {said.map(({ day, hours }) => (
              <div key={day}>
                <dt>{day}</dt>
                <dd>{hours}</dd>
              </div>
            ))}
          </dl>
        )}
      </Card>
    );
  }
  const fault = canFocus(blocksOf(draft));
  return (
    <Card title={t.focusTitle} foot={t.focusHint}>
      <WeekEditor label={t.focusTitle} days={draft} onChange={setDraft} none={t.focusNone} first={MORNING} />
      <div className="wt-foot">
        <p role="status" className={fault === null ? 'tl-text-2' : 'wt-wrong'}>
          {fault === null ? t.focusSum(lengthText(draft, language)) : sayRefusal(fault.code, fault.facts, '', language)}
        </p>
        <Button onClick={() => setDraft(null)}>{t.cancel}</Button>
        <Button
          kind="primary"
          disabled={fault !== null}
          busy={save.busy}
          onClick={() => fault === null && void save.run(undefined)}
        >
          {t.focusSave}
        </Button>
      </div>
      <FormError error={save.error} />
    </Card>
  );
}
