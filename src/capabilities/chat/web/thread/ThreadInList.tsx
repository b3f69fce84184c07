import { IconMessages } from '@tabler/icons-react';
import { useSaid } from '#files/web/index.ts';
import { plainText } from '#platform/web/ui/Markdown.tsx';
import { useWords } from '#platform/web/words.ts';
import type { Root } from '../../model/threads.ts';
import { useConversation } from '../chatStore.ts';
import { withNames } from '../composing.ts';
import { ConversationAvatar, useMentionNames } from '../names.tsx';
import { useQuoted } from '../quotes.ts';
import { words } from '../words.ts';
import './thread.css';

/** What a thread is about, on one line: the message that it answers. */
export function RootWords({ root }: { readonly root: Root }) {
  const t = useWords(words);
  const said = useSaid();
  const message = useQuoted(root.conversationId, root.number);
  const nameOf = useMentionNames(message?.text ?? '');
  if (message === undefined) return t.quoteMissing;
  if (message === null || message.recalled) return t.quoteGone;
  return said(plainText(withNames(message.text, nameOf)), message.files);
}

/** Where a thread hangs, marked as a thread. */
export function ThreadPicture({ root }: { readonly root: Root }) {
  const parent = useConversation(root.conversationId);
  return (
    <span className="ch-row-pic">
      {parent !== null && <ConversationAvatar conversation={parent} />}
      <span className="ch-row-kind">
        <IconMessages size={14} stroke={1.75} aria-hidden />
      </span>
    </span>
  );
}
