import { useState } from 'react';
import { attempt } from '#platform/web/steps.ts';
import { useAnswer } from '#platform/web/useAnswer.ts';
import { ErrorCard } from '#platform/web/ui/EmptyState.tsx';
import { FormRow, FormRows } from '#platform/web/ui/FormRow.tsx';
import { Card } from '#platform/web/ui/Page.tsx';
import { Skeleton } from '#platform/web/ui/Skeleton.tsx';
import { Switch } from '#platform/web/ui/Choice.tsx';
import { useWords } from '#platform/web/words.ts';
import { deviceNow } from './chatStore.ts';
import { words } from './words.ts';

interface Sharing {
  readonly direct: boolean;
  readonly groups: boolean;
}

/** Where one shares own read receipts, as far as the company lets one choose. */
export function ReceiptSettings() {
  const t = useWords(words);
  const { value, error, reload } = useAnswer('chat.receiptSettings', async () =>
    deviceNow()?.calls.receiptSettings({}),
  );
  const [chosen, setChosen] = useState<Sharing | null>(null);
  if (error !== null && value === null) return <ErrorCard error={error} onRetry={reload} />;
  if (value === null || value === undefined) return <Skeleton kind="form" rows={2} />;
  const { direct, groups } = chosen ?? value;
  const set = (next: Sharing) => {
    setChosen(next);
    void attempt(
      () => deviceNow()?.calls.setReceiptSettings(next),
      () => setChosen(null),
    ).then(reload);
  };
  if (value.policy === 'off') {
    return (
      <Card>
        <p className="tl-text-2">{t.receiptsNever}</p>
      </Card>
    );
  }
  return (
    <Card foot={<span className="tl-small tl-text-3">{t.timesNeverKept}</span>}>
      <FormRows>
        <FormRow label={t.shareDirect} hint={t.shareHint}>
          <Switch label={t.shareDirect} bare checked={direct} onChange={(next) => set({ direct: next, groups })} />
        </FormRow>
        <FormRow label={t.shareGroups} hint={value.mayChooseGroups ? t.shareHint : t.companyDecides}>
          {value.mayChooseGroups && (
            <Switch label={t.shareGroups} bare checked={groups} onChange={(next) => set({ direct, groups: next })} />
          )}
        </FormRow>
      </FormRows>
    </Card>
  );
}
