import { IconChevronRight, IconUsers } from '@tabler/icons-react';
import { type CSSProperties, useState } from 'react';
import type { DepartmentId } from '#platform/model/ids.ts';
import { Link } from '#platform/web/navigate.tsx';
import { ErrorCard } from '#platform/web/ui/EmptyState.tsx';
import { Skeleton } from '#platform/web/ui/Skeleton.tsx';
import { useWords } from '#platform/web/words.ts';
import type { Department } from '../../model/contract.ts';
import { useCompany } from '../company.ts';
import { below, useDepartments, wayTo } from '../departments.ts';
import { words } from '../words.ts';
import './people.css';

interface DepartmentTreeProps {
  /** A department id, `all` for the company, null where none is marked. */
  readonly selected: string | null;
  /** A department was chosen: what was searched for is done with. */
  readonly onChoose: () => void;
}

/** All departments as a tree of links, with the whole company on top. */
export function DepartmentTree({ selected, onChoose }: DepartmentTreeProps) {
  const t = useWords(words);
  const company = useCompany();
  const { all, error, reload } = useDepartments();
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  if (all === null)
    return error === null ? <Skeleton kind="list" rows={6} /> : <ErrorCard error={error} onRetry={reload} />;

  const onTheWay = new Set<string>(wayTo(all, selected as DepartmentId | null).map(({ id }) => id));
  const isOpen = (one: Department) =>
    !closed.has(one.id) && (opened.has(one.id) || onTheWay.has(one.id) || one.parentId === null);
  const toggle = (one: Department) => {
    const now = isOpen(one);
    setOpened(changed(opened, one.id, !now));
    setClosed(changed(closed, one.id, now));
  };
  const countOf = (one: Department): number =>
    one.memberCount + below(all, one.id).reduce((sum, child) => sum + countOf(child), 0);
  const rows = (parentId: DepartmentId | null, depth: number) =>
    below(all, parentId).map((one) => {
      const children = below(all, one.id);
      return (
        <li key={one.id}>
          <div
            className="di-tree-row"
            data-on={one.id === selected ? '' : undefined}
            style={{ '--di-depth': depth } as CSSProperties}
          >
            {children.length > 0 ? (
              <button
                type="button"
                className="di-tree-twist"
                aria-expanded={isOpen(one)}
                aria-label={isOpen(one) ? t.closeTree(one.name) : t.openTree(one.name)}
                onClick={() => toggle(one)}
              >
                <IconChevronRight size={16} stroke={1.75} aria-hidden />
              </button>
            ) : (
              <span className="di-tree-twist" />
            )}
            <Link
              to={`/people/${one.id}`}
              className="di-tree-link"
              onClick={onChoose}
              aria-current={one.id === selected ? 'page' : undefined}
            >
              <span className="tl-one tl-grow">{one.name}</span>
              <span className="tl-text-3">{countOf(one)}</span>
            </Link>
          </div>
          {children.length > 0 && isOpen(one) && <ul>{rows(one.id, depth + 1)}</ul>}
        </li>
      );
    });
  return (
    <nav className="di-tree" aria-label={t.departments}>
      <ul>
        <li>
          <div className="di-tree-row" data-on={selected === 'all' ? '' : undefined}>
            <span className="di-tree-twist">
              <IconUsers size={18} stroke={1.75} aria-hidden />
            </span>
            <Link
              to="/people/all"
              className="di-tree-link"
              onClick={onChoose}
              aria-current={selected === 'all' ? 'page' : undefined}
            >
              <b className="tl-one tl-grow">{t.wholeCompany}</b>
              <span className="tl-text-3">{company?.memberCount}</span>
            </Link>
          </div>
        </li>
        {rows(null, 0)}
      </ul>
      {all.length === 0 && <p className="di-tree-none">{t.noDepartments}</p>}
    </nav>
  );
}

function changed(set: ReadonlySet<string>, id: string, has: boolean): ReadonlySet<string> {
  const next = new Set(set);
  if (has) next.add(id);
  else next.delete(id);
  return next;
}
