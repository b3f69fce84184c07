import { useState } from 'react';
import { FormDialog } from '#platform/web/ui/Dialog.tsx';
import { useAct } from '#platform/web/useAnswer.ts';
import { useWords } from '#platform/web/words.ts';
import { loadMe } from '../account.ts';
import { identity } from '../api.ts';
import { CodeField } from '../CodeField.tsx';
import { FormError } from '../FormError.tsx';
import { words } from '../words.ts';
import '../identity.css';

interface CodeDialogProps {
  readonly open: boolean;
  readonly purpose: 'totpOff' | 'newCodes';
  readonly onClose: () => void;
  readonly onCodes: (codes: readonly string[]) => void;
}

/** Steps that want a fresh code of the authenticator app. */
export function CodeDialog({ open, ...rest }: CodeDialogProps) {
  return open ? <OpenCodeDialog {...rest} /> : null;
}

function OpenCodeDialog({ purpose, onClose, onCodes }: Omit<CodeDialogProps, 'open'>) {
  const t = useWords(words);
  const [code, setCode] = useState('');
  const off = purpose === 'totpOff';
  const step = useAct(async () => {
    const answer = off
      ? await identity.endTotp({ code: code.trim() })
      : await identity.newRecoveryCodes({ code: code.trim() });
    await loadMe();
    onClose();
    if ('recoveryCodes' in answer) onCodes(answer.recoveryCodes);
  });
  return (
    <FormDialog
      title={off ? t.turnOffTitle : t.newCodes}
      width="narrow"
      action={off ? t.turnOff : t.newCodes}
      actionKind={off ? 'danger' : 'primary'}
      ready={code.trim().length >= 6}
      busy={step.busy}
      onSubmit={() => void step.run(undefined)}
      onClose={onClose}
    >
      <div className="id-form">
        <p>{off ? t.turnOffText : t.newCodesText}</p>
        <CodeField label={t.code} value={code} onChange={setCode} recovery={off} autoFocus />
        <FormError error={step.error} />
      </div>
    </FormDialog>
  );
}
