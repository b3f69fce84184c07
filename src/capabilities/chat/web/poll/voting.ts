import { attempt } from '#platform/web/steps.ts';
import type { PollCard, PollState, ShownMessage } from '../../model/contract.ts';
import { changeLocally, deviceNow } from '../chatStore.ts';

/** What one has chosen after a tap on an option. */
export function chosenAfter(
  { multiple }: Pick<PollCard, 'multiple'>,
  mine: readonly number[],
  place: number,
): number[] {
  if (!multiple) return [place];
  const chosen = mine.includes(place) ? mine.filter((one) => one !== place) : [...mine, place];
  return chosen.sort((a, b) => a - b);
}

type Place = Pick<ShownMessage, 'conversationId' | 'number'>;

/** Chooses options: one's own mark shows at once, the counts follow from the server. */
export function vote({ conversationId, number }: Place, { mine }: Pick<PollState, 'mine'>, options: number[]): void {
  const show = (chosen: readonly number[]) =>
    changeLocally({
      type: 'local.answered',
      answer: { type: 'chat.voted', conversationId, number, options: [...chosen] },
    });
  show(options);
  void attempt(
    // A page that was on its way meanwhile may have shown it as it was; of an anonymous poll no event tells better.
    () =>
      deviceNow()
        ?.calls.vote({ conversationId, number, options })
        .then(() => show(options)),
    () => show(mine),
  );
}

export function closePoll({ conversationId, number }: Place): void {
  void attempt(() => deviceNow()?.calls.closePoll({ conversationId, number }));
}
