import { cardOf } from '#directory/web/index.ts';
import type { Seen } from '#outbox/web/index.ts';
import { currentLanguage } from '#platform/web/words.ts';
import { TOLD } from '../model/notifying.ts';
import { answeredWords, answerOf } from '../model/words.ts';
import { records } from './api.ts';

/** How an answer, or a question for the second key, looks on this device; null where it is over. */
export async function noticeOf(place: string, number: number): Promise<Seen | null> {
  const t = answeredWords[currentLanguage()];
  if (number === TOLD.answered) {
    const { copy } = await records.ownCopy({});
    if (copy?.id === place) {
      return copy.state === 'ready'
        ? { told: { title: t.title, from: '', text: t.own }, meant: true, path: '/me/data' }
        : null;
    }
  }
  const request = (await records.exports({})).find(({ id }) => id === place);
  if (request === undefined) return null;
  const { askedBy, purpose, state } = request;
  if (number === TOLD.keyAsked) {
    if (state !== 'asked') return null;
    const asker = (await cardOf(askedBy))?.name ?? '';
    return { told: { title: asker, from: '', text: purpose }, meant: true, path: '/admin/records' };
  }
  const isAnswer = state === 'ready' || state === 'refused' || state === 'holding';
  const text = isAnswer ? answerOf(request, t) : null;
  return text === null ? null : { told: { title: t.title, from: '', text }, meant: true, path: '/admin/records' };
}
