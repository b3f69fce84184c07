import { IconFingerprint, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { OutputOf } from '#platform/model/contract.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { ConfirmDialog, FormDialog } from '#platform/web/ui/Dialog.tsx';
import { ErrorCard } from '#platform/web/ui/EmptyState.tsx';
import { TextField } from '#platform/web/ui/Field.tsx';
import { Card } from '#platform/web/ui/Page.tsx';
import { Skeleton } from '#platform/web/ui/Skeleton.tsx';
import { toast } from '#platform/web/ui/Toast.tsx';
import { useAct, useAnswer } from '#platform/web/useAnswer.ts';
import { useFormat } from '#platform/web/useFormat.ts';
import { useWords } from '#platform/web/words.ts';
import type { identityCalls } from '../../model/contract.ts';
import { identity } from '../api.ts';
import { FormError } from '../FormError.tsx';
import { makePasskey, PasskeyStopped, passkeysPossible } from '../passkeys.ts';
import { words } from '../words.ts';
import { nameOfThisDevice } from './nameOfThisDevice.ts';
import { useProof } from './useProof.tsx';
import './me.css';

type Passkey = OutputOf<typeof identityCalls.passkeys>[number];

/** The passkeys of the account. */
export function PasskeyCard() {
  const t = useWords(words);
  const format = useFormat();
  const answer = useAnswer('identity.passkeys', (signal) => identity.passkeys({}, { signal }));
  const [adding, setAdding] = useState(false);
  const [removing, setRemoving] = useState<Passkey | null>(null);
  const proof = useProof();
  return (
    <Card
      title={t.passkeys}
      aside={
        passkeysPossible && (
          <Button
            icon={<IconPlus size={18} stroke={1.75} aria-hidden />}
            onClick={() => proof.before(() => setAdding(true))}
          >
            {t.addPasskey}
          </Button>
        )
      }
    >
      <p className="tl-small tl-text-3">{passkeysPossible ? t.passkeysText : t.noPasskeySupport}</p>
      {answer.value === null && answer.error === null && <Skeleton kind="list" rows={1} />}
      {answer.value === null && answer.error !== null && <ErrorCard error={answer.error} onRetry={answer.reload} />}
      {answer.value?.length === 0 && <p className="id-none">{t.noPasskeys}</p>}
      {answer.value !== null && answer.value.length > 0 && (
        <ul className="id-things">
          {answer.value.map((passkey) => (
            <li key={passkey.id}>
              <IconFingerprint size={20} stroke={1.75} aria-hidden />
              <span className="tl-grow">
                <b className="tl-one">{passkey.name}</b>
                <small>{t.addedOn(format.when(passkey.addedAt))}</small>
              </span>
              <Button
                size="sm"
                aria-label={t.removePasskeyTitle(passkey.name)}
                onClick={() => proof.before(() => setRemoving(passkey))}
              >
                {t.remove}
              </Button>
            </li>
          ))}
        </ul>
      )}
      {proof.dialog}
      {adding && <AddDialog onClose={() => setAdding(false)} onAdded={answer.reload} />}
      {removing !== null && (
        <RemoveDialog passkey={removing} onClose={() => setRemoving(null)} onRemoved={answer.reload} />
      )}
    </Card>
  );
}

interface AddDialogProps {
  readonly onClose: () => void;
  readonly onAdded: () => void;
}

function AddDialog({ onClose, onAdded }: AddDialogProps) {
  const t = useWords(words);
  const [name, setName] = useState(nameOfThisDevice);
  const step = useAct(async () => {
    await makePasskey(name.trim());
    toast({ text: t.passkeyAdded });
    onAdded();
    onClose();
  });
  return (
    <FormDialog
      title={t.addPasskey}
      width="narrow"
      action={t.addPasskey}
      ready={name.trim() !== ''}
      busy={step.busy}
      onSubmit={() => void step.run(undefined)}
      onClose={onClose}
    >
      <TextField label={t.passkeyName} value={name} onChange={setName} maxLength={60} autoFocus />
      {step.error instanceof PasskeyStopped ? (
        <p className="tl-field-error" role="alert">
          {t.passkeyStopped}
        </p>
      ) : (
        <FormError error={step.error} />
      )}
    </FormDialog>
  );
}

interface RemoveDialogProps {
  readonly passkey: Passkey;
  readonly onClose: () => void;
  readonly onRemoved: () => void;
}

function RemoveDialog({ passkey, onClose, onRemoved }: RemoveDialogProps) {
  const t = useWords(words);
  const step = useAct(async () => {
    await identity.removePasskey({ id: passkey.id });
    onRemoved();
    onClose();
  });
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      title={t.removePasskeyTitle(passkey.name)}
      action={t.remove}
      busy={step.busy}
      onConfirm={() => void step.run(undefined)}
    >
      <p>{t.removePasskeyText}</p>
      <FormError error={step.error} />
    </ConfirmDialog>
  );
}
