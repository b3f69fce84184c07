import type { ReactNode } from 'react';
import { FormError } from '#identity/web/index.ts';
import type { Act } from '#platform/web/useAnswer.ts';
import { FormDialog } from '#platform/web/ui/Dialog.tsx';

interface WorktimeFormProps {
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
export function WorktimeForm({ step, children, ...rest }: WorktimeFormProps) {
  return (
    <FormDialog {...rest} busy={step.busy} onSubmit={() => void step.run(undefined)}>
      <div className="wt-form">
        {children}
        <FormError error={step.error} />
      </div>
    </FormDialog>
  );
}
