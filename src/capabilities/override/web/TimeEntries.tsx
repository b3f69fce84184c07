import { useState } from 'react';
import { FormError } from '#identity/web/index.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { FormDialog } from '#platform/web/ui/Dialog.tsx';
import { EmptyState } from '#platform/web/ui/EmptyState.tsx';
import { MomentField } from '#platform/web/ui/MomentField.tsx';
import { Card } from '#platform/web/ui/Page.tsx';
import { Tag } from '#platform/web/ui/Tag.tsx';
import { toast } from '#platform/web/ui/Toast.tsx';
import { useAct } from '#platform/web/useAnswer.ts';
import { useFormat } from '#platform/web/useFormat.ts';
import { useWords } from '#platform/web/words.ts';
import type { TimeEntry } from '../model/contract.ts';
import { override } from './api.ts';
import { words } from './words.ts';

interface TimeEntriesProps {
  readonly entries: readonly TimeEntry[];
  readonly onChanged: () => void;
}

/** Work outside the hours: drafts to change, confirm or throw away, and what was confirmed (R7). */
export function TimeEntries({ entries, onChanged }: TimeEntriesProps) {
  const t = useWords(words);
  return (
    <Card title={t.timeTitle}>
      <p className="tl-text-2">{t.timeText}</p>
      {entries.length === 0 ? (
        <EmptyState text={t.noEntries} />
      ) : (
        <ul className="ov-list" aria-label={t.timeTitle}>
          {entries.map((entry) => (
            <EntryItem key={entry.id} entry={entry} onChanged={onChanged} />
          ))}
        </ul>
      )}
    </Card>
  );
}

function EntryItem({ entry, onChanged }: { readonly entry: TimeEntry; readonly onChanged: () => void }) {
  const t = useWords(words);
  const format = useFormat();
  const [edits, setEdits] = useState(false);
  const { id, from, until, minutes, because, state } = entry;
  const confirm = useAct(async () => {
    await override.confirmEntry({ id });
    onChanged();
  });
  const discard = useAct(async () => {
    await override.discardEntry({ id });
    toast({ text: t.discarded, kind: 'success' });
    onChanged();
  });
  const why = { override: t.becauseOverride, worked: t.becauseWorked, answered: t.becauseAnswered }[because];
  return (
    <li>
      <p className="ov-line">
        <b>
          {format.whenExactly(from)} – {format.clock(until)}
        </b>
        <span className="tl-text-2">{format.duration(minutes)}</span>
        {state === 'draft' ? <Tag kind="held">{t.draft}</Tag> : <Tag kind="work">{t.confirmed}</Tag>}
      </p>
      <p className="tl-small tl-text-2">{why}</p>
      {state === 'draft' && (
        <div className="ov-acts">
          <Button kind="primary" busy={confirm.busy} onClick={() => void confirm.run(undefined)}>
            {t.confirm}
          </Button>
          <Button onClick={() => setEdits(true)}>{t.edit}</Button>
          <Button kind="quiet" busy={discard.busy} onClick={() => void discard.run(undefined)}>
            {t.discard}
          </Button>
        </div>
      )}
      <FormError error={confirm.error ?? discard.error} />
      {edits && <EditDialog entry={entry} onClose={() => setEdits(false)} onChanged={onChanged} />}
    </li>
  );
}

interface EditDialogProps {
  readonly entry: TimeEntry;
  readonly onClose: () => void;
  readonly onChanged: () => void;
}

function EditDialog({ entry, onClose, onChanged }: EditDialogProps) {
  const t = useWords(words);
  const [from, setFrom] = useState<Date | null>(entry.from);
  const [until, setUntil] = useState<Date | null>(entry.until);
  const isReady = from !== null && until !== null;
  const act = useAct(async () => {
    if (!isReady) return;
    await override.editEntry({ id: entry.id, from, until });
    onClose();
    onChanged();
  });
  return (
    <FormDialog
      title={t.editTitle}
      width="narrow"
      action={t.save}
      ready={isReady}
      busy={act.busy}
      onSubmit={() => void act.run(undefined)}
      onClose={onClose}
    >
      <MomentField label={t.from} value={from} onChange={setFrom} />
      <MomentField label={t.until} value={until} onChange={setUntil} />
      <FormError error={act.error} />
    </FormDialog>
  );
}
