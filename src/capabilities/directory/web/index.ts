import { IconAddressBook, IconBuilding, IconIdBadge2, IconSettings } from '@tabler/icons-react';
import { registerMeHead, registerMeSection } from '#identity/web/index.ts';
import { whenCompanyOpens } from '#platform/web/company.ts';
import type { Page } from '#platform/web/pages.ts';
import { registerPaletteSource } from '#platform/web/palette.ts';
import { registerRefusals } from '#platform/web/refusals.ts';
import { insiders, ledgerReaders, peopleKeepers } from '../model/roles.ts';
import { openDirectory } from './live.ts';
import { MyHead } from './me/MyHead.tsx';
import { peopleSource } from './people/palette.tsx';
import { refusals } from './refusals.ts';

export { adminPlaces } from './admin/adminPlaces.ts';
export { departmentOptions, loadDepartments, useDepartments, withBelow } from './departments.ts';
export { base64Of } from './base64.ts';
export { useCompany, usePolicy } from './company.ts';
export { cardHere, cardOf, keepCards, useMember, useMembers } from './members/cards.ts';
export { avatarPath, MemberAvatar } from './members/MemberAvatar.tsx';
export { registerPresence } from './members/presence.ts';
export { MemberName } from './members/MemberName.tsx';
export { MemberPicker } from './members/MemberPickerLater.tsx';
export { MentionList } from './members/MentionList.tsx';
export { matching, searchMembers, useDepartmentSearch, useMemberSearch, useMentionHits } from './members/search.ts';
export { ProfileCard } from './people/ProfileCardLater.tsx';
export { profilePath } from './people/paths.ts';
export { useMembersOf } from './people/useMembersOf.ts';
export { registerPictureField } from './me/pictureSlot.ts';
export { useRoleNames } from './roles.ts';
export { registerAdminSection, registerLedgerLines, registerProfileAction } from './slots.ts';
export { Floors } from './company/FloorsLater.tsx';
export { useZoneOptions, zoneHere } from './timeZones.ts';
export { useWatching } from './watching.ts';

registerRefusals(refusals);
whenCompanyOpens(openDirectory);
registerPaletteSource(peopleSource);
registerMeHead(MyHead);

registerMeSection({
  id: 'profile',
  label: { zh: '个人资料', en: 'Profile' },
  icon: IconIdBadge2,
  order: 10,
  load: () => import('./me/ProfileSection.tsx').then((file) => ({ default: file.ProfileSection })),
});
registerMeSection({
  id: 'companies',
  label: { zh: '企业', en: 'Companies' },
  icon: IconBuilding,
  order: 50,
  load: () => import('./me/CompaniesSection.tsx').then((file) => ({ default: file.CompaniesSection })),
});

/** Who finds something in the admin area: those who keep people, and those who read the ledger. */
const adminRoles = [...new Set<string>([...peopleKeepers, ...ledgerReaders])];

/** The screens of the directory. */
export const pages: readonly Page[] = [
  {
    path: '/join/$invite',
    area: 'open',
    load: () => import('./join/JoinPage.tsx').then((file) => ({ default: file.JoinPage })),
  },
  {
    path: '/companies',
    area: 'account',
    load: () => import('./company/CompaniesPage.tsx').then((file) => ({ default: file.CompaniesPage })),
  },
  {
    path: '/companies/new',
    area: 'account',
    load: () => import('./company/NewCompanyPage.tsx').then((file) => ({ default: file.NewCompanyPage })),
  },
  {
    path: ['/people', '/people/$department', '/people/$department/$member'],
    area: 'company',
    load: () => import('./people/PeoplePage.tsx').then((file) => ({ default: file.PeoplePage })),
    roles: insiders,
    nav: { label: { zh: '通讯录', en: 'People' }, icon: IconAddressBook, order: 80, roles: insiders },
  },
  {
    path: ['/admin', '/admin/$section'],
    area: 'company',
    load: () => import('./admin/AdminPage.tsx').then((file) => ({ default: file.AdminPage })),
    roles: adminRoles,
    nav: { label: { zh: '管理', en: 'Admin' }, icon: IconSettings, order: 90, roles: adminRoles },
  },
];
