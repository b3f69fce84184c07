import type { Conversation } from './contract.ts';
import { type Root, threadIdOf } from './threads.ts';

/** How far a thread is that one does not follow; all zero where nobody has answered yet. */
type Progress = Pick<Conversation, 'memberCount' | 'sharers' | 'lastNumber' | 'hiddenNumber' | 'last'>;

/** A thread as one sees it who is where it hangs and does not follow it: nothing in it is unread. */
export function threadLookedAt(parent: Conversation, root: Root, progress: Progress): Conversation {
  return {
    ...parent,
    ...progress,
    id: threadIdOf(root),
    kind: 'thread',
    thread: { conversationId: root.conversationId, number: root.number, following: false },
    name: '',
    description: '',
    peerId: null,
    departmentId: null,
    shares: false,
    activeAt: progress.last?.sentAt ?? parent.activeAt,
    announced: null,
    newcomersSee: 'everything',
    cameLater: false,
    requests: 0,
    readNumber: progress.lastNumber,
    markedUnread: false,
    mentions: [],
    muted: false,
    notify: 'all',
    pinned: false,
    draft: '',
  };
}
