import { IconArrowUpRight, IconBell, IconBellOff } from '@tabler/icons-react';
import { useCallback, useEffect, useState } from 'react';
import { MemberAvatar, MemberName } from '#directory/web/index.ts';
import { Attachments } from '#files/web/index.ts';
import { refusalCode } from '#platform/web/call.ts';
import { useConnection } from '#platform/web/connection.ts';
import { useGo } from '#platform/web/navigate.tsx';
import { attempt } from '#platform/web/steps.ts';
import { useFormat } from '#platform/web/useFormat.ts';
import { IconButton } from '#platform/web/ui/Button.tsx';
import { EmptyState, ErrorCard } from '#platform/web/ui/EmptyState.tsx';
import { DetailsHeader } from '#platform/web/ui/Page.tsx';
import { Skeleton } from '#platform/web/ui/Skeleton.tsx';
import { toast } from '#platform/web/ui/Toast.tsx';
import { useWords } from '#platform/web/words.ts';
import type { Conversation, Message } from '../../model/contract.ts';
import { type Root, threadIdOf } from '../../model/threads.ts';
import { deviceNow, useConversation } from '../chatStore.ts';
import { ConversationView } from '../ConversationView.tsx';
import { MessageText } from '../MessageText.tsx';
import { useTitle } from '../names.tsx';
import { useQuoted } from '../quotes.ts';
import type { Focus } from '../Timeline.tsx';
import { words } from '../words.ts';
import { lookInto, lookWithout } from './opening.ts';
import { threadWords } from './words.ts';
import './thread.css';

interface ThreadPaneProps {
  readonly parent: Conversation;
  readonly number: number;
  readonly focus: Focus | null;
  readonly onClose: () => void;
}

/** The answers to one message, beside the conversation or over it. Mount it anew for another. */
export function ThreadPane({ parent, number, focus, onClose }: ThreadPaneProps) {
  const t = useWords(threadWords);
  const root: Root = { conversationId: parent.id, number };
  const conversation = useConversation(threadIdOf(root));
  const connection = useConnection();
  const [error, setError] = useState<unknown>(null);
  const follows = conversation?.thread?.following === true;
  const { id: parentId } = parent;
  const open = useCallback(() => {
    setError(null);
    lookInto({ conversationId: parentId, number }).catch(setError);
  }, [parentId, number]);
  // What is only looked at is not heard any more after a break of the connection.
  useEffect(() => {
    if (follows) return;
    if (connection === 'online') open();
    else if (connection === 'offline') lookWithout({ conversationId: parentId, number });
  }, [follows, connection, open, parentId, number]);

  if (conversation === null) {
    const unknown = error !== null && refusalCode(error) === 'chat.messageUnknown';
    return (
      <>
        <DetailsHeader title={t.thread} onClose={onClose} />
        {unknown ? (
          <EmptyState text={t.rootUnknown} />
        ) : error === null ? (
          <Skeleton kind="message" rows={4} />
        ) : (
          <ErrorCard error={error} title={t.threadFailed} onRetry={open} />
        )}
      </>
    );
  }
  return (
    <ConversationView
      conversation={conversation}
      focus={focus}
      covered={false}
      onEscape={onClose}
      head={<Head parent={parent} conversation={conversation} onClose={onClose} />}
      start={<RootMessage root={root} replies={conversation.lastNumber} />}
    />
  );
}

interface HeadProps {
  readonly parent: Conversation;
  readonly conversation: Conversation;
  readonly onClose: () => void;
}

function Head({ parent, conversation, onClose }: HeadProps) {
  const t = useWords(threadWords);
  const title = useTitle(parent);
  const follows = conversation.thread?.following === true;
  async function toggle(): Promise<void> {
    const input = { conversationId: conversation.id, on: !follows };
    if (await attempt(() => deviceNow()?.calls.followThread(input))) {
      toast({ text: follows ? t.unfollowed : t.followed });
    }
  }
  const icon = { size: 20, stroke: 1.75 } as const;
  return (
    <DetailsHeader
      title={
        <>
          {t.thread}
          <span className="ch-count">{title}</span>
        </>
      }
      onClose={onClose}
    >
      {conversation.lastNumber > 0 && (
        <IconButton
          icon={follows ? <IconBell {...icon} /> : <IconBellOff {...icon} />}
          label={follows ? t.unfollow : t.follow}
          active={follows}
          onClick={() => void toggle()}
        />
      )}
    </DetailsHeader>
  );
}

/** The message that is answered, on top of its answers. */
function RootMessage({ root, replies }: { readonly root: Root; readonly replies: number }) {
  const t = useWords(threadWords);
  const chat = useWords(words);
  const message = useQuoted(root.conversationId, root.number);
  return (
    <div className="ch-root">
      {message === undefined ? (
        <p className="ch-note">{chat.quoteMissing}</p>
      ) : message === null || message.recalled ? (
        <p className="ch-note">{chat.quoteGone}</p>
      ) : (
        <Said message={message} />
      )}
      <p className="ch-root-count">{replies === 0 ? t.noReplies : t.replies(replies)}</p>
    </div>
  );
}

function Said({ message }: { readonly message: Message }) {
  const t = useWords(threadWords);
  const go = useGo();
  const format = useFormat();
  const { authorId, sentAt, text, files, conversationId, number } = message;
  return (
    <div className="ch-msg ch-root-said">
      <MemberAvatar id={authorId} size="msg" />
      <div className="ch-msg-body">
        <header className="ch-msg-who">
          <b>
            <MemberName id={authorId} />
          </b>
          <time dateTime={sentAt.toISOString()} title={format.whenExactly(sentAt)}>
            {format.when(sentAt)}
          </time>
          <IconButton
            icon={<IconArrowUpRight size={16} stroke={1.75} />}
            label={t.showInConversation}
            size="sm"
            onClick={() => go(`/chat/${conversationId}?m=${number}`)}
          />
        </header>
        <div className="ch-block">
          {files.length > 0 && (
            <Attachments files={files} waiting={false} onOpen={() => go(`/chat/${conversationId}?m=${number}`)} />
          )}
          {text !== '' && <MessageText text={text} />}
        </div>
      </div>
    </div>
  );
}
