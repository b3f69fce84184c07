import { IconBellRinging, IconEye, IconScale } from '@tabler/icons-react';
import { registerAdminSection } from '#directory/web/index.ts';
import { registerMeSection } from '#identity/web/index.ts';
import type { Page } from '#platform/web/pages.ts';

const representatives = ['representative'];
const label = { zh: '工时外联系', en: 'Contact out of hours' };
const load = () => import('./OutOfHours.tsx').then((file) => ({ default: file.OutOfHours }));

registerMeSection({
  id: 'interruptions',
  label: { zh: '我的打扰', en: 'My interruptions' },
  icon: IconBellRinging,
  order: 36,
  load: () => import('./Interruptions.tsx').then((file) => ({ default: file.Interruptions })),
});
registerMeSection({
  id: 'views',
  label: { zh: '谁看过我的数据', en: 'Who looked at my data' },
  icon: IconEye,
  order: 38,
  load: () => import('./Views.tsx').then((file) => ({ default: file.Views })),
});
// On a phone one gets there from the administration, in which a representative has other things to see as well.
registerAdminSection({ id: 'outOfHours', label, icon: IconScale, roles: representatives, load });

/** The screens of transparency that lie in no other one. */
export const pages: readonly Page[] = [
  {
    path: '/representative',
    area: 'company',
    load,
    roles: representatives,
    nav: { label, icon: IconScale, order: 85, railOnly: true },
  },
];
