import { IconBell } from '@tabler/icons-react';
import { registerMeSection } from '#identity/web/index.ts';
import { whenCompanyOpens } from '#platform/web/company.ts';
import { registerRefusals } from '#platform/web/refusals.ts';
import './installing.ts';
import { openOutbox } from './outboxStore.ts';
import { refusals } from './refusals.ts';
import { words } from './words.ts';

export { registerNotices, type Seen } from './showing.ts';

registerRefusals(refusals);
whenCompanyOpens(openOutbox);
registerMeSection({
  id: 'notifications',
  label: words.notifications,
  icon: IconBell,
  order: 15,
  load: () => import('./NotificationSettings.tsx').then((file) => ({ default: file.NotificationSettings })),
});
