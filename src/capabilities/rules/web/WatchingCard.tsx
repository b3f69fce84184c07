import { IconKey } from '@tabler/icons-react';
import { useState } from 'react';
import { useMember } from '#directory/web/index.ts';
import type { WatchingLine, WatchingState } from '#directory/model/contract.ts';
import { FormError } from '#identity/web/index.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { Dialog } from '#platform/web/ui/Dialog.tsx';
import { TextArea } from '#platform/web/ui/Field.tsx';
import { Card } from '#platform/web/ui/Page.tsx';
import { Tag } from '#platform/web/ui/Tag.tsx';
import { useAct } from '#platform/web/useAnswer.ts';
import { useFormat } from '#platform/web/useFormat.ts';
import { useLanguage, useWords } from '#platform/web/words.ts';
import { watchedTitle } from '../model/notifying.ts';
import { directory } from './api.ts';
import { words } from './words.ts';

const LOOKS: Readonly<Record<WatchingState, 'plain' | 'held' | 'work'>> = {
  ...{ asked: 'held', agreed: 'work', refused: 'plain', lapsed: 'plain', ended: 'plain', expired: 'plain' },
};

type Act = 'agree' | 'refuse' | 'yes' | 'no' | 'end';

interface WatchingCardProps {
  readonly line: WatchingLine;
  readonly onChanged: () => void;
}

/** A request or an agreement: what, why, how it stands, and the key of whoever looks at it. */
export function WatchingCard({ line, onChanged }: WatchingCardProps) {
  const t = useWords(words);
  const language = useLanguage();
  const format = useFormat();
  const [acting, setActing] = useState<Act | null>(null);
  const { state, purpose, keptMonths, votes, until, from, answer, waitsUntil } = line;
  const asker = useMember(line.askedBy)?.name ?? t.member;
  const holder = useMember(line.answeredBy)?.name ?? t.member;
  const facts = [t.askedBy(asker, format.when(line.askedAt))];
  if (line.answeredBy !== null) {
    facts.push(state === 'refused' ? t.refusedBy(holder) : t.agreedBy(holder, from === null ? '' : format.when(from)));
  }
  if (votes !== null) facts.push(t.voted(votes.voters, votes.yes, votes.no));
  if (state === 'asked') facts.push(t.waits(format.whenExactly(waitsUntil)));
  if (state === 'agreed' && until !== null) facts.push(t.until(format.dateLine(until)));
  // Only where somebody is named there are names to keep.
  if (line.step === 'named') facts.push(t.kept(keptMonths));
  const tag = state === 'asked' && line.key === 'vote' ? t.voting : t[state];
  const key = <IconKey size={18} stroke={1.75} aria-hidden />;
  return (
    <Card
      title={watchedTitle(line.name, line.step)[language]}
      aside={
        <Tag kind={LOOKS[state]} icon={<IconKey size={14} stroke={1.75} aria-hidden />}>
          {tag}
        </Tag>
      }
      foot={
        line.mayAnswer || line.mayVote || line.mayEnd ? (
          <div className="ru-actions">
            {line.mayEnd && <Button onClick={() => setActing('end')}>{state === 'asked' ? t.withdraw : t.end}</Button>}
            {line.mayAnswer && (
              <>
                <Button onClick={() => setActing('refuse')}>{t.refuse}</Button>
                <Button kind="primary" icon={key} onClick={() => setActing('agree')}>
                  {t.agree}
                </Button>
              </>
            )}
            {line.mayVote && (
              <>
                <Button onClick={() => setActing('no')}>{t.voteNo}</Button>
                <Button onClick={() => setActing('yes')}>{t.voteYes}</Button>
              </>
            )}
          </div>
        ) : undefined
      }
    >
      <p className="ru-quote">{purpose}</p>
      {facts.map((fact) => (
        <p key={fact} className="tl-small tl-text-2">
          {fact}
        </p>
      ))}
      {answer !== '' && <p className="tl-small ru-quote">{answer}</p>}
      {line.hasVoted && state === 'asked' && <p className="tl-small">{t.hasVoted}</p>}
      {acting !== null && <ActDialog act={acting} line={line} onClose={() => setActing(null)} onChanged={onChanged} />}
    </Card>
  );
}

interface ActDialogProps extends WatchingCardProps {
  readonly act: Act;
  readonly onClose: () => void;
}

/** Says what the key does before it is turned. */
function ActDialog({ act, line, onClose, onChanged }: ActDialogProps) {
  const t = useWords(words);
  const language = useLanguage();
  const [answer, setAnswer] = useState('');
  const { id, purpose, state } = line;
  const isVote = act === 'yes' || act === 'no';
  const step = useAct(async () => {
    if (act === 'end') await directory.endWatching({ id });
    else if (isVote) await directory.voteWatching({ id, agree: act === 'yes' });
    else await directory.answerWatching({ id, agree: act === 'agree', answer });
    onClose();
    onChanged();
  });
  const title = {
    ...{ agree: t.agreeTitle, refuse: t.refuseTitle, yes: t.voteYes, no: t.voteNo },
    end: state === 'asked' ? t.withdraw : t.endTitle,
  }[act];
  const action = { agree: t.agree, refuse: t.refuse, yes: t.voteYes, no: t.voteNo, end: title }[act];
  const consequence = { agree: t.agreeConsequence, refuse: t.refuseConsequence, yes: '', no: '', end: t.intoLedger }[
    act
  ];
  return (
    <Dialog
      open
      onClose={onClose}
      title={title}
      width="narrow"
      consequence={consequence}
      onSubmit={() => void step.run(undefined)}
      actions={
        <Button type="submit" kind={act === 'refuse' || act === 'no' ? 'plain' : 'primary'} busy={step.busy}>
          {action}
        </Button>
      }
    >
      <div className="ru-form">
        <p>
          <b>{watchedTitle(line.name, line.step)[language]}</b>
        </p>
        <p className="ru-quote">{purpose}</p>
        {isVote && <p className="tl-text-2">{t.voteText}</p>}
        {act === 'end' && <p className="tl-text-2">{state === 'asked' ? t.withdrawText : t.endText}</p>}
        {(act === 'agree' || act === 'refuse') && (
          <TextArea label={t.reason} optional hint={t.reasonHint} value={answer} onChange={setAnswer} maxLength={500} />
        )}
        <FormError error={step.error} />
      </div>
    </Dialog>
  );
}
