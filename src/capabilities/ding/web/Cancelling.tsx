import { useState } from 'react';
import { Button } from '#platform/web/ui/Button.tsx';
import { ConfirmDialog } from '#platform/web/ui/Dialog.tsx';
import { useWords } from '#platform/web/words.ts';
import type { Ding } from '../model/contract.ts';
import { cancelDing } from './acting.ts';
import { words } from './words.ts';

/** For its author: stops a ding, having said what that does. */
export function Cancelling({ ding }: { readonly ding: Ding }) {
  const t = useWords(words);
  const [asks, setAsks] = useState(false);
  const { confirmed, later, of } = ding.counts;
  return (
    <>
      <Button kind="quiet" size="sm" aria-haspopup="dialog" onClick={() => setAsks(true)}>
        {t.cancelDing}
      </Button>
      <ConfirmDialog
        open={asks}
        onClose={() => setAsks(false)}
        title={t.cancelTitle}
        action={t.cancelDing}
        onConfirm={() => {
          setAsks(false);
          void cancelDing(ding.id);
        }}
      >
        {ding.state === 'scheduled' ? t.cancelScheduledText : t.cancelText(Math.max(0, of - confirmed - later))}
      </ConfirmDialog>
    </>
  );
}
