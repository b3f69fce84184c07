import type { ReactNode } from 'react';
import './formRow.css';

interface FormRowProps {
  readonly label: ReactNode;
  readonly hint?: ReactNode;
  /** The control, at the right. */
  readonly children: ReactNode;
}

/** A setting: its name and what members will notice at the left, its control at the right. */
export function FormRow({ label, hint, children }: FormRowProps) {
  return (
    <div className="tl-form-row">
      <div className="tl-grow">
        <b>{label}</b>
        {hint !== undefined && <p>{hint}</p>}
      </div>
      <div className="tl-form-control">{children}</div>
    </div>
  );
}

/** Settings below each other, parted by hairlines. */
export function FormRows({ children }: { readonly children: ReactNode }) {
  return <div className="tl-form-rows">{children}</div>;
}
