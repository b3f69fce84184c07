import { IconChartBar, IconCheck } from '@tabler/icons-react';
import { useId, useState } from 'react';
import { useFormat } from '#platform/web/useFormat.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { ConfirmDialog } from '#platform/web/ui/Dialog.tsx';
import { useWords } from '#platform/web/words.ts';
import { keepsCard } from '../../model/answering.ts';
import type { PollCard as Card, PollState, ShownMessage } from '../../model/contract.ts';
import { useConversation } from '../chatStore.ts';
import { MessageText } from '../MessageText.tsx';
import { useMe } from '../useMe.ts';
import { useHasPassed } from '../useHasPassed.ts';
import { chosenAfter, closePoll, vote } from './voting.ts';
import { WhoVoted } from './WhoVotedLater.tsx';
import { pollWords } from './words.ts';
import '../notice/card.css';
import './poll.css';

interface PollCardProps {
  readonly message: ShownMessage & { readonly card: Card };
}

/** A question with its options: a row each, with how many chose it and whether one did so oneself. */
export function PollCard({ message }: PollCardProps) {
  const t = useWords(pollWords);
  const format = useFormat();
  const { card, text } = message;
  const state = message.cardState?.kind === 'poll' ? message.cardState : null;
  const isPast = useHasPassed(card.endsAt);
  const ended = isPast || state?.closed === true;
  return (
    <section className="ch-card" aria-label={t.poll}>
      <p className="ch-card-head">
        <IconChartBar size={16} stroke={1.75} aria-hidden />
        <b>{t.poll}</b>
        <span>{card.multiple ? t.several : t.single}</span>
        <span>{card.anonymous ? t.anonymousShort : t.named}</span>
        {ended ? (
          <span>{t.ended}</span>
        ) : (
          card.endsAt !== null && <span>{t.endsBy(format.whenExactly(card.endsAt))}</span>
        )}
      </p>
      <div className="ch-card-text">
        <MessageText text={text} />
      </div>
      {state !== null && (
        <>
          <Options message={message} state={state} ended={ended} />
          <Foot message={message} state={state} ended={ended} />
        </>
      )}
    </section>
  );
}

interface PartProps extends PollCardProps {
  readonly state: PollState;
  readonly ended: boolean;
}

function Options({ message, state, ended }: PartProps) {
  const t = useWords(pollWords);
  const name = useId();
  const archived = useConversation(message.conversationId)?.archived === true;
  const { card } = message;
  return (
    <fieldset className="ch-poll" disabled={ended || archived}>
      <legend className="tl-hidden">{t.options}</legend>
      {card.options.map((option, place) => {
        const count = state.counts[place] ?? 0;
        const share = state.voters === 0 ? 0 : Math.round((count / state.voters) * 100);
        const mine = state.mine.includes(place);
        return (
          <label key={option} className="ch-poll-option" data-mine={mine ? '' : undefined}>
            <input
              type={card.multiple ? 'checkbox' : 'radio'}
              name={name}
              checked={mine}
              aria-describedby={`${name}-${place}`}
              onChange={() => vote(message, state, chosenAfter(card, state.mine, place))}
            />
            <svg className="ch-poll-bar" viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden>
              <rect width={share} height="1" />
            </svg>
            <span className={card.multiple ? 'ch-poll-mark' : 'ch-poll-mark ch-poll-round'} aria-hidden>
              {mine && <IconCheck size={14} stroke={2.5} />}
            </span>
            <span className="ch-poll-text">{option}</span>
            <span id={`${name}-${place}`} className="ch-poll-count">
              <span className="tl-hidden">{t.votes(count, share)}</span>
              <b aria-hidden>{count}</b>
              <span aria-hidden>{share}%</span>
            </span>
          </label>
        );
      })}
    </fieldset>
  );
}

function Foot({ message, state, ended }: PartProps) {
  const t = useWords(pollWords);
  const me = useMe();
  const conversation = useConversation(message.conversationId);
  const [open, setOpen] = useState<'who' | 'end' | null>(null);
  if (conversation === null) return null;
  const keeps = keepsCard(me, message.authorId, conversation.myRole, conversation.kind) === null;
  const close = () => setOpen(null);
  return (
    <div className="ch-card-foot">
      <span className="ch-card-count">{t.voters(state.voters)}</span>
      <span className="ch-poll-acts">
        {!ended && state.mine.length > 0 && !conversation.archived && (
          <Button kind="quiet" onClick={() => vote(message, state, [])}>
            {t.takeBack}
          </Button>
        )}
        {!message.card.anonymous && state.voters > 0 && (
          <Button kind="quiet" onClick={() => setOpen('who')}>
            {t.who}
          </Button>
        )}
        {keeps && !ended && (
          <Button kind="quiet" onClick={() => setOpen('end')}>
            {t.end}
          </Button>
        )}
      </span>
      {open === 'who' && <WhoVoted message={message} state={state} onClose={close} />}
      <ConfirmDialog
        open={open === 'end'}
        onClose={close}
        title={t.endTitle}
        action={t.end}
        kind="primary"
        onConfirm={() => {
          closePoll(message);
          close();
        }}
      >
        {t.endText}
      </ConfirmDialog>
    </div>
  );
}
