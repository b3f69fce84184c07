import { useState } from 'react';
import { chatStore, inListOrder } from '#chat/web/index.ts';
import { MemberPicker } from '#directory/web/index.ts';
import { FormError } from '#identity/web/index.ts';
import type { ConversationId, MemberId } from '#platform/model/ids.ts';
import { useStore } from '#platform/web/store.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { Checkbox, RadioCards } from '#platform/web/ui/Choice.tsx';
import { Dialog } from '#platform/web/ui/Dialog.tsx';
import { TextArea, TextField } from '#platform/web/ui/Field.tsx';
import { Select } from '#platform/web/ui/Select.tsx';
import { toast } from '#platform/web/ui/Toast.tsx';
import { useAct } from '#platform/web/useAnswer.ts';
import { currentLanguage, useWords } from '#platform/web/words.ts';
import { PURPOSE_LENGTH_MAX, PURPOSE_LENGTH_MIN } from '../model/contract.ts';
import { records } from './api.ts';
import { words } from './words.ts';

const HOLD_DAYS = [30, 90, 180, 365];

interface NewExportDialogProps {
  readonly kind: 'export' | 'hold';
  readonly onClose: () => void;
  readonly onAsked: () => void;
}

/** The start of a day where the reader is; null for none. `after` days on. */
function dayStart(day: string, after = 0): Date | null {
  if (day === '') return null;
  const date = new Date(`${day}T00:00:00`);
  date.setDate(date.getDate() + after);
  return date;
}

/** Asks for an export: why, of what, and from when until when; or for a legal hold, and for how long. */
export function NewExportDialog({ kind, onClose, onAsked }: NewExportDialogProps) {
  const t = useWords(words);
  const [purpose, setPurpose] = useState('');
  const [which, setWhich] = useState<'all' | 'named'>('named');
  const [groupIds, setGroupIds] = useState<readonly ConversationId[]>([]);
  const [two, setTwo] = useState<readonly MemberId[]>([]);
  const [from, setFrom] = useState('');
  const [until, setUntil] = useState('');
  const [days, setDays] = useState('180');
  const isHold = kind === 'hold';
  const isNamed = which === 'named';
  const [memberId, peerId] = two;
  const step = useAct(async () => {
    const directs = isNamed && memberId !== undefined && peerId !== undefined ? [{ memberId, peerId }] : [];
    const scope = { allGroups: !isNamed, conversationIds: isNamed ? [...groupIds] : [], directs };
    // The last day counts whole.
    const times = { from: dayStart(from), until: dayStart(until, 1) };
    const language = currentLanguage();
    await (isHold
      ? records.askHold({ purpose, scope, days: Number(days), language })
      : records.askExport({ purpose, scope: { ...scope, ...times }, language }));
    toast({ text: t.asked });
    onClose();
    onAsked();
  });
  const isWhole =
    purpose.trim().length >= PURPOSE_LENGTH_MIN &&
    (!isNamed || groupIds.length > 0 || two.length === 2) &&
    two.length !== 1;
  return (
    <Dialog
      open
      onClose={onClose}
      title={isHold ? t.newHold : t.newExport}
      consequence={t.askConsequence}
      onSubmit={() => isWhole && void step.run(undefined)}
      actions={
        <Button type="submit" kind="primary" busy={step.busy} disabled={!isWhole}>
          {t.ask}
        </Button>
      }
    >
      <div className="re-form">
        {isHold && <p className="tl-text-2">{t.holdText}</p>}
        <TextArea
          label={t.purpose}
          hint={t.purposeHint(PURPOSE_LENGTH_MIN)}
          value={purpose}
          onChange={setPurpose}
          maxLength={PURPOSE_LENGTH_MAX}
        />
        <RadioCards
          label={t.scope}
          value={which}
          onChange={setWhich}
          columns={2}
          options={[
            { value: 'named', label: t.namedOnly, hint: t.namedOnlyHint },
            { value: 'all', label: t.allGroups, hint: t.allGroupsHint },
          ]}
        />
        {isNamed && (
          <>
            <GroupList chosen={groupIds} onChange={setGroupIds} />
            <div className="re-between">
              <b>{t.between}</b>
              <p className="tl-hint">{t.betweenHint}</p>
              <MemberPicker label={t.between} selected={two} onChange={setTwo} most={2} />
            </div>
          </>
        )}
        {isHold ? (
          <Select
            label={t.holdFor}
            value={days}
            options={HOLD_DAYS.map((one) => ({ value: String(one), label: t.holdDays(one) }))}
            onChange={setDays}
          />
        ) : (
          <div className="re-days">
            <TextField label={t.from} optional type="date" value={from} onChange={setFrom} />
            <TextField label={t.until} optional type="date" value={until} onChange={setUntil} />
          </div>
        )}
        <FormError error={step.error} />
      </div>
    </Dialog>
  );
}

interface GroupListProps {
  readonly chosen: readonly ConversationId[];
  readonly onChange: (chosen: readonly ConversationId[]) => void;
}

/** The own groups, in the order of the list. */
function GroupList({ chosen, onChange }: GroupListProps) {
  const t = useWords(words);
  const conversations = useStore(chatStore, (state) => state.conversations);
  const groups = inListOrder(Object.values(conversations)).filter(
    ({ kind }) => kind === 'group' || kind === 'department',
  );
  return (
    <fieldset className="re-groups">
      <legend className="tl-label">{t.groups}</legend>
      {groups.length === 0 && <p className="tl-hint">{t.noGroups}</p>}
      <div className="re-groups-list">
        {groups.map(({ id, name }) => (
          <Checkbox
            key={id}
            label={name}
            checked={chosen.includes(id)}
            onChange={(on) => onChange(on ? [...chosen, id] : chosen.filter((one) => one !== id))}
          />
        ))}
      </div>
    </fieldset>
  );
}
