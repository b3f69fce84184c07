import type { CompanyId, MemberId } from '#platform/model/ids.ts';
import type { CompanyContext } from '#platform/server/context.ts';

export type MemberChange = 'role' | 'deactivated';
type Listener = (companyId: CompanyId, memberId: MemberId, change: MemberChange) => void;

const listeners = new Set<Listener>();

/** Hears, after the commit, of members whose open sockets no longer say who they are. Returns how to stop. */
export function onMemberChanged(listener: Listener): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** Has the listeners told once this transaction holds. */
export function memberChanged(ctx: CompanyContext, memberId: MemberId, change: MemberChange): void {
  const { companyId } = ctx;
  ctx.afterCommit(() => {
    for (const listener of listeners) listener(companyId, memberId, change);
  });
}
