import {
  IconArrowsExchange,
  IconChevronLeft,
  IconChevronRight,
  IconConfetti,
  IconDots,
  IconDownload,
  IconPencil,
  IconPlus,
  IconTrash,
} from '@tabler/icons-react';
import { useState } from 'react';
import { dayOfText, textOfDay } from '#platform/model/zone.ts';
import { useGo, useQueryValues } from '#platform/web/navigate.tsx';
import { sayError } from '#platform/web/refusals.ts';
import { Button, ButtonLink, IconButton } from '#platform/web/ui/Button.tsx';
import { RadioCards } from '#platform/web/ui/Choice.tsx';
import { EmptyState, ErrorCard } from '#platform/web/ui/EmptyState.tsx';
import { TextField } from '#platform/web/ui/Field.tsx';
import { Menu } from '#platform/web/ui/Menu.tsx';
import { Select } from '#platform/web/ui/Select.tsx';
import { Skeleton } from '#platform/web/ui/Skeleton.tsx';
import { Tag } from '#platform/web/ui/Tag.tsx';
import { toast } from '#platform/web/ui/Toast.tsx';
import { useAct, useAnswer } from '#platform/web/useAnswer.ts';
import { useLanguage, useWords } from '#platform/web/words.ts';
import { type holiday, NAME_MAX } from '../../model/contract.ts';
import type { z } from 'zod';
import { countryOfZone } from '../../model/countries.ts';
import { worktime } from '../api.ts';
import { useSettingsChanges } from '../changes.ts';
import { monthName, todayHere, useDays, weekdayName } from '../days.ts';
import { ConfirmedAct } from './ConfirmedAct.tsx';
import { countryName } from './countryNames.ts';
import { WorktimeForm } from './WorktimeForm.tsx';
import type { PartProps } from './settings.ts';
import { words } from './words.ts';

type Holiday = z.output<typeof holiday>;

/** The countries whose holidays somebody has, with those that are missing. */
function countriesOf(settings: PartProps['settings']): string[] {
  const here = countryOfZone(Intl.DateTimeFormat().resolvedOptions().timeZone);
  const used = [...settings.sites.map(({ country }) => country), ...settings.missing.map(({ country }) => country)];
  return [...new Set([...used, here])].filter((country) => country !== null);
}

/** The holidays of a country in a year, by month, with the days that make up for them. */
export function HolidaysPart({ settings, onChanged }: PartProps) {
  const t = useWords(words);
  const language = useLanguage();
  const go = useGo();
  const query = useQueryValues();
  const countries = countriesOf(settings);
  const country = countries.find((one) => one === query('country')) ?? countries[0];
  const thisYear = yearOf(todayHere());
  const asked = Number(query('year'));
  const year = asked >= 2000 && asked <= 2100 ? asked : thisYear;
  if (country === undefined) {
    return <EmptyState text={t.noCountries} action={<ButtonLink to="/admin/hours?part=sites">{t.sites}</ButtonLink>} />;
  }
  const show = (next: { readonly country?: string; readonly year?: number }) =>
    go(`/admin/hours?part=holidays&country=${next.country ?? country}&year=${next.year ?? year}`, { replace: true });
  return (
    <>
      <div className="wt-bar">
        <Select
          label={t.country}
          bare
          value={country}
          options={countries.map((code) => ({ value: code, label: countryName(code, language) }))}
          onChange={(next) => show({ country: next })}
        />
        <span className="wt-year" role="group" aria-label={t.year}>
          <IconButton
            icon={<IconChevronLeft size={20} stroke={1.75} />}
            label={t.yearBefore}
            onClick={() => show({ year: year - 1 })}
          />
          <b>{year}</b>
          <IconButton
            icon={<IconChevronRight size={20} stroke={1.75} />}
            label={t.yearAfter}
            onClick={() => show({ year: year + 1 })}
          />
        </span>
      </div>
      <Year key={`${country} ${year}`} country={country} year={year} onChanged={onChanged} />
    </>
  );
}

