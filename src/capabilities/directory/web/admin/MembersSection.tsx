import {
  IconDots,
  IconLink,
  IconPencil,
  IconUserCheck,
  IconUserCog,
  IconUserMinus,
  IconUserPlus,
} from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { DepartmentId } from '#platform/model/ids.ts';
import { useCurrentCompany } from '#platform/web/session.ts';
import { useAct } from '#platform/web/useAnswer.ts';
import { Button, IconButton } from '#platform/web/ui/Button.tsx';
import { Checkbox } from '#platform/web/ui/Choice.tsx';
import { EmptyState, ErrorCard } from '#platform/web/ui/EmptyState.tsx';
import { SearchField } from '#platform/web/ui/Field.tsx';
import { Menu, type MenuItem } from '#platform/web/ui/Menu.tsx';
import { PageHeader } from '#platform/web/ui/Page.tsx';
import { Select } from '#platform/web/ui/Select.tsx';
import { Skeleton } from '#platform/web/ui/Skeleton.tsx';
import { type Column, Table } from '#platform/web/ui/Table.tsx';
import { Tag } from '#platform/web/ui/Tag.tsx';
import { toast } from '#platform/web/ui/Toast.tsx';
import { useSayError } from '#platform/web/refusals.ts';
import { useWords } from '#platform/web/words.ts';
import type { MemberCard } from '../../model/contract.ts';
import { admins } from '../../model/roles.ts';
import { directory } from '../api.ts';
import { departmentOptions, useDepartments } from '../departments.ts';
import { MemberAvatar } from '../members/MemberAvatar.tsx';
import { useMemberSearch } from '../members/search.ts';
import { useMembersOf } from '../people/useMembersOf.ts';
import { useRoleNames } from '../roles.ts';
import { words as shared } from '../words.ts';
import { DeactivateDialog } from './DeactivateDialog.tsx';
import { InviteLinkDialog } from './InviteLinkDialog.tsx';
import { AddMemberDialog, EditMemberDialog } from './MemberDialog.tsx';
import { RoleDialog } from './RoleDialog.tsx';
import { words } from './words.ts';
import './admin.css';

type Doing = { readonly what: 'add' } | { readonly what: 'edit' | 'role' | 'deactivate'; readonly member: MemberCard };

/** All members as a table: search, filter, add, edit, role, deactivate. */
export function MembersSection() {
  const t = useWords(words);
  const s = useWords(shared);
  const { all } = useDepartments();
  const [text, setText] = useState('');
  const [department, setDepartment] = useState<string>('all');
  const [withFormer, setWithFormer] = useState(false);
  const [doing, setDoing] = useState<Doing | null>(null);
  const [link, setLink] = useState<{ name: string; link: string } | null>(null);
  const list = useMembersOf({
    departmentId: department === 'all' ? null : (department as DepartmentId),
    withSubdepartments: true,
    includeInactive: withFormer,
  });
  const search = useMemberSearch(text, 50);
  const searching = text.trim() !== '';
  const rows = searching ? (search.value ?? null) : list.members;
  const error = searching ? search.error : list.error;
  const columns = useColumns({ onDoing: setDoing, onLink: setLink });
  const close = () => setDoing(null);

  return (
    <>
      <PageHeader title={t.members} subtitle={list.members === null ? ' ' : t.people(list.total)} back="/admin">
        <Button
          kind="primary"
          icon={<IconUserPlus size={18} stroke={1.75} aria-hidden />}
          onClick={() => setDoing({ what: 'add' })}
        >
          {t.addMember}
        </Button>
      </PageHeader>
      <div className="di-filters">
        <SearchField value={text} onChange={setText} label={s.searchPeople} placeholder={s.searchHint} />
        <Select
          label={t.filterDepartment}
          bare
          value={department}
          options={[{ value: 'all', label: t.all }, ...departmentOptions(all ?? [])]}
          onChange={setDepartment}
          disabled={searching}
        />
        <Checkbox label={t.withFormer} checked={withFormer} onChange={setWithFormer} disabled={searching} />
      </div>
      <div className="di-table">
        {rows === null && error === null && <Skeleton kind="table" rows={10} />}
        {rows === null && error !== null && (
          <ErrorCard error={error} onRetry={searching ? search.reload : list.reload} />
        )}
        {rows !== null && (
          <Table
            label={t.members}
            columns={columns}
            rows={rows}
            rowKey={(card) => card.id}
            onRow={(member) => setDoing({ what: 'edit', member })}
            empty={
              searching ? (
                <EmptyState
                  text={t.nobody(text.trim())}
                  action={<Button onClick={() => setText('')}>{s.clear}</Button>}
                />
              ) : (
                <EmptyState
                  text={t.noMembersHere}
                  action={<Button onClick={() => setDoing({ what: 'add' })}>{t.addMember}</Button>}
                />
              )
            }
          />
        )}
        {!searching && list.more && (
          <div className="di-more">
            <Button onClick={list.loadMore}>{s.loadMore}</Button>
          </div>
        )}
      </div>
      {doing?.what === 'add' && (
        <AddMemberDialog
          departmentId={department === 'all' ? null : (department as DepartmentId)}
          onClose={close}
          onAdded={(name, made) => setLink({ name, link: made })}
        />
      )}
      {doing?.what === 'edit' && <EditMemberDialog id={doing.member.id} onClose={close} />}
      {doing?.what === 'role' && <RoleDialog member={doing.member} onClose={close} />}
      {doing?.what === 'deactivate' && <DeactivateDialog member={doing.member} onClose={close} />}
      {link !== null && (
        <InviteLinkDialog
          title={t.added(link.name)}
          text={t.addedText}
          link={link.link}
          onClose={() => setLink(null)}
        />
      )}
    </>
  );
}

