import {
  IconBarrierBlock,
  IconBook2,
  IconBoltFilled,
  IconClockPlus,
  IconFlag,
  IconMoonFilled,
  IconMoonOff,
} from '@tabler/icons-react';
import { useState } from 'react';
import { type ReachNowProps, showAtOnce } from '#ding/web/index.ts';
import { MemberAvatar, MemberName, useMembers } from '#directory/web/index.ts';
import { sayRefusal } from '#platform/web/refusals.ts';
import { Banner } from '#platform/web/ui/Banner.tsx';
import { Button } from '#platform/web/ui/Button.tsx';
import { RadioCards } from '#platform/web/ui/Choice.tsx';
import { Dialog } from '#platform/web/ui/Dialog.tsx';
import { TextArea } from '#platform/web/ui/Field.tsx';
import { toast } from '#platform/web/ui/Toast.tsx';
import { FormError } from '#identity/web/index.ts';
import { useAct, useAnswer } from '#platform/web/useAnswer.ts';
import { useFormat } from '#platform/web/useFormat.ts';
import { useLanguage, useWords } from '#platform/web/words.ts';
import { countsIn, type Reason, reasons, WHY_MAX, WHY_MIN } from '../model/contract.ts';
import { override } from './api.ts';
import { words } from './words.ts';
import './override.css';

/** Whose rest it makes too short, by how many (R25). */
function Breaks({ daily, weekly }: { readonly daily: number; readonly weekly: number }) {
  const t = useWords(words);
  if (daily + weekly === 0) return null;
  const said = [...(daily > 0 ? [t.breaksDaily(daily)] : []), ...(weekly > 0 ? [t.breaksWeekly(weekly)] : [])];
  return (
    <Banner kind="danger" icon={<IconMoonOff size={18} stroke={1.75} aria-hidden />} live>
      {[...said, t.breaksNoted].join(t.sentenceSpace)}
    </Banner>
  );
}

/** Slow on purpose: whom it interrupts, why, and what follows, before the button that does it. */
export function OverrideDialog({
  id,
  addressing,
  text,
  passesOn,
  people,
  off,
  steps,
  bring,
  onSent,
  onClose,
}: ReachNowProps) {
  const t = useWords(words);
  const format = useFormat();
  const language = useLanguage();
  const [reason, setReason] = useState<Reason | null>(null);
  const [why, setWhy] = useState('');
  const asked = people.map(({ memberId }) => memberId);
  const { value, error } = useAnswer(`override.preview ${[...asked].sort().join(' ')}`, (signal) =>
    override.preview({ memberIds: asked }, { signal }),
  );
  const cards = useMembers(off.map(({ memberId }) => memberId));
  const names = off.map(({ memberId }) => cards.find((card) => card.id === memberId)?.name ?? '').join(t.listComma);
  const counted = countsIn(why);
  const refusal = value?.refusal ?? null;
  const first = off.map(({ startsAt }) => startsAt?.getTime() ?? 0).sort((a, b) => a - b)[0];
  const act = useAct(async (chosen: Reason) => {
    const said = { id, text, passesOn, files: await bring() };
    const sent = await override.send({ ...said, ...addressing, steps, reason: chosen, why });
    showAtOnce(sent);
    toast({ text: t.sent, kind: 'success' });
    onSent(sent);
  });
  const isReady = reason !== null && counted >= WHY_MIN && refusal === null && value !== null;
  return (
    <Dialog
      open
      kind="override"
      onClose={onClose}
      title={t.override}
      icon={<IconBarrierBlock size={22} stroke={1.75} aria-hidden className="ov-glyph" />}
      onSubmit={() => isReady && void act.run(reason)}
      actions={
        <>
          <Button onClick={onClose}>
            {first === undefined ? t.wait : t.waitUntil(format.whenExactly(new Date(first)))}
          </Button>
          <Button type="submit" kind="override" disabled={!isReady} busy={act.busy}>
            {t.act}
          </Button>
        </>
      }
    >
      <div className="ov-form">
        <ul className="ov-people">
          {off.map(({ memberId, startsAt }) => (
            <li key={memberId}>
              <MemberAvatar id={memberId} size={32} />
              <span className="tl-col">
                <b>
                  <MemberName id={memberId} bare />
                </b>
                <small className="ov-off">
                  <IconMoonFilled size={12} aria-hidden />
                  {startsAt !== null && t.offUntil(format.whenExactly(startsAt))}
                </small>
              </span>
            </li>
          ))}
        </ul>
        {refusal !== null && (
          <p className="tl-field-error" role="alert">
            {sayRefusal(refusal.code, refusal.facts, '', language)}
          </p>
        )}
        <FormError error={error} />
        {refusal === null && (
          <>
            {value !== null && <Breaks {...value.breaks} />}
            <RadioCards
              label={t.reason}
              columns={2}
              value={reason}
              options={reasons.map((one) => ({ value: one, label: t[one] }))}
              onChange={setReason}
            />
            <TextArea
              label={t.why}
              rows={3}
              maxRows={8}
              maxLength={WHY_MAX}
              value={why}
              hint={t.whyCount(counted, WHY_MIN)}
              onChange={setWhy}
            />
            <section className="ov-after" aria-label={t.after}>
              <h3 className="tl-label">{t.after}</h3>
              <ul>
                <li>
                  <IconBoltFilled size={16} aria-hidden />
                  {t.climbs(names)}
                </li>
                {value !== null && (
                  <li>
                    <IconMoonFilled size={16} aria-hidden />
                    {t.leftAfter(value.of, Math.max(0, value.left - 1))}
                  </li>
                )}
                <li>
                  <IconClockPlus size={16} stroke={1.75} aria-hidden />
                  {t.drafts}
                </li>
                <li>
                  <IconFlag size={16} stroke={1.75} aria-hidden />
                  {t.mayContest}
                </li>
                <li>
                  <IconBook2 size={16} stroke={1.75} aria-hidden />
                  {t.forGood}
                </li>
              </ul>
            </section>
          </>
        )}
        <FormError error={act.error} />
      </div>
    </Dialog>
  );
}
