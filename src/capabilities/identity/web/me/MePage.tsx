import { IconChevronRight, IconLogout } from '@tabler/icons-react';
import { Suspense, useState } from 'react';
import { Link, useGo, useParam } from '#platform/web/navigate.tsx';
import { useSession } from '#platform/web/session.ts';
import { Avatar } from '#platform/web/ui/Avatar.tsx';
import { ConfirmDialog } from '#platform/web/ui/Dialog.tsx';
import { PageBody, PageHeader, Panes } from '#platform/web/ui/Page.tsx';
import { Skeleton } from '#platform/web/ui/Skeleton.tsx';
import { useAct } from '#platform/web/useAnswer.ts';
import { useLanguage, useWords } from '#platform/web/words.ts';
import { signOutHere } from '../account.ts';
import { type ShownSection, useMeHead, useMeSections } from '../slots.ts';
import { words } from '../words.ts';
import './me.css';

/** `/me`: everything about oneself, in sections that each capability brings. */
export function MePage() {
  const t = useWords(words);
  const language = useLanguage();
  const sections = useMeSections();
  const asked = useParam('section');
  const section = sections.find(({ id }) => id === asked) ?? sections[0];
  return (
    <Panes
      showing={asked === '' ? 'list' : 'main'}
      listLabel={t.meSections}
      mainLabel={section?.label[language] ?? t.me}
      list={<SectionList sections={sections} current={section?.id ?? ''} marked={asked !== ''} />}
      main={
        section !== undefined && (
          <>
            <PageHeader title={section.label[language]} back="/me" />
            <PageBody width="text">
              <Suspense key={section.id} fallback={<Skeleton kind="form" rows={4} />}>
                <section.Part />
              </Suspense>
            </PageBody>
          </>
        )
      }
    />
  );
}

interface SectionListProps {
  readonly sections: readonly ShownSection[];
  readonly current: string;
  /** Whether the address names the section; on a desktop the first one is open without that. */
  readonly marked: boolean;
}

function SectionList({ sections, current, marked }: SectionListProps) {
  const t = useWords(words);
  const language = useLanguage();
  const head = useMeHead();
  const [leaving, setLeaving] = useState(false);
  return (
    <div className="id-me-list">
      <header className="id-me-title">
        <h1>{t.me}</h1>
      </header>
      {head.Head === null ? <PlainHead /> : <head.Head />}
      <nav aria-label={t.meSections}>
        <ul>
          {sections.map(({ id, label, icon: Icon }) => (
            <li key={id}>
              <Link
                to={`/me/${id}`}
                className="id-me-link"
                data-on={id === current ? '' : undefined}
                aria-current={marked && id === current ? 'page' : undefined}
              >
                <Icon size={20} stroke={1.75} aria-hidden />
                <span className="tl-grow">{label[language]}</span>
                <IconChevronRight size={18} stroke={1.75} aria-hidden className="id-me-more" />
              </Link>
            </li>
          ))}
          <li>
            <button type="button" className="id-me-link" onClick={() => setLeaving(true)}>
              <IconLogout size={20} stroke={1.75} aria-hidden />
              <span className="tl-grow">{t.signOut}</span>
            </button>
          </li>
        </ul>
      </nav>
      <LeaveDialog open={leaving} onClose={() => setLeaving(false)} />
    </div>
  );
}

function PlainHead() {
  const { account } = useSession();
  if (account === null) return null;
  return (
    <div className="id-me-head">
      <Avatar id={account.id} name={account.name} size={56} />
      <b className="tl-one">{account.name}</b>
    </div>
  );
}

interface LeaveDialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
}

function LeaveDialog({ open, onClose }: LeaveDialogProps) {
  const t = useWords(words);
  const go = useGo();
  const step = useAct(async () => {
    await signOutHere();
    go('/sign-in', { replace: true });
  });
  return (
    <ConfirmDialog
      open={open}
      onClose={onClose}
      title={t.signOutTitle}
      action={t.signOutAction}
      busy={step.busy}
      onConfirm={() => void step.run(undefined)}
    >
      {t.signOutText}
    </ConfirmDialog>
  );
}
