import type { ReactNode } from 'react';
import './picks.css';

/** Rows to choose one of, each at a tap. */
export function Picks({ busy = false, children }: { readonly busy?: boolean; readonly children: ReactNode }) {
  return (
    <ul className="tl-picks" aria-busy={busy}>
      {children}
    </ul>
  );
}

interface PickProps {
  readonly icon?: ReactNode;
  readonly label: string;
  /** At the end of the row. */
  readonly aside?: ReactNode;
  /** It is the one that is chosen, or not; left out where none is. */
  readonly chosen?: boolean;
  /** It opens something below. */
  readonly opens?: boolean;
  readonly disabled?: boolean;
  readonly onPick: () => void;
}

export function Pick({ icon, label, aside, chosen, opens = false, disabled = false, onPick }: PickProps) {
  return (
    <li>
      <button
        type="button"
        aria-pressed={chosen}
        aria-expanded={opens ? false : undefined}
        disabled={disabled}
        onClick={onPick}
      >
        {icon}
        <span className="tl-one tl-grow">{label}</span>
        {aside}
      </button>
    </li>
  );
}
