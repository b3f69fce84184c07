import { type SubmitEvent, useState } from 'react';
import { useAct } from '#platform/web/useAnswer.ts';
import { refusalCode } from '#platform/web/call.ts';
import { useSayError } from '#platform/web/refusals.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { PasswordField, TextField } from '#platform/web/ui/Field.tsx';
import { useLanguage, useWords } from '#platform/web/words.ts';
import type { Me } from '../model/contract.ts';
import { AccountNameField } from './AccountNameField.tsx';
import { identity } from './api.ts';
import { FormError } from './FormError.tsx';
import { PasswordRule } from './PasswordRule.tsx';
import { words } from './words.ts';
import './identity.css';

interface SignUpFormProps {
  /** A name that is known already, from an invite. */
  readonly name?: string;
  /** What the button does in the end: it may be more than signing up. */
  readonly action?: string;
  readonly onDone: (me: Me) => void | Promise<void>;
}

const BELOW_NAME = new Set(['identity.accountNameTaken', 'identity.accountNameBad']);
const BELOW_PASSWORD = new Set(['identity.passwordWeak']);

/** Name, account name, password: three fields and an account is there. */
export function SignUpForm({ name: known = '', action, onDone }: SignUpFormProps) {
  const t = useWords(words);
  const say = useSayError();
  const language = useLanguage();
  const [name, setName] = useState(known);
  const [accountName, setAccountName] = useState('');
  const [password, setPassword] = useState('');
  const step = useAct(async () => {
    await onDone(await identity.signUp({ accountName: accountName.trim(), password, name: name.trim(), language }));
  });
  const code = refusalCode(step.error) ?? '';
  const elsewhere = !BELOW_NAME.has(code) && !BELOW_PASSWORD.has(code);

  function submit(event: SubmitEvent): void {
    event.preventDefault();
    void step.run(undefined);
  }

  return (
    <form className="id-form" onSubmit={submit}>
      <TextField
        label={t.name}
        value={name}
        onChange={setName}
        autoComplete="name"
        required
        maxLength={60}
        autoFocus={known === ''}
      />
      <AccountNameField
        hint={t.accountNameHint}
        error={BELOW_NAME.has(code) ? say(step.error) : undefined}
        value={accountName}
        onChange={setAccountName}
        autoComplete="username"
      />
      <PasswordField
        label={t.password}
        hint={<PasswordRule password={password} accountName={accountName.trim()} />}
        error={BELOW_PASSWORD.has(code) ? say(step.error) : undefined}
        value={password}
        onChange={setPassword}
        autoComplete="new-password"
        required
        maxLength={256}
      />
      {elsewhere && <FormError error={step.error} />}
      <Button type="submit" kind="primary" size="big" wide busy={step.busy}>
        {action ?? t.signUp}
      </Button>
    </form>
  );
}
