import { createHash, randomBytes } from 'node:crypto';
import { accountOf, addSeat, removeSeat, setSeatStatus } from '#identity/server/index.ts';
import type { AccountId, CompanyId, DepartmentId, MemberId } from '#platform/model/ids.ts';
import { ensure, Refused, refuse } from '#platform/model/refusal.ts';
import type { AccountContext, AnyoneContext, Context } from '#platform/server/context.ts';
import type { InviteId, Role } from '../model/contract.ts';
import { canGiveRole } from '../model/permissions.ts';
import { peopleKeepers } from '../model/roles.ts';
import { lockFor } from './acting.ts';
import { writeLedger } from './ledger.ts';
import { sortKeyOf, termsOf } from './names.ts';
import { companyHead } from './store/company.ts';
import { keptPolicy } from './store/watching.ts';
import { departmentOf, knownDepartments, setMemberships } from './store/departments.ts';
import * as store from './store/invites.ts';
import * as members from './store/members.ts';
import { setTerms } from './store/search.ts';
import { tellCompany, tellDepartments, tellJoinRequests, tellMembers } from './tell.ts';

const DAY_MS = 86_400_000;
const SEAT_INVITE_DAYS = 30;
/** 160 bits. */
const SECRET_BYTES = 20;
const COMPANY_BYTES = 16;

const gone = () => new Refused(refuse('directory.inviteGone'));
const unknown = () => new Refused(refuse('directory.memberUnknown'));

/** A new invite token. It begins with the company, so that it is looked up behind that company's own lock. */
function newToken(companyId: CompanyId): string {
  return Buffer.concat([Buffer.from(companyId.replaceAll('-', ''), 'hex'), randomBytes(SECRET_BYTES)]).toString(
    'base64url',
  );
}

function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

/** The company that a token says it is of; refuses what is no token. */
function companyIn(token: string): CompanyId {
  const bytes = Buffer.from(token, 'base64url');
  if (bytes.length !== COMPANY_BYTES + SECRET_BYTES || bytes.toString('base64url') !== token) throw gone();
  const hex = bytes.toString('hex', 0, COMPANY_BYTES);
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-') as CompanyId;
}

function linkOf(ctx: AnyoneContext, token: string): string {
  return `${ctx.edge.origin}/join/${token}`;
}

export interface NewInvite {
  readonly role: Role;
  readonly departmentId: DepartmentId | null;
  readonly days: number;
  readonly uses: number | null;
}

/** Makes an invite link. The link is shown this once: only its hash is kept. */
export async function createInvite(ctx: Context, { role, departmentId, days, uses }: NewInvite) {
  const { tx, companyId } = ctx;
  ensure(canGiveRole(await lockFor(ctx, peopleKeepers), role));
  if (departmentId !== null && (await knownDepartments(tx, companyId, [departmentId])).length === 0) {
    throw new Refused(refuse('directory.departmentUnknown'));
  }
  const token = newToken(companyId);
  const invite: store.InviteRow = {
    id: ctx.newId() as InviteId,
    role,
    departmentId,
    memberId: null,
    expiresAt: new Date(ctx.now.getTime() + days * DAY_MS),
    usesLeft: uses,
    createdBy: ctx.memberId,
  };
  await store.insertInvite(tx, companyId, { ...invite, tokenHash: hashOf(token) });
  await writeLedger(ctx, { kind: 'inviteCreated', facts: { inviteId: invite.id, role, days, uses } });
  return { ...invite, link: linkOf(ctx, token) };
}

/** The link by which one person takes a seat; links made before for it end. */
export async function seatInvite(ctx: Context, memberId: MemberId, role: Role): Promise<string> {
  const { tx, companyId } = ctx;
  const token = newToken(companyId);
  await store.revokeSeatInvites(tx, companyId, memberId, ctx.now);
  await store.insertInvite(tx, companyId, {
    id: ctx.newId() as InviteId,
    role,
    departmentId: null,
    memberId,
    expiresAt: new Date(ctx.now.getTime() + SEAT_INVITE_DAYS * DAY_MS),
    usesLeft: 1,
    createdBy: ctx.memberId,
    tokenHash: hashOf(token),
  });
  return linkOf(ctx, token);
}

