import { useState } from 'react';
import type { ConversationId, MemberId } from '#platform/model/ids.ts';
import { useSayError } from '#platform/web/refusals.ts';
import { useAct } from '#platform/web/useAnswer.ts';
import { Banner } from '#platform/web/ui/Banner.tsx';
import { RadioCards } from '#platform/web/ui/Choice.tsx';
import { FormDialog } from '#platform/web/ui/Dialog.tsx';
import { useWords } from '#platform/web/words.ts';
import { SILENCE_SPANS, type SilenceSpan } from '../../model/contract.ts';
import { deviceNow } from '../chatStore.ts';
import { silenceWords } from './words.ts';

interface SilenceDialogProps {
  readonly conversationId: ConversationId;
  readonly memberId: MemberId;
  readonly name: string;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** Asks for how long somebody is silenced, and says what that means. */
export function SilenceDialog({ conversationId, memberId, name, onDone, onClose }: SilenceDialogProps) {
  const t = useWords(silenceWords);
  const say = useSayError();
  const [span, setSpan] = useState<SilenceSpan>('hour');
  const act = useAct(async () => {
    await deviceNow()?.calls.silence({ conversationId, memberId, span });
    onDone();
    onClose();
  });
  return (
    <FormDialog
      title={t.title(name)}
      width="narrow"
      action={t.action}
      actionKind="danger"
      busy={act.busy}
      onSubmit={() => void act.run(undefined)}
      onClose={onClose}
    >
      <RadioCards
        label={t.howLong}
        value={span}
        options={SILENCE_SPANS.map((value) => ({ value, label: t[value] }))}
        onChange={setSpan}
      />
      <p className="tl-hint ch-silence-says">{t.consequence}</p>
      {act.error !== null && <Banner kind="danger">{say(act.error)}</Banner>}
    </FormDialog>
  );
}
