import { IconUserPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { DepartmentId, MemberId } from '#platform/model/ids.ts';
import { useGo, useParam } from '#platform/web/navigate.tsx';
import { useCurrentCompany } from '#platform/web/session.ts';
import { useMedia, usePhone } from '#platform/web/useMedia.ts';
import { Button, ButtonLink, IconButton } from '#platform/web/ui/Button.tsx';
import { EmptyState, ErrorCard } from '#platform/web/ui/EmptyState.tsx';
import { SearchField } from '#platform/web/ui/Field.tsx';
import { CompanyHeader, DetailsHeader, PaneHeader, Panes } from '#platform/web/ui/Page.tsx';
import { Skeleton } from '#platform/web/ui/Skeleton.tsx';
import { useWords } from '#platform/web/words.ts';
import { peopleKeepers } from '../../model/roles.ts';
import { useDepartments } from '../departments.ts';
import { useMemberSearch } from '../members/search.ts';
import { words } from '../words.ts';
import { DepartmentTree } from './DepartmentTree.tsx';
import { MemberList } from './MemberList.tsx';
import { profilePath } from './paths.ts';
import { ProfileCard } from './ProfileCard.tsx';
import { useMembersOf } from './useMembersOf.ts';
import './people.css';

const ALL = 'all';

/** `/people`: departments, their members, and who somebody is. */
export function PeoplePage() {
  const t = useWords(words);
  const go = useGo();
  const asked = useParam('department');
  const member = useParam('member') as MemberId | '';
  const onePane = useMedia('(max-width: 1023px)');
  const [text, setText] = useState('');
  const searching = text.trim() !== '';
  const department = asked === '' ? ALL : asked;
  const open = (id: MemberId) => go(profilePath(id, department), { replace: member !== '' });
  const results = <SearchResults text={text} selected={member} onOpen={open} onClear={() => setText('')} />;
  const showing = member !== '' ? 'details' : asked === '' || (searching && onePane) ? 'list' : 'main';

  return (
    <Panes
      showing={showing}
      listLabel={t.departments}
      mainLabel={t.people}
      detailsLabel={t.profile}
      onCloseDetails={() => go(asked === '' ? '/people' : `/people/${department}`)}
      list={
        <>
          <CompanyHeader title={t.people} />
          <div className="di-people-search">
            <SearchField value={text} onChange={setText} label={t.searchPeople} placeholder={t.searchHint} />
          </div>
          {searching && onePane ? (
            results
          ) : (
            <DepartmentTree selected={onePane ? null : department} onChoose={() => setText('')} />
          )}
        </>
      }
      main={
        searching && !onePane ? results : <DepartmentMembers department={department} selected={member} onOpen={open} />
      }
      details={
        member === '' ? undefined : (
          <>
            <DetailsHeader
              title={t.profile}
              onClose={() => go(searching && onePane ? '/people' : `/people/${department}`)}
            />
            <ProfileCard id={member} />
          </>
        )
      }
    />
  );
}

interface DepartmentMembersProps {
  readonly department: string;
  readonly selected: MemberId | '';
  readonly onOpen: (id: MemberId) => void;
}

function DepartmentMembers({ department, selected, onOpen }: DepartmentMembersProps) {
  const t = useWords(words);
  const go = useGo();
  const phone = usePhone();
  const company = useCurrentCompany();
  const { all } = useDepartments();
  const departmentId = department === ALL ? null : (department as DepartmentId);
  const list = useMembersOf({ departmentId, withSubdepartments: true });
  const here = all?.find((one) => one.id === departmentId);
  const managers = new Set((here === undefined ? (all ?? []) : [here]).flatMap((one) => one.managerIds));
  const mayInvite = (peopleKeepers as readonly string[]).includes(company?.role ?? '');
  const name = departmentId === null ? t.wholeCompany : (here?.name ?? '');
  return (
    <>
      <PaneHeader title={name} subtitle={list.members === null ? ' ' : t.memberCount(list.total)} back="/people">
        {mayInvite &&
          (phone ? (
            <IconButton
              icon={<IconUserPlus size={22} stroke={1.75} />}
              label={t.invite}
              onClick={() => go('/admin/invites')}
            />
          ) : (
            <ButtonLink to="/admin/invites" icon={<IconUserPlus size={18} stroke={1.75} aria-hidden />}>
              {t.invite}
            </ButtonLink>
          ))}
      </PaneHeader>
      {list.members === null && list.error === null && <Skeleton kind="list" rows={8} />}
      {list.members === null && list.error !== null && <ErrorCard error={list.error} onRetry={list.reload} />}
      {list.members !== null && list.members.length === 0 && (
        <EmptyState
          text={t.noMembers}
          action={mayInvite ? <ButtonLink to="/admin/invites">{t.invite}</ButtonLink> : undefined}
        />
      )}
      {list.members !== null && list.members.length > 0 && (
        <MemberList
          key={department}
          label={t.membersOf(name)}
          members={list.members}
          managers={managers}
          selected={selected}
          onOpen={onOpen}
          onEnd={list.more ? list.loadMore : undefined}
        />
      )}
    </>
  );
}

interface SearchResultsProps {
  readonly text: string;
  readonly selected: MemberId | '';
  readonly onOpen: (id: MemberId) => void;
  readonly onClear: () => void;
}

function SearchResults({ text, selected, onOpen, onClear }: SearchResultsProps) {
  const t = useWords(words);
  const { all } = useDepartments();
  const search = useMemberSearch(text, 50);
  const managers = new Set((all ?? []).flatMap((one) => one.managerIds));
  if (search.value === null) {
    return search.error === null ? (
      <Skeleton kind="list" rows={4} />
    ) : (
      <ErrorCard error={search.error} onRetry={search.reload} />
    );
  }
  if (search.value.length === 0)
    return <EmptyState text={t.nobodyFound(text.trim())} action={<Button onClick={onClear}>{t.clear}</Button>} />;
  return (
    <>
      <p className="di-found" role="status">
        {t.found(search.value.length)}
      </p>
      <MemberList
        label={t.searchPeople}
        members={search.value}
        managers={managers}
        selected={selected}
        onOpen={onOpen}
        onEnd={undefined}
      />
    </>
  );
}
