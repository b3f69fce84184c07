import { toast } from '#platform/web/ui/Toast.tsx';
import { useAct } from '#platform/web/useAnswer.ts';
import { useFormat } from '#platform/web/useFormat.ts';
import { useWords } from '#platform/web/words.ts';
import type { Message } from '#chat/model/contract.ts';
import { laterNow, showAtOnce } from './laterStore.ts';
import { TimeDialog } from './TimeDialog.tsx';
import { words } from './words.ts';

interface RemindDialogProps {
  readonly message: Pick<Message, 'conversationId' | 'number'>;
  readonly onClose: () => void;
}

/** When to be reminded of a message, which is kept for later with that. */
export function RemindDialog({ message: { conversationId, number }, onClose }: RemindDialogProps) {
  const t = useWords(words);
  const format = useFormat();
  const act = useAct(async (at: Date) => {
    const saved = await laterNow()?.calls.save({ conversationId, number, remindAt: at });
    if (saved === undefined) return;
    showAtOnce({ type: 'later.savedChanged', saved });
    toast({ text: t.willRemind(format.whenExactly(at)), kind: 'success' });
    onClose();
  });
  return (
    <TimeDialog
      title={t.remindMe.replace('…', '')}
      action={t.setReminder}
      conversationId={null}
      busy={act.busy}
      error={act.error}
      onChoose={(at) => void act.run(at)}
      onClose={onClose}
    />
  );
}
