import {
  IconDots,
  IconFolderPlus,
  IconFolderSymlink,
  IconPencil,
  IconPlus,
  IconTrash,
  IconUserStar,
} from '@tabler/icons-react';
import { type CSSProperties, useState } from 'react';
import type { DepartmentId } from '#platform/model/ids.ts';
import { Button, IconButton } from '#platform/web/ui/Button.tsx';
import { EmptyState, ErrorCard } from '#platform/web/ui/EmptyState.tsx';
import { Menu } from '#platform/web/ui/Menu.tsx';
import { PageBody, PageHeader } from '#platform/web/ui/Page.tsx';
import { Skeleton } from '#platform/web/ui/Skeleton.tsx';
import { useWords } from '#platform/web/words.ts';
import type { Department } from '../../model/contract.ts';
import { below, useDepartments } from '../departments.ts';
import { MemberAvatar } from '../members/MemberAvatar.tsx';
import { MemberName } from '../members/MemberName.tsx';
import {
  ManagersDialog,
  MoveDialog,
  NewDepartmentDialog,
  RemoveDepartmentDialog,
  RenameDialog,
} from './DepartmentDialogs.tsx';
import { words } from './words.ts';
import './admin.css';

type Doing =
  | { readonly what: 'new'; readonly parentId: DepartmentId | null }
  | { readonly what: 'rename' | 'move' | 'managers' | 'remove'; readonly department: Department };

/** The tree of departments, to be changed: each row has its menu. */
export function DepartmentsSection() {
  const t = useWords(words);
  const { all, error, reload } = useDepartments();
  const [doing, setDoing] = useState<Doing | null>(null);
  const close = () => setDoing(null);

  const rows = (parentId: DepartmentId | null, depth: number) =>
    below(all ?? [], parentId).map((department) => (
      <li key={department.id}>
        <DepartmentRow department={department} depth={depth} onDoing={setDoing} />
        {below(all ?? [], department.id).length > 0 && <ul>{rows(department.id, depth + 1)}</ul>}
      </li>
    ));
  const add = (
    <Button
      kind="primary"
      icon={<IconPlus size={18} stroke={1.75} aria-hidden />}
      onClick={() => setDoing({ what: 'new', parentId: null })}
    >
      {t.newDepartment}
    </Button>
  );
  return (
    <>
      <PageHeader title={t.departments} back="/admin">
        {add}
      </PageHeader>
      <PageBody width="text">
        {all === null && error === null && <Skeleton kind="list" rows={6} />}
        {all === null && error !== null && <ErrorCard error={error} onRetry={reload} />}
        {all?.length === 0 && <EmptyState text={t.noDepartments} action={add} />}
        {all !== null && all.length > 0 && (
          <ul className="di-departments" aria-label={t.departments}>
            {rows(null, 0)}
          </ul>
        )}
      </PageBody>
      {doing?.what === 'new' && <NewDepartmentDialog parentId={doing.parentId} onClose={close} />}
      {doing?.what === 'rename' && <RenameDialog department={doing.department} onClose={close} />}
      {doing?.what === 'move' && <MoveDialog department={doing.department} onClose={close} />}
      {doing?.what === 'managers' && <ManagersDialog department={doing.department} onClose={close} />}
      {doing?.what === 'remove' && <RemoveDepartmentDialog department={doing.department} onClose={close} />}
    </>
  );
}

interface DepartmentRowProps {
  readonly department: Department;
  readonly depth: number;
  readonly onDoing: (doing: Doing) => void;
}

function DepartmentRow({ department, depth, onDoing }: DepartmentRowProps) {
  const t = useWords(words);
  const { id, name, managerIds, memberCount } = department;
  return (
    <div className="di-department" style={{ '--di-depth': depth } as CSSProperties}>
      <span className="tl-grow">
        <b className="tl-one">{name}</b>
        <small className="tl-one">{t.people(memberCount)}</small>
      </span>
      <span className="di-department-managers">
        {managerIds.map((managerId) => (
          <span key={managerId} className="di-cell-person">
            <MemberAvatar id={managerId} size={20} />
            <span className="tl-only-desk">
              <MemberName id={managerId} bare />
            </span>
          </span>
        ))}
      </span>
      <Menu
        label={t.moreFor(name)}
        align="end"
        trigger={<IconButton size="sm" icon={<IconDots size={18} stroke={1.75} />} label={t.moreFor(name)} />}
        items={[
          {
            label: t.newBelow,
            icon: <IconFolderPlus size={18} stroke={1.75} aria-hidden />,
            onSelect: () => onDoing({ what: 'new', parentId: id }),
          },
          {
            label: t.rename,
            icon: <IconPencil size={18} stroke={1.75} aria-hidden />,
            onSelect: () => onDoing({ what: 'rename', department }),
          },
          {
            label: t.move,
            icon: <IconFolderSymlink size={18} stroke={1.75} aria-hidden />,
            onSelect: () => onDoing({ what: 'move', department }),
          },
          {
            label: t.managers,
            icon: <IconUserStar size={18} stroke={1.75} aria-hidden />,
            onSelect: () => onDoing({ what: 'managers', department }),
          },
          { line: true },
          {
            label: t.removeDepartment,
            kind: 'danger',
            icon: <IconTrash size={18} stroke={1.75} aria-hidden />,
            onSelect: () => onDoing({ what: 'remove', department }),
          },
        ]}
      />
    </div>
  );
}
