import { IconCheck } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import type { ConversationId, MessageId } from '#platform/model/ids.ts';
import { newId } from '#platform/web/newId.ts';
import { useSayError } from '#platform/web/refusals.ts';
import { useStore } from '#platform/web/store.ts';
import { useAct, useAnswer } from '#platform/web/useAnswer.ts';
import { Banner } from '#platform/web/ui/Banner.tsx';
import { Segmented } from '#platform/web/ui/Choice.tsx';
import { FormDialog } from '#platform/web/ui/Dialog.tsx';
import { SearchField, TextField } from '#platform/web/ui/Field.tsx';
import { toast } from '#platform/web/ui/Toast.tsx';
import { useWords } from '#platform/web/words.ts';
import { type Conversation, TEXT_LENGTH_MAX } from '../../model/contract.ts';
import { mayWrite } from '../../model/sending.ts';
import { chatStore, deviceNow } from '../chatStore.ts';
import { ConversationAvatar, useTitle } from '../names.tsx';
import { conversationsNamed } from '../naming.ts';
import { forwardWords } from './words.ts';
import './forward.css';

const MOST = 50;

interface ForwardDialogProps {
  readonly conversationId: ConversationId;
  /** What to point to, in that conversation. */
  readonly numbers: readonly number[];
  readonly onSent?: () => void;
  readonly onClose: () => void;
}

type Way = 'merged' | 'oneByOne';

/** Chooses where to point to messages from, and where there are several, whether by one message or by as many. */
export function ForwardDialog({ conversationId: from, numbers, onSent, onClose }: ForwardDialogProps) {
  const t = useWords(forwardWords);
  const say = useSayError();
  const all = useStore(chatStore, ({ conversations }) => conversations);
  const [sought, setSought] = useState('');
  const [to, setTo] = useState<ConversationId | null>(null);
  const [note, setNote] = useState('');
  const [way, setWay] = useState<Way>('merged');
  // Tried again after an answer that never came, they are the same messages.
  const [ids] = useState(() => numbers.map(() => newId() as MessageId));
  const named = useAnswer(`chat.named ${sought.trim()}`, () => conversationsNamed(sought, MOST));
  const shown = useMemo(
    () =>
      (named.value ?? [])
        .flatMap((one) => all[one] ?? [])
        .filter(
          (one) => one.id !== from && mayWrite({ ...one, role: one.myRole, canSend: true, now: new Date() }) === null,
        ),
    [named.value, all, from],
  );
  const act = useAct(async (conversationId: ConversationId) => {
    const [calls, id, number] = [deviceNow()?.calls, ids[0], numbers[0]];
    if (id === undefined || number === undefined) return;
    const to = { conversationId, text: note.trim() };
    const source = { conversationId: from, numbers: [...numbers] };
    if (numbers.length === 1) await calls?.forward({ ...to, id, source: { conversationId: from, number } });
    else if (way === 'merged') await calls?.forwardMerged({ ...to, id, source });
    else await calls?.forwardEach({ ...to, ids, source });
    toast({ text: t.sent, kind: 'success' });
    onClose();
    onSent?.();
  });
  return (
    <FormDialog
      title={t.forwardTo}
      width="narrow"
      action={t.send}
      ready={to !== null}
      busy={act.busy}
      onSubmit={() => to !== null && void act.run(to)}
      onClose={onClose}
    >
      <p className="ch-forward-says">{t.whoSees}</p>
      {numbers.length > 1 && (
        <div className="ch-forward-way">
          <Segmented
            label={t.way}
            value={way}
            options={[
              { value: 'merged', label: t.merged },
              { value: 'oneByOne', label: t.oneByOne },
            ]}
            onChange={setWay}
            wide
          />
        </div>
      )}
      <SearchField label={t.findConversation} value={sought} onChange={setSought} />
      <div className="ch-forward-to" role="group" aria-label={t.forwardTo}>
        {shown.map((one) => (
          <Choice key={one.id} conversation={one} chosen={one.id === to} onChoose={() => setTo(one.id)} />
        ))}
      </div>
      <TextField label={t.note} value={note} onChange={setNote} maxLength={TEXT_LENGTH_MAX} />
      {act.error !== null && <Banner kind="danger">{say(act.error)}</Banner>}
    </FormDialog>
  );
}

interface ChoiceProps {
  readonly conversation: Conversation;
  readonly chosen: boolean;
  readonly onChoose: () => void;
}

function Choice({ conversation, chosen, onChoose }: ChoiceProps) {
  const title = useTitle(conversation);
  return (
    <button type="button" aria-pressed={chosen} onClick={onChoose}>
      <ConversationAvatar conversation={conversation} size={36} />
      <span className="tl-one tl-grow">{title}</span>
      {chosen && <IconCheck size={20} stroke={1.75} aria-hidden />}
    </button>
  );
}
