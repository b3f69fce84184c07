import type { MemberId } from '#platform/model/ids.ts';
import type { ChatEvent, Message } from '../../model/contract.ts';

/** A notice that one has not acknowledged yet. */
export interface OpenNotice {
  readonly message: Message;
  readonly dueAt: Date | null;
}

/** Own open notices after an event. `last`: the message that was told before it, which the question of a notice follows. */
export function openAfter(
  open: readonly OpenNotice[],
  event: ChatEvent,
  me: MemberId,
  last: Message | null,
): readonly OpenNotice[] {
  switch (event.type) {
    case 'chat.noticeAsked': {
      if (last === null || !isAt(last, event) || last.authorId === me || last.recalled) return open;
      return inOrder([...open.filter(({ message }) => !isAt(message, event)), { message: last, dueAt: event.dueAt }]);
    }
    case 'chat.noticeAcknowledged':
      return open.filter(({ message }) => !isAt(message, event));
    case 'chat.messageRecalled':
      return open.filter(({ message }) => !isAt(message, event.message));
    case 'chat.conversationRemoved':
      return open.filter(({ message }) => message.conversationId !== event.conversationId);
    default:
      return open;
  }
}

type Place = Pick<Message, 'conversationId' | 'number'>;

const isAt = (message: Place, place: Place): boolean =>
  message.conversationId === place.conversationId && message.number === place.number;

/** Those due first at the top; those for whenever at the end. */
function inOrder(open: readonly OpenNotice[]): OpenNotice[] {
  const time = ({ dueAt }: OpenNotice) => dueAt?.getTime() ?? Number.MAX_SAFE_INTEGER;
  return [...open].sort((a, b) => time(a) - time(b) || a.message.sentAt.getTime() - b.message.sentAt.getTime());
}
