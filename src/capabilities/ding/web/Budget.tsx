import { useMembers } from '#directory/web/index.ts';
import { useLanguage, useWords } from '#platform/web/words.ts';
import type { Person } from './usePreview.ts';
import { words } from './words.ts';

const SHOWN_MOST = 12;

interface BudgetProps {
  readonly people: readonly Person[];
  /** So many a day reach a member. */
  readonly most: number;
}

/** What is left of the day of each, over all senders (R10). */
export function Budget({ people, most }: BudgetProps) {
  const t = useWords(words);
  const language = useLanguage();
  const cards = useMembers(people.map(({ memberId }) => memberId));
  const nameOf = (id: string) => cards.find((card) => card.id === id)?.name ?? '';
  // Those with the least left first: they are why one looks here.
  const shown = [...people]
    .sort(
      (a, b) =>
        a.left - b.left || nameOf(a.memberId).localeCompare(nameOf(b.memberId), language === 'zh' ? 'zh-CN' : 'en'),
    )
    .slice(0, SHOWN_MOST);
  return (
    <div className="dg-budget">
      <p className="tl-label">{t.budget}</p>
      <ul>
        {shown.map(({ memberId, left }) => {
          const used = Math.max(0, most - left);
          return (
            <li key={memberId}>
              <span className="tl-one">{nameOf(memberId)}</span>
              <span className="dg-pips" role="img" aria-label={t.usedOf(used, most)}>
                {Array.from({ length: most }, (_, index) => (
                  <i key={index} data-used={index < used ? '' : undefined} />
                ))}
              </span>
              <span className="dg-left">{t.left(Math.max(0, left))}</span>
            </li>
          );
        })}
      </ul>
      {people.length > SHOWN_MOST && <p className="tl-hint">{t.andMore(people.length - SHOWN_MOST)}</p>}
    </div>
  );
}
