import { IconCalendarEvent, IconChevronRight } from '@tabler/icons-react';
import { useFormat } from '../useFormat.ts';
import { Pick, Picks } from './Picks.tsx';

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
    <Picks busy={busy}>
      {offered.map(({ kind, label, at }) => (
        <Pick
          key={kind}
          label={label}
          aside={<time dateTime={at.toISOString()}>{format.whenExactly(at)}</time>}
          disabled={busy}
          onPick={() => onChoose(at)}
        />
      ))}
      {other !== null && (
        <Pick
          icon={<IconCalendarEvent size={18} stroke={1.75} aria-hidden />}
          label={other.label}
          aside={<IconChevronRight size={18} stroke={1.75} aria-hidden />}
          opens
          onPick={other.onOpen}
        />
      )}
    </Picks>
  );
}
