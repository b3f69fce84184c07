import { useMember, useMembers, MemberAvatar } from '#directory/web/index.ts';
import type { ConversationId, MemberId } from '#platform/model/ids.ts';
import { Avatar } from '#platform/web/ui/Avatar.tsx';
import { useWords } from '#platform/web/words.ts';
import type { Conversation } from '../model/contract.ts';
import { mentionsIn } from '../model/mentions.ts';
import { useConversation } from './chatStore.ts';
import { useRoot } from './thread/roots.ts';
import { threadWords } from './thread/words.ts';
import { words } from './words.ts';

/** The name a conversation bears for the reader: its own, that of the other one, or where the thread hangs. */
export function useTitle(conversation: Conversation | null): string {
  const t = useWords(threadWords);
  const parent = useConversation(conversation?.thread?.conversationId ?? null);
  const peer = useMember((parent ?? conversation)?.peerId ?? null);
  if (conversation === null) return '';
  if (conversation.kind === 'thread')
    return t.threadIn(parent?.kind === 'direct' ? (peer?.name ?? '') : (parent?.name ?? ''));
  return conversation.kind === 'direct' ? (peer?.name ?? '') : conversation.name;
}

/** The name of the place where a message stands, also in a thread that one does not follow. */
export function usePlaceTitle(id: ConversationId): string {
  const t = useWords(threadWords);
  const conversation = useConversation(id);
  const root = useRoot(conversation === null ? id : null);
  const parent = useTitle(useConversation(root?.conversationId ?? null));
  const title = useTitle(conversation);
  return conversation === null && parent !== '' ? t.threadIn(parent) : title;
}

/** Finds names of members; null while one is on its way. */
export function useNames(ids: readonly MemberId[]): (id: string) => string | null {
  const t = useWords(words);
  const cards = useMembers(ids);
  return (id) => (id === 'all' ? t.everybody : (cards.find((card) => card.id === id)?.name ?? null));
}

/** Finds the names of those whom a text mentions. */
export function useMentionNames(text: string): (id: string) => string | null {
  return useNames(mentionsIn(text).memberIds);
}

interface ConversationAvatarProps {
  readonly conversation: Conversation;
  readonly size?: number | 'list' | 'msg';
  /** With what may be known of the other one now. */
  readonly presence?: boolean;
}

/** Round for one person, nearly square for a group. */
export function ConversationAvatar({ conversation, size = 'list', presence = false }: ConversationAvatarProps) {
  if (conversation.peerId !== null) return <MemberAvatar id={conversation.peerId} size={size} presence={presence} />;
  return <Avatar id={conversation.id} name={conversation.name} kind="group" size={size} />;
}

/** `林予安`, `林予安、罗晴`, `林予安、罗晴、周砚等 12 人`. */
export function useNameList(ids: readonly MemberId[], most = 3, count = ids.length): string {
  const t = useWords(words);
  const cards = useMembers(ids.slice(0, most));
  const names = cards.map(({ name }) => name).join(t.listComma);
  return count > most ? t.namesAndMore(names, count) : names;
}
