import { IconBolt } from '@tabler/icons-react';
import { chatStore } from '#chat/web/index.ts';
import type { Message } from '#chat/model/contract.ts';
import { insiders } from '#directory/model/contract.ts';
import { cardHere } from '#directory/web/index.ts';
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
  const isPlain = message.authorId === me || message.text === '';
  const text = isPlain ? message.text : `${cardHere(message.authorId)?.name ?? ''}: ${message.text}`;
  return [
    {
      label: t.dingThis,
      icon: <IconBolt size={18} stroke={1.75} aria-hidden />,
      onSelect: () => dingFrom(message, text, null),
    },
  ];
}
