import { IconDots, IconPencil, IconPlus, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { Button, IconButton } from '#platform/web/ui/Button.tsx';
import { DayLine } from '#platform/web/ui/DayLine.tsx';
import { EmptyState } from '#platform/web/ui/EmptyState.tsx';
import { Menu } from '#platform/web/ui/Menu.tsx';
import { Tag } from '#platform/web/ui/Tag.tsx';
import { useLanguage, useWords } from '#platform/web/words.ts';
import type { Schedule } from '../../model/contract.ts';
import { worktime } from '../api.ts';
import { todayHere, useDays } from '../days.ts';
import { busiestOf, patternText } from '../patternText.ts';
import { words as shared } from '../words.ts';
import { ConfirmedAct } from './ConfirmedAct.tsx';
import { ScheduleDialog } from './ScheduleDialog.tsx';
import type { PartProps } from './settings.ts';
import { words } from './words.ts';

type Doing = { readonly what: 'new' } | { readonly what: 'edit' | 'remove'; readonly schedule: Schedule };

/** The hours that people can be given: weeks and rotations. */
export function SchedulesPart({ settings, onChanged }: PartProps) {
  const t = useWords(words);
  const [doing, setDoing] = useState<Doing | null>(null);
  const close = () => setDoing(null);
  const add = (
    <Button
      kind="primary"
      icon={<IconPlus size={18} stroke={1.75} aria-hidden />}
      onClick={() => setDoing({ what: 'new' })}
    >
      {t.newSchedule}
    </Button>
  );
  return (
    <>
      {settings.schedules.length === 0 ? (
        <EmptyState text={t.noSchedules} action={add} />
      ) : (
        <>
          <div className="wt-bar">{add}</div>
          <ul className="wt-schedules">
            {settings.schedules.map((schedule) => (
              <ScheduleCard key={schedule.id} schedule={schedule} onDoing={setDoing} />
            ))}
          </ul>
        </>
      )}
      {doing?.what === 'new' && <ScheduleDialog schedule={null} onClose={close} onChanged={onChanged} />}
      {doing?.what === 'edit' && <ScheduleDialog schedule={doing.schedule} onClose={close} onChanged={onChanged} />}
      {doing?.what === 'remove' && <RemoveSchedule schedule={doing.schedule} onClose={close} onChanged={onChanged} />}
    </>
  );
}

interface ScheduleCardProps {
  readonly schedule: Schedule;
  readonly onDoing: (doing: Doing) => void;
}

function ScheduleCard({ schedule, onDoing }: ScheduleCardProps) {
  const t = useWords(words);
  const s = useWords(shared);
  const language = useLanguage();
  const today = todayHere();
  const days = useDays(today);
  const { name, pattern, next, reason, members } = schedule;
  return (
    <li className="wt-schedule">
      <div className="tl-grow">
        <b>{name}</b>
        <Tag>{t.count(members)}</Tag>
        <p>{patternText(pattern, today, s, language)}</p>
        {next !== null && (
          <p>
            <b>{t.changesOn(days.both(next.from))}</b> {patternText(next.pattern, today, s, language)}
          </p>
        )}
        {reason !== null && reason !== '' && (
          <p>
            {t.reason}
            {language === 'zh' ? '：' : ': '}
            {reason}
          </p>
        )}
      </div>
      <DayLine working={busiestOf(pattern)} width={160} label={patternText(pattern, today, s, language)} />
      <Menu
        label={t.moreFor(name)}
        align="end"
        trigger={<IconButton size="sm" icon={<IconDots size={18} stroke={1.75} />} label={t.moreFor(name)} />}
        items={[
          {
            label: t.edit,
            icon: <IconPencil size={18} stroke={1.75} aria-hidden />,
            onSelect: () => onDoing({ what: 'edit', schedule }),
          },
          { line: true },
          {
            label: t.remove,
            kind: 'danger',
            disabled: members > 0,
            icon: <IconTrash size={18} stroke={1.75} aria-hidden />,
            onSelect: () => onDoing({ what: 'remove', schedule }),
          },
        ]}
      />
    </li>
  );
}

interface RemoveScheduleProps {
  readonly schedule: Schedule;
  readonly onClose: () => void;
  readonly onChanged: () => void;
}

function RemoveSchedule({ schedule, onClose, onChanged }: RemoveScheduleProps) {
  const t = useWords(words);
  return (
    <ConfirmedAct
      title={t.removeSchedule(schedule.name)}
      act={() => worktime.removeSchedule({ id: schedule.id })}
      said={t.removed(schedule.name)}
      onDone={onChanged}
      onClose={onClose}
    >
      {t.removeScheduleText}
    </ConfirmedAct>
  );
}
