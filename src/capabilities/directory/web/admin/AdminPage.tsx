import {
  IconAdjustments,
  IconBook2,
  IconChevronRight,
  IconFileImport,
  IconHierarchy2,
  IconMailPlus,
  IconUsers,
} from '@tabler/icons-react';
import { type ComponentType, lazy, Suspense } from 'react';
import type { IconType } from '#platform/web/pages.ts';
import { Link, useParam } from '#platform/web/navigate.tsx';
import { useCurrentCompany } from '#platform/web/session.ts';
import { CompanyHeader, Panes } from '#platform/web/ui/Page.tsx';
import { Skeleton } from '#platform/web/ui/Skeleton.tsx';
import { useLanguage, useWords } from '#platform/web/words.ts';
import { admins, ledgerReaders, peopleKeepers } from '../../model/roles.ts';
import { useAdminSections } from '../slots.ts';
import { words } from './words.ts';
import './admin.css';

type Title = 'members' | 'departments' | 'invites' | 'importExport' | 'company' | 'ledger';

interface Section {
  /** The last part of its address: `/admin/<id>`. */
  readonly id: string;
  readonly title: Title;
  readonly icon: IconType;
  readonly roles: readonly string[];
  readonly part: ComponentType;
}

const sections: readonly Section[] = [
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

/** `/admin`: the sections that one's role may use. */
export function AdminPage() {
  const t = useWords(words);
  const asked = useParam('section');
  const role = useCurrentCompany()?.role ?? '';
  const language = useLanguage();
  const added = useAdminSections();
  const own = sections.map(({ title, part, ...section }) => ({ ...section, label: t[title], Part: part }));
  const above = added.map((section) => ({ ...section, label: section.label[language] }));
  const mine = [...own, ...above].filter((section) => section.roles.includes(role));
  const section = mine.find(({ id }) => id === asked) ?? mine[0];
  return (
    <Panes
      showing={asked === '' ? 'list' : 'main'}
      listLabel={t.sections}
      mainLabel={section?.label ?? t.admin}
      list={
        <>
          <CompanyHeader title={t.admin} />
          <nav className="di-admin-list" aria-label={t.sections}>
            <ul>
              {mine.map(({ id, label, icon: Icon }) => (
                <li key={id}>
                  <Link
                    to={`/admin/${id}`}
                    className="di-admin-link"
                    data-on={id === section?.id ? '' : undefined}
                    aria-current={id === asked ? 'page' : undefined}
                  >
                    <Icon size={20} stroke={1.75} />
                    <span className="tl-grow">{label}</span>
                    <IconChevronRight size={18} stroke={1.75} aria-hidden className="di-admin-more" />
                  </Link>
                </li>
              ))}
            </ul>
          </nav>
        </>
      }
      main={
        section !== undefined && (
          <Suspense fallback={<Skeleton kind="table" />}>
            <section.Part key={section.id} />
          </Suspense>
        )
      }
    />
  );
}
