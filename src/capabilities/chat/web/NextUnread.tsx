import { IconArrowRight } from '@tabler/icons-react';
import { useGo } from '#platform/web/navigate.tsx';
import { useStore } from '#platform/web/store.ts';
import { Counter } from '#platform/web/ui/Tag.tsx';
import { useWords } from '#platform/web/words.ts';
import type { Conversation } from '../model/contract.ts';
import { unreadOf } from '../model/state.ts';
import { chatStore, useConversation } from './chatStore.ts';
import { useTitle } from './names.tsx';
import { asListed, belongs, nextUnread } from './rows.ts';
import { threadPath } from './thread/opening.ts';
import { words } from './words.ts';

/** Where nothing is left to read: leads on, under the thumb, to where the key for it would. Absent while there is nowhere to go. */
export function NextUnread({ conversation }: { readonly conversation: Conversation }) {
  const t = useWords(words);
  const go = useGo();
  const { id } = conversation;
  const isRead = !belongs(conversation, 'unread');
  const nextId = useStore(chatStore, ({ conversations, sections }) =>
    isRead ? (nextUnread(asListed(Object.values(conversations), sections), id, 1)?.id ?? null) : null,
  );
  const next = useConversation(nextId);
  const title = useTitle(next);
  if (next === null) return null;
  const count = Math.max(unreadOf(next), 1);
  return (
    <div className="ch-next">
      {/* In place of this one: the way back leads to the list, not through all that was read. */}
      <button
        type="button"
        onClick={() => go(next.thread === null ? `/chat/${next.id}` : threadPath(next.thread), { replace: true })}
      >
        <span>{t.nextUnread}</span>
        <b className="tl-one">{title}</b>
        <Counter kind={next.mentions.length > 0 ? 'mention' : 'unread'} count={count} />
        <IconArrowRight size={16} stroke={1.75} aria-hidden />
      </button>
    </div>
  );
}
