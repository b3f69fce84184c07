import { useWords } from '#platform/web/words.ts';
import { words } from './words.ts';

interface DayRowProps {
  readonly name: string;
  readonly date: string;
  readonly told: number;
  readonly held: number;
  /** How many fill the line. */
  readonly most: number;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
}

const WIDTH = 160;

/** A day of the week with how much there was: what reached one is filled, what was held an outline behind it. */
export function DayRow({ name, date, told, held, most, isChosen, onChoose }: DayRowProps) {
  const t = useWords(words);
  const long = (count: number) => (count * WIDTH) / most;
  return (
    <li>
      <button type="button" className="tr-day" aria-pressed={isChosen} onClick={onChoose}>
        <span className="tr-day-name">
          <b>{name}</b> <span>{date}</span>
        </span>
        <svg className="tr-day-bar" viewBox={`0 0 ${WIDTH} 12`} aria-hidden>
          {told > 0 && <rect className="tr-bar-told" x={0} y={1} width={Math.max(2, long(told))} height={10} rx={2} />}
          {held > 0 && (
            <rect
              className="tr-bar-held"
              x={long(told) + 1.75}
              y={1.75}
              width={Math.max(2, long(held) - 2.5)}
              height={8.5}
              rx={2}
            />
          )}
        </svg>
        <span className="tr-day-text">{t.dayCounts(told, held)}</span>
      </button>
    </li>
  );
}
