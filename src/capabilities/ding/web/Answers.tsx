import { IconCircleCheck, IconCircleDashed, IconClock, IconMoonFilled, IconPlaneDeparture } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { MemberAvatar, useMembers } from '#directory/web/index.ts';
import { useFormat } from '#platform/web/useFormat.ts';
import { useLanguage, useWords } from '#platform/web/words.ts';
import type { Ding, Line } from '../model/contract.ts';
import { grouped, type Groups } from '../model/state.ts';
import { words } from './words.ts';

const icon = { size: 14, stroke: 1.75, 'aria-hidden': true } as const;
const icons: Readonly<Record<keyof Groups, ReactNode>> = {
  confirmed: <IconCircleCheck {...icon} className="dg-done" />,
  later: <IconClock {...icon} />,
  waits: <IconCircleDashed {...icon} />,
  off: <IconMoonFilled size={13} aria-hidden className="dg-held" />,
  onLeave: <IconPlaneDeparture {...icon} className="dg-held" />,
};
const ORDER: readonly (keyof Groups)[] = ['confirmed', 'later', 'waits', 'off', 'onLeave'];
const SHOWN_MOST = 6;

/** How those stand whom a ding asks, in columns and by name; never when anybody has read or answered. */
export function Answers({ ding }: { readonly ding: Pick<Ding, 'lines' | 'counts'> }) {
  const groups = grouped(ding.lines);
  // Of thousands the first lines only: then the counts say how many there are.
  const missing = Math.max(0, ding.counts.of - ding.lines.length);
  return (
    <div className="dg-answers">
      {ORDER.map((name) => {
        const lines = groups[name];
        const extra = name === 'confirmed' ? Math.min(missing, Math.max(0, ding.counts.confirmed - lines.length)) : 0;
        return lines.length + extra === 0 ? null : (
          <Group key={name} name={name} lines={lines} count={lines.length + extra} />
        );
      })}
    </div>
  );
}

interface GroupProps {
  readonly name: keyof Groups;
  readonly lines: readonly Line[];
  readonly count: number;
}

function Group({ name, lines, count }: GroupProps) {
  const t = useWords(words);
  const language = useLanguage();
  const [all, setAll] = useState(false);
  const cards = useMembers(lines.map(({ memberId }) => memberId));
  const names = new Map(cards.map((card) => [card.id, card.name]));
  const nameOf = (line: Line) => names.get(line.memberId) ?? '';
  const inOrder = [...lines].sort((a, b) => nameOf(a).localeCompare(nameOf(b), language === 'zh' ? 'zh-CN' : 'en'));
  const shown = all || lines.length <= SHOWN_MOST ? inOrder : inOrder.slice(0, SHOWN_MOST - 1);
  return (
    <section className="dg-group" data-of={name} data-wide={name === 'confirmed' && shown.length > 2 ? '' : undefined}>
      <h4>
        {icons[name]}
        {t[name]} <b>{count}</b>
      </h4>
      <ul>
        {shown.map((line) => (
          <li key={line.memberId}>
            <MemberAvatar id={line.memberId} size={22} />
            <span className="tl-one">{nameOf(line)}</span>
            <Hint name={name} line={line} />
          </li>
        ))}
        {count > shown.length && (
          <li>
            {lines.length > shown.length ? (
              <button type="button" className="dg-more" onClick={() => setAll(true)}>
                {t.andMore(count - shown.length)}
              </button>
            ) : (
              <span className="tl-text-3">{t.andMore(count - shown.length)}</span>
            )}
          </li>
        )}
      </ul>
    </section>
  );
}

/** The time somebody named, or until when he is off or away; never why. */
function Hint({ name, line }: Pick<GroupProps, 'name'> & { readonly line: Line }) {
  const t = useWords(words);
  const format = useFormat();
  const until = (at: Date | null) =>
    at === null ? null : (
      <time className="dg-hint" dateTime={at.toISOString()} title={t.until(format.whenExactly(at))}>
        {format.when(at)}
      </time>
    );
  if (name === 'later') return line.laterAt && <span className="dg-hint">{format.when(line.laterAt)}</span>;
  if (name === 'off' || name === 'onLeave') return until(line.nextAt);
  const said =
    line.state === 'replied' ? t.replied : line.state === 'full' ? t.asTalk : line.state === 'ended' ? t.noMore : '';
  return said === '' ? null : <span className="dg-hint">{said}</span>;
}
