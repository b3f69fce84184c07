import { useCallback, useEffect, useRef, useState } from 'react';
import type { OutputOf } from '#platform/model/contract.ts';
import type { DepartmentId } from '#platform/model/ids.ts';
import { useSession } from '#platform/web/session.ts';
import type { directoryCalls, MemberCard } from '../../model/contract.ts';
import { directory } from '../api.ts';
import { membersChanged, useAgain } from '../live.ts';
import { keepCards } from '../members/cards.ts';

const PAGE = 100;
type Page = OutputOf<typeof directoryCalls.membersOf>;

interface Members {
  readonly key: string;
  readonly members: readonly MemberCard[] | null;
  readonly total: number;
  readonly more: boolean;
  readonly error: unknown;
}

interface Wanted {
  readonly departmentId: DepartmentId | null;
  readonly withSubdepartments: boolean;
  readonly includeInactive?: boolean;
}

const kept = new Map<string, Members>();

/** The members of a department or of the company, a page at a time; follows changes while it is on the screen. */
export function useMembersOf({ departmentId, withSubdepartments, includeInactive = false }: Wanted) {
  const key = `${useSession().companyId} ${departmentId} ${withSubdepartments} ${includeInactive}`;
  const [state, setState] = useState<Members>(() => kept.get(key) ?? empty(key));
  const shown = state.key === key ? state : (kept.get(key) ?? empty(key));
  const busy = useRef<string | null>(null);
  const latest = useRef(key);
  useEffect(() => {
    latest.current = key;
  }, [key]);

  const ask = useCallback(
    async (before: readonly MemberCard[], upTo: number) => {
      if (busy.current === key) return;
      busy.current = key;
      try {
        const got = [...before];
        let page: Page;
        do {
          const last = got.at(-1);
          page = await directory.membersOf({
            departmentId,
            withSubdepartments,
            includeInactive,
            after: last === undefined ? null : { name: last.name, id: last.id },
            limit: Math.min(200, Math.max(PAGE, upTo - got.length)),
          });
          keepCards(page.members);
          got.push(...page.members);
        } while (page.more && got.length < upTo);
        const next: Members = { key, members: got, total: page.total, more: page.more, error: null };
        kept.set(key, next);
        if (latest.current === key) setState(next);
      } catch (error) {
        if (latest.current === key) setState({ ...(kept.get(key) ?? empty(key)), error });
      } finally {
        if (busy.current === key) busy.current = null;
      }
    },
    [key, departmentId, withSubdepartments, includeInactive],
  );

  const reload = useCallback(() => void ask([], kept.get(key)?.members?.length ?? PAGE), [ask, key]);
  useEffect(reload, [reload]);
  useAgain(membersChanged, reload);

  const loadMore = useCallback(() => {
    const here = kept.get(key);
    if (here?.more === true) void ask(here.members ?? [], (here.members?.length ?? 0) + PAGE);
  }, [ask, key]);
  return { ...shown, reload, loadMore };
}

function empty(key: string): Members {
  return { key, members: null, total: 0, more: false, error: null };
}