/** A new link to a seat that nobody has taken. */
export async function inviteToSeat(ctx: Context, { id }: { id: MemberId }): Promise<{ inviteLink: string }> {
  const actor = await lockFor(ctx, peopleKeepers);
  const member = await members.memberForChange(ctx.tx, ctx.companyId, id);
  if (member === null || member.status !== 'active') throw unknown();
  if (member.accountId !== null) throw new Refused(refuse('directory.seatTaken'));
  ensure(canGiveRole(actor, member.role));
  return { inviteLink: await seatInvite(ctx, id, member.role) };
}

/** Ends an invite. */
export async function revokeInvite(ctx: Context, { id }: { id: InviteId }): Promise<Record<string, never>> {
  if (await store.revokeInvite(ctx.tx, ctx.companyId, id, ctx.now)) {
    await writeLedger(ctx, { kind: 'inviteRevoked', facts: { inviteId: id } });
  }
  return {};
}

/** An invite gives its role only as long as the one who made it may still give it. */
async function stillGiven(ctx: AnyoneContext, companyId: CompanyId, invite: store.InviteRow): Promise<boolean> {
  const [giver] = await members.activeMemberIds(ctx.tx, companyId, [invite.createdBy]);
  return giver !== undefined && canGiveRole(giver.role, invite.role) === null;
}

/** What an invite leads to, for whoever holds it. */
export async function inviteInfo(ctx: AnyoneContext, { invite: token }: { invite: string }) {
  const companyId = companyIn(token);
  await ctx.enterCompany(companyId);
  const invite = await store.inviteByToken(ctx.tx, companyId, hashOf(token), ctx.now);
  if (invite === null || !(await stillGiven(ctx, companyId, invite))) throw gone();
  const { tx } = ctx;
  const company = await companyHead(tx, companyId);
  const department = invite.departmentId === null ? null : await departmentOf(tx, companyId, invite.departmentId);
  const seat = invite.memberId === null ? null : await members.memberRow(tx, companyId, invite.memberId);
  const needsApproval = invite.memberId === null && (await keptPolicy({ tx, companyId })).joiningNeedsApproval;
  return {
    companyName: company?.name ?? '',
    role: invite.role,
    departmentName: department?.name ?? null,
    needsApproval,
    memberName: seat?.name ?? null,
  };
}

/** Joins with the signed-in account: takes the seat the invite is for, or gets a new one, at once or after approval. */
export async function acceptInvite(
  account: AccountContext,
  { invite: token, name }: { invite: string; name: string },
): Promise<{ companyId: CompanyId; memberId: MemberId; status: 'active' | 'waiting' }> {
  const companyId = companyIn(token);
  await account.enterCompany(companyId);
  const { tx, now, accountId } = account;
  const seat = (await store.inviteByToken(tx, companyId, hashOf(token), now))?.memberId ?? null;
  // The seat before its invite, in the order of those who end both.
  if (seat !== null) await members.memberForChange(tx, companyId, seat);
  const invite = await store.useInvite(tx, companyId, hashOf(token), now);
  if (invite === null || !(await stillGiven(account, companyId, invite))) throw gone();
  if ((await members.memberOfAccount(tx, companyId, accountId)) !== null) throw alreadyMember();
  const memberId = invite.memberId ?? (account.newId() as MemberId);
  const ctx: Context = Object.assign(account, { companyId, memberId, role: invite.role });
  const status = await orAlreadyMember(invite.memberId === null ? enter(ctx, invite, name) : sit(ctx, invite));
  const row = await members.memberRow(tx, companyId, memberId);
  const company = await companyHead(tx, companyId);
  await addSeat(ctx, {
    accountId,
    companyId,
    companyName: company?.name ?? '',
    memberId,
    memberName: row?.name ?? name,
    role: invite.role,
    status,
  });
  if (status === 'waiting') {
    await tellJoinRequests(ctx);
  } else {
    await writeLedger(ctx, { kind: 'memberJoined', facts: { memberId, role: invite.role, inviteId: invite.id } });
    await tellMembers(ctx, [memberId]);
    if (invite.memberId === null) {
      await tellDepartments(ctx, invite.departmentId === null ? [] : [invite.departmentId]);
      await tellCompany(ctx);
    }
  }
  return { companyId, memberId, status };
}

