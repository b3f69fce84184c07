import { useState } from 'react';
import { CopyField } from '#platform/web/ui/CopyField.tsx';
import { FormDialog } from '#platform/web/ui/Dialog.tsx';
import { ErrorCard } from '#platform/web/ui/EmptyState.tsx';
import { QrCode } from '#platform/web/ui/QrCode.tsx';
import { Skeleton } from '#platform/web/ui/Skeleton.tsx';
import { useAct, useAnswer } from '#platform/web/useAnswer.ts';
import { useWords } from '#platform/web/words.ts';
import { loadMe } from '../account.ts';
import { identity } from '../api.ts';
import { CodeField } from '../CodeField.tsx';
import { FormError } from '../FormError.tsx';
import { words } from '../words.ts';
import '../identity.css';

interface TotpDialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly onCodes: (codes: readonly string[]) => void;
}

/** Turns the second step on: scan, enter six digits, keep the recovery codes. */
export function TotpDialog({ open, ...rest }: TotpDialogProps) {
  return open ? <OpenTotpDialog {...rest} /> : null;
}

function OpenTotpDialog({ onClose, onCodes }: Omit<TotpDialogProps, 'open'>) {
  const t = useWords(words);
  const [code, setCode] = useState('');
  const [serial] = useState(() => crypto.randomUUID());
  const begun = useAnswer(`identity.beginTotp ${serial}`, () => identity.beginTotp({}));
  const step = useAct(async () => {
    const { recoveryCodes } = await identity.confirmTotp({ code: code.trim() });
    await loadMe();
    onClose();
    onCodes(recoveryCodes);
  });
  return (
    <FormDialog
      title={t.twoFactor}
      action={t.turnOn}
      ready={begun.value !== null && code.trim().length >= 6}
      busy={step.busy}
      onSubmit={() => void step.run(undefined)}
      onClose={onClose}
    >
      {begun.value === null && begun.error === null && <Skeleton kind="form" rows={3} />}
      {begun.value === null && begun.error !== null && <ErrorCard error={begun.error} onRetry={begun.reload} />}
      {begun.value !== null && (
        <div className="id-form">
          <p>{t.totpScan}</p>
          <div className="id-qr">
            <QrCode text={begun.value.link} label={t.totpQr} size={176} />
          </div>
          <CopyField label={t.totpSecret} value={begun.value.secret} />
          <CodeField label={t.totpEnter} value={code} onChange={setCode} />
          <FormError error={step.error} />
        </div>
      )}
    </FormDialog>
  );
}
