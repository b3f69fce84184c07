import { createHash } from 'node:crypto';
import { activeMemberIds, departmentOf, isManager, membersInDepartment, policyOf } from '#directory/server/index.ts';
import { peopleKeepers } from '#directory/model/contract.ts';
import type { InputOf } from '#platform/model/contract.ts';
import type { ConversationId, DepartmentId, MemberId } from '#platform/model/ids.ts';
import { ensure, Refused, refuse } from '#platform/model/refusal.ts';
import { announce } from '#platform/server/announce.ts';
import type { Context } from '#platform/server/context.ts';
import { chatEvent, type chatCalls, type Conversation, GROUP_SIZE_MAX } from '../model/contract.ts';
import { canAdd, canCreateGroup, canLeave, canManage, canRemove, canSetRole } from '../model/managing.ts';
import { dropRequests } from './asking.ts';
import {
  join,
  makeConversation,
  ownConversation,
  takeOut,
  tellChange,
  tellSilence,
  welcome,
  writeNote,
} from './membership.ts';
import * as conversations from './store/conversations.ts';
import * as doors from './store/doors.ts';
import * as participants from './store/participants.ts';
import { dropSilence } from './store/silences.ts';

type Calls = typeof chatCalls;

/** Locks a conversation that the caller is in, with his place there; anybody else learns nothing of it. */
export async function enter(ctx: Context, id: ConversationId) {
  const locked = await conversations.lockConversation(ctx, id);
  const place = locked === null ? null : await conversations.ownPlace(ctx, id, ctx.memberId);
  if (locked === null || place === null) throw new Refused(refuse('chat.conversationUnknown'));
  return { ...locked, ...place };
}

/** Two members have one direct conversation, whoever opens it first and however often. */
export function directId(companyId: string, one: MemberId, other: MemberId): ConversationId {
  const hash = createHash('sha256')
    .update([companyId, ...[one, other].sort()].join(' '))
    .digest();
  // A UUIDv8: ours to define (RFC 9562 §5.8).
  hash[6] = ((hash[6] as number) & 0x0f) | 0x80;
  hash[8] = ((hash[8] as number) & 0x3f) | 0x80;
  const hex = hash.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join(
    '-',
  ) as ConversationId;
}

export async function openDirect(ctx: Context, { memberId }: InputOf<Calls['openDirect']>) {
  const id = directId(ctx.companyId, ctx.memberId, memberId);
  const known = await conversations.ownPlace(ctx, id, ctx.memberId);
  if (known !== null) return { conversation: await ownConversation(ctx, id, ctx.memberId) };
  // A guest talks with those who have written to him; he does not go through the house.
  if (ctx.role === 'guest') throw new Refused(refuse('chat.guestsAsk'));
  const active = await activeMemberIds(ctx.tx, ctx.companyId, [memberId]);
  if (active.length === 0 || memberId === ctx.memberId) throw new Refused(refuse('chat.memberUnknown'));
  const joining = [
    { memberId: ctx.memberId, role: 'member' as const, peerId: memberId },
    { memberId, role: 'member' as const, peerId: ctx.memberId },
  ];
  const making = { id, kind: 'direct' as const, name: '', departmentId: null, joining };
  return { conversation: await makeConversation(ctx, making, ctx.memberId) };
}

export async function createGroup(ctx: Context, { name, memberIds }: InputOf<Calls['createGroup']>) {
  const policy = await policyOf(ctx);
  const manages = isKeeper(ctx) || (await isManager(ctx.tx, ctx.companyId, ctx.memberId));
  ensure(canCreateGroup(policy.whoCreatesGroups, manages));
  const others = [...new Set(memberIds)].filter((id) => id !== ctx.memberId);
  ensure(others.length + 1 > GROUP_SIZE_MAX ? refuse('chat.groupTooLarge', { max: GROUP_SIZE_MAX }) : null);
  await ensureActive(ctx, others);
  const joining = [
    { memberId: ctx.memberId, role: 'owner' as const, peerId: null },
    ...others.map((memberId) => ({ memberId, role: 'member' as const, peerId: null })),
  ];
  const id = ctx.newId() as ConversationId;
  return {
    conversation: await makeConversation(ctx, { id, kind: 'group', name, departmentId: null, joining }, ctx.memberId),
  };
}

