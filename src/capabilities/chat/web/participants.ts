import type { ConversationId, MemberId } from '#platform/model/ids.ts';
import { useAnswer } from '#platform/web/useAnswer.ts';
import type { Conversation, GroupRole } from '../model/contract.ts';
import { deviceNow } from './chatStore.ts';

const PAGE = 500;

interface Participants {
  readonly list: readonly { readonly memberId: MemberId; readonly role: GroupRole }[];
  /** More are in the conversation than were asked for. */
  readonly more: boolean;
}

/** Who is in a conversation, up to 5,000; asked for when it is wanted. */
export function useParticipants(conversation: Conversation | null, wanted: boolean) {
  const key =
    conversation === null || !wanted
      ? null
      : `chat.participants ${conversation.id} ${conversation.memberCount} ${conversation.myRole}`;
  return useAnswer<Participants>(key, () => all(conversation?.id as ConversationId));
}

async function all(conversationId: ConversationId): Promise<Participants> {
  const calls = deviceNow()?.calls;
  const list: Participants['list'][number][] = [];
  for (let turn = 0; calls !== undefined && turn < 10; turn += 1) {
    const page = await calls.participants({ conversationId, after: list.at(-1) ?? null, limit: PAGE });
    list.push(...page.participants);
    if (!page.more) return { list, more: false };
  }
  return { list, more: true };
}
