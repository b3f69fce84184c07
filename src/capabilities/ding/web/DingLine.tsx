import { lazy, Suspense } from 'react';
import { useConversation } from '#chat/web/index.ts';
import type { Chosen } from '#files/web/index.ts';
import type { ConversationId } from '#platform/model/ids.ts';
import { useStore } from '#platform/web/store.ts';
import { dingingStore } from './dinging.ts';

const SendDialog = lazy(() => import('./SendDialog.tsx').then((file) => ({ default: file.SendDialog })));

const none: readonly Chosen[] = [];

/** Over a conversation: the ding that somebody is about to write in it. */
export function DingLine({ conversationId }: { readonly conversationId: ConversationId }) {
  const dinging = useStore(dingingStore);
  const peerId = useConversation(conversationId)?.peerId ?? null;
  if (dinging === null) return null;
  const isHere = dinging.conversationId === conversationId || (peerId !== null && dinging.peerId === peerId);
  return isHere ? (
    <Suspense fallback={null}>
      <SendDialog
        conversationId={conversationId}
        text={dinging.text}
        memberIds={dinging.memberIds}
        about={dinging.about}
        chosen={none}
        onSent={() => {}}
        onClose={() => dingingStore.set(null)}
      />
    </Suspense>
  ) : null;
}
