import { cardOf } from '#directory/web/index.ts';
import type { Seen } from '#outbox/web/index.ts';
import { currentLanguage } from '#platform/web/words.ts';
import { type RuleKind, TOLD, wordsOf } from '../model/notifying.ts';
import { directory } from './api.ts';

/** How a question for the second key, its answer, or a warning looks on this device; null where it is over. */
export async function noticeOf(place: string, number: number): Promise<Seen | null> {
  const kind = (Object.keys(TOLD) as RuleKind[]).find((one) => TOLD[one] === number);
  const line = (await directory.watching({})).find(({ id }) => id === place);
  if (kind === undefined || line === undefined) return null;
  const { state, name, step, askedBy, hasVoted } = line;
  const isOver =
    kind === 'keyAsked' ? state !== 'asked' || hasVoted : kind === 'ending' ? state !== 'agreed' : state === 'ended';
  if (isOver) return null;
  const text = wordsOf(kind, name, step, state === 'agreed')[currentLanguage()];
  return { told: { title: (await cardOf(askedBy))?.name ?? '', from: '', text }, meant: true, path: '/me/rules' };
}
