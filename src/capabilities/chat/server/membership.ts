import { membersWithRole, type Policy, policyOf } from '#directory/server/index.ts';
import type { ConversationId, DepartmentId, MemberId, MessageId } from '#platform/model/ids.ts';
import { announce } from '#platform/server/announce.ts';
import type { CompanyContext } from '#platform/server/context.ts';
import type { FollowContext } from '#platform/server/follower.ts';
import { chatEvent, type Conversation, type GroupRole, type Message, type Silence } from '../model/contract.ts';
import { sharesReceipts } from '../model/sharing.ts';
import { putDue } from './store/cards.ts';
import * as conversations from './store/conversations.ts';
import { insertNote } from './store/messages.ts';
import { askNoMore } from './store/notices.ts';
import * as participants from './store/participants.ts';
import { authorsIn, preferencesOf } from './store/receipts.ts';
import { followedBy } from './store/threads.ts';

/** The inside of a company, whether a member acts or the log is followed. */
type Inside = CompanyContext | FollowContext;

export interface Joining {
  readonly memberId: MemberId;
  readonly role: GroupRole;
  readonly peerId: MemberId | null;
}

export interface Making {
  readonly id: ConversationId;
  readonly kind: Conversation['kind'];
  readonly name: string;
  readonly departmentId: DepartmentId | null;
  readonly joining: readonly Joining[];
}

/** Makes a conversation with its first members, tells them, and returns it as one of them sees it. */
export async function makeConversation(ctx: CompanyContext, making: Making, seenBy: MemberId): Promise<Conversation> {
  const isNew = await conversations.insertConversation(ctx, { ...making, createdAt: ctx.now });
  if (isNew) {
    const joined = await join(ctx, making.id, making.kind, 0, making.joining);
    if (making.kind !== 'direct') {
      await writeNote(ctx, making.id, { kind: 'created', memberIds: [], text: making.name });
    }
    await welcome(ctx, making.id, joined);
  }
  return ownConversation(ctx, making.id, seenBy);
}

/** One conversation as a member sees it; he must be in it. */
export async function ownConversation(ctx: Inside, id: ConversationId, memberId: MemberId): Promise<Conversation> {
  const [conversation] = await conversations.conversationsOf(ctx, memberId, [id], await guestIdsOf(ctx));
  if (conversation === undefined) throw new Error('a member must see the conversation he is in');
  return conversation;
}

/** Guests of the company: a conversation with one in it is external, and says so. */
export function guestIdsOf(ctx: Inside): Promise<MemberId[]> {
  return membersWithRole(ctx.tx, ctx.companyId, ['guest']);
}

/** Puts members into a locked conversation, with the receipts they share. Returns who is new. */
export async function join(
  ctx: Inside,
  id: ConversationId,
  kind: Conversation['kind'],
  lastNumber: number,
  joining: readonly Joining[],
): Promise<participants.Newcomer[]> {
  const policy = await policyOf(ctx);
  const preferences = await preferencesOf(
    ctx,
    joining.map(({ memberId }) => memberId),
  );
  const newcomers = joining.map((one) => ({ ...one, shares: shares(policy, kind, preferences.get(one.memberId)) }));
  // Whoever follows a thread wants to hear of it.
  const notify = kind === 'thread' ? 'all' : 'mentions';
  return participants.addParticipants(ctx, id, lastNumber, newcomers, notify, ctx.now);
}

function shares(
  policy: Policy,
  kind: Conversation['kind'],
  preference: { shareDirect: boolean; shareGroups: boolean } | undefined,
): boolean {
  return sharesReceipts({
    policy: policy.receipts,
    optOut: policy.receiptOptOut,
    kind,
    wantsDirect: preference?.shareDirect ?? true,
    wantsGroups: preference?.shareGroups ?? true,
  });
}

/** Tells newcomers of the conversation as they see it, and lets their open sockets hear it from here on. */
export async function welcome(
  ctx: Inside,
  id: ConversationId,
  newcomers: readonly participants.Newcomer[],
): Promise<void> {
  // Newcomers see a group alike, but for their role, their receipts, and the one who wrote its first line.
  const views = new Map<string, MemberId[]>();
  for (const { memberId, role, shares: does, peerId } of newcomers) {
    const isOwn = 'memberId' in ctx && memberId === ctx.memberId;
    const key = peerId !== null || isOwn ? memberId : `${role} ${does}`;
    views.set(key, [...(views.get(key) ?? []), memberId]);
  }
  for (const audience of views.values()) {
    const conversation = await ownConversation(ctx, id, audience[0] as MemberId);
    await announce(
      ctx,
      chatEvent,
      { type: 'chat.conversationAdded', conversation },
      { topic: ctx.companyId, audience },
    );
  }
  await tellChange(ctx, id, newcomers.length === 0 ? {} : { joins: newcomers.map(({ memberId }) => memberId) });
}

