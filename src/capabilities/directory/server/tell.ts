import type { DepartmentId, MemberId } from '#platform/model/ids.ts';
import { announce } from '#platform/server/announce.ts';
import type { CompanyContext } from '#platform/server/context.ts';
import { type Company, directoryEvent } from '../model/contract.ts';
import { peopleKeepers } from '../model/roles.ts';
import { policyNow } from '../model/watching.ts';
import * as companies from './store/company.ts';
import * as departments from './store/departments.ts';
import * as members from './store/members.ts';
import { openWatchings } from './store/watching.ts';

const CARDS_MAX = 500;

/** Tells everybody but guests of members as they now are. Guests know only those whose ids they have. */
export async function tellMembers(ctx: CompanyContext, ids: readonly MemberId[]): Promise<void> {
  const topic = await companies.insidersTopic(ctx.tx, ctx.companyId);
  for (let from = 0; from < ids.length; from += CARDS_MAX) {
    const cards = await members.cardsOf(ctx.tx, ctx.companyId, ids.slice(from, from + CARDS_MAX));
    await announce(ctx, directoryEvent, { type: 'directory.membersChanged', members: cards }, { topic });
  }
}

/** Tells everybody but guests of departments as they now are. */
export async function tellDepartments(
  ctx: CompanyContext,
  ids: Iterable<DepartmentId>,
  removedIds: DepartmentId[] = [],
): Promise<void> {
  const wanted = [...new Set(ids)];
  if (wanted.length + removedIds.length === 0) return;
  const changed = wanted.length === 0 ? [] : await departments.departmentsOf(ctx.tx, ctx.companyId, wanted);
  const topic = await companies.insidersTopic(ctx.tx, ctx.companyId);
  await announce(
    ctx,
    directoryEvent,
    { type: 'directory.departmentsChanged', departments: changed, removedIds },
    { topic },
  );
}

/** The company with its policy as it holds now. */
export async function companyNow(ctx: Pick<CompanyContext, 'tx' | 'companyId' | 'now'>): Promise<Company> {
  const kept = await companies.keptCompany(ctx.tx, ctx.companyId);
  return { ...kept, policy: policyNow(kept.policy, await openWatchings(ctx), ctx.now) };
}

/** Tells everybody of the company as it now is. */
export async function tellCompany(ctx: CompanyContext, policyChanged = false): Promise<void> {
  const company = await companyNow(ctx);
  await announce(
    ctx,
    directoryEvent,
    { type: 'directory.companyChanged', company, policyChanged },
    { topic: ctx.companyId },
  );
}

/** Tells those who keep the list of people that somebody asks to join, or was answered. */
export async function tellJoinRequests(ctx: CompanyContext): Promise<void> {
  const audience = await members.membersWithRole(ctx.tx, ctx.companyId, peopleKeepers);
  await announce(ctx, directoryEvent, { type: 'directory.joinRequestsChanged' }, { topic: ctx.companyId, audience });
}

/** Tells that a membership has ended, and who takes over what the member owned. */
export async function tellDeactivated(
  ctx: CompanyContext,
  memberId: MemberId,
  handOverTo: MemberId | null,
): Promise<void> {
  const topic = await companies.insidersTopic(ctx.tx, ctx.companyId);
  await announce(
    ctx,
    directoryEvent,
    { type: 'directory.memberDeactivated', memberId, handOverTo },
    { topic, leaves: [memberId] },
  );
}
