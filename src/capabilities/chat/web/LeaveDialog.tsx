import { useState } from 'react';
import { useGo } from '#platform/web/navigate.tsx';
import { attempt } from '#platform/web/steps.ts';
import { Checkbox } from '#platform/web/ui/Choice.tsx';
import { ConfirmDialog } from '#platform/web/ui/Dialog.tsx';
import { useWords } from '#platform/web/words.ts';
import type { Conversation } from '../model/contract.ts';
import { deviceNow } from './chatStore.ts';
import { groupWords } from './group/words.ts';
import { words } from './words.ts';

interface LeaveDialogProps {
  readonly conversation: Conversation;
  readonly onClose: () => void;
}

/** Before one leaves a group: what that means. */
export function LeaveDialog({ conversation, onClose }: LeaveDialogProps) {
  const t = useWords(words);
  const go = useGo();
  const group = useWords(groupWords);
  const [busy, setBusy] = useState(false);
  const [quietly, setQuietly] = useState(false);
  async function leave(): Promise<void> {
    setBusy(true);
    const done = await attempt(() => deviceNow()?.calls.leave({ conversationId: conversation.id, quietly }));
    setBusy(false);
    onClose();
    if (done) go('/chat', { replace: true });
  }
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      title={t.leaveTitle(conversation.name)}
      action={t.leave}
      busy={busy}
      onConfirm={() => void leave()}
    >
      <p>{t.leaveText}</p>
      {conversation.myRole === 'owner' && <p>{t.leaveOwner}</p>}
      <Checkbox label={group.quietly} hint={group.quietlyHint} checked={quietly} onChange={setQuietly} />
    </ConfirmDialog>
  );
}
