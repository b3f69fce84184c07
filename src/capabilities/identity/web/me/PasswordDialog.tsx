import { useState } from 'react';
import { refusalCode } from '#platform/web/call.ts';
import { FormDialog } from '#platform/web/ui/Dialog.tsx';
import { PasswordField } from '#platform/web/ui/Field.tsx';
import { toast } from '#platform/web/ui/Toast.tsx';
import { useAct } from '#platform/web/useAnswer.ts';
import { useWords } from '#platform/web/words.ts';
import { loadMe, useMe } from '../account.ts';
import { identity } from '../api.ts';
import { FormError } from '../FormError.tsx';
import { PasswordRule } from '../PasswordRule.tsx';
import { words } from '../words.ts';
import { OwnAccountName } from './OwnAccountName.tsx';
import '../identity.css';

interface PasswordDialogProps {
  readonly open: boolean;
  readonly hasPassword: boolean;
  readonly onClose: () => void;
}

/** Changes the password, or sets the first one. */
export function PasswordDialog({ open, ...rest }: PasswordDialogProps) {
  return open ? <OpenPasswordDialog {...rest} /> : null;
}

function OpenPasswordDialog({ hasPassword, onClose }: Omit<PasswordDialogProps, 'open'>) {
  const t = useWords(words);
  const me = useMe();
  const [oldPassword, setOld] = useState('');
  const [newPassword, setNew] = useState('');
  const oldIsWrong = (error: unknown) => refusalCode(error) === 'identity.wrongPassword';
  const title = hasPassword ? t.changePassword : t.setPassword;
  const step = useAct(async () => {
    await identity.changePassword({ oldPassword: hasPassword ? oldPassword : null, newPassword });
    await loadMe();
    toast({ text: t.passwordChanged });
    onClose();
  });
  return (
    <FormDialog
      title={title}
      width="narrow"
      consequence={t.changePasswordConsequence}
      action={title}
      ready={newPassword !== ''}
      busy={step.busy}
      onSubmit={() => void step.run(undefined)}
      onClose={onClose}
    >
      <div className="id-form">
        <OwnAccountName />
        {hasPassword && (
          <PasswordField
            label={t.oldPassword}
            error={oldIsWrong(step.error) ? t.oldPasswordWrong : undefined}
            value={oldPassword}
            onChange={setOld}
            autoComplete="current-password"
            autoFocus
          />
        )}
        <PasswordField
          label={t.newPassword}
          hint={<PasswordRule password={newPassword} accountName={me?.accountName ?? ''} />}
          value={newPassword}
          onChange={setNew}
          autoComplete="new-password"
          maxLength={256}
        />
        <FormError error={oldIsWrong(step.error) ? null : step.error} />
      </div>
    </FormDialog>
  );
}
