import { addSeat, removeSeat, updateSeat } from '#identity/server/index.ts';
import type { CompanyId, DepartmentId, MemberId } from '#platform/model/ids.ts';
import { ensure, Refused, refuse } from '#platform/model/refusal.ts';
import type { Context } from '#platform/server/context.ts';
import type { Tx } from '#platform/server/database.ts';
import type { FoundDepartment, MemberCard, MemberProfile, Role } from '../model/contract.ts';
import { canChangeRole, canDeactivate, canGiveRole } from '../model/permissions.ts';
import { searchForm, withOneSlip } from '../model/slips.ts';
import { admins, peopleKeepers } from '../model/roles.ts';
import { pathsOf } from '../model/tree.ts';
import { isTimeZone } from '../model/timeZone.ts';
import { lockFor } from './acting.ts';
import { seatInvite } from './joining.ts';
import { writeLedger } from './ledger.ts';
import { memberChanged } from './memberChanges.ts';
import { mayMean, sortKeyOf, termsOf } from './names.ts';
import { companyHead } from './store/company.ts';
import * as departments from './store/departments.ts';
import { revokeSeatInvites } from './store/invites.ts';
import * as store from './store/members.ts';
import * as terms from './store/search.ts';
import { tellCompany, tellDeactivated, tellDepartments, tellMembers } from './tell.ts';
import { withdrawRequestsOf } from './watching.ts';

interface Input {
  readonly name: string;
  readonly title: string;
  readonly email: string | null;
  readonly phone: string | null;
  readonly employeeNumber: string | null;
  readonly departmentIds: DepartmentId[];
}

const unknown = () => new Refused(refuse('directory.memberUnknown'));

/** One member as the caller may see him: guests see of insiders what a card says. */
export async function profile(ctx: Context, { id }: { id: MemberId }): Promise<MemberProfile> {
  const { tx, companyId } = ctx;
  const [card] = await store.cardsOf(tx, companyId, [id]);
  const row = card === undefined ? null : await store.memberRow(tx, companyId, id);
  if (card === undefined || row === null) throw unknown();
  if (ctx.role === 'guest' && id !== ctx.memberId) {
    const timeZone = (await companyHead(tx, companyId))?.timeZone ?? row.timeZone;
    return { ...card, email: null, phone: null, employeeNumber: null, timeZone, managerIds: [], joinedAt: null };
  }
  const { email, phone, employeeNumber, timeZone, joinedAt } = row;
  const managerIds = await store.managersOf(tx, companyId, id);
  return { ...card, email, phone, employeeNumber, timeZone, managerIds, joinedAt };
}

export interface Listing {
  readonly departmentId: DepartmentId | null;
  readonly withSubdepartments: boolean;
  readonly includeInactive: boolean;
  readonly after: { readonly name: string; readonly id: MemberId } | null;
  readonly limit: number;
}

/** Members of a department or of the whole company, by name, a page at a time. */
export async function membersOf(
  { tx, companyId }: Context,
  { departmentId, withSubdepartments, includeInactive, after, limit }: Listing,
): Promise<{ members: MemberCard[]; total: number; more: boolean }> {
  const departmentIds =
    departmentId === null
      ? null
      : withSubdepartments
        ? await departments.subtreeOf(tx, companyId, departmentId)
        : [departmentId];
  const from = after === null ? null : { sortKey: sortKeyOf(after.name), id: after.id };
  const ids = await store.pageOfMembers(tx, companyId, { departmentIds, includeInactive, after: from, limit });
  const members = await store.cardsOf(tx, companyId, ids.slice(0, limit));
  const total = await store.countMembers(tx, companyId, departmentIds, includeInactive);
  return { members, total, more: ids.length > limit };
}

/** Finds members by name, reading, initials, e-mail or number; one typing slip is forgiven when nothing else is found. */
export async function search(
  { tx, companyId }: Context,
  { text, limit }: { text: string; limit: number },
): Promise<MemberCard[]> {
  const word = searchForm(text);
  if (word === '') return [];
  let ids = await terms.findByBeginning(tx, companyId, word, limit);
  const meant = ids.length === 0 ? withOneSlip(word) : [];
  if (meant.length > 0) ids = await terms.findByBeginnings(tx, companyId, meant, limit);
  return store.cardsOf(tx, companyId, ids);
}

/** Finds departments by name or reading; without a text, the topmost. */
export async function findDepartments(
  { tx, companyId }: Context,
  { text, limit }: { text: string; limit: number },
): Promise<FoundDepartment[]> {
  const tree = await departments.departmentTree(tx, companyId);
  const paths = pathsOf(tree);
  const depthOf = ({ id }: { id: string }) => paths.get(id)?.length ?? 0;
  const found = tree
    .filter(({ name }) => mayMean(text, name))
    .sort((a, b) => depthOf(a) - depthOf(b))
    .slice(0, limit);
  const counts = await departments.countInsiders(
    tx,
    companyId,
    found.map(({ id }) => id),
  );
  return found.map(({ id, name }) => ({
    ...{ id, name },
    above: paths.get(id)?.slice(0, -1) ?? [],
    people: counts.get(id) ?? 0,
  }));
}

