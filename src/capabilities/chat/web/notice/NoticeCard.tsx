import { IconCircleCheck, IconClipboardCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { useFormat } from '#platform/web/useFormat.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { useWords } from '#platform/web/words.ts';
import { keepsCard } from '../../model/answering.ts';
import type { NoticeCard as Card, NoticeState, ShownMessage } from '../../model/contract.ts';
import { useConversation } from '../chatStore.ts';
import { MessageText } from '../MessageText.tsx';
import { useMe } from '../useMe.ts';
import { acknowledge } from './acknowledging.ts';
import { NoticeAnswers } from './NoticeAnswersLater.tsx';
import { noticeWords } from './words.ts';
import './card.css';

interface NoticeCardProps {
  readonly message: ShownMessage & { readonly card: Card };
}

/** A message that asks to be acknowledged: its text, until when, and the button; for its author how many have pressed it. */
export function NoticeCard({ message }: NoticeCardProps) {
  const t = useWords(noticeWords);
  const format = useFormat();
  const state = message.cardState?.kind === 'notice' ? message.cardState : null;
  const { dueDays } = message.card;
  // Everybody has a due time of his own; its author sees how long he gave them.
  const ofAll = state?.counts === null || dueDays === null ? '' : t.dueDays(dueDays);
  const dueAt = state?.dueAt ?? null;
  const due = dueAt === null ? ofAll : t.dueBy(format.whenExactly(dueAt));
  return (
    <section className="ch-card" aria-label={t.notice}>
      <p className="ch-card-head">
        <IconClipboardCheck size={16} stroke={1.75} aria-hidden />
        <b>{t.notice}</b>
        {due !== '' && <span>{due}</span>}
      </p>
      <div className="ch-card-text">
        <MessageText text={message.text} />
      </div>
      <div className="ch-card-foot">
        <Answer message={message} state={state} />
        <Keeping message={message} />
      </div>
    </section>
  );
}

/** What one can do about it oneself, or how many have. The line is as high before as after. */
function Answer({ message, state }: { readonly message: ShownMessage; readonly state: NoticeState | null }) {
  const t = useWords(noticeWords);
  const format = useFormat();
  if (state === null) return null;
  const { counts } = state;
  if (counts !== null) {
    const said = format.ofAll(counts.acknowledged, counts.of);
    return (
      <span className="ch-card-count">{counts.acknowledged === counts.of ? t.everybody(said) : t.counted(said)}</span>
    );
  }
  if (!state.asked) return <span className="ch-card-quiet">{t.notAsked}</span>;
  if (state.acknowledged) {
    return (
      <span className="ch-card-done" role="status">
        <IconCircleCheck size={18} stroke={1.75} aria-hidden />
        {t.acknowledged}
      </span>
    );
  }
  return (
    <Button kind="primary" onClick={() => acknowledge(message)}>
      {t.acknowledge}
    </Button>
  );
}

/** For its author and those who keep the group: how it stands, and after the due time who is missing. */
function Keeping({ message }: { readonly message: ShownMessage }) {
  const t = useWords(noticeWords);
  const me = useMe();
  const conversation = useConversation(message.conversationId);
  const [open, setOpen] = useState(false);
  if (conversation === null || keepsCard(me, message.authorId, conversation.myRole, conversation.kind) !== null)
    return null;
  return (
    <>
      <Button kind="quiet" onClick={() => setOpen(true)}>
        {t.answers}
      </Button>
      {open && <NoticeAnswers message={message} onClose={() => setOpen(false)} />}
    </>
  );
}
