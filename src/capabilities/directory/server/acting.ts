import { Refused, refuse } from '#platform/model/refusal.ts';
import type { Context } from '#platform/server/context.ts';
import type { Role } from '../model/contract.ts';
import { lockCompany } from './store/company.ts';
import { activeMemberIds } from './store/members.ts';

/**
 * Takes the company's row and looks again whether the caller may still act: who waited here while his role
 * or his membership ended acts no more. Returns his role as it now is.
 */
export async function lockFor(ctx: Context, allowed: readonly Role[]): Promise<Role> {
  await lockCompany(ctx.tx, ctx.companyId);
  const [actor] = await activeMemberIds(ctx.tx, ctx.companyId, [ctx.memberId]);
  if (actor === undefined) throw new Refused(refuse('platform.notFound'));
  if (!allowed.includes(actor.role)) throw new Refused(refuse('platform.forbidden'));
  return actor.role;
}
