import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import type { Day } from '#platform/model/zone.ts';
import { IconButton } from '#platform/web/ui/Button.tsx';
import { useWords } from '#platform/web/words.ts';
import { useDates } from './useDates.ts';
import { words } from './words.ts';

interface WeekStepsProps {
  readonly monday: Day;
  readonly today: Day;
  readonly first: Day;
  readonly last: Day;
  readonly onWeek: (monday: Day) => void;
}

/** Which week is shown, and the ones beside it. */
export function WeekSteps({ monday, today, first, last, onWeek }: WeekStepsProps) {
  const t = useWords(words);
  const dates = useDates(today);
  return (
    <div className="tr-steps">
      <IconButton
        icon={<IconChevronLeft size={20} stroke={1.75} />}
        label={t.earlier}
        disabled={monday <= first}
        onClick={() => onWeek(monday - 7)}
      />
      <b aria-live="polite">{t.weekOf(dates.date(monday), dates.date(monday + 6))}</b>
      <IconButton
        icon={<IconChevronRight size={20} stroke={1.75} />}
        label={t.later}
        disabled={monday >= last}
        onClick={() => onWeek(monday + 7)}
      />
    </div>
  );
}
