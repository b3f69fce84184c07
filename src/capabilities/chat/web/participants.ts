import type { ConversationId, MemberId } from '#platform/model/ids.ts';
import { useAnswer } from '#platform/web/useAnswer.ts';
import type { Conversation, GroupRole, Silence } from '../model/contract.ts';
import { deviceNow } from './chatStore.ts';

const FEW = 20;
const PAGE = 500;
const PAGES = 10;
const FOUND = 100;

interface Participants {
  readonly list: readonly {
    readonly memberId: MemberId;
    readonly role: GroupRole;
    readonly silence: Silence | null;
  }[];
  /** More are in the conversation than were asked for. */
  readonly more: boolean;
}

/** Who is in a conversation: the first few, or all up to 5,000; asked for when it is wanted. */
export function useParticipants(conversation: Conversation | null, wanted: 'nobody' | 'few' | 'all') {
  const key =
    conversation === null || wanted === 'nobody'
      ? null
      : `chat.participants ${wanted} ${conversation.id} ${conversation.memberCount} ${conversation.myRole}`;
  return useAnswer<Participants>(key, () => ask(conversation?.id as ConversationId, wanted === 'few'));
}

async function ask(conversationId: ConversationId, few: boolean): Promise<Participants> {
  const calls = deviceNow()?.calls;
  const list: Participants['list'][number][] = [];
  for (let turn = 0; calls !== undefined && turn < (few ? 1 : PAGES); turn += 1) {
    const page = await calls.participants({ conversationId, after: list.at(-1) ?? null, limit: few ? FEW : PAGE });
    list.push(...page.participants);
    if (!page.more) return { list, more: false };
  }
  return { list, more: true };
}

/** Those in a conversation whom a text may mean; null where nothing is asked, and while the first answer is on its way. */
export function useFoundParticipants(conversation: Conversation, text: string): Participants['list'] | null {
  const wanted = text.trim();
  const { id: conversationId, memberCount, myRole } = conversation;
  const key = wanted === '' ? null : `chat.findParticipants ${conversationId} ${memberCount} ${myRole} ${wanted}`;
  const answer = useAnswer(
    key,
    async () => (await deviceNow()?.calls.findParticipants({ conversationId, text: wanted, limit: FOUND })) ?? [],
  );
  return wanted === '' ? null : answer.value;
}
