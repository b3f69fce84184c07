import { IconChevronRight } from '@tabler/icons-react';
import { Suspense } from 'react';
import { Link, useParam } from '#platform/web/navigate.tsx';
import { useCurrentCompany } from '#platform/web/session.ts';
import { CompanyHeader, Panes } from '#platform/web/ui/Page.tsx';
import { Skeleton } from '#platform/web/ui/Skeleton.tsx';
import { useLanguage, useWords } from '#platform/web/words.ts';
import { useAdminSections } from '../slots.ts';
import { sections } from './sections.ts';
import { words } from './words.ts';
import './admin.css';

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
