import { attempt } from '#platform/web/steps.ts';
import type { Ding, DingId } from '../model/contract.ts';
import { ordered } from '../model/state.ts';
import { dingNow, dingStore, setDings, showAtOnce } from './dingStore.ts';

/** Confirms a ding, or says when one will see to it. On the screen at once, and as it was where that fails. */
export async function answer(ding: Ding, laterAt: Date | null): Promise<void> {
  const { id, mine } = ding;
  if (mine === null) return;
  const said = { ...mine, state: laterAt === null ? 'confirmed' : 'later', nextAt: null, laterAt } as const;
  const lines = ding.lines.map((line) => (line.memberId === mine.memberId ? said : line));
  showAtOnce({ ...ding, mine: said, lines });
  const answered = await attempt(() => dingNow()?.calls.answer({ id, laterAt }));
  showAtOnce(answered ?? ding);
}

/** Stops a ding of one's own, or gives up one that was to be sent. */
export async function cancelDing(id: DingId): Promise<void> {
  const cancelled = await attempt(() => dingNow()?.calls.cancel({ id }));
  if (cancelled !== null) showAtOnce(cancelled);
}

/** Puts what waits in another order. On the screen at once, and as it was where that fails. */
export async function reorder(ids: readonly DingId[]): Promise<void> {
  const before = dingStore.get().order;
  setDings((old) => ordered(old, ids));
  const done = await attempt(() => dingNow()?.calls.reorder({ ids: [...ids] }));
  if (done === null) setDings((old) => ordered(old, before));
}