/** Adds a member by hand: a seat, and the link by which its owner takes it. */
export async function addMember(
  ctx: Context,
  input: Input & { role: Role },
): Promise<{ member: MemberProfile; inviteLink: string }> {
  const { tx, companyId } = ctx;
  ensure(canGiveRole(await lockFor(ctx, peopleKeepers), input.role));
  await needDepartments(tx, companyId, input.departmentIds);
  const company = await companyHead(tx, companyId);
  const id = ctx.newId() as MemberId;
  const details = detailsOf(id, input);
  await orNumberTaken(
    store.insertMembers(
      tx,
      companyId,
      [
        {
          ...details,
          accountId: null,
          role: input.role,
          status: 'active',
          timeZone: company?.timeZone ?? 'UTC',
          askedAt: null,
          askedFor: null,
          joinedAt: null,
        },
      ],
      ctx.now,
    ),
  );
  await departments.setMemberships(tx, companyId, [{ memberId: id, departmentIds: input.departmentIds }]);
  await terms.setTerms(tx, companyId, [id], termsOf(details));
  const inviteLink = await seatInvite(ctx, id, input.role);
  await writeLedger(ctx, { kind: 'memberAdded', facts: { memberId: id, role: input.role } });

  await tellMembers(ctx, [id]);
  await tellDepartments(ctx, input.departmentIds);
  await tellCompany(ctx);
  return { member: await profile(ctx, { id }), inviteLink };
}

/** Changes what is known of a member. */
export async function editMember(ctx: Context, input: Input & { id: MemberId }): Promise<MemberProfile> {
  const { tx, companyId } = ctx;
  const { id } = input;
  await lockFor(ctx, peopleKeepers);
  const before = await store.memberForChange(tx, companyId, id);
  if (before === null || before.status !== 'active') throw unknown();
  await needDepartments(tx, companyId, input.departmentIds);
  const wasIn = (await departments.membershipsOf(tx, companyId, [id])).map((row) => row.departmentId);
  const details = detailsOf(id, input);
  await orNumberTaken(store.updateDetails(tx, companyId, [details]));
  await departments.setMemberships(tx, companyId, [{ memberId: id, departmentIds: input.departmentIds }]);
  await terms.setTerms(tx, companyId, [id], termsOf(details));
  if (before.name !== input.name) await updateSeat(ctx, id, { memberName: input.name });

  await tellMembers(ctx, [id]);
  await tellDepartments(ctx, oneSided(wasIn, input.departmentIds));
  return profile(ctx, { id });
}

/** Changes what a member may change of himself. */
export async function editOwnProfile(
  ctx: Context,
  { timeZone, ...input }: { name: string; title: string; phone: string | null; timeZone: string },
): Promise<MemberProfile> {
  const { tx, companyId, memberId } = ctx;
  ensure(isTimeZone(timeZone) ? null : refuse('directory.timeZoneUnknown', { timeZone }));
  const before = await store.memberForChange(tx, companyId, memberId);
  if (before === null || before.status !== 'active') throw unknown();
  const { email, employeeNumber } = before;
  const details = detailsOf(memberId, { ...input, email, employeeNumber });
  await store.updateDetails(tx, companyId, [details]);
  await store.setTimeZone(tx, companyId, memberId, timeZone);
  await terms.setTerms(tx, companyId, [memberId], termsOf(details));
  if (before.name !== input.name) await updateSeat(ctx, memberId, { memberName: input.name });
  await tellMembers(ctx, [memberId]);
  return profile(ctx, { id: memberId });
}

/** Gives a member another role. His open sockets are closed: they spoke for the old one. */
export async function setRole(ctx: Context, { id, role }: { id: MemberId; role: Role }): Promise<MemberProfile> {
  const { tx, companyId } = ctx;
  const actor = await lockFor(ctx, admins);
  const member = await store.memberForChange(tx, companyId, id);
  if (member === null || member.status !== 'active') throw unknown();
  const owners = await store.countOwners(tx, companyId);
  ensure(canChangeRole({ actor, from: member.role, to: role, owners }));
  if (member.role === role) return profile(ctx, { id });
  await store.setRole(tx, companyId, id, role, ctx.now);
  // An invite to the seat speaks of the old role.
  if (member.accountId === null) await revokeSeatInvites(tx, companyId, id, ctx.now);
  await updateSeat(ctx, id, { role });
  await writeLedger(ctx, { kind: 'roleChanged', facts: { memberId: id, from: member.role, to: role } });
  if (!(admins as readonly Role[]).includes(role)) await withdrawRequestsOf(ctx, id);
  memberChanged(ctx, id, 'role');
  await tellMembers(ctx, [id]);
  return profile(ctx, { id });
}

