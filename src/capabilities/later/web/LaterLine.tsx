import { IconClock } from '@tabler/icons-react';
import { lazy, Suspense } from 'react';
import type { ConversationId } from '#platform/model/ids.ts';
import { Link } from '#platform/web/navigate.tsx';
import { useStore } from '#platform/web/store.ts';
import { useFormat } from '#platform/web/useFormat.ts';
import { useWords } from '#platform/web/words.ts';
import { scheduledIn } from '../model/state.ts';
import { laterStore } from './laterStore.ts';
import { remindingStore } from './reminding.ts';
import { words } from './words.ts';
import './line.css';

const RemindDialog = lazy(() => import('./RemindDialog.tsx').then((file) => ({ default: file.RemindDialog })));

/** Above the composer: how many messages wait to be sent here. Over the conversation: the choice of a reminder. */
export function LaterLine({ conversationId }: { readonly conversationId: ConversationId }) {
  const t = useWords(words);
  const format = useFormat();
  const scheduled = useStore(laterStore, (state) =>
    scheduledIn(state).filter((one) => one.conversationId === conversationId),
  );
  const reminding = useStore(remindingStore);
  const failed = scheduled.filter(({ state }) => state === 'failed').length;
  const next = scheduled.find(({ state }) => state === 'waiting');
  return (
    <>
      {scheduled.length > 0 && (
        <Link to="/later?tab=scheduled&via=chat" className="la-line">
          <IconClock size={16} stroke={1.75} aria-hidden />
          <span className="tl-one">{t.count(scheduled.length)}</span>
          {failed > 0 && <b className="tl-one">{t.countFailed(failed)}</b>}
          {failed === 0 && next !== undefined && (
            <span className="tl-one tl-text-3">{t.next(format.whenExactly(next.sendAt))}</span>
          )}
        </Link>
      )}
      {reminding?.conversationId === conversationId && (
        <Suspense fallback={null}>
          <RemindDialog message={reminding} onClose={() => remindingStore.set(null)} />
        </Suspense>
      )}
    </>
  );
}
