import { useEffect, useMemo, useState } from 'react';
import type { ConversationId } from '#platform/model/ids.ts';
import { useGo, useParam, useQueryValue } from '#platform/web/navigate.tsx';
import { useShortcut } from '#platform/web/shortcuts.ts';
import { createStore, useStore } from '#platform/web/store.ts';
import { useMedia } from '#platform/web/useMedia.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { EmptyState, ErrorCard } from '#platform/web/ui/EmptyState.tsx';
import { Panes } from '#platform/web/ui/Page.tsx';
import { Skeleton } from '#platform/web/ui/Skeleton.tsx';
import { useWords } from '#platform/web/words.ts';
import { keepForOffline, listStatus, refreshList, useConversation } from './chatStore.ts';
import { ConversationList } from './ConversationList.tsx';
import { ConversationView } from './ConversationView.tsx';
import { Details } from './Details.tsx';
import { readAll } from './reading.ts';
import { StartDialog } from './StartDialog.tsx';
import { words } from './words.ts';
import './chat.css';

const OFFLINE_AFTER_MS = 4_000;

/** Stays as chosen while one goes from conversation to conversation. */
const detailsStore = createStore(false);

/** List, conversation and details. */
export function ChatPage() {
  const t = useWords(words);
  const openId = (useParam('conversationId') || null) as ConversationId | null;
  const asked = useQueryValue('m');
  const conversation = useConversation(openId);
  const wanted = useStore(detailsStore);
  const wide = useMedia('(min-width: 1280px)');
  const detailsOpen = wanted && conversation !== null;
  const focus = useMemo(() => (/^\d+$/.test(asked) ? { number: Number(asked) } : null), [asked]);

  // On a narrow screen the details belong to the visit; beside the conversation they stay.
  useEffect(() => {
    if (!wide) detailsStore.set(false);
  }, [wide, openId]);
  const closeDetails = () => detailsStore.set(false);
  function escape(): void {
    if (detailsOpen) closeDetails();
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
      detailsLabel={t.details}
      showing={openId === null ? 'list' : detailsOpen ? 'details' : 'main'}
      onCloseDetails={closeDetails}
      list={<ConversationList openId={openId} />}
      main={
        conversation === null ? (
          <Nothing openId={openId} />
        ) : (
          <ConversationView
            key={conversation.id}
            conversation={conversation}
            focus={focus}
            detailsOpen={detailsOpen}
            covered={detailsOpen && !wide}
            onDetails={() => detailsStore.set((old) => !old)}
            onEscape={escape}
          />
        )
      }
      details={
        detailsOpen ? <Details key={conversation.id} conversation={conversation} onClose={closeDetails} /> : null
      }
    />
  );
}

/** The middle pane without a conversation: none chosen, on its way, or not to be had. */
function Nothing({ openId }: { readonly openId: ConversationId | null }) {
  const t = useWords(words);
  const go = useGo();
  const status = useStore(listStatus);
  const [starting, setStarting] = useState(false);
  if (openId !== null && status.from !== 'fresh') {
    if (status.error !== null) {
      return <ErrorCard error={status.error} title={t.conversationFailed} onRetry={() => void refreshList()} />;
    }
    return <Skeleton kind="message" rows={6} />;
  }
  if (openId !== null) {
    return (
      <EmptyState
        text={t.unknownConversation}
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
