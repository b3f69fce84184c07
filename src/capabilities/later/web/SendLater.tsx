import { useState } from 'react';
import type { Written } from '#chat/web/index.ts';
import { bringWaiting } from '#files/web/index.ts';
import type { MessageId } from '#platform/model/ids.ts';
import { Offline } from '#platform/web/failures.ts';
import { newId } from '#platform/web/newId.ts';
import { Checkbox } from '#platform/web/ui/Choice.tsx';
import { useAct } from '#platform/web/useAnswer.ts';
import { useWords } from '#platform/web/words.ts';
import { laterNow, showAtOnce } from './laterStore.ts';
import { TimeDialog } from './TimeDialog.tsx';
import { words } from './words.ts';

interface SendLaterProps {
  readonly written: Written;
  readonly onTaken: () => void;
  readonly onClose: () => void;
}

/** When to send what was written. Its files are brought first; the composer keeps it until the server has it, then a line above it says so. */
export function SendLater({ written, onTaken, onClose }: SendLaterProps) {
  const t = useWords(words);
  // A retry is the same message.
  const [id] = useState(() => newId() as MessageId);
  const [silent, setSilent] = useState(false);
  const act = useAct(async (sendAt: Date) => {
    const mine = laterNow();
    if (mine === null) throw new Offline();
    const { conversationId, text, replyTo, thread, chosen } = written;
    const { blobs } = mine.company.local;
    for (const { file, bytes } of chosen) {
      await blobs.put(file.id, bytes);
      await bringWaiting(mine.company, file);
    }
    const files = chosen.map(({ file }) => file.id);
    const scheduled = await mine.calls.schedule({ id, conversationId, text, replyTo, thread, files, silent, sendAt });
    showAtOnce({ type: 'later.scheduledChanged', scheduled });
    for (const file of files) void blobs.remove(file);
    onTaken();
    onClose();
  });
  return (
    <TimeDialog
      title={t.sendLater}
      action={t.sendThen}
      conversationId={written.conversationId}
      busy={act.busy}
      error={act.error}
      how={<Checkbox label={t.silently} hint={t.silentlyHint} checked={silent} onChange={setSilent} />}
      onChoose={(at) => void act.run(at)}
      onClose={onClose}
    >
      {act.busy && written.chosen.length > 0 && (
        <p className="tl-hint" role="status">
          {t.bringing}
        </p>
      )}
    </TimeDialog>
  );
}
