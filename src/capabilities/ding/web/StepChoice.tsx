import { useId } from 'react';
import { useMembers } from '#directory/web/index.ts';
import { useFormat } from '#platform/web/useFormat.ts';
import { useWords } from '#platform/web/words.ts';
import { STEPS } from '../model/contract.ts';
import type { Person } from './usePreview.ts';
import { words } from './words.ts';

const NAMED_MOST = 3;

interface StepChoiceProps {
  readonly people: readonly Person[];
  readonly steps: number;
  /** When its first step is; null: not chosen yet. */
  readonly startsAt: Date | null;
  readonly onChange: (steps: number) => void;
}

/** How far the ladder may go, with the times of its steps. */
export function StepChoice({ people, steps, startsAt, onChange }: StepChoiceProps) {
  const t = useWords(words);
  const format = useFormat();
  const name = useId();
  const noSms = people.filter(({ sms }) => !sms).map(({ memberId }) => memberId);
  const noCall = people.filter(({ sms, call }) => sms && !call).map(({ memberId }) => memberId);
  const cards = useMembers([...noSms, ...noCall].slice(0, 2 * NAMED_MOST));
  const named = (ids: readonly string[]) => {
    const names = ids
      .slice(0, NAMED_MOST)
      .map((id) => cards.find((card) => card.id === id)?.name ?? '')
      .join(t.comma);
    return ids.length > NAMED_MOST ? t.andOthers(names, ids.length) : names;
  };
  const nobody = {
    socket: false,
    push: false,
    sms: noSms.length === people.length,
    call: people.every(({ call }) => !call),
  };
  return (
    <fieldset className="dg-steps">
      <legend className="tl-label">{t.howFar}</legend>
      <div className="dg-steps-row">
        {STEPS.map(({ way, afterMinutes }, index) => (
          <label key={way} data-on={index < steps ? '' : undefined} data-off={nobody[way] ? '' : undefined}>
            <input type="radio" name={name} checked={steps === index + 1} onChange={() => onChange(index + 1)} />
            <span aria-hidden />
            <b>{t[way]}</b>
            <i>{startsAt !== null && format.clock(new Date(startsAt.getTime() + afterMinutes * 60_000))}</i>
          </label>
        ))}
      </div>
      <p className="tl-hint">
        {t.stops}
        {steps > 2 && noSms.length > 0 && t.noNumber(named(noSms))}
        {steps > 3 && noCall.length > 0 && t.noCall(named(noCall))}
      </p>
    </fieldset>
  );
}