export async function openDepartmentGroup(ctx: Context, { departmentId }: InputOf<Calls['openDepartmentGroup']>) {
  const department = await departmentOf(ctx.tx, ctx.companyId, departmentId);
  if (department === null) throw new Refused(refuse('chat.departmentUnknown'));
  const known = await conversations.departmentConversation(ctx, departmentId);
  const members = await membersInDepartment(ctx.tx, ctx.companyId, departmentId);
  if (known !== null && members.includes(ctx.memberId)) {
    return { conversation: await ownConversation(ctx, known, ctx.memberId) };
  }
  const mayMake = isKeeper(ctx) || department.managerIds.includes(ctx.memberId);
  if (known !== null || !mayMake || !members.includes(ctx.memberId))
    throw new Refused(refuse('chat.mayNotCreateGroups'));
  ensure(members.length > GROUP_SIZE_MAX ? refuse('chat.groupTooLarge', { max: GROUP_SIZE_MAX }) : null);
  const joining = members.map((memberId) => ({
    memberId,
    role: department.managerIds.includes(memberId) ? ('admin' as const) : ('member' as const),
    peerId: null,
  }));
  const making = {
    id: ctx.newId() as ConversationId,
    kind: 'department' as const,
    name: department.name,
    departmentId,
    joining,
  };
  return { conversation: await makeConversation(ctx, making, ctx.memberId) };
}

export async function editGroup(ctx: Context, { conversationId, name, description }: InputOf<Calls['editGroup']>) {
  const group = await enter(ctx, conversationId);
  ensure(canManage(group.kind, group.role));
  // A department group bears its department's name.
  const newName = group.kind === 'department' ? group.name : name;
  await conversations.describe(ctx, conversationId, newName, description);
  if (newName !== group.name) await writeNote(ctx, conversationId, { kind: 'renamed', memberIds: [], text: newName });
  if (description !== group.description) {
    await writeNote(ctx, conversationId, { kind: 'described', memberIds: [], text: description.slice(0, 100) });
  }
  await tellChange(ctx, conversationId);
  return {};
}

export async function addParticipants(ctx: Context, { conversationId, memberIds }: InputOf<Calls['addParticipants']>) {
  const group = await enter(ctx, conversationId);
  ensure(canAdd(group, memberIds.length));
  await ensureActive(ctx, memberIds);
  const joining = memberIds.map((memberId) => ({ memberId, role: 'member' as const, peerId: null }));
  const added = await join(ctx, conversationId, group.kind, group.lastNumber, joining);
  if (added.length === 0) return {};
  await dropRequests(ctx, conversationId, memberIds);
  await writeNote(ctx, conversationId, {
    kind: 'added',
    memberIds: added.map(({ memberId }) => memberId).slice(0, 50),
    text: '',
  });
  await welcome(ctx, conversationId, added);
  return {};
}

export async function removeParticipant(
  ctx: Context,
  { conversationId, memberId }: InputOf<Calls['removeParticipant']>,
) {
  const group = await enter(ctx, conversationId);
  const target = await participants.roleOf(ctx, conversationId, memberId);
  if (target === null) throw new Refused(refuse('chat.memberUnknown'));
  ensure(canRemove(group.kind, group.role, target));
  await takeOut(ctx, conversationId, group.lastNumber, [memberId]);
  await writeNote(ctx, conversationId, { kind: 'removed', memberIds: [memberId], text: '' });
  return {};
}

export async function leave(ctx: Context, { conversationId, quietly }: InputOf<Calls['leave']>) {
  const group = await enter(ctx, conversationId);
  ensure(canLeave(group.kind));
  if (group.role === 'owner') await handOver(ctx, conversationId, ctx.memberId, null);
  await takeOut(ctx, conversationId, group.lastNumber, [ctx.memberId]);
  if (!quietly) await writeNote(ctx, conversationId, { kind: 'left', memberIds: [ctx.memberId], text: '' });
  return {};
}

export async function setGroupRole(ctx: Context, { conversationId, memberId, role }: InputOf<Calls['setGroupRole']>) {
  const group = await enter(ctx, conversationId);
  const present = await participants.roleOf(ctx, conversationId, memberId);
  if (present === null || memberId === ctx.memberId) throw new Refused(refuse('chat.memberUnknown'));
  ensure(canSetRole(group.kind, group.role));
  await giveRole(ctx, conversationId, memberId, role);
  // A group has one owner: who hands it over stays as an admin.
  if (role === 'owner') await giveRole(ctx, conversationId, ctx.memberId, 'admin');
  return {};
}

