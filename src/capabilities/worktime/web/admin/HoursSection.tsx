import { IconAlertTriangle, IconCalendarUser } from '@tabler/icons-react';
import { type ComponentType, lazy, Suspense } from 'react';
import { useGo, useQueryValue } from '#platform/web/navigate.tsx';
import { Banner } from '#platform/web/ui/Banner.tsx';
import { ButtonLink } from '#platform/web/ui/Button.tsx';
import { Tabs } from '#platform/web/ui/Choice.tsx';
import { ErrorCard } from '#platform/web/ui/EmptyState.tsx';
import { PageHeader } from '#platform/web/ui/Page.tsx';
import { Skeleton } from '#platform/web/ui/Skeleton.tsx';
import { useAnswer } from '#platform/web/useAnswer.ts';
import { useLanguage, useWords } from '#platform/web/words.ts';
import { worktime } from '../api.ts';
import { useSettingsChanges } from '../changes.ts';
import { countryName } from './countryNames.ts';
import type { PartProps } from './settings.ts';
import { words } from './words.ts';
import './hoursAdmin.css';

const IDS = ['people', 'schedules', 'sites', 'holidays', 'leave', 'onCall'] as const;
type PartId = (typeof IDS)[number];

const parts: Record<PartId, ComponentType<PartProps>> = {
  people: lazy(() => import('./PeoplePart.tsx').then((file) => ({ default: file.PeoplePart }))),
  schedules: lazy(() => import('./SchedulesPart.tsx').then((file) => ({ default: file.SchedulesPart }))),
  sites: lazy(() => import('./SitesPart.tsx').then((file) => ({ default: file.SitesPart }))),
  holidays: lazy(() => import('./HolidaysPart.tsx').then((file) => ({ default: file.HolidaysPart }))),
  leave: lazy(() => import('./LeavePart.tsx').then((file) => ({ default: file.LeavePart }))),
  onCall: lazy(() => import('./OnCallPart.tsx').then((file) => ({ default: file.OnCallPart }))),
};

/** `/admin/hours`: who works when, by people, schedules, sites, holidays, leave and duty. */
export function HoursSection() {
  const t = useWords(words);
  const go = useGo();
  const language = useLanguage();
  const asked = useQueryValue('part');
  const part = IDS.find((id) => id === asked) ?? 'people';
  const { value, error, reload } = useAnswer('worktime.settings', (signal) => worktime.settings({}, { signal }));
  useSettingsChanges(reload);
  const Part = parts[part];
  const missing = value?.missing ?? [];
  const [first] = missing;
  return (
    <>
      <PageHeader title={t.title} back="/admin">
        <ButtonLink to="/hours/roster" icon={<IconCalendarUser size={18} stroke={1.75} aria-hidden />}>
          {t.roster}
        </ButtonLink>
      </PageHeader>
      <div className="wt-parts">
        <Tabs
          label={t.parts}
          value={part}
          onChange={(next) => go(`/admin/hours?part=${next}`, { replace: true })}
          options={IDS.map((id) => ({ value: id, label: t[id] }))}
        />
      </div>
      <div className="wt-part">
        {first !== undefined && (
          <Banner
            kind="urgent"
            icon={<IconAlertTriangle size={18} stroke={1.75} aria-hidden />}
            action={
              part !== 'holidays' && (
                <ButtonLink size="sm" to={`/admin/hours?part=holidays&country=${first.country}&year=${first.year}`}>
                  {t.seeMissing}
                </ButtonLink>
              )
            }
          >
            {t.missing(
              missing
                .map(({ country, year }) => `${countryName(country, language)} ${year}`)
                .join(language === 'zh' ? '、' : ', '),
            )}
          </Banner>
        )}
        {value === null && error !== null && <ErrorCard error={error} onRetry={reload} />}
        {value === null && error === null && <Skeleton kind="table" />}
        {value !== null && (
          <Suspense fallback={<Skeleton kind="table" />}>
            <Part settings={value} onChanged={reload} />
          </Suspense>
        )}
      </div>
    </>
  );
}
