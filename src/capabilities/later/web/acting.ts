import type { Message } from '#chat/model/contract.ts';
import { attempt, inTurn } from '#platform/web/steps.ts';
import { toast } from '#platform/web/ui/Toast.tsx';
import { currentLanguage, wordsIn } from '#platform/web/words.ts';
import type { Saved } from '../model/contract.ts';
import { savedIn } from '../model/state.ts';
import { laterNow, laterStore, showAtOnce } from './laterStore.ts';
import { words } from './words.ts';

/** Clearing what is done must not overtake the tick that made it so. */
const KEPT = 'later.kept';

/** What was answered, unless it has gone meanwhile. */
function showIfKept(saved: Saved): void {
  if (saved.id in laterStore.get().saved) showAtOnce({ type: 'later.savedChanged', saved });
}

/** What is kept of this message, or null. */
export function savedOf({ conversationId, number }: Pick<Message, 'conversationId' | 'number'>): Saved | null {
  const all = Object.values(laterStore.get().saved);
  return all.find((one) => one.conversationId === conversationId && one.number === number) ?? null;
}

/** Keeps a message for later; says so. */
export async function save({ conversationId, number }: Message): Promise<void> {
  const saved = await attempt(() => laterNow()?.calls.save({ conversationId, number, remindAt: null }));
  if (saved === null) return;
  showAtOnce({ type: 'later.savedChanged', saved });
  saySaved();
}

/** Keeps messages of a conversation for later, those that are not kept already; says so once. All go in one request, which leaving the page does not stop. */
export async function saveSeveral(messages: readonly Message[]): Promise<void> {
  const wanted = messages.filter((message) => !message.recalled && savedOf(message)?.done !== false);
  const [first] = wanted;
  if (first !== undefined) {
    const input = { conversationId: first.conversationId, numbers: wanted.map(({ number }) => number) };
    const all = await attempt(() => laterNow()?.calls.saveSeveral(input, { leaving: true }));
    if (all === null) return;
    for (const saved of all) showAtOnce({ type: 'later.savedChanged', saved });
  }
  saySaved();
}

function saySaved(): void {
  const t = wordsIn(words, currentLanguage());
  toast({
    text: t.saved,
    kind: 'success',
    action: { label: t.see, onSelect: () => history.pushState(null, '', '/later') },
  });
}

/** Keeps it no longer. On the screen at once, and as it was where that fails. */
export async function unsave(saved: Saved): Promise<void> {
  showAtOnce({ type: 'later.savedRemoved', ids: [saved.id] });
  const gone = await attempt(() => inTurn(KEPT, () => laterNow()?.calls.unsave({ id: saved.id })));
  if (gone === null) showAtOnce({ type: 'later.savedChanged', saved });
}

/** Keeps nothing of what is done. On the screen at once, and as it was where that fails. */
export async function clearDone(): Promise<void> {
  const all = savedIn(laterStore.get(), true);
  showAtOnce({ type: 'later.savedRemoved', ids: all.map(({ id }) => id) });
  const gone = await attempt(() => inTurn(KEPT, () => laterNow()?.calls.clearDone({})));
  if (gone === null) for (const saved of all) showAtOnce({ type: 'later.savedChanged', saved });
}

/** Ticks it off, or not. On the screen at once, and as it was where that fails. */
export async function setDone(saved: Saved, done: boolean): Promise<void> {
  showAtOnce({ type: 'later.savedChanged', saved: { ...saved, done, remindAt: done ? null : saved.remindAt } });
  const changed = await attempt(() => inTurn(KEPT, () => laterNow()?.calls.changeSaved({ id: saved.id, done })));
  if (changed === null) showAtOnce({ type: 'later.savedChanged', saved });
  else showIfKept(changed);
}

/** Takes a reminder away. */
export async function dropReminder(saved: Saved): Promise<void> {
  const changed = await attempt(() =>
    inTurn(KEPT, () => laterNow()?.calls.changeSaved({ id: saved.id, remindAt: null })),
  );
  if (changed !== null) showIfKept(changed);
}
