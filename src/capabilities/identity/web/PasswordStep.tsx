import { IconFingerprint } from '@tabler/icons-react';
import { type SubmitEvent, useState } from 'react';
import { useAct } from '#platform/web/useAnswer.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { PasswordField } from '#platform/web/ui/Field.tsx';
import { useWords } from '#platform/web/words.ts';
import type { Me } from '../model/contract.ts';
import { AccountNameField } from './AccountNameField.tsx';
import { identity } from './api.ts';
import { FormError } from './FormError.tsx';
import { PasskeyStopped, usePasskeySignIn } from './passkeys.ts';
import { words } from './words.ts';
import './identity.css';

interface PasswordStepProps {
  readonly onDone: (me: Me) => void;
  readonly onSecondFactor: (challenge: string) => void;
}

/** The first step of signing in; the browser offers passkeys in the name field by itself. */
export function PasswordStep({ onDone, onSecondFactor }: PasswordStepProps) {
  const t = useWords(words);
  const [accountName, setAccountName] = useState('');
  const [password, setPassword] = useState('');
  const passkey = usePasskeySignIn(onDone);
  const step = useAct(async () => {
    const answer = await identity.signIn({ accountName: accountName.trim(), password });
    if (answer.state === 'signedIn') onDone(answer.me);
    else onSecondFactor(answer.challenge);
  });

  function submit(event: SubmitEvent): void {
    event.preventDefault();
    passkey.clear();
    void step.run(undefined);
  }

  return (
    <form className="id-form" onSubmit={submit}>
      <AccountNameField value={accountName} onChange={setAccountName} autoComplete="username webauthn" autoFocus />
      <PasswordField
        label={t.password}
        value={password}
        onChange={setPassword}
        autoComplete="current-password webauthn"
        required
        maxLength={256}
      />
      <FormError error={passkey.error instanceof PasskeyStopped ? null : (step.error ?? passkey.error)} />
      {passkey.error instanceof PasskeyStopped && (
        <p className="id-note" role="status">
          {t.passkeyStopped}
        </p>
      )}
      <Button type="submit" kind="primary" size="big" wide busy={step.busy}>
        {t.signIn}
      </Button>
      {passkey.possible && (
        <Button
          size="big"
          wide
          icon={<IconFingerprint size={20} stroke={1.75} />}
          busy={passkey.busy}
          onClick={() => {
            step.clear();
            passkey.start();
          }}
        >
          {t.withPasskey}
        </Button>
      )}
    </form>
  );
}
