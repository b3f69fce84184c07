import { IconKey } from '@tabler/icons-react';
import { useState } from 'react';
import { FormError } from '#identity/web/index.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { Dialog } from '#platform/web/ui/Dialog.tsx';
import { TextArea } from '#platform/web/ui/Field.tsx';
import { Select } from '#platform/web/ui/Select.tsx';
import { toast } from '#platform/web/ui/Toast.tsx';
import { useAct } from '#platform/web/useAnswer.ts';
import { useWords } from '#platform/web/words.ts';
import { type Policy, WATCHING_PURPOSE_MAX, WATCHING_PURPOSE_MIN, type WatchedName } from '../../model/contract.ts';
import { directory } from '../api.ts';
import { watchingChanged } from '../watching.ts';
import { usePolicyLines, usePolicyValues } from './usePolicyLines.ts';
import { words } from './words.ts';

interface AskWatchingDialogProps {
  readonly name: WatchedName;
  /** The policy as it would be. */
  readonly wanted: Policy;
  readonly onClose: () => void;
}

/** Turns the first key: what members would notice, why, and for how long names are shown. */
export function AskWatchingDialog({ name, wanted, onClose }: AskWatchingDialogProps) {
  const t = useWords(words);
  const { labels, valueOf } = usePolicyValues();
  const { notice } = usePolicyLines(wanted)[name];
  const [purpose, setPurpose] = useState('');
  const [months, setMonths] = useState<'1' | '3' | '6' | '12'>('3');
  const ready = purpose.trim().length >= WATCHING_PURPOSE_MIN;
  const step = useAct(async () => {
    await directory.askWatching({ name, step: wanted[name], purpose: purpose.trim(), keptMonths: Number(months) });
    watchingChanged.set((old) => old + 1);
    toast({ text: t.keyAsked });
    onClose();
  });
  return (
    <Dialog
      open
      onClose={onClose}
      title={t.askKeyTitle(labels[name], valueOf(name, wanted))}
      icon={<IconKey size={20} stroke={1.75} aria-hidden />}
      consequence={t.askKeyConsequence}
      onSubmit={() => ready && void step.run(undefined)}
      actions={
        <Button type="submit" kind="primary" disabled={!ready} busy={step.busy}>
          {t.askKey}
        </Button>
      }
    >
      <div className="di-ask">
        <p>{t.noticePrefix(notice)}</p>
        <p className="tl-text-2">{t.askKeyText}</p>
        <TextArea
          label={t.purpose}
          hint={t.purposeHint(WATCHING_PURPOSE_MIN)}
          value={purpose}
          onChange={setPurpose}
          maxLength={WATCHING_PURPOSE_MAX}
        />
        {wanted[name] === 'named' && (
          <Select
            label={t.keptMonths}
            hint={t.keptMonthsHint}
            value={months}
            options={(['1', '3', '6', '12'] as const).map((value) => ({ value, label: t.months(Number(value)) }))}
            onChange={setMonths}
          />
        )}
        <FormError error={step.error} />
      </div>
    </Dialog>
  );
}
