import { useEffect, useMemo, useState } from 'react';
import { useMember } from '#directory/web/index.ts';
import type { ConversationId } from '#platform/model/ids.ts';
import { useGo, useGoBack, useParam, useQueryValue } from '#platform/web/navigate.tsx';
import { useShortcut } from '#platform/web/shortcuts.ts';
import { createStore, useStore } from '#platform/web/store.ts';
import { useMedia } from '#platform/web/useMedia.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { EmptyState, ErrorCard } from '#platform/web/ui/EmptyState.tsx';
import { Panes } from '#platform/web/ui/Page.tsx';
import { Skeleton } from '#platform/web/ui/Skeleton.tsx';
import { useWords } from '#platform/web/words.ts';
import { type Root, threadIdOf } from '../model/threads.ts';
import { chatStore, keepForOffline, listStatus, refreshList, useConversation } from './chatStore.ts';
import { ConversationList } from './ConversationList.tsx';
import { ConversationHead, ConversationView } from './ConversationView.tsx';
import { Details } from './Details.tsx';
import { deletedWords } from './deleted/words.ts';
import { readAll } from './reading.ts';
import { StartDialog } from './StartDialog.tsx';
import { threadPath } from './thread/opening.ts';
import { useRoot } from './thread/roots.ts';
import { ThreadPane } from './thread/ThreadPane.tsx';
import { threadWords } from './thread/words.ts';
import type { Focus } from './Timeline.tsx';
import { words } from './words.ts';
import './chat.css';

const OFFLINE_AFTER_MS = 4_000;

/** Stays as chosen while one goes from conversation to conversation. */
const detailsStore = createStore(false);

/** List, conversation and details. */
export function ChatPage() {
  const t = useWords(words);
  const threads = useWords(threadWords);
  const openId = (useParam('conversationId') || null) as ConversationId | null;
  const go = useGo();
  const goBack = useGoBack();
  const focus = useFocus('m');
  const conversation = useConversation(openId);
  const wanted = useStore(detailsStore);
  const wide = useMedia('(min-width: 1280px)');
  const rootNumber = useFocus('t')?.number ?? null;
  const focusInThread = useFocus('tm');
  const threadOpen = rootNumber !== null && conversation !== null;
  const detailsOpen = wanted && conversation !== null && !threadOpen;
  const threadId = threadOpen ? threadIdOf({ conversationId: conversation.id, number: rootNumber }) : null;
  const thread = useConversation(threadId);
  const covers = threadOpen || detailsOpen;

  // On a narrow screen the details belong to the visit; beside the conversation they stay.
  useEffect(() => {
    if (!wide) detailsStore.set(false);
  }, [wide, openId]);
  const closeDetails = () => {
    if (threadOpen) goBack(`/chat/${conversation.id}`);
    else detailsStore.set(false);
  };
  /** The details take the place of the thread, which is left. */
  function toggleDetails(): void {
    if (threadOpen && openId !== null) go(`/chat/${openId}`, { replace: true });
    detailsStore.set((old) => threadOpen || !old);
  }
  function escape(): void {
    if (covers) closeDetails();
    else if (openId !== null) readAll(openId);
  }
  useShortcut('Escape', { zh: '标为已读，关闭面板', en: 'Mark read, close the panel' }, escape);

  const from = useStore(listStatus, (status) => status.from);
  useEffect(() => {
    if (from !== 'fresh') return;
    const timer = setTimeout(() => void keepForOffline(), OFFLINE_AFTER_MS);
    return () => clearTimeout(timer);
  }, [from]);

  return (
    <Panes
      listLabel={t.conversations}
      mainLabel={t.conversation}
      detailsLabel={threadOpen ? threads.thread : t.details}
      detailsRoomy={threadOpen}
      showing={openId === null ? 'list' : covers ? 'details' : 'main'}
      onCloseDetails={closeDetails}
      list={<ConversationList openId={thread?.thread?.following === true ? threadId : openId} />}
      main={
        conversation === null ? (
          <Nothing openId={openId} focus={focus} />
        ) : conversation.thread !== null ? (
          <ToThread root={conversation.thread} focus={focus} />
        ) : (
          <ConversationView
            key={conversation.id}
            conversation={conversation}
            focus={focus}
            covered={covers && !wide}
            onEscape={escape}
            head={<ConversationHead conversation={conversation} detailsOpen={detailsOpen} onDetails={toggleDetails} />}
          />
        )
      }
      details={
        threadOpen ? (
          <ThreadPane
            key={threadId}
            parent={conversation}
            number={rootNumber}
            focus={focusInThread}
            onClose={closeDetails}
          />
        ) : detailsOpen ? (
          <Details key={conversation.id} conversation={conversation} onClose={closeDetails} />
        ) : null
      }
    />
  );
}

/** The number of a message in the address; the same object as long as it stands there. */
function useFocus(name: string): Focus | null {
  const asked = useQueryValue(name);
  return useMemo(() => (/^\d+$/.test(asked) ? { number: Number(asked) } : null), [asked]);
}

/** The address of a thread as a conversation leads beside the one in which it hangs. */
function ToThread({ root, focus }: { readonly root: Root; readonly focus: Focus | null }) {
  const go = useGo();
  const { conversationId, number } = root;
  useEffect(() => {
    go(threadPath({ conversationId, number }, focus?.number ?? null), { replace: true });
  }, [go, conversationId, number, focus]);
  return <Skeleton kind="message" rows={6} />;
}

interface NothingProps {
  readonly openId: ConversationId | null;
  readonly focus: Focus | null;
}

/** The middle pane without a conversation: none chosen, on its way, or not to be had. */
function Nothing({ openId, focus }: NothingProps) {
  const t = useWords(words);
  const go = useGo();
  const status = useStore(listStatus);
  const [starting, setStarting] = useState(false);
  const deletions = useWords(deletedWords);
  const deleted = useStore(chatStore, (state) => state.deleted.find(({ id }) => id === openId));
  const who = useMember(deleted?.deletedBy ?? null)?.name ?? '';
  const root = useRoot(status.from === 'fresh' ? openId : null);
  if (root === undefined) return <Skeleton kind="message" rows={6} />;
  if (root !== null) return <ToThread root={root} focus={focus} />;
  if (openId !== null && status.from !== 'fresh') {
    if (status.error !== null) {
      return <ErrorCard error={status.error} title={t.conversationFailed} onRetry={() => void refreshList()} />;
    }
    return <Skeleton kind="message" rows={6} />;
  }
  if (openId !== null) {
    return (
      <EmptyState
        text={deleted === undefined ? t.unknownConversation : deletions.told(who, deleted.name)}
        action={
          <Button kind="primary" onClick={() => go('/chat', { replace: true })}>
            {t.backToList}
          </Button>
        }
      />
    );
  }
  return (
    <>
      <EmptyState text={t.chooseOne} action={<Button onClick={() => setStarting(true)}>{t.newDirect}</Button>} />
      {starting && <StartDialog kind="direct" onClose={() => setStarting(false)} />}
    </>
  );
}
