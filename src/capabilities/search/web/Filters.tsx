import {
  IconAt,
  IconCalendar,
  IconChevronDown,
  IconFileText,
  IconLink,
  IconMessages,
  IconPaperclip,
  IconPhoto,
  IconPlayerPlay,
  IconUser,
  IconX,
} from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { useConversation, useTitle } from '#chat/web/index.ts';
import { useMember } from '#directory/web/index.ts';
import { useCurrentCompany } from '#platform/web/session.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { TextField } from '#platform/web/ui/Field.tsx';
import { Popover } from '#platform/web/ui/Menu.tsx';
import { useWords } from '#platform/web/words.ts';
import { type Asked, isDay } from '../model/asked.ts';
import { HAS } from '../model/wanted.ts';
import { today, useDayName } from './days.ts';
import { words } from './words.ts';

interface FiltersProps {
  readonly asked: Asked;
  readonly onChange: (filters: Partial<Asked>) => void;
  /** Begins a filter in the field, which then offers who or where. */
  readonly onType: (key: string) => void;
}

const icon = { size: 16, stroke: 1.75, 'aria-hidden': true } as const;
const hasIcons = {
  link: <IconLink {...icon} />,
  file: <IconPaperclip {...icon} />,
  picture: <IconPhoto {...icon} />,
};
const KINDS = ['picture', 'document', 'media'] as const;
const kindIcons = {
  picture: <IconPhoto {...icon} />,
  document: <IconFileText {...icon} />,
  media: <IconPlayerPlay {...icon} />,
};

/** The filters: those that are set can be taken away, the others can be set by a tap. */
export function Filters({ asked, onChange, onType }: FiltersProps) {
  const t = useWords(words);
  const nameOf = useDayName();
  const me = useCurrentCompany()?.memberId ?? '';
  const author = useMember(asked.from);
  const title = useTitle(useConversation(asked.in));
  return (
    <div className="se-filters" role="group" aria-label={t.filters}>
      {asked.from === null ? (
        <Offer icon={<IconUser {...icon} />} label={t.from} onClick={() => onType(t.typedFrom)} />
      ) : (
        <Chip
          icon={<IconUser {...icon} />}
          label={asked.from === me ? t.mine : t.fromWho(author?.name ?? '…')}
          onRemove={() => onChange({ from: null })}
        />
      )}
      {asked.in === null ? (
        <Offer icon={<IconMessages {...icon} />} label={t.in} onClick={() => onType(t.typedIn)} />
      ) : (
        <Chip
          icon={<IconMessages {...icon} />}
          label={t.inWhich(title === '' ? '…' : title)}
          onRemove={() => onChange({ in: null })}
        />
      )}
      {asked.after !== null && (
        <Chip
          icon={<IconCalendar {...icon} />}
          label={t.afterDay(nameOf(asked.after))}
          onRemove={() => onChange({ after: null })}
        />
      )}
      {asked.before !== null && (
        <Chip
          icon={<IconCalendar {...icon} />}
          label={t.beforeDay(nameOf(asked.before))}
          onRemove={() => onChange({ before: null })}
        />
      )}
      {(asked.after === null || asked.before === null) && <Days asked={asked} onChange={onChange} />}
      {asked.what === 'messages' ? (
        <>
          {HAS.map((one) => (
            <Toggle
              key={one}
              icon={hasIcons[one]}
              label={t[one]}
              on={asked.has.includes(one)}
              onChange={(on) =>
                onChange({ has: HAS.filter((other) => (other === one ? on : asked.has.includes(other))) })
              }
            />
          ))}
          <Toggle
            icon={<IconAt {...icon} />}
            label={t.mentions}
            on={asked.mentionsMe}
            onChange={(mentionsMe) => onChange({ mentionsMe })}
          />
        </>
      ) : (
        KINDS.map((one) => (
          <Toggle
            key={one}
            icon={kindIcons[one]}
            label={t[`${one}Kind`]}
            on={asked.kind === one}
            onChange={(on) => onChange({ kind: on ? one : 'any' })}
          />
        ))
      )}
    </div>
  );
}

interface OfferProps {
  readonly icon: ReactNode;
  readonly label: string;
  readonly onClick: () => void;
}

function Offer({ icon: picture, label, onClick }: OfferProps) {
  return (
    <button type="button" className="se-chip" onClick={onClick}>
      {picture}
      {label}
      <IconChevronDown size={14} stroke={1.75} aria-hidden />
    </button>
  );
}

interface ChipProps {
  readonly icon: ReactNode;
  readonly label: string;
  readonly onRemove: () => void;
}

function Chip({ icon: picture, label, onRemove }: ChipProps) {
  const t = useWords(words);
  return (
    <button type="button" className="se-chip" data-on="" aria-label={t.remove(label)} onClick={onRemove}>
      {picture}
      <span className="tl-one">{label}</span>
      <IconX size={14} stroke={1.75} aria-hidden />
    </button>
  );
}

interface ToggleProps {
  readonly icon: ReactNode;
  readonly label: string;
  readonly on: boolean;
  readonly onChange: (on: boolean) => void;
}

function Toggle({ icon: picture, label, on, onChange }: ToggleProps) {
  return (
    <button
      type="button"
      className="se-chip"
      data-on={on ? '' : undefined}
      aria-pressed={on}
      onClick={() => onChange(!on)}
    >
      {picture}
      {label}
      {on && <IconX size={14} stroke={1.75} aria-hidden />}
    </button>
  );
}

function Days({ asked, onChange }: Omit<FiltersProps, 'onType'>) {
  const t = useWords(words);
  const [open, setOpen] = useState(false);
  const day = (text: string) => (isDay(text) ? text : null);
  return (
    <Popover
      label={t.date}
      open={open}
      onOpenChange={setOpen}
      trigger={
        <button type="button" className="se-chip">
          <IconCalendar {...icon} />
          {t.date}
          <IconChevronDown size={14} stroke={1.75} aria-hidden />
        </button>
      }
    >
      <div className="se-days">
        <TextField
          label={t.since}
          type="date"
          max={today()}
          value={asked.after ?? ''}
          onChange={(text) => onChange({ after: day(text) })}
        />
        <TextField
          label={t.until}
          type="date"
          value={asked.before ?? ''}
          onChange={(text) => onChange({ before: day(text) })}
        />
        <Button kind="primary" wide onClick={() => setOpen(false)}>
          {t.done}
        </Button>
      </div>
    </Popover>
  );
}
