import { useEffect } from 'react';
import type { MemberId } from '#platform/model/ids.ts';
import { useGo, useParam } from '#platform/web/navigate.tsx';
import { useAnswer } from '#platform/web/useAnswer.ts';
import { ErrorCard } from '#platform/web/ui/EmptyState.tsx';
import { PageBody } from '#platform/web/ui/Page.tsx';
import { Skeleton } from '#platform/web/ui/Skeleton.tsx';
import { useWords } from '#platform/web/words.ts';
import { showConversation } from './actions.ts';
import { chatStore, deviceNow } from './chatStore.ts';
import { words } from './words.ts';

/** `/chat/with/<member>`: leads to the direct conversation with a member, made where there is none. */
export function WithMemberPage() {
  const t = useWords(words);
  const go = useGo();
  const memberId = useParam('memberId') as MemberId;
  const answer = useAnswer(`chat.with ${memberId}`, async () => {
    const known = Object.values(chatStore.get().conversations).find((one) => one.peerId === memberId);
    if (known !== undefined) return known;
    return (await deviceNow()?.calls.openDirect({ memberId }))?.conversation ?? null;
  });
  const conversation = answer.value;
  useEffect(() => {
    if (conversation === null) return;
    showConversation(conversation);
    go(`/chat/${conversation.id}`, { replace: true });
    // oxlint-disable-next-line react/exhaustive-deps
  }, [conversation]);
  return (
    <main className="tl-pane-main" id="main" aria-label={t.opening} tabIndex={-1}>
      {answer.error === null ? (
        <Skeleton kind="message" rows={6} />
      ) : (
        <PageBody width="form">
          <ErrorCard error={answer.error} title={t.conversationFailed} onRetry={answer.reload} />
        </PageBody>
      )}
    </main>
  );
}