export async function participantsOf(ctx: Context, { conversationId, after, limit }: InputOf<Calls['participants']>) {
  if ((await conversations.ownPlace(ctx, conversationId, ctx.memberId)) === null) {
    throw new Refused(refuse('chat.conversationUnknown'));
  }
  const page = await participants.participantsPage(ctx, conversationId, after, limit + 1);
  return { participants: page.slice(0, limit), more: page.length > limit };
}

/** Passes a group on when its owner goes: to the one named if he is in it, else to the longest-standing admin or member. */
export async function handOver(ctx: Context, id: ConversationId, from: MemberId, to: MemberId | null): Promise<void> {
  const named = to === null ? null : await participants.roleOf(ctx, id, to);
  const heir = named === null ? await participants.heirOf(ctx, id, from) : to;
  if (heir !== null) await giveRole(ctx, id, heir, 'owner');
}

/** Brings the groups of departments in line with their members: in the transaction that changed them. */
export async function followDepartments(ctx: Context): Promise<void> {
  for (const group of await conversations.departmentConversations(ctx))
    await followDepartment(ctx, group.id, group.departmentId);
}

async function followDepartment(ctx: Context, id: ConversationId, departmentId: DepartmentId): Promise<void> {
  const department = await departmentOf(ctx.tx, ctx.companyId, departmentId);
  const wanted = new Set(department === null ? [] : await membersInDepartment(ctx.tx, ctx.companyId, departmentId));
  const locked = await conversations.lockConversation(ctx, id);
  if (locked === null) return;
  const present = new Set(await participants.participantIds(ctx, id));
  if (department !== null && department.name !== locked.name) {
    await conversations.describe(ctx, id, department.name, locked.description);
    await tellChange(ctx, id);
  }
  const gone = [...present].filter((memberId) => !wanted.has(memberId));
  const come = [...wanted].filter((memberId) => !present.has(memberId));
  if (gone.length > 0) await takeOut(ctx, id, locked.lastNumber, gone);
  if (come.length === 0) return;
  const joining = come.map((memberId) => ({ memberId, role: 'member' as const, peerId: null }));
  const added = await join(ctx, id, 'department', locked.lastNumber, joining);
  await welcome(ctx, id, added);
}

/** A former member leaves his groups, which pass on; in direct conversations he falls silent. */
export async function retire(ctx: Context, event: { memberId: MemberId; handOverTo: MemberId | null }): Promise<void> {
  for (const place of await participants.placesOf(ctx, event.memberId)) {
    if (place.kind !== 'direct') await retireFrom(ctx, place.conversationId, event.memberId, event.handOverTo);
  }
  await participants.setCanSend(ctx, [event.memberId], false);
}

/** Takes a former member out of a group, which passes on to the one named. */
export async function retireFrom(
  ctx: Context,
  id: ConversationId,
  memberId: MemberId,
  handOverTo: MemberId | null,
): Promise<void> {
  const locked = await conversations.lockConversation(ctx, id);
  const role = locked === null ? null : await participants.roleOf(ctx, id, memberId);
  if (locked === null || role === null) return;
  if (role === 'owner' && locked.kind !== 'thread') await handOver(ctx, id, memberId, handOverTo);
  await takeOut(ctx, id, locked.lastNumber, [memberId]);
}

async function giveRole(
  ctx: Context,
  id: ConversationId,
  memberId: MemberId,
  role: Conversation['myRole'],
): Promise<void> {
  await participants.setRole(ctx, id, memberId, role);
  // Nobody silences an owner: whoever becomes one writes again.
  if (role === 'owner' && (await dropSilence(ctx, id, memberId))) await tellSilence(ctx, id, memberId, null);
  const requests = role === 'member' ? 0 : await doors.countRequests(ctx, id);
  await announce(
    ctx,
    chatEvent,
    { type: 'chat.groupRoleChanged', conversationId: id, role, requests },
    { topic: memberId },
  );
}

async function ensureActive(ctx: Context, memberIds: readonly MemberId[]): Promise<void> {
  const active = await activeMemberIds(ctx.tx, ctx.companyId, [...memberIds]);
  if (active.length !== new Set(memberIds).size) throw new Refused(refuse('chat.memberUnknown'));
}

function isKeeper(ctx: Context): boolean {
  return (peopleKeepers as readonly string[]).includes(ctx.role);
}
