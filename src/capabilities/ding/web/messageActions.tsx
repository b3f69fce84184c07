import { IconBolt } from '@tabler/icons-react';
import { chatStore } from '#chat/web/index.ts';
import type { Message } from '#chat/model/contract.ts';
import { insiders } from '#directory/model/contract.ts';
import { cardOf } from '#directory/web/index.ts';
import type { MemberId } from '#platform/model/ids.ts';
import { currentCompany } from '#platform/web/session.ts';
import type { MenuAction } from '#platform/web/ui/Menu.tsx';
import { currentLanguage, wordsIn } from '#platform/web/words.ts';
import { dingFrom } from './dinging.ts';
import { words } from './words.ts';

/** Any message that says something, by words or by files, can be said again urgently, where one may write. */
export function actionsOf(message: Message): readonly MenuAction[] {
  const t = wordsIn(words, currentLanguage());
  const { conversations, me } = chatStore.get();
  const conversation = conversations[message.conversationId];
  if (!(insiders as readonly string[]).includes(currentCompany()?.role ?? '')) return [];
  const isEmpty = message.text === '' && message.files.length === 0;
  if (message.recalled || isEmpty || conversation === undefined || conversation.kind === 'thread') return [];
  if (conversation.archived || message.card?.kind === 'room') return [];
  return [
    {
      label: t.dingThis,
      icon: <IconBolt size={18} stroke={1.75} aria-hidden />,
      onSelect: () => void quoted(message, me).then((text) => dingFrom(message, text, null)),
    },
  ];
}

/** What somebody else has said bears his name, also where that was not here yet. */
async function quoted({ authorId, text }: Message, me: MemberId): Promise<string> {
  if (authorId === me || text === '') return text;
  const author = await cardOf(authorId);
  return author === null ? text : `${author.name}: ${text}`;
}
