import type { ReactNode } from 'react';
import { FormError } from '#identity/web/index.ts';
import { ConfirmDialog } from '#platform/web/ui/Dialog.tsx';
import { toast } from '#platform/web/ui/Toast.tsx';
import { useAct } from '#platform/web/useAnswer.ts';

interface ConfirmedActProps {
  readonly title: string;
  /** The words of the button; the title where it says what is done. */
  readonly action?: string;
  readonly act: () => Promise<unknown>;
  /** What is said when it is done. */
  readonly said: string;
  readonly onDone: () => void;
  readonly onClose: () => void;
  /** What will happen, in whole sentences. */
  readonly children: ReactNode;
}

/** Something of the administration that is asked for once more before it is done. */
export function ConfirmedAct({ title, action = title, act, said, onDone, onClose, children }: ConfirmedActProps) {
  const step = useAct(async () => {
    await act();
    toast({ text: said });
    onDone();
    onClose();
  });
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      title={title}
      action={action}
      busy={step.busy}
      onConfirm={() => void step.run(undefined)}
    >
      <p>{children}</p>
      <FormError error={step.error} />
    </ConfirmDialog>
  );
}
