import { type SubmitEvent, useState } from 'react';
import { useAct } from '#platform/web/useAnswer.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { TextField } from '#platform/web/ui/Field.tsx';
import { useWords } from '#platform/web/words.ts';
import type { Me } from '../model/contract.ts';
import { identity } from './api.ts';
import { FormError } from './FormError.tsx';
import { words } from './words.ts';
import './identity.css';

interface SecondStepProps {
  readonly challenge: string;
  readonly onDone: (me: Me) => void;
  readonly onStartOver: () => void;
}

/** The digits of the authenticator app, or a recovery code. */
export function SecondStep({ challenge, onDone, onStartOver }: SecondStepProps) {
  const t = useWords(words);
  const [byRecovery, setByRecovery] = useState(false);
  const [code, setCode] = useState('');
  const step = useAct(async () => onDone(await identity.secondFactor({ challenge, code: code.trim() })));

  function submit(event: SubmitEvent): void {
    event.preventDefault();
    void step.run(undefined);
  }
  function swap(): void {
    setByRecovery(!byRecovery);
    setCode('');
    step.clear();
  }

  return (
    <form className="id-form" onSubmit={submit}>
      <p className="tl-text-2">{byRecovery ? t.recoveryText : t.secondText}</p>
      <TextField
        key={String(byRecovery)}
        label={byRecovery ? t.recoveryCode : t.code}
        value={code}
        onChange={setCode}
        autoComplete="one-time-code"
        inputMode={byRecovery ? 'text' : 'numeric'}
        autoCapitalize="none"
        spellCheck={false}
        className={byRecovery ? '' : 'id-digits'}
        required
        minLength={6}
        maxLength={20}
        autoFocus
      />
      <FormError error={step.error} />
      <Button type="submit" kind="primary" size="big" wide busy={step.busy}>
        {t.signIn}
      </Button>
      <div className="id-others">
        <Button kind="quiet" onClick={swap}>
          {byRecovery ? t.useApp : t.useRecovery}
        </Button>
        <Button kind="quiet" onClick={onStartOver}>
          {t.startOver}
        </Button>
      </div>
    </form>
  );
}
