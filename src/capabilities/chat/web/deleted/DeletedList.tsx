import { useState } from 'react';
import { useMember } from '#directory/web/index.ts';
import { useStore } from '#platform/web/store.ts';
import { useCurrentCompany } from '#platform/web/session.ts';
import { attempt } from '#platform/web/steps.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { EmptyState } from '#platform/web/ui/EmptyState.tsx';
import { Card } from '#platform/web/ui/Page.tsx';
import { toast } from '#platform/web/ui/Toast.tsx';
import { useFormat } from '#platform/web/useFormat.ts';
import { useWords } from '#platform/web/words.ts';
import type { DeletedConversation } from '../../model/contract.ts';
import { canRestore } from '../../model/deleting.ts';
import { chatStore, deviceNow } from '../chatStore.ts';
import { deletedFacts } from '../slots.ts';
import { deletedWords } from './words.ts';
import './deleted.css';

interface DeletedListProps {
  readonly deleted: readonly DeletedConversation[];
  readonly onRestored?: () => void;
}

/** Groups that were deleted: by whom, until when they can be restored, and the button for who may. */
export function DeletedList({ deleted, onRestored }: DeletedListProps) {
  const t = useWords(deletedWords);
  return (
    <Card>
      <p className="tl-text-2">{t.intro}</p>
      {deleted.length === 0 ? (
        <EmptyState text={t.none} />
      ) : (
        <ul className="ch-deleted" aria-label={t.title}>
          {deleted.map((one) => (
            <Row key={one.id} one={one} onRestored={onRestored} />
          ))}
        </ul>
      )}
    </Card>
  );
}

function Row({
  one,
  onRestored,
}: {
  readonly one: DeletedConversation;
  readonly onRestored: (() => void) | undefined;
}) {
  const t = useWords(deletedWords);
  const format = useFormat();
  const me = useStore(chatStore, (state) => state.me);
  const role = useCurrentCompany()?.role ?? 'guest';
  const facts = useStore(deletedFacts);
  const [busy, setBusy] = useState(false);
  const { id: conversationId, name, deletedBy, deletedAt, eraseAt } = one;
  const who = useMember(deletedBy)?.name ?? '';
  async function restore(): Promise<void> {
    setBusy(true);
    const done = await attempt(() => deviceNow()?.calls.restoreConversation({ conversationId }));
    setBusy(false);
    if (!done) return;
    toast({ text: t.restored(name) });
    onRestored?.();
  }
  return (
    <li>
      <div>
        <b>{name}</b>
        <p className="tl-small tl-text-2">{t.by(deletedBy === me ? t.me : who, format.when(deletedAt))}</p>
        <p className="tl-small tl-text-3">{t.erasedFrom(format.whenExactly(eraseAt))}</p>
        {facts.map((Fact, index) => (
          <Fact key={index} conversationId={conversationId} />
        ))}
      </div>
      {canRestore({ memberId: me, role }, { deletedBy, begun: false }) === null && (
        <Button aria-label={t.restoreOf(name)} busy={busy} onClick={() => void restore()}>
          {t.restore}
        </Button>
      )}
    </li>
  );
}
