import { type ReactNode, useEffect, useLayoutEffect, useRef } from 'react';
import './modal.css';

interface ModalProps {
  readonly label?: string;
  readonly labelledBy?: string;
  readonly className: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

const FIELD =
  'input:not([type=hidden], [aria-hidden], :disabled), textarea:not(:disabled), select:not(:disabled), [role=combobox]';

/** The browser's own modal dialog: it keeps the focus, makes the rest inert and gives the focus back. Mount it to open it. */
export function Modal({ label, labelledBy, className, onClose, children }: ModalProps) {
  const box = useRef<HTMLDialogElement>(null);
  // The finger of a long press is lifted over the sheet that it opened: only a press that began here is meant.
  const pressed = useRef(false);
  const pressedOutside = useRef(false);
  const close = useRef(onClose);
  useEffect(() => {
    close.current = onClose;
  });
  useLayoutEffect(() => {
    const dialog = box.current;
    if (dialog === null) return;
    const before = document.activeElement;
    dialog.showModal();
    const wanted =
      dialog.querySelector<HTMLElement>('[data-autofocus]') ??
      dialog.querySelector<HTMLElement>(`.tl-modal-body :is(${FIELD})`);
    (wanted ?? dialog.querySelector<HTMLElement>('footer button') ?? dialog).focus();
    return () => {
      dialog.close();
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return (
    <dialog
      ref={box}
      className={`tl-modal ${className}`}
      aria-label={label}
      aria-labelledby={labelledBy}
      tabIndex={-1}
      onCancel={(event) => {
        event.preventDefault();
        if (event.target === event.currentTarget) close.current();
      }}
      onPointerDown={(event) => {
        pressed.current = true;
        pressedOutside.current = event.target === event.currentTarget;
      }}
      onClickCapture={(event) => {
        if (event.detail === 0 || pressed.current) return;
        event.preventDefault();
        event.stopPropagation();
      }}
      onClick={(event) => {
        if (pressedOutside.current && event.target === event.currentTarget) close.current();
        pressedOutside.current = false;
      }}
    >
      {children}
    </dialog>
  );
}
