import { IconX } from '@tabler/icons-react';
import { type ReactNode, type SyntheticEvent, useId, useState } from 'react';
import { useWords } from '../words.ts';
import { Button, type ButtonKind, IconButton } from './Button.tsx';
import { TextField } from './Field.tsx';
import { Modal } from './Modal.tsx';
import { words } from './words.ts';

interface DialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly title: ReactNode;
  readonly icon?: ReactNode;
  readonly children?: ReactNode;
  /** What will happen, at the left of the footer. */
  readonly consequence?: ReactNode;
  /** Buttons: the neutral one first, the one that acts last. */
  readonly actions?: ReactNode;
  readonly kind?: 'plain' | 'override';
  readonly width?: 'narrow' | 'md' | 'wide';
  /** Makes it a form: Enter in a field, or a button of type submit. */
  readonly onSubmit?: () => void;
}

/** A dialog on a desktop, a sheet on a phone. Its content exists only while it is open. */
export function Dialog({ open, ...rest }: DialogProps) {
  return open ? <OpenDialog {...rest} /> : null;
}

function OpenDialog({
  onClose,
  title,
  icon,
  children,
  consequence,
  actions,
  kind = 'plain',
  width = 'md',
  onSubmit,
}: Omit<DialogProps, 'open'>) {
  const t = useWords(words);
  const id = useId();
  const parts = (
    <>
      <header>
        {icon}
        <h2 id={id}>{title}</h2>
        <IconButton icon={<IconX size={20} stroke={1.75} />} label={t.close} onClick={onClose} />
      </header>
      <div className="tl-modal-body">{children}</div>
      {(actions !== undefined || consequence !== undefined) && (
        <footer>
          <span className="tl-consequence">{consequence}</span>
          {actions}
        </footer>
      )}
    </>
  );
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    event.stopPropagation();
    onSubmit?.();
  };
  return (
    <Modal className={`tl-modal-${kind} tl-modal-${width}`} labelledBy={id} onClose={onClose}>
      {onSubmit === undefined ? (
        parts
      ) : (
        <form onSubmit={submit} noValidate>
          {parts}
        </form>
      )}
    </Modal>
  );
}

interface FormDialogProps extends Omit<DialogProps, 'open' | 'actions' | 'onSubmit'> {
  /** The words of the button that acts: the consequence. */
  readonly action: string;
  readonly actionKind?: ButtonKind;
  readonly actionIcon?: ReactNode;
  /** What is filled in can be sent. */
  readonly ready?: boolean;
  /** It is being sent. */
  readonly busy?: boolean;
  /** Called only where it is ready and not busy. */
  readonly onSubmit: () => void;
}

/** A dialog that is a form: to leave it, or to send it. It is open as long as it is drawn. */
export function FormDialog({
  action,
  actionKind = 'primary',
  actionIcon,
  ready = true,
  busy = false,
  onSubmit,
  ...rest
}: FormDialogProps) {
  const t = useWords(words);
  return (
    <Dialog
      {...rest}
      open
      onSubmit={() => ready && !busy && onSubmit()}
      actions={
        <>
          <Button onClick={rest.onClose}>{t.cancel}</Button>
          <Button type="submit" kind={actionKind} icon={actionIcon} disabled={!ready} busy={busy}>
            {action}
          </Button>
        </>
      }
    />
  );
}

interface ConfirmDialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly title: string;
  /** What will happen, in whole sentences. */
  readonly children: ReactNode;
  readonly consequence?: ReactNode;
  /** The words of the button: the consequence. */
  readonly action: string;
  readonly kind?: ButtonKind;
  /** A text to type first, for what cannot be taken back. */
  readonly typed?: string;
  readonly busy?: boolean;
  readonly onConfirm: () => void;
}

/** Before a step that cannot be undone: what it does, and a button that names it. */
export function ConfirmDialog({ open, ...rest }: ConfirmDialogProps) {
  return open ? <OpenConfirm {...rest} /> : null;
}

function OpenConfirm({
  onClose,
  title,
  children,
  consequence,
  action,
  kind = 'danger',
  typed,
  busy = false,
  onConfirm,
}: Omit<ConfirmDialogProps, 'open'>) {
  const t = useWords(words);
  const [text, setText] = useState('');
  return (
    <FormDialog
      title={title}
      width="narrow"
      consequence={consequence}
      action={action}
      actionKind={kind}
      ready={typed === undefined || text.trim() === typed}
      busy={busy}
      onSubmit={onConfirm}
      onClose={onClose}
    >
      <div className="tl-confirm">{children}</div>
      {typed !== undefined && (
        <TextField label={t.typeToConfirm(typed)} value={text} onChange={setText} autoComplete="off" />
      )}
    </FormDialog>
  );
}
