import { IconClipboardCheck } from '@tabler/icons-react';
import { useState } from 'react';
import type { MessageId } from '#platform/model/ids.ts';
import { newId } from '#platform/web/newId.ts';
import { useSayError } from '#platform/web/refusals.ts';
import { useAct, useAnswer } from '#platform/web/useAnswer.ts';
import { useFormat } from '#platform/web/useFormat.ts';
import { Banner } from '#platform/web/ui/Banner.tsx';
import { FormDialog } from '#platform/web/ui/Dialog.tsx';
import { TextArea } from '#platform/web/ui/Field.tsx';
import { Select } from '#platform/web/ui/Select.tsx';
import { useWords } from '#platform/web/words.ts';
import { DUE_DAYS } from '../../model/cards.ts';
import { type Conversation, TEXT_LENGTH_MAX } from '../../model/contract.ts';
import { deviceNow } from '../chatStore.ts';
import { noticeWords } from './words.ts';

export interface NoticeFormProps {
  readonly conversation: Conversation;
  readonly onClose: () => void;
}

type Days = (typeof DUE_DAYS)[number];

/** Writes a notice: its text, until when, and before it is sent whom it asks. */
export function NoticeForm({ conversation, onClose }: NoticeFormProps) {
  const t = useWords(noticeWords);
  const say = useSayError();
  const { id: conversationId } = conversation;
  const [text, setText] = useState('');
  const [dueDays, setDueDays] = useState<Days | null>(2);
  // One id as long as the form is open: trying again sends nothing twice.
  const [id] = useState(() => newId() as MessageId);
  const ready = text.trim() !== '' && text.length <= TEXT_LENGTH_MAX;
  const act = useAct(async () => {
    await deviceNow()?.calls.sendNotice({ id, conversationId, text: text.trim(), dueDays });
    onClose();
  });
  return (
    <FormDialog
      title={t.title}
      icon={<IconClipboardCheck size={20} stroke={1.75} aria-hidden />}
      consequence={<Asks conversation={conversation} dueDays={dueDays} />}
      action={t.send}
      ready={ready}
      busy={act.busy}
      onSubmit={() => void act.run(undefined)}
      onClose={onClose}
    >
      <div className="ch-ask-form">
        <TextArea label={t.text} value={text} onChange={setText} hint={t.textHint} rows={4} autoFocus />
        <Select
          label={t.due}
          value={String(dueDays)}
          options={[
            ...DUE_DAYS.map((days) => ({ value: String(days), label: t.dueDays(days) })),
            { value: 'null', label: t.whenever },
          ]}
          hint={dueDays === null ? t.wheneverHint : t.dueHint}
          onChange={(value) => setDueDays(DUE_DAYS.find((days) => String(days) === value) ?? null)}
        />
        {act.error !== null && <Banner kind="danger">{say(act.error)}</Banner>}
      </div>
    </FormDialog>
  );
}

/** Whom it asks, and by when; each in his own working days. */
function Asks({
  conversation: { id: conversationId },
  dueDays,
}: {
  readonly conversation: Conversation;
  readonly dueDays: Days | null;
}) {
  const t = useWords(noticeWords);
  const format = useFormat();
  const { value } = useAnswer(`chat.noticePreview ${conversationId} ${dueDays}`, async () =>
    deviceNow()?.calls.noticePreview({ conversationId, dueDays }),
  );
  if (value === null || value === undefined) return null;
  const { asked, firstDueAt, lastDueAt } = value;
  const [members, first, last] = [format.members(asked), moment(firstDueAt), moment(lastDueAt)];
  return first === last ? t.asks(members, last) : t.asksBetween(members, first, last);

  function moment(at: Date | null): string {
    return at === null ? '' : format.whenExactly(at);
  }
}
