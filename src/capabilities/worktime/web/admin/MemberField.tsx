import { IconUserPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { MemberAvatar, MemberName, MemberPicker } from '#directory/web/index.ts';
import type { MemberId } from '#platform/model/ids.ts';
import { useAnswer } from '#platform/web/useAnswer.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { useWords } from '#platform/web/words.ts';
import { worktime } from '../api.ts';
import { words } from './words.ts';

interface MemberFieldProps {
  readonly label: string;
  readonly value: MemberId | null;
  readonly onChange: (id: MemberId | null) => void;
  readonly without?: readonly MemberId[];
  /** Words of the button that opens the list; without them it is open until somebody is chosen. */
  readonly closed?: string;
}

/** One member: a list to choose from, and then the one who was chosen. */
export function MemberField({ label, value, onChange, without = [], closed }: MemberFieldProps) {
  const t = useWords(words);
  const [open, setOpen] = useState(closed === undefined);
  if (value !== null) {
    return (
      <div>
        <span className="tl-label">{label}</span>
        <span className="wt-one">
          <MemberAvatar id={value} size={32} />
          <span className="tl-grow">
            <MemberName id={value} bare />
          </span>
          <Button
            size="sm"
            kind="quiet"
            onClick={() => {
              onChange(null);
              setOpen(closed === undefined);
            }}
          >
            {t.otherMember}
          </Button>
        </span>
      </div>
    );
  }
  return (
    <div>
      <span className="tl-label">{label}</span>
      {open ? (
        <MemberPicker
          label={label}
          single
          selected={[]}
          without={without}
          onChange={([id]) => id !== undefined && onChange(id)}
        />
      ) : (
        <Button icon={<IconUserPlus size={18} stroke={1.75} aria-hidden />} onClick={() => setOpen(true)}>
          {closed}
        </Button>
      )}
    </div>
  );
}

/** The time zone by which a member works; null while nobody is chosen or it is on its way. */
export function useZoneOf(id: MemberId | null): string | null {
  const answer = useAnswer(id === null ? null : `worktime.zone ${id}`, async (signal) => {
    if (id === null) return null;
    const [found] = await worktime.reach({ memberIds: [id] }, { signal });
    return found?.timeZone ?? null;
  });
  return id === null ? null : answer.value;
}
