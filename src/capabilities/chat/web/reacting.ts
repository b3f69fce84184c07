import type { OpenCompany } from '#platform/web/company.ts';
import { backOffMs } from '#platform/web/live.ts';
import { newId } from '#platform/web/newId.ts';
import { sayError, sayRefusal } from '#platform/web/refusals.ts';
import { toast } from '#platform/web/ui/Toast.tsx';
import { currentLanguage } from '#platform/web/words.ts';
import type { ShownMessage } from '../model/contract.ts';
import { canReact, withWishes } from '../model/reacting.ts';
import { changeLocally, chatStore, deviceNow, EVENT_WITHIN_MS, fetchPage } from './chatStore.ts';
import { finalCode, pause } from './trying.ts';
import { createWishing, type Wishing } from './wishing.ts';

let wishing: Wishing | null = null;

/** Takes up reactions that the server does not know yet. */
export async function openReacting(company: OpenCompany): Promise<() => void> {
  const mine = createWishing({
    local: company.local,
    send: async ({ conversationId, number, emoji, on }) =>
      deviceNow()?.calls.setReaction({ conversationId, number, emoji, on }),
    isFinal: finalCode,
    pause: (tries) => pause(backOffMs(tries, Math.random())),
    isOpen: () => deviceNow()?.company === company,
    // The event comes with the answer. Where it does not, the page as the server has it shows what became of it.
    onDone: ({ id, conversationId, number }) => {
      setTimeout(() => {
        if (!chatStore.get().wishes.some((wish) => wish.id === id)) return;
        void fetchPage(conversationId, { around: number })
          .catch(() => {})
          .then(() => changeLocally({ type: 'local.wishSettled', id }));
      }, EVENT_WITHIN_MS);
    },
    onRefused({ id }, error) {
      changeLocally({ type: 'local.wishSettled', id });
      toast({ text: sayError(error), kind: 'danger' });
    },
  });
  wishing = mine;
  for (const wish of await mine.resume()) changeLocally({ type: 'local.wished', wish });
  return () => {
    wishing = null;
  };
}

/** Answers a message with an emoji, or takes that back: on the screen at once. */
export function toggleReaction(message: ShownMessage, emoji: string): void {
  const { conversationId, number } = message;
  const seen = seenNow(message);
  const known = seen.reactions.find((one) => one.emoji === emoji);
  const on = known?.mine !== true;
  const facts = { isNote: false, recalled: seen.recalled, kinds: seen.reactions.length, isKnown: known !== undefined };
  const archived = chatStore.get().conversations[conversationId]?.archived === true;
  const refusal = canReact({ canSend: true, archived, message: facts, emoji, on });
  if (refusal !== null) {
    toast({ text: sayRefusal(refusal.code, refusal.facts, '', currentLanguage()), kind: 'danger' });
    return;
  }
  const wish = { id: newId(), conversationId, number, emoji, on };
  changeLocally({ type: 'local.wished', wish });
  void wishing?.put(wish);
}

/** The message as the screen shows it by now; a menu may have been open for a while. */
function seenNow(message: ShownMessage): ShownMessage {
  const { timelines, wishes } = chatStore.get();
  const known = timelines[message.conversationId]?.messages.find(({ number }) => number === message.number);
  return withWishes([known ?? message], wishes)[0] ?? message;
}
