import { IconCheck, IconPhone } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { MemberName } from '#directory/web/index.ts';
import type { Day } from '#platform/model/zone.ts';
import { sayError } from '#platform/web/refusals.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { ConfirmDialog } from '#platform/web/ui/Dialog.tsx';
import { Card } from '#platform/web/ui/Page.tsx';
import { Tag } from '#platform/web/ui/Tag.tsx';
import { toast } from '#platform/web/ui/Toast.tsx';
import { useAct } from '#platform/web/useAnswer.ts';
import { useFormat } from '#platform/web/useFormat.ts';
import { useLanguage, useWords } from '#platform/web/words.ts';
import type { Duty, Leave } from '../model/contract.ts';
import { worktime } from './api.ts';
import { hoursText } from './clockText.ts';
import { useDays } from './days.ts';
import { leaveText } from './leaveText.ts';
import { patternText } from './patternText.ts';
import type { Mine } from './sentence.ts';
import { words } from './words.ts';

/** A step whose result is said at the foot of the screen, also where it fails. */
export function useSaidStep(onDone: () => void) {
  return useAct(async ({ act, said }: { readonly act: () => Promise<unknown>; readonly said: string }) => {
    try {
      await act();
      toast({ text: said, kind: 'success' });
    } catch (error) {
      toast({ text: sayError(error), kind: 'danger' });
    }
    onDone();
  });
}

interface ChangeCardProps {
  readonly change: NonNullable<Mine['change']>;
  readonly today: Day;
  readonly onChanged: () => void;
}

/** Hours that come later because there are more of them. Those that were given to this member alone can be had earlier. */
export function ChangeCard({ change, today, onChanged }: ChangeCardProps) {
  const t = useWords(words);
  const language = useLanguage();
  const days = useDays(today);
  const step = useSaidStep(onChanged);
  const { mayAccept, ...hours } = change;
  const { from, siteName, scheduleName, pattern } = hours;
  const what = [scheduleName ?? t.standardHours, siteName].filter((name) => name !== null);
  return (
    <Card title={t.changeTitle} foot={from > today + 1 ? t.changeHint(days.both(from)) : undefined}>
      <div className="wt-asked">
        <span className="tl-grow">
          <b>{t.changeFrom(days.both(from), what.join(language === 'zh' ? '，' : ', '))}</b>
          <small>{patternText(pattern, today, t, language)}</small>
        </span>
        {mayAccept && (
          <Button
            busy={step.busy}
            onClick={() => void step.run({ act: () => worktime.acceptChange(hours), said: t.changeAccepted })}
          >
            {t.changeAccept}
          </Button>
        )}
      </div>
    </Card>
  );
}

interface AnswersProps {
  readonly what: string;
  readonly busy: boolean;
  readonly onAnswer: (accept: boolean) => void;
}

function Answers({ what, busy, onAnswer }: AnswersProps) {
  const t = useWords(words);
  return (
    <span className="wt-answers">
      <Button busy={busy} aria-label={t.declineOf(what)} onClick={() => onAnswer(false)}>
        {t.decline}
      </Button>
      <Button
        kind="primary"
        icon={<IconCheck size={18} stroke={1.75} aria-hidden />}
        busy={busy}
        aria-label={t.acceptOf(what)}
        onClick={() => onAnswer(true)}
      >
        {t.accept}
      </Button>
    </span>
  );
}

interface OffersCardProps {
  readonly offers: Mine['offers'];
  readonly today: Day;
  readonly onChanged: () => void;
}

/** Days planned with short notice: they count once they are accepted. */
export function OffersCard({ offers, today, onChanged }: OffersCardProps) {
  const t = useWords(words);
  const language = useLanguage();
  const days = useDays(today);
  const step = useSaidStep(onChanged);
  return (
    <Card title={t.offersTitle} foot={t.offersHint}>
      <ul>
        {offers.map(({ day, hours }) => {
          const what = `${days.both(day)} ${hoursText(hours, language)}`;
          const answer = (accept: boolean) =>
            void step.run({
              act: () => worktime.acceptDay({ day, hours, accept }),
              said: accept ? t.accepted(what) : t.declined(what),
            });
          return (
            <li key={day} className="wt-asked">
              <span className="tl-grow">
                <b>{days.both(day)}</b>
                <small>{hoursText(hours, language)}</small>
              </span>
              <Answers what={what} busy={step.busy} onAnswer={answer} />
            </li>
          );
        })}
      </ul>
    </Card>
  );
}

