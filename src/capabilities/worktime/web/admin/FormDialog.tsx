import type { ReactNode } from 'react';
import { FormError } from '#identity/web/index.ts';
import type { Act } from '#platform/web/useAnswer.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { Dialog } from '#platform/web/ui/Dialog.tsx';
import { useWords } from '#platform/web/words.ts';
import { words } from './words.ts';

interface FormDialogProps {
  readonly title: string;
  /** The words of the button. */
  readonly action: string;
  readonly ready: boolean;
  readonly step: Act<undefined, void>;
  readonly width?: 'narrow' | 'md' | 'wide';
  readonly consequence?: ReactNode;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A form of the administration of working time, or of the roster. */
export function FormDialog({ title, action, ready, step, width, consequence, onClose, children }: FormDialogProps) {
  const t = useWords(words);
  return (
    <Dialog
      open
      onClose={onClose}
      title={title}
      {...(width === undefined ? {} : { width })}
      consequence={consequence}
      onSubmit={() => ready && void step.run(undefined)}
      actions={
        <>
          <Button onClick={onClose}>{t.cancel}</Button>
          <Button type="submit" kind="primary" disabled={!ready} busy={step.busy}>
            {action}
          </Button>
        </>
      }
    >
      <div className="wt-form">
        {children}
        <FormError error={step.error} />
      </div>
    </Dialog>
  );
}
