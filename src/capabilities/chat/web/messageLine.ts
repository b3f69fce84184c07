import { useMember } from '#directory/web/index.ts';
import { useSaid } from '#files/web/index.ts';
import { plainText } from '#platform/web/ui/Markdown.tsx';
import { useLanguage, useWords } from '#platform/web/words.ts';
import type { Message } from '../model/contract.ts';
import { withNames } from './composing.ts';
import { useMentionNames } from './names.tsx';
import { roomCard } from './slots.ts';
import { words } from './words.ts';

const nothing = { text: '', files: [], card: null };

/** What a message says, on one line: its words or what hangs on it, and what it is where it is more than words. */
export function useMessageLine(message: Pick<Message, 'text' | 'files' | 'card'> | null | undefined): string {
  const t = useWords(words);
  const language = useLanguage();
  const said = useSaid();
  const { text, files, card } = message ?? nothing;
  const contact = useMember(card?.kind === 'contact' ? card.memberId : null);
  const nameOf = useMentionNames(text);
  const plain = contact?.name ?? said(plainText(withNames(text, nameOf)), files);
  if (card === null) return plain;
  if (card.kind === 'room') return t.askingPreview(roomCard(card.room)?.label[language] ?? '', plain);
  const kinds = {
    ...{ notice: t.cardNotice, poll: t.cardPoll, forward: t.cardForward, forwards: t.cardForwards },
    ...{ contact: t.cardContact, place: t.cardPlace },
  };
  return t.askingPreview(kinds[card.kind], plain);
}
