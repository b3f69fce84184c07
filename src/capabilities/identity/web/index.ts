import { IconDevices, IconLanguage, IconLock, IconUserCircle } from '@tabler/icons-react';
import { whenCompanyOpens } from '#platform/web/company.ts';
import type { Page } from '#platform/web/pages.ts';
import { registerRefusals } from '#platform/web/refusals.ts';
import { registerSessionLoader } from '#platform/web/session.ts';
import { identityEvent } from '../model/contract.ts';
import { loadMe } from './account.ts';
import { refusals } from './refusals.ts';
import { registerMeSection } from './slots.ts';

export { loadMe, signOutHere, takeMe, useMe } from './account.ts';
export { FormError } from './FormError.tsx';
export { SignUpForm } from './SignUpLater.tsx';
export { mePlaces, registerDemo, registerMeHead, registerMeSection } from './slots.ts';

registerRefusals(refusals);
registerSessionLoader(loadMe);
whenCompanyOpens((company) => company.listen('identity', identityEvent, () => void loadMe().catch(() => null)));

registerMeSection({
  id: 'general',
  label: { zh: '语言和外观', en: 'Language and theme' },
  icon: IconLanguage,
  order: 20,
  load: () => import('./me/GeneralSection.tsx').then((file) => ({ default: file.GeneralSection })),
});
registerMeSection({
  id: 'security',
  label: { zh: '登录和安全', en: 'Sign-in and security' },
  icon: IconLock,
  order: 30,
  load: () => import('./me/SecuritySection.tsx').then((file) => ({ default: file.SecuritySection })),
});
registerMeSection({
  id: 'devices',
  label: { zh: '设备', en: 'Devices' },
  icon: IconDevices,
  order: 40,
  load: () => import('./me/DevicesSection.tsx').then((file) => ({ default: file.DevicesSection })),
});

/** The screens of identity. */
export const pages: readonly Page[] = [
  {
    path: '/welcome',
    area: 'open',
    load: () => import('./WelcomePage.tsx').then((file) => ({ default: file.WelcomePage })),
  },
  {
    path: '/sign-in',
    area: 'open',
    load: () => import('./SignInPage.tsx').then((file) => ({ default: file.SignInPage })),
  },
  {
    path: '/sign-up',
    area: 'open',
    load: () => import('./SignUpPage.tsx').then((file) => ({ default: file.SignUpPage })),
  },
  {
    path: '/pair/$token',
    area: 'open',
    load: () => import('./PairPage.tsx').then((file) => ({ default: file.PairPage })),
  },
  {
    path: ['/me', '/me/$section'],
    area: 'company',
    load: () => import('./me/MePage.tsx').then((file) => ({ default: file.MePage })),
    nav: { label: { zh: '我', en: 'Me' }, icon: IconUserCircle, order: 100 },
  },
];