/** Takes the seat that waits for this person. */
async function sit(ctx: Context, invite: store.InviteRow): Promise<'active'> {
  const taken = await members.takeSeat(ctx.tx, ctx.companyId, ctx.memberId, ctx.accountId, ctx.now);
  if (!taken || (await members.memberRow(ctx.tx, ctx.companyId, ctx.memberId))?.role !== invite.role) throw gone();
  return 'active';
}

/** Makes a new member, who waits where the policy wants somebody to look first. */
async function enter(ctx: Context, invite: store.InviteRow, name: string): Promise<'active' | 'waiting'> {
  const { tx, companyId, memberId, now } = ctx;
  const status = (await keptPolicy({ tx, companyId })).joiningNeedsApproval ? 'waiting' : 'active';
  const company = await companyHead(tx, companyId);
  const keys = { email: null, phone: null, employeeNumber: null };
  await members.insertMembers(
    tx,
    companyId,
    [
      {
        id: memberId,
        accountId: ctx.accountId,
        name,
        sortKey: sortKeyOf(name),
        title: '',
        role: invite.role,
        status,
        ...keys,
        timeZone: company?.timeZone ?? 'UTC',
        askedAt: status === 'waiting' ? now : null,
        askedFor: status === 'waiting' ? invite.departmentId : null,
        joinedAt: status === 'waiting' ? null : now,
      },
    ],
    now,
  );
  if (status === 'active') {
    await place(ctx, invite.departmentId);
    await setTerms(tx, companyId, [memberId], termsOf({ id: memberId, name, ...keys }));
  }
  return status;
}

/** Puts a new member into the department he was invited to; one that was removed meanwhile is nobody's. */
async function place(
  { tx, companyId, memberId }: Pick<Context, 'tx' | 'companyId' | 'memberId'>,
  departmentId: DepartmentId | null,
): Promise<void> {
  const departmentIds = departmentId === null ? [] : await knownDepartments(tx, companyId, [departmentId]);
  await setMemberships(tx, companyId, [{ memberId, departmentIds }]);
}

/** Who asked to join and waits. */
export async function joinRequests(ctx: Context) {
  const waiting = await members.waitingMembers(ctx.tx, ctx.companyId);
  return Promise.all(
    waiting.map(async ({ accountId, ...request }) => ({
      ...request,
      accountName: await accountNameOf(ctx, accountId),
    })),
  );
}

async function accountNameOf(ctx: Context, accountId: AccountId): Promise<string> {
  return (await accountOf(ctx, accountId))?.accountName ?? '';
}

/** Lets in one who asked, or not. */
export async function answerJoinRequest(
  ctx: Context,
  { memberId, approve }: { memberId: MemberId; approve: boolean },
): Promise<Record<string, never>> {
  const { tx, companyId } = ctx;
  const actor = await lockFor(ctx, peopleKeepers);
  const member = await members.memberForChange(tx, companyId, memberId);
  if (member === null || member.status !== 'waiting') throw unknown();
  const { role } = member;
  ensure(canGiveRole(actor, role));
  if (approve) {
    await members.letIn(tx, companyId, memberId, ctx.now);
    await place({ tx, companyId, memberId }, member.askedFor);
    await setTerms(tx, companyId, [memberId], termsOf(member));
    await setSeatStatus(ctx, memberId, 'active');
    await writeLedger(ctx, {
      kind: 'memberJoined',
      facts: { memberId, role, approvedBy: ctx.memberId },
      actorId: memberId,
    });
    await tellMembers(ctx, [memberId]);
    const [card] = await members.cardsOf(tx, companyId, [memberId]);
    await tellDepartments(ctx, card?.departmentIds ?? []);
    await tellCompany(ctx);
  } else {
    await members.forgetWaiting(tx, companyId, memberId);
    await removeSeat(ctx, companyId, memberId);
    await writeLedger(ctx, { kind: 'joinRefused', facts: { memberId, role } });
  }
  await tellJoinRequests(ctx);
  return {};
}

function alreadyMember(): Refused {
  return new Refused(refuse('directory.alreadyMember'));
}

/** Two invites taken by one account at once: the index lets one through. */
async function orAlreadyMember<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if ((error as { constraint?: string }).constraint === 'member_account') throw alreadyMember();
    throw error;
  }
}
