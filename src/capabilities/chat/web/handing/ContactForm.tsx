import { IconIdBadge2 } from '@tabler/icons-react';
import { useState } from 'react';
import { MemberAvatar, MemberName, MemberPicker } from '#directory/web/index.ts';
import type { MemberId, MessageId } from '#platform/model/ids.ts';
import { newId } from '#platform/web/newId.ts';
import { useSayError } from '#platform/web/refusals.ts';
import { useCurrentCompany } from '#platform/web/session.ts';
import { useStore } from '#platform/web/store.ts';
import { useAct } from '#platform/web/useAnswer.ts';
import { Banner } from '#platform/web/ui/Banner.tsx';
import { FormDialog } from '#platform/web/ui/Dialog.tsx';
import { useWords } from '#platform/web/words.ts';
import type { Conversation } from '../../model/contract.ts';
import { chatStore, deviceNow } from '../chatStore.ts';
import { useParticipants } from '../participants.ts';
import { handingWords } from './words.ts';
import '../forward/forward.css';

interface ContactFormProps {
  readonly conversation: Conversation;
  readonly onClose: () => void;
}

/** Chooses whose contact to send. */
export function ContactForm({ conversation, onClose }: ContactFormProps) {
  const t = useWords(handingWords);
  const say = useSayError();
  const isGuest = useCurrentCompany()?.role === 'guest';
  const [chosen, setChosen] = useState<MemberId | null>(null);
  const [id] = useState(() => newId() as MessageId);
  const act = useAct(async (memberId: MemberId) => {
    await deviceNow()?.calls.sendContact({ id, conversationId: conversation.id, memberId });
    onClose();
  });
  return (
    <FormDialog
      title={t.sendContact}
      icon={<IconIdBadge2 size={20} stroke={1.75} aria-hidden />}
      width="narrow"
      consequence={t.whoSees}
      action={t.send}
      ready={chosen !== null}
      busy={act.busy}
      onSubmit={() => chosen !== null && void act.run(chosen)}
      onClose={onClose}
    >
      {isGuest ? (
        <Known conversation={conversation} chosen={chosen} onChoose={setChosen} />
      ) : (
        <MemberPicker
          label={t.choose}
          single
          selected={chosen === null ? [] : [chosen]}
          onChange={([one]) => setChosen(one ?? null)}
        />
      )}
      {act.error !== null && <Banner kind="danger">{say(act.error)}</Banner>}
    </FormDialog>
  );
}

interface KnownProps {
  readonly conversation: Conversation;
  readonly chosen: MemberId | null;
  readonly onChoose: (memberId: MemberId) => void;
}

/** A guest does not go through the directory: those who are here, and those he talks with. */
function Known({ conversation, chosen, onChoose }: KnownProps) {
  const t = useWords(handingWords);
  const here = useParticipants(conversation, 'all').value?.list ?? [];
  const peers = useStore(chatStore, ({ conversations }) =>
    Object.values(conversations).flatMap(({ peerId }) => peerId ?? []),
  );
  const all = [...new Set([...here.map(({ memberId }) => memberId), ...peers])];
  if (all.length === 0) return <p className="tl-text-2">{t.nobody}</p>;
  return (
    <div className="ch-forward-to" role="group" aria-label={t.choose}>
      {all.map((id) => (
        <button key={id} type="button" aria-pressed={id === chosen} onClick={() => onChoose(id)}>
          <MemberAvatar id={id} size={36} />
          <MemberName id={id} />
        </button>
      ))}
    </div>
  );
}
