import { IconClockHour4 } from '@tabler/icons-react';
import { insiders, peopleKeepers } from '#directory/model/contract.ts';
import { registerAdminSection, registerPresence } from '#directory/web/index.ts';
import { registerMeSection } from '#identity/web/index.ts';
import { registerNotices } from '#outbox/web/index.ts';
import { whenCompanyOpens } from '#platform/web/company.ts';
import type { Page } from '#platform/web/pages.ts';
import { registerRefusals } from '#platform/web/refusals.ts';
import { openWorktime } from './changes.ts';
import { noticeOf } from './notices.ts';
import { openPresence, usePresence } from './presence.ts';
import { openOwnTime } from './ownTime.ts';
import { refusals } from './refusals.ts';

export { lookUntil, looksUntil } from './looking.ts';
export { ownTime } from './ownTime.ts';

const label = { zh: '工作时间', en: 'Working time' };

registerRefusals(refusals);
registerNotices('worktime', noticeOf);
whenCompanyOpens(openWorktime);
whenCompanyOpens(openPresence);
registerPresence(usePresence);
whenCompanyOpens(openOwnTime);
registerMeSection({
  id: 'hours',
  label,
  icon: IconClockHour4,
  order: 12,
  load: () => import('./MyHours.tsx').then((file) => ({ default: file.MyHours })),
});
registerAdminSection({
  id: 'hours',
  label,
  icon: IconClockHour4,
  roles: peopleKeepers,
  load: () => import('./admin/HoursSection.tsx').then((file) => ({ default: file.HoursSection })),
});

/** The screens of working time that lie in no other one. */
export const pages: readonly Page[] = [
  {
    path: '/hours/roster',
    area: 'company',
    load: () => import('./roster/RosterPage.tsx').then((file) => ({ default: file.RosterPage })),
    roles: insiders,
  },
];