const yearOf = (day: number) => Number(textOfDay(day).slice(0, 4));
const monthOf = (day: number) => Number(textOfDay(day).slice(5, 7));

type Doing = { readonly what: 'new' } | { readonly what: 'edit' | 'remove'; readonly holiday: Holiday };

interface YearProps {
  readonly country: string;
  readonly year: number;
  readonly onChanged: () => void;
}

function Year({ country, year, onChanged }: YearProps) {
  const t = useWords(words);
  const language = useLanguage();
  const [doing, setDoing] = useState<Doing | null>(null);
  const { value, error, reload } = useAnswer(`worktime.holidays ${country} ${year}`, (signal) =>
    worktime.holidays({ country, year }, { signal }),
  );
  useSettingsChanges(reload);
  const changed = () => {
    reload();
    onChanged();
  };
  const load = useAct(async () => {
    try {
      const { added } = await worktime.loadHolidays({ country, year });
      toast({ text: t.loaded(added), kind: 'success' });
    } catch (thrown) {
      toast({ text: sayError(thrown), kind: 'danger' });
    }
    changed();
  });
  if (value === null && error !== null) return <ErrorCard error={error} onRetry={reload} />;
  if (value === null) return <Skeleton kind="table" />;
  const { holidays } = value;
  const loadButton = (
    <Button
      kind={holidays.length === 0 ? 'primary' : 'plain'}
      icon={<IconDownload size={18} stroke={1.75} aria-hidden />}
      busy={load.busy}
      onClick={() => void load.run(undefined)}
    >
      {t.loadList}
    </Button>
  );
  const months = [...Map.groupBy(holidays, ({ day }) => monthOf(day))];
  return (
    <>
      <div className="wt-bar">
        <Button
          kind={holidays.length === 0 ? 'plain' : 'primary'}
          icon={<IconPlus size={18} stroke={1.75} aria-hidden />}
          onClick={() => setDoing({ what: 'new' })}
        >
          {t.addHoliday}
        </Button>
        {holidays.length > 0 && loadButton}
      </div>
      {holidays.length === 0 ? (
        <EmptyState text={t.noHolidays} action={loadButton} />
      ) : (
        <div className="wt-months" role="group" aria-label={t.holidayOf(countryName(country, language), year)}>
          {months.map(([month, days]) => (
            <section key={month} className="wt-month">
              <h3>{monthName(month, language)}</h3>
              <ul>
                {days.map((one) => (
                  <HolidayRow key={one.day} holiday={one} onDoing={setDoing} />
                ))}
              </ul>
            </section>
          ))}
        </div>
      )}
      {(doing?.what === 'new' || doing?.what === 'edit') && (
        <HolidayDialog
          country={country}
          year={year}
          holiday={doing.what === 'edit' ? doing.holiday : null}
          onClose={() => setDoing(null)}
          onChanged={changed}
        />
      )}
      {doing?.what === 'remove' && (
        <RemoveHoliday country={country} holiday={doing.holiday} onClose={() => setDoing(null)} onChanged={changed} />
      )}
    </>
  );
}

interface HolidayRowProps {
  readonly holiday: Holiday;
  readonly onDoing: (doing: Doing) => void;
}

