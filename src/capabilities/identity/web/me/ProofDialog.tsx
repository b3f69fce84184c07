import { IconFingerprint } from '@tabler/icons-react';
import { useState } from 'react';
import type { OutputOf } from '#platform/model/contract.ts';
import { refusalCode } from '#platform/web/call.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { FormDialog } from '#platform/web/ui/Dialog.tsx';
import { PasswordField } from '#platform/web/ui/Field.tsx';
import { useAct } from '#platform/web/useAnswer.ts';
import { useWords } from '#platform/web/words.ts';
import type { identityCalls } from '../../model/contract.ts';
import { identity } from '../api.ts';
import { CodeField } from '../CodeField.tsx';
import { FormError } from '../FormError.tsx';
import { PasskeyStopped, passkeysPossible, proveByPasskey } from '../passkeys.ts';
import { words } from '../words.ts';
import { OwnAccountName } from './OwnAccountName.tsx';
import '../identity.css';

export type Way = OutputOf<typeof identityCalls.proof>['ways'][number];

interface ProofDialogProps {
  /** What the account can show itself by, the most usual first. */
  readonly ways: readonly Way[];
  readonly onClose: () => void;
  readonly onProved: () => void;
}

/** Asks who sits here: by the password, a code of the app, or a passkey. */
export function ProofDialog({ ways, onClose, onProved }: ProofDialogProps) {
  const t = useWords(words);
  const possible = ways.filter((one) => one !== 'passkey' || passkeysPossible);
  const [way, setWay] = useState<Way>(possible[0] ?? 'password');
  const [typed, setTyped] = useState('');
  const step = useAct(async () => {
    if (way === 'passkey') await proveByPasskey();
    else if (way === 'code') await identity.prove({ by: 'code', code: typed.trim() });
    else await identity.prove({ by: 'password', password: typed });
    onProved();
  });
  const passwordIsWrong = refusalCode(step.error) === 'identity.wrongPassword';

  function swap(next: Way): void {
    setWay(next);
    setTyped('');
    step.clear();
  }

  return (
    <FormDialog
      title={t.proofTitle}
      width="narrow"
      action={way === 'passkey' ? t.proofByPasskey : t.proofConfirm}
      actionIcon={way === 'passkey' ? <IconFingerprint size={18} stroke={1.75} aria-hidden /> : undefined}
      ready={way === 'passkey' || typed !== ''}
      busy={step.busy}
      onSubmit={() => void step.run(undefined)}
      onClose={onClose}
    >
      <div className="id-form">
        <p>{t.proofText}</p>
        {way === 'password' && (
          <>
            <OwnAccountName />
            <PasswordField
              label={t.password}
              error={passwordIsWrong ? t.oldPasswordWrong : undefined}
              value={typed}
              onChange={setTyped}
              autoComplete="current-password"
              maxLength={256}
              autoFocus
            />
          </>
        )}
        {way === 'code' && <CodeField label={t.code} value={typed} onChange={setTyped} autoFocus />}
        {step.error instanceof PasskeyStopped ? (
          <p className="tl-field-error" role="alert">
            {t.proofStopped}
          </p>
        ) : (
          <FormError error={passwordIsWrong ? null : step.error} />
        )}
        {possible.length > 1 && (
          <div className="id-others">
            {possible
              .filter((one) => one !== way)
              .map((one) => (
                <Button key={one} kind="quiet" onClick={() => swap(one)}>
                  {{ password: t.proofByPassword, code: t.proofByCode, passkey: t.proofByPasskey }[one]}
                </Button>
              ))}
          </div>
        )}
      </div>
    </FormDialog>
  );
}