/** Tells everybody in a conversation its present name, counts and rules. */
export async function tellChange(
  ctx: Inside,
  id: ConversationId,
  reach: { joins?: readonly MemberId[]; leaves?: readonly MemberId[] } = {},
): Promise<void> {
  const now = await conversations.lockConversation(ctx, id);
  if (now === null) return;
  const { kind: _kind, departmentId: _departmentId, lastNumber: _lastNumber, hiddenNumber: _hidden, ...told } = now;
  const external = await conversations.hasAny(ctx, id, await guestIdsOf(ctx));
  const event = { type: 'chat.conversationChanged' as const, conversationId: id, ...told, external };
  // For who came later nothing stands on top that was said before.
  const blind = told.announced === null ? [] : await participants.blindTo(ctx, id, told.announced);
  if (blind.length === 0) return announce(ctx, chatEvent, event, { topic: id, ...reach });
  const audience = [...(await participants.participantIds(ctx, id)), ...(reach.leaves ?? [])];
  const own = new Map(blind.map((memberId) => [memberId, { announced: null }]));
  return announce(ctx, chatEvent, event, { topic: id, audience, own, ...reach });
}

/** Tells a member that he is silenced in a group, or no longer. */
export function tellSilence(
  ctx: Inside,
  id: ConversationId,
  memberId: MemberId,
  silence: Silence | null,
): Promise<void> {
  return announce(ctx, chatEvent, { type: 'chat.silenceChanged', conversationId: id, silence }, { topic: memberId });
}

/** Writes a line of the conversation's own and tells it like a message. */
export async function writeNote(
  ctx: CompanyContext,
  id: ConversationId,
  note: NonNullable<Message['note']>,
): Promise<Message> {
  const message = await insertNote(ctx, {
    id: ctx.newId() as MessageId,
    conversationId: id,
    authorId: ctx.memberId,
    sentAt: ctx.now,
    note,
  });
  await participants.readOwnNote(ctx, id, ctx.memberId, message.number);
  await announce(ctx, chatEvent, { type: 'chat.messageSent', message }, { topic: id, ref: message.number });
  return message;
}

/** Takes members out of a locked conversation and of its threads: tells them, those who stay, and authors whose counts change. */
export async function takeOut(
  ctx: CompanyContext,
  id: ConversationId,
  lastNumber: number,
  memberIds: readonly MemberId[],
): Promise<participants.Gone[]> {
  // Who leaves is asked nothing here any more: authors hear how many are left.
  const fewer = await askNoMore(ctx, id, memberIds);
  if (fewer.length > 0) await putDue(ctx, fewer, 'count', ctx.now);
  const gone = await participants.removeParticipants(ctx, id, memberIds);
  if (gone.length === 0) return [];
  for (const thread of await followedBy(ctx, id, memberIds)) {
    const locked = await conversations.lockConversation(ctx, thread.id);
    if (locked !== null) await takeOut(ctx, thread.id, locked.lastNumber, thread.memberIds);
  }
  const goneIds = gone.map(({ memberId }) => memberId);
  await announce(
    ctx,
    chatEvent,
    { type: 'chat.conversationRemoved', conversationId: id, deleted: null },
    { topic: ctx.companyId, audience: goneIds },
  );
  await tellChange(ctx, id, { leaves: goneIds });
  const counted = gone.filter(({ shares: did }) => did);
  if (counted.length === 0) return gone;
  const audience = (await authorsIn(ctx, [{ conversationId: id, from: 0, to: lastNumber }])).get(id);
  if (audience === undefined) return gone;
  const steps = counted.map(({ joined, read }): [number, number] => [joined, read]);
  await announce(
    ctx,
    chatEvent,
    { type: 'chat.receiptsAdvanced', conversationId: id, advanced: [], mine: [], gone: steps },
    { topic: id, audience },
  );
  return gone;
}
