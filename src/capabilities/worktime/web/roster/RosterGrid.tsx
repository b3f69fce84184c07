import { IconConfetti, IconHourglass, IconPlaneDeparture } from '@tabler/icons-react';
import { MemberAvatar } from '#directory/web/index.ts';
import type { MemberId } from '#platform/model/ids.ts';
import type { Day } from '#platform/model/zone.ts';
import { weekdayOf } from '#platform/model/zone.ts';
import { useMedia } from '#platform/web/useMedia.ts';
import { useLanguage, useWords, type Words } from '#platform/web/words.ts';
import { Tag } from '#platform/web/ui/Tag.tsx';
import { hoursShort, hoursText } from '../clockText.ts';
import { useDays } from '../days.ts';
import { type Chosen, DAYS_SHOWN, type RosterDay, type RosterRow } from './useRoster.ts';
import { words } from './words.ts';

interface Member {
  readonly id: MemberId;
  readonly name: string;
}

interface RosterGridProps {
  readonly members: readonly Member[];
  readonly rows: ReadonlyMap<MemberId, RosterRow>;
  readonly from: Day;
  readonly today: Day;
  readonly onChoose: (chosen: Chosen) => void;
}

/** Members by days: a grid where fourteen days have room side by side, else a card with a strip of days for each. */
export function RosterGrid(props: RosterGridProps) {
  const narrow = useMedia('(max-width: 1099px)');
  return (
    <>
      {narrow ? <Cards {...props} /> : <Grid {...props} />}
      <Legend />
    </>
  );
}

function Grid({ members, rows, from, today, onChoose }: RosterGridProps) {
  const t = useWords(words);
  const days = useDays(today);
  const dates = Array.from({ length: DAYS_SHOWN }, (_, at) => from + at);
  return (
    <table className="wt-grid" aria-label={t.title}>
      <thead>
        <tr>
          <th scope="col">
            <span className="tl-hidden">{t.member}</span>
          </th>
          {dates.map((day) => (
            <th
              key={day}
              scope="col"
              data-today={day === today ? '' : undefined}
              data-weekend={weekdayOf(day) > 5 ? '' : undefined}
            >
              <span>{days.weekday(day)}</span>
              <b>{days.date(day)}</b>
              {day === today && <span className="tl-hidden">{t.today}</span>}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {members.map(({ id, name }) => (
          <tr key={id}>
            <th scope="row">
              <span className="wt-grid-name">
                <MemberAvatar id={id} size={24} />
                <span className="tl-one">{name}</span>
              </span>
            </th>
            {(rows.get(id)?.days ?? []).map((day) => (
              <td key={day.day} data-today={day.day === today ? '' : undefined}>
                <DayCell member={{ id, name }} day={day} today={today} onChoose={onChoose} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Cards({ members, rows, today, onChoose }: RosterGridProps) {
  const t = useWords(words);
  return (
    <ul className="wt-cards">
      {members.map(({ id, name }) => {
        const days = rows.get(id)?.days ?? [];
        const open = days.filter(({ offered }) => offered !== null).length;
        return (
          <li key={id} className="wt-card">
            <p className="wt-grid-name">
              <MemberAvatar id={id} size={32} />
              <b className="tl-one tl-grow">{name}</b>
              {open > 0 && (
                <Tag kind="external" icon={<IconHourglass size={12} stroke={1.75} aria-hidden />}>
                  {t.offeredCount(open)}
                </Tag>
              )}
            </p>
            <div className="wt-strip">
              {days.map((day) => (
                <DayCell key={day.day} member={{ id, name }} day={day} today={today} onChoose={onChoose} dated />
              ))}
            </div>
          </li>
        );
      })}
    </ul>
  );
}

interface DayCellProps {
  readonly member: Member;
  readonly day: RosterDay;
  readonly today: Day;
  readonly onChoose: (chosen: Chosen) => void;
  /** Says its own date: there is no head above it. */
  readonly dated?: boolean;
}

/** One day of one member: its hours, or why there are none; pressed, it is planned. */
function DayCell({ member, day, today, onChoose, dated = false }: DayCellProps) {
  const t = useWords(words);
  const language = useLanguage();
  const days = useDays(today);
  const said = dayText(day, t, language);
  const { hours, offered, isHoliday, onLeave, isPlanned } = day;
  return (
    <button
      type="button"
      className="wt-cell"
      data-kind={onLeave ? 'leave' : hours.length > 0 ? 'work' : isHoliday ? 'holiday' : 'rest'}
      data-planned={isPlanned ? '' : undefined}
      data-today={day.day === today ? '' : undefined}
      disabled={day.day < today}
      onClick={() => onChoose({ memberId: member.id, name: member.name, day })}
    >
      <span className="tl-hidden">{t.cell(member.name, days.both(day.day), said)}</span>
      {dated && (
        <span className="wt-cell-date" aria-hidden>
          {days.weekday(day.day)}
          <b>{dateNumber(day.day)}</b>
        </span>
      )}
      <span className="wt-cell-hours" aria-hidden>
        {onLeave ? (
          <IconPlaneDeparture size={16} stroke={1.75} aria-hidden />
        ) : hours.length === 0 ? (
          isHoliday ? (
            <IconConfetti size={16} stroke={1.75} aria-hidden />
          ) : (
            <span aria-hidden>·</span>
          )
        ) : (
          hoursShort(hours).map((text) => <span key={text}>{text}</span>)
        )}
      </span>
      {offered !== null && (
        <span className="wt-cell-offer" aria-hidden>
          <IconHourglass size={12} stroke={1.75} aria-hidden />
          {offered.length === 0 ? '·' : hoursShort(offered)[0]}
        </span>
      )}
    </button>
  );
}

const dateNumber = (day: Day) => new Date(day * 86_400_000).getUTCDate();

/** What a day has, in words. Of leave it says that it is, and no more. */
function dayText(day: RosterDay, t: Words<typeof words>, language: 'zh' | 'en'): string {
  const { hours, offered, isHoliday, onLeave, isPlanned } = day;
  const parts = [
    onLeave ? t.leave : hours.length > 0 ? hoursText(hours, language) : isHoliday ? t.holiday : t.rest,
    ...(isPlanned ? [t.planned] : []),
    ...(offered === null ? [] : [`${hoursText(offered, language)} ${t.offered}`]),
  ];
  return parts.join(language === 'zh' ? '，' : ', ');
}

function Legend() {
  const t = useWords(words);
  return (
    <ul className="wt-legend" aria-label={t.legend}>
      <li>
        <IconPlaneDeparture size={16} stroke={1.75} aria-hidden />
        {t.leave}
      </li>
      <li>
        <IconConfetti size={16} stroke={1.75} aria-hidden />
        {t.holiday}
      </li>
      <li>
        <span className="wt-legend-rest" aria-hidden>
          ·
        </span>
        {t.rest}
      </li>
      <li>
        <i className="wt-legend-planned" aria-hidden />
        {t.planned}
      </li>
      <li>
        <IconHourglass size={16} stroke={1.75} aria-hidden />
        {t.offered}
      </li>
    </ul>
  );
}