/** Ends a membership: the seat, the duties and every way in go; what was said stays. */
export async function deactivateMember(
  ctx: Context,
  { id, handOverTo }: { id: MemberId; handOverTo: MemberId | null },
): Promise<Record<string, never>> {
  const { tx, companyId } = ctx;
  const actor = await lockFor(ctx, peopleKeepers);
  const member = await store.memberForChange(tx, companyId, id);
  if (member === null || member.status !== 'active') throw unknown();
  const managed = await departments.managedBy(tx, companyId, id);
  const owners = await store.countOwners(tx, companyId);
  const { role } = member;
  const [manages, handsOver] = [managed.length, handOverTo !== null];
  ensure(canDeactivate({ actor, role, owners, manages, handsOver }));
  if (handOverTo !== null) {
    const [heir] = await store.activeMemberIds(tx, companyId, [handOverTo]);
    if (heir === undefined || heir.role === 'guest' || handOverTo === id) throw unknown();
    await departments.handOverManagement(tx, companyId, id, handOverTo);
  }
  const wasIn = (await departments.membershipsOf(tx, companyId, [id])).map((row) => row.departmentId);
  await departments.setMemberships(tx, companyId, [{ memberId: id, departmentIds: [] }]);
  await store.setStatus(tx, companyId, id, 'inactive');
  await terms.setTerms(tx, companyId, [id], []);
  await revokeSeatInvites(tx, companyId, id, ctx.now);
  await removeSeat(ctx, companyId, id);
  await writeLedger(ctx, { kind: 'memberDeactivated', facts: { memberId: id, role, handOverTo } });
  await withdrawRequestsOf(ctx, id);
  memberChanged(ctx, id, 'deactivated');

  await tellDeactivated(ctx, id, handOverTo);
  await tellMembers(ctx, [id]);
  await tellDepartments(ctx, [...managed, ...wasIn]);
  await tellCompany(ctx);
  return {};
}

/** Lets a former member in again, as a plain member in no department. */
export async function reactivateMember(ctx: Context, { id }: { id: MemberId }): Promise<MemberProfile> {
  const { tx, companyId } = ctx;
  await lockFor(ctx, peopleKeepers);
  const member = await store.memberForChange(tx, companyId, id);
  if (member === null || member.status !== 'inactive') throw unknown();
  await store.setRole(tx, companyId, id, 'member', ctx.now);
  await store.setStatus(tx, companyId, id, 'active');
  await terms.setTerms(tx, companyId, [id], termsOf(member));
  if (member.accountId !== null) {
    const company = await companyHead(tx, companyId);
    await addSeat(ctx, {
      accountId: member.accountId,
      companyId,
      companyName: company?.name ?? '',
      memberId: id,
      memberName: member.name,
      role: 'member',
      status: 'active',
    });
  }
  await writeLedger(ctx, { kind: 'memberReactivated', facts: { memberId: id } });
  await tellMembers(ctx, [id]);
  await tellCompany(ctx);
  return profile(ctx, { id });
}

/** Sets which picture a member has: for the capability that keeps pictures. */
export async function setAvatarVersion(ctx: Context, version: string | null): Promise<void> {
  await store.setAvatar(ctx.tx, ctx.companyId, ctx.memberId, version);
  await tellMembers(ctx, [ctx.memberId]);
}

function detailsOf(id: MemberId, input: Omit<Input, 'departmentIds'>): store.Details {
  const { name, title, email } = input;
  const [phone, employeeNumber] = [input.phone || null, input.employeeNumber || null];
  return { id, name, title, email, phone, employeeNumber, sortKey: sortKeyOf(name) };
}

async function needDepartments(tx: Tx, companyId: CompanyId, ids: readonly DepartmentId[]): Promise<void> {
  const known = await departments.knownDepartments(tx, companyId, ids);
  if (known.length < new Set(ids).size) throw new Refused(refuse('directory.departmentUnknown'));
}

/** The index says who came first; two who save the same number at once cannot both. */
async function orNumberTaken(work: Promise<void>): Promise<void> {
  try {
    await work;
  } catch (error) {
    if ((error as { constraint?: string }).constraint !== 'member_employee_number') throw error;
    throw new Refused(refuse('directory.employeeNumberTaken'));
  }
}

function oneSided<T>(a: readonly T[], b: readonly T[]): T[] {
  return [...a.filter((item) => !b.includes(item)), ...b.filter((item) => !a.includes(item))];
}
