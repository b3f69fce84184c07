import { useFormat } from '#platform/web/useFormat.ts';
import { useWords } from '#platform/web/words.ts';
import type { Stop } from '../model/stops.ts';
import { useNow } from '#platform/web/useNow.ts';
import { words } from './words.ts';

const MINUTE_MS = 60_000;
/** Further away than this, the clock says it better than the minutes. */
const SOON_MINUTES = 60;

/** The four stops of a ladder: filled = told, ring = next, grey = not reached, struck = not used. */
export function Ladder({ stops }: { readonly stops: readonly Stop[] }) {
  const t = useWords(words);
  const format = useFormat();
  const now = useNow();
  const told = stops.filter(({ is }) => is === 'told').length;
  return (
    <ol className="dg-ladder" aria-label={t.ladder}>
      {stops.map(({ way, is, at }, index) => {
        const minutes = at === null ? SOON_MINUTES : Math.ceil((at.getTime() - now.getTime()) / MINUTE_MS);
        return (
          <li key={way} data-is={is} data-last={index === told - 1 ? '' : undefined}>
            <b>{t[way]}</b>
            <span className="tl-hidden">{t[is]}</span>
            <span className="dg-stop-at">
              {at !== null &&
                (is === 'next' && minutes < SOON_MINUTES
                  ? t.inMinutes(format.clock(at), minutes)
                  : format.when(at, now))}
              {is === 'out' && t.out}
            </span>
          </li>
        );
      })}
    </ol>
  );
}