interface ColumnsNeed {
  readonly onDoing: (doing: Doing) => void;
  readonly onLink: (link: { name: string; link: string }) => void;
}

function useColumns({ onDoing, onLink }: ColumnsNeed): readonly Column<MemberCard>[] {
  const t = useWords(words);
  const roleNames = useRoleNames();
  const { all } = useDepartments();
  const names = new Map((all ?? []).map((one) => [one.id, one.name]));
  const cell = (content: ReactNode) => content;
  return [
    {
      key: 'name',
      label: t.name,
      width: 'wide',
      phone: 'title',
      cell: (card) => (
        <span className="di-cell-person">
          <MemberAvatar id={card.id} size={24} />
          <span className="tl-one">{card.name}</span>
          {!card.active && <Tag>{t.former}</Tag>}
        </span>
      ),
    },
    { key: 'title', label: t.jobTitle, phone: 'meta', cell: (card) => cell(card.title) },
    {
      key: 'departments',
      label: t.inDepartments,
      phone: 'hide',
      cell: (card) => <span className="tl-one">{card.departmentIds.map((id) => names.get(id) ?? '').join('、')}</span>,
    },
    { key: 'role', label: t.role, phone: 'meta', cell: (card) => cell(roleNames[card.role]) },
    {
      key: 'more',
      label: t.more,
      align: 'end',
      width: 'narrow',
      phone: 'end',
      cell: (card) => <RowMenu card={card} onDoing={onDoing} onLink={onLink} />,
    },
  ];
}

interface RowMenuProps extends ColumnsNeed {
  readonly card: MemberCard;
}

function RowMenu({ card, onDoing, onLink }: RowMenuProps) {
  const t = useWords(words);
  const say = useSayError();
  const company = useCurrentCompany();
  const isAdmin = (admins as readonly string[]).includes(company?.role ?? '');
  const reactivate = useAct(async () => {
    await directory.reactivateMember({ id: card.id }).catch((error: unknown) => {
      toast({ text: say(error), kind: 'danger' });
      throw error;
    });
    toast({ text: t.reactivated(card.name) });
  });
  const newLink = useAct(async () => {
    const { inviteLink } = await directory.inviteToSeat({ id: card.id }).catch((error: unknown) => {
      toast({ text: say(error), kind: 'danger' });
      throw error;
    });
    onLink({ name: card.name, link: inviteLink });
  });
  const edit: MenuItem = {
    label: t.editMember,
    icon: <IconPencil size={18} stroke={1.75} aria-hidden />,
    onSelect: () => onDoing({ what: 'edit', member: card }),
  };
  const role: MenuItem = {
    label: t.changeRole,
    icon: <IconUserCog size={18} stroke={1.75} aria-hidden />,
    onSelect: () => onDoing({ what: 'role', member: card }),
  };
  const items: MenuItem[] = card.active
    ? [
        edit,
        ...(isAdmin ? [role] : []),
        {
          label: t.newLink,
          icon: <IconLink size={18} stroke={1.75} aria-hidden />,
          onSelect: () => void newLink.run(undefined),
        },
        { line: true },
        {
          label: t.deactivate,
          kind: 'danger',
          icon: <IconUserMinus size={18} stroke={1.75} aria-hidden />,
          onSelect: () => onDoing({ what: 'deactivate', member: card }),
        },
      ]
    : [
        edit,
        {
          label: t.reactivate,
          icon: <IconUserCheck size={18} stroke={1.75} aria-hidden />,
          onSelect: () => void reactivate.run(undefined),
        },
      ];
  return (
    // The row itself opens the member; what happens in the menu stays there.
    <span role="presentation" onClick={(event) => event.stopPropagation()}>
      <Menu
        label={t.moreFor(card.name)}
        align="end"
        trigger={<IconButton size="sm" icon={<IconDots size={18} stroke={1.75} />} label={t.moreFor(card.name)} />}
        items={items}
      />
    </span>
  );
}
