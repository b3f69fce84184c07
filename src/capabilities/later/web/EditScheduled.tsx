import { useState } from 'react';
import { TEXT_LENGTH_MAX } from '#chat/model/contract.ts';
import { fromWire, toWire } from '#chat/web/index.ts';
import { cardHere } from '#directory/web/index.ts';
import { useSayError } from '#platform/web/refusals.ts';
import { FormDialog } from '#platform/web/ui/Dialog.tsx';
import { TextArea } from '#platform/web/ui/Field.tsx';
import { useAct } from '#platform/web/useAnswer.ts';
import { useWords } from '#platform/web/words.ts';
import type { Scheduled } from '../model/contract.ts';
import { laterNow, showAtOnce } from './laterStore.ts';
import { TimeField } from './TimeField.tsx';
import { words } from './words.ts';

interface EditScheduledProps {
  readonly scheduled: Scheduled;
  readonly onClose: () => void;
}

/** Text and moment of a message that waits. Mentions stay mentions as long as their names stand there. */
export function EditScheduled({ scheduled: { id, conversationId, text, sendAt, files }, onClose }: EditScheduledProps) {
  const t = useWords(words);
  const say = useSayError();
  const [first] = useState(() =>
    fromWire(text, (one) => (one === 'all' ? t.everybody : (cardHere(one)?.name ?? null))),
  );
  const [written, setWritten] = useState(first.text);
  const [at, setAt] = useState<Date | null>(() => (sendAt > new Date() ? sendAt : null));
  const act = useAct(async (moment: Date) => {
    const wire = toWire(written.trim(), first.picked);
    const scheduled = await laterNow()?.calls.changeScheduled({ id, text: wire, sendAt: moment });
    if (scheduled !== undefined) showAtOnce({ type: 'later.scheduledChanged', scheduled });
    onClose();
  });
  const isReady = at !== null && (written.trim() !== '' || files.length > 0);
  return (
    <FormDialog
      title={t.editTitle}
      action={t.saveEdit}
      ready={isReady}
      busy={act.busy}
      onSubmit={() => at !== null && void act.run(at)}
      onClose={onClose}
    >
      <TextArea label={t.text} value={written} onChange={setWritten} maxRows={8} maxLength={TEXT_LENGTH_MAX} />
      <TimeField value={at} conversationId={conversationId} onChange={setAt} />
      {act.error !== null && (
        <p className="tl-field-error" role="alert">
          {say(act.error)}
        </p>
      )}
    </FormDialog>
  );
}