function HolidayRow({ holiday, onDoing }: HolidayRowProps) {
  const t = useWords(words);
  const language = useLanguage();
  const days = useDays(holiday.day);
  const name = holiday[language];
  const label = t.moreFor(`${days.both(holiday.day)} ${name}`);
  return (
    <li className="wt-holiday">
      <time dateTime={textOfDay(holiday.day)}>{days.both(holiday.day)}</time>
      <span className="tl-grow">{name}</span>
      {holiday.kind === 'off' ? (
        <Tag kind="held" icon={<IconConfetti size={12} stroke={1.75} aria-hidden />}>
          {t.off}
        </Tag>
      ) : (
        <Tag kind="work" icon={<IconArrowsExchange size={12} stroke={1.75} aria-hidden />}>
          {t.makeUp}
        </Tag>
      )}
      <Menu
        label={label}
        align="end"
        trigger={<IconButton size="sm" icon={<IconDots size={18} stroke={1.75} />} label={label} />}
        items={[
          {
            label: t.edit,
            icon: <IconPencil size={18} stroke={1.75} aria-hidden />,
            onSelect: () => onDoing({ what: 'edit', holiday }),
          },
          { line: true },
          {
            label: t.remove,
            kind: 'danger',
            icon: <IconTrash size={18} stroke={1.75} aria-hidden />,
            onSelect: () => onDoing({ what: 'remove', holiday }),
          },
        ]}
      />
    </li>
  );
}

interface HolidayDialogProps {
  readonly country: string;
  readonly year: number;
  readonly holiday: Holiday | null;
  readonly onClose: () => void;
  readonly onChanged: () => void;
}

const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7];

function HolidayDialog({ country, year, holiday, onClose, onChanged }: HolidayDialogProps) {
  const t = useWords(words);
  const language = useLanguage();
  const [text, setText] = useState(holiday === null ? '' : textOfDay(holiday.day));
  const [kind, setKind] = useState<Holiday['kind']>(holiday?.kind ?? 'off');
  const [zh, setZh] = useState(holiday?.zh ?? '');
  const [en, setEn] = useState(holiday?.en ?? '');
  const [like, setLike] = useState(holiday?.like ?? 1);
  const day = dayOfText(text);
  const step = useAct(async () => {
    if (day === null) return;
    // One name stands for both where only one was written.
    const names = { zh: zh.trim() || en.trim(), en: en.trim() || zh.trim() };
    await worktime.saveHoliday({ country, holiday: { day, kind, ...names, like } });
    toast({ text: t.saved, kind: 'success' });
    onChanged();
    onClose();
  });
  return (
    <WorktimeForm
      title={holiday === null ? t.addHoliday : t.editHoliday}
      action={t.save}
      ready={day !== null && (zh.trim() !== '' || en.trim() !== '')}
      step={step}
      onClose={onClose}
    >
      <TextField
        label={t.day}
        type="date"
        value={text}
        min={`${year}-01-01`}
        max={`${year}-12-31`}
        disabled={holiday !== null}
        onChange={setText}
      />
      <RadioCards
        label={t.dayKind}
        value={kind}
        onChange={setKind}
        columns={2}
        options={[
          { value: 'off', label: t.dayOff, hint: t.dayOffHint },
          { value: 'work', label: t.dayWork, hint: t.dayWorkHint },
        ]}
      />
      <div className="wt-pair">
        <TextField label={t.nameZh} value={zh} onChange={setZh} maxLength={NAME_MAX} />
        <TextField label={t.nameEn} value={en} onChange={setEn} maxLength={NAME_MAX} />
      </div>
      {kind === 'work' && (
        <Select
          label={t.like}
          value={String(like)}
          options={WEEKDAYS.map((weekday) => ({ value: String(weekday), label: weekdayName(weekday, language) }))}
          onChange={(value) => setLike(Number(value))}
        />
      )}
    </WorktimeForm>
  );
}

interface RemoveHolidayProps {
  readonly country: string;
  readonly holiday: Holiday;
  readonly onClose: () => void;
  readonly onChanged: () => void;
}

function RemoveHoliday({ country, holiday, onClose, onChanged }: RemoveHolidayProps) {
  const t = useWords(words);
  const language = useLanguage();
  const days = useDays(holiday.day);
  const name = holiday[language];
  return (
    <ConfirmedAct
      title={t.removeHoliday(name)}
      act={() => worktime.removeHoliday({ country, day: holiday.day })}
      said={t.removed(name)}
      onDone={onChanged}
      onClose={onClose}
    >
      {t.removeHolidayText(days.both(holiday.day))}
    </ConfirmedAct>
  );
}
