import { IconMessages } from '@tabler/icons-react';
import { MemberAvatar } from '#directory/web/index.ts';
import { useFormat } from '#platform/web/useFormat.ts';
import { Counter } from '#platform/web/ui/Tag.tsx';
import { useWords } from '#platform/web/words.ts';
import type { ShownMessage, ThreadSummary } from '../../model/contract.ts';
import { unreadOf } from '../../model/state.ts';
import { useConversation } from '../chatStore.ts';
import { threadWords } from './words.ts';
import './thread.css';

interface ThreadBarProps {
  readonly message: ShownMessage;
  readonly thread: ThreadSummary;
  readonly onOpen: (message: ShownMessage) => void;
}

/** Under a message: who answered it apart, and how much. */
export function ThreadBar({ message, thread, onOpen }: ThreadBarProps) {
  const t = useWords(threadWords);
  const format = useFormat();
  const mine = useConversation(thread.id);
  const unread = mine === null ? 0 : unreadOf(mine);
  return (
    <button type="button" className="ch-thread" onClick={() => onOpen(message)}>
      <IconMessages size={16} stroke={1.75} aria-hidden />
      <span className="ch-thread-faces" aria-hidden>
        {thread.authorIds.map((id) => (
          <MemberAvatar key={id} id={id} size={20} />
        ))}
      </span>
      <b>{t.replies(thread.replies)}</b>
      <span className="ch-thread-last">{t.lastReply(format.whenShort(thread.activeAt))}</span>
      {unread > 0 && <Counter kind={mine?.mentions.length === 0 ? 'unread' : 'mention'} count={unread} />}
    </button>
  );
}
