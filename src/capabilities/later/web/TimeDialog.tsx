import { type ReactNode, useState } from 'react';
import { useConversation } from '#chat/web/index.ts';
import { useMember } from '#directory/web/index.ts';
import type { ConversationId } from '#platform/model/ids.ts';
import { Offline } from '#platform/web/failures.ts';
import { useSayError } from '#platform/web/refusals.ts';
import { useAnswer } from '#platform/web/useAnswer.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { Dialog } from '#platform/web/ui/Dialog.tsx';
import { ErrorCard } from '#platform/web/ui/EmptyState.tsx';
import { Moments } from '#platform/web/ui/Moments.tsx';
import { Skeleton } from '#platform/web/ui/Skeleton.tsx';
import { useWords, type Words } from '#platform/web/words.ts';
import type { Choice } from '../model/contract.ts';
import { laterNow } from './laterStore.ts';
import { TimeField, toldKey } from './TimeField.tsx';
import { words } from './words.ts';
import './later.css';

interface TimeDialogProps {
  readonly title: string;
  /** The words of the button beside a time of one's own. */
  readonly action: string;
  /** Where it is sent to; null: it is a reminder. */
  readonly conversationId: ConversationId | null;
  readonly busy: boolean;
  readonly error: unknown;
  /** How it is sent: over the moments, as a tap on one of them sends it. */
  readonly how?: ReactNode;
  /** What is said under the moments. */
  readonly children?: ReactNode;
  readonly onChoose: (at: Date) => void;
  readonly onClose: () => void;
}

/** Asks for a moment: one of those that are offered, at a tap, or one of one's own. */
export function TimeDialog({
  title,
  action,
  conversationId,
  busy,
  error,
  how,
  children,
  onChoose,
  onClose,
}: TimeDialogProps) {
  const t = useWords(words);
  const say = useSayError();
  const [own, setOwn] = useState<Date | null>(null);
  const [choosing, setChoosing] = useState(false);
  const peer = useMember(useConversation(conversationId)?.peerId ?? null);
  const times = useAnswer(toldKey(conversationId, null), async () => {
    const calls = laterNow()?.calls;
    if (calls === undefined) throw new Offline();
    return calls.times({ conversationId, at: null });
  });
  const asks = choosing || times.error !== null;
  return (
    <Dialog
      open
      onClose={onClose}
      title={title}
      width="narrow"
      {...(asks
        ? {
            onSubmit: () => own !== null && !busy && onChoose(own),
            actions: (
              <Button type="submit" kind="primary" disabled={own === null} busy={busy}>
                {action}
              </Button>
            ),
          }
        : {})}
    >
      {times.value === null && times.error === null && <Skeleton kind="list" rows={3} />}
      {times.value === null && times.error !== null && (
        <ErrorCard error={times.error} title={t.failed} onRetry={times.reload} />
      )}
      {times.value !== null && how}
      <Moments
        offered={(times.value?.choices ?? []).map(({ kind, at }) => ({
          ...{ kind, at },
          label: labelOf(kind, t, peer?.name ?? '', conversationId !== null),
        }))}
        busy={busy}
        onChoose={onChoose}
        other={asks || times.value === null ? null : { label: t.chosen, onOpen: () => setChoosing(true) }}
      />
      {asks && <TimeField value={own} conversationId={conversationId} onChange={setOwn} autoFocus />}
      {children}
      {error !== null && (
        <p className="tl-field-error" role="alert">
          {say(error)}
        </p>
      )}
    </Dialog>
  );
}

function labelOf(kind: Choice['kind'], t: Words<typeof words>, name: string, sends: boolean): string {
  if (kind === 'theirStart') return t.theirStart(name);
  if (kind === 'tomorrow') return sends ? t.tomorrow : t.tomorrowStart;
  return t[kind];
}
