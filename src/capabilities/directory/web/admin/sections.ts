import {
  IconAdjustments,
  IconBook2,
  IconFileImport,
  IconHierarchy2,
  IconMailPlus,
  IconUsers,
} from '@tabler/icons-react';
import { type ComponentType, lazy } from 'react';
import type { IconType } from '#platform/web/pages.ts';
import { admins, ledgerReaders, peopleKeepers } from '../../model/roles.ts';

type Title = 'members' | 'departments' | 'invites' | 'importExport' | 'company' | 'ledger';

export interface Section {
  /** The last part of its address: `/admin/<id>`. */
  readonly id: string;
  readonly title: Title;
  readonly icon: IconType;
  readonly roles: readonly string[];
  readonly part: ComponentType;
}

/** What the directory itself brings to the admin area, in its order. */
export const sections: readonly Section[] = [
  {
    id: 'members',
    title: 'members',
    icon: IconUsers,
    roles: peopleKeepers,
    part: lazy(() => import('./MembersSection.tsx').then((file) => ({ default: file.MembersSection }))),
  },
  {
    id: 'departments',
    title: 'departments',
    icon: IconHierarchy2,
    roles: peopleKeepers,
    part: lazy(() => import('./DepartmentsSection.tsx').then((file) => ({ default: file.DepartmentsSection }))),
  },
  {
    id: 'invites',
    title: 'invites',
    icon: IconMailPlus,
    roles: peopleKeepers,
    part: lazy(() => import('./InvitesSection.tsx').then((file) => ({ default: file.InvitesSection }))),
  },
  {
    id: 'import',
    title: 'importExport',
    icon: IconFileImport,
    roles: peopleKeepers,
    part: lazy(() => import('./ImportSection.tsx').then((file) => ({ default: file.ImportSection }))),
  },
  {
    id: 'company',
    title: 'company',
    icon: IconAdjustments,
    roles: admins,
    part: lazy(() => import('./CompanySection.tsx').then((file) => ({ default: file.CompanySection }))),
  },
  {
    id: 'ledger',
    title: 'ledger',
    icon: IconBook2,
    roles: ledgerReaders,
    part: lazy(() => import('./LedgerSection.tsx').then((file) => ({ default: file.LedgerSection }))),
  },
];
