import { useState } from 'react';
import { Button } from '#platform/web/ui/Button.tsx';
import { FormRow, FormRows } from '#platform/web/ui/FormRow.tsx';
import { Card } from '#platform/web/ui/Page.tsx';
import { Skeleton } from '#platform/web/ui/Skeleton.tsx';
import { useWords } from '#platform/web/words.ts';
import { useMe } from '../account.ts';
import { words } from '../words.ts';
import { CodeDialog } from './CodeDialog.tsx';
import { PasskeyCard } from './PasskeyCard.tsx';
import { PasswordDialog } from './PasswordDialog.tsx';
import { RecoveryCodesDialog } from './RecoveryCodesDialog.tsx';
import { TotpDialog } from './TotpDialog.tsx';
import { useProof } from './useProof.tsx';

type Open = 'password' | 'totp' | 'totpOff' | 'newCodes' | null;

/** Password, second step and passkeys. */
export function SecuritySection() {
  const t = useWords(words);
  const me = useMe();
  const [open, setOpen] = useState<Open>(null);
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const proof = useProof();
  if (me === null) return <Skeleton kind="form" rows={3} />;
  const close = () => setOpen(null);
  return (
    <>
      <Card>
        <FormRows>
          <FormRow label={t.password} hint={me.hasPassword ? t.passwordSet : t.passwordUnset}>
            {me.hasPassword ? (
              <Button onClick={() => setOpen('password')}>{t.changePassword}</Button>
            ) : (
              <Button onClick={() => proof.before(() => setOpen('password'))}>{t.setPassword}</Button>
            )}
          </FormRow>
          <FormRow label={t.twoFactor} hint={me.totpEnabled ? t.twoFactorOn(me.recoveryCodesLeft) : t.twoFactorOff}>
            {me.totpEnabled ? (
              <>
                <Button onClick={() => setOpen('newCodes')}>{t.newCodes}</Button>
                <Button kind="danger" onClick={() => setOpen('totpOff')}>
                  {t.turnOff}
                </Button>
              </>
            ) : (
              <Button onClick={() => proof.before(() => setOpen('totp'))}>{t.turnOn}</Button>
            )}
          </FormRow>
        </FormRows>
      </Card>
      <PasskeyCard />
      {proof.dialog}
      <PasswordDialog open={open === 'password'} hasPassword={me.hasPassword} onClose={close} />
      <TotpDialog open={open === 'totp'} onClose={close} onCodes={setCodes} />
      <CodeDialog open={open === 'totpOff'} purpose="totpOff" onClose={close} onCodes={setCodes} />
      <CodeDialog open={open === 'newCodes'} purpose="newCodes" onClose={close} onCodes={setCodes} />
      <RecoveryCodesDialog codes={codes} onClose={() => setCodes(null)} />
    </>
  );
}
