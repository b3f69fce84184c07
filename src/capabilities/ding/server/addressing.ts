import { departmentConversation, directId, ensureInside, ensureMaySend, participantIds } from '#chat/server/index.ts';
import { activeMemberIds, existingDepartments, insidersIn } from '#directory/server/index.ts';
import type { ConversationId, DepartmentId, MemberId, MessageId } from '#platform/model/ids.ts';
import { ensure, Refused, refuse } from '#platform/model/refusal.ts';
import type { Context } from '#platform/server/context.ts';
import { PLACES_MAX, RECIPIENTS_MAX } from '../model/contract.ts';

/** A conversation in which a ding is to stand, and whom of it it asks; null: everybody else there. */
export interface To {
  readonly conversationId: ConversationId;
  readonly messageId: MessageId;
  readonly memberIds: readonly MemberId[] | null;
}

export interface Asked {
  readonly memberId: MemberId;
  readonly conversationId: ConversationId;
}

export interface Addressed {
  /** Each once, in the first conversation that names him, or has him where he or his department was chosen. */
  readonly asked: readonly Asked[];
  /** How many of those named are not there. */
  readonly outside: number;
  readonly departments: number;
  /** Of departments and of members by name, who is in none of the conversations: how many, and those of them to whom it goes directly. */
  readonly elsewhere: number;
  readonly apart: readonly MemberId[];
  /** To so many it may go directly. */
  readonly apartMost: number;
}

/** As a ding is addressed: to members of conversations, to members by name, and to whole departments. */
export interface Addressing {
  readonly to: readonly Omit<To, 'messageId'>[];
  readonly memberIds: readonly MemberId[];
  readonly departmentIds: readonly DepartmentId[];
}

/** Whom a ding asks, and where. `fresh`: they are chosen now, and are there; later they may be gone. Changes nothing. */
export async function addressed(
  ctx: Context,
  { to: places, memberIds, departmentIds }: Addressing,
  fresh: boolean,
): Promise<Addressed> {
  const rest = new Set([...(await named(ctx, memberIds, fresh)), ...(await peopleOf(ctx, departmentIds, fresh))]);
  const asked = new Map<MemberId, ConversationId>();
  let outside = 0;
  const take = (memberId: MemberId, conversationId: ConversationId) => {
    rest.delete(memberId);
    if (!asked.has(memberId)) asked.set(memberId, conversationId);
  };
  for (const { conversationId, memberIds } of places) {
    await ensureInside(ctx, conversationId);
    const there = await participantIds(ctx, conversationId);
    const inside = new Set(there);
    for (const memberId of new Set(memberIds ?? there)) {
      if (memberId === ctx.memberId) continue;
      if (inside.has(memberId)) take(memberId, conversationId);
      else outside += 1;
    }
    for (const memberId of there) if (rest.has(memberId)) take(memberId, conversationId);
  }
  const elsewhere = rest.size;
  const standing = new Set(places.map(({ conversationId }) => conversationId));
  if (rest.size > 0) {
    for (const id of new Set(departmentIds)) {
      const group = await departmentConversation(ctx, id);
      if (group === null || !(await mayWriteIn(ctx, group))) continue;
      for (const memberId of await participantIds(ctx, group)) if (rest.has(memberId)) take(memberId, group);
      standing.add(group);
    }
  }
  const apart = [...rest];
  for (const memberId of apart) take(memberId, directId(ctx.companyId, ctx.memberId, memberId));
  ensure(asked.size > RECIPIENTS_MAX ? refuse('ding.tooMany', { most: RECIPIENTS_MAX }) : null);
  const active = new Set((await activeMemberIds(ctx.tx, ctx.companyId, [...asked.keys()])).map((one) => one.memberId));
  return {
    asked: [...asked].flatMap(([memberId, conversationId]) =>
      active.has(memberId) ? [{ memberId, conversationId }] : [],
    ),
    outside,
    departments: departmentIds.length,
    elsewhere,
    apart,
    apartMost: Math.max(0, PLACES_MAX - standing.size),
  };
}

/** Those of these members who are there, without the caller. */
async function named(ctx: Context, ids: readonly MemberId[], fresh: boolean): Promise<MemberId[]> {
  const others = new Set(ids.filter((id) => id !== ctx.memberId));
  if (others.size === 0) return [];
  const active = await activeMemberIds(ctx.tx, ctx.companyId, [...others]);
  if (fresh && active.length < others.size) throw new Refused(refuse('chat.memberUnknown'));
  return active.map(({ memberId }) => memberId);
}

/** All others of these departments. A guest sees no departments, and chooses none. */
async function peopleOf(ctx: Context, ids: readonly DepartmentId[], fresh: boolean): Promise<MemberId[]> {
  if (ids.length === 0) return [];
  const known = ctx.role === 'guest' ? [] : await existingDepartments(ctx.tx, ctx.companyId, ids);
  if (fresh && known.length < new Set(ids).size) throw new Refused(refuse('ding.departmentUnknown'));
  return (await insidersIn(ctx.tx, ctx.companyId, known)).filter((id) => id !== ctx.memberId);
}

async function mayWriteIn(ctx: Context, conversationId: ConversationId): Promise<boolean> {
  const id = ctx.newId() as MessageId;
  try {
    await ensureMaySend(ctx, { id, conversationId, text: '', replyTo: null, files: [], thread: null });
    return true;
  } catch (error) {
    if (error instanceof Refused) return false;
    throw error;
  }
}

/** The messages as which it is to stand: where it was written if it asks somebody there, and wherever else it asks somebody. */
export function placesOf(
  to: readonly To[],
  { asked }: Addressed,
  newId: () => MessageId,
): Pick<To, 'conversationId' | 'messageId'>[] {
  const used = new Set(asked.map(({ conversationId }) => conversationId));
  const named = to.filter(({ conversationId }) => used.delete(conversationId));
  return [
    ...named.map(({ conversationId, messageId }) => ({ conversationId, messageId })),
    ...[...used].map((conversationId) => ({ conversationId, messageId: newId() })),
  ];
}