interface OfMineProps {
  readonly mine: Mine;
  readonly now: Date;
}

/** On-call duties: accepted or not in one tap, with what it means. */
export function DutiesCard({ mine, now, onChanged }: OfMineProps & { readonly onChanged: () => void }) {
  const t = useWords(words);
  return (
    <Card title={t.dutiesTitle} foot={t.dutiesHint}>
      <ul>
        {mine.duties.map((duty) => (
          <DutyRow key={duty.id} duty={duty} timeZone={mine.timeZone} now={now} onChanged={onChanged} />
        ))}
      </ul>
    </Card>
  );
}

interface DutyRowProps {
  readonly duty: Duty;
  readonly timeZone: string;
  readonly now: Date;
  readonly onChanged: () => void;
}

function DutyRow({ duty, timeZone, now, onChanged }: DutyRowProps) {
  const t = useWords(words);
  const format = useFormat();
  const step = useSaidStep(onChanged);
  const { id, name, startsAt, endsAt, state } = duty;
  const answer = (accept: boolean, said: string) =>
    void step.run({ act: () => worktime.answerDuty({ id, accept }), said });
  return (
    <li className="wt-asked">
      <span className="tl-grow">
        <b>
          {name} <DutyState state={state} />
        </b>
        <small>
          {t.fromTo(format.whenExactly(startsAt, now, timeZone), format.whenExactly(endsAt, now, timeZone))}
        </small>
      </span>
      {state === 'offered' && (
        <Answers
          what={name}
          busy={step.busy}
          onAnswer={(accept) => answer(accept, accept ? t.accepted(name) : t.declined(name))}
        />
      )}
      {state === 'accepted' && startsAt > now && (
        <Button busy={step.busy} onClick={() => answer(false, t.givenBack(name))}>
          {t.giveBack}
        </Button>
      )}
    </li>
  );
}

interface DutyStateProps {
  readonly state: Duty['state'];
  readonly ofOther?: boolean;
}

/** What became of an offered duty: a word, a shape, a colour. */
export function DutyState({ state, ofOther = false }: DutyStateProps): ReactNode {
  const t = useWords(words);
  if (state === 'accepted') {
    return (
      <Tag kind="work" icon={<IconPhone size={12} stroke={1.75} aria-hidden />}>
        {t.dutyAccepted}
      </Tag>
    );
  }
  return (
    <Tag kind={state === 'offered' ? 'external' : 'plain'}>
      {state === 'declined' ? t.dutyDeclined : ofOther ? t.dutyWaits : t.dutyOffered}
    </Tag>
  );
}

/** The own leave, with its kind: nobody else sees that but who keeps the list of people. */
export function LeaveCard({ mine, now, onChanged }: OfMineProps & { readonly onChanged: () => void }) {
  const t = useWords(words);
  const language = useLanguage();
  const [ending, setEnding] = useState<Leave | null>(null);
  const say = (leave: Leave) => leaveText(leave, mine.timeZone, now, t.fromTo, language);
  const step = useSaidStep(() => {
    setEnding(null);
    onChanged();
  });
  return (
    <Card title={t.leaveTitle}>
      <ul>
        {mine.leave.map((leave) => (
          <li key={leave.id} className="wt-asked">
            <span className="tl-grow">
              <b>{say(leave)}</b>
              <small>
                {t[leave.kind]}
                {leave.standInId !== null && (
                  <>
                    {' · '}
                    {t.standIn} <MemberName id={leave.standInId} bare />
                  </>
                )}
              </small>
            </span>
            <Button onClick={() => setEnding(leave)}>{t.endLeave}</Button>
          </li>
        ))}
      </ul>
      {ending !== null && (
        <ConfirmDialog
          open
          onClose={() => setEnding(null)}
          title={t.endLeaveTitle}
          action={t.endLeave}
          busy={step.busy}
          onConfirm={() => void step.run({ act: () => worktime.endLeave({ id: ending.id }), said: t.leaveEnded })}
        >
          {t.endLeaveText(say(ending))}
        </ConfirmDialog>
      )}
    </Card>
  );
}
