import { IconCalendarEvent, IconChevronRight } from '@tabler/icons-react';
import { useFormat } from '../useFormat.ts';
import './moments.css';

interface MomentsProps {
  readonly offered: readonly { readonly kind: string; readonly label: string; readonly at: Date }[];
  readonly busy?: boolean;
  readonly onChoose: (at: Date) => void;
  /** The last row opens a field for any other moment; null: there is no such row. */
  readonly other: { readonly label: string; readonly onOpen: () => void } | null;
}

/** Moments that are offered, each at a tap. */
export function Moments({ offered, busy = false, onChoose, other }: MomentsProps) {
  const format = useFormat();
  return (
    <ul className="tl-moments" aria-busy={busy}>
      {offered.map(({ kind, label, at }) => (
        <li key={kind}>
          <button type="button" disabled={busy} onClick={() => onChoose(at)}>
            <span className="tl-grow">{label}</span>
            <time dateTime={at.toISOString()}>{format.whenExactly(at)}</time>
          </button>
        </li>
      ))}
      {other !== null && (
        <li>
          <button type="button" aria-expanded={false} onClick={other.onOpen}>
            <IconCalendarEvent size={18} stroke={1.75} aria-hidden />
            <span className="tl-grow">{other.label}</span>
            <IconChevronRight size={18} stroke={1.75} aria-hidden />
          </button>
        </li>
      )}
    </ul>
  );
}
