import type { Outbox } from '#outbox/server/index.ts';
import type { InputOf } from '#platform/model/contract.ts';
import type { ConversationId, MemberId } from '#platform/model/ids.ts';
import { ensure, Refused, refuse } from '#platform/model/refusal.ts';
import { instantOn, localOf } from '#platform/model/zone.ts';
import type { Context } from '#platform/server/context.ts';
import { workTime } from '#worktime/server/index.ts';
import type { chatCalls, Silence } from '../model/contract.ts';
import { canSilence, silenceUntil } from '../model/silencing.ts';
import { enter } from './groups.ts';
import { tellSilence, writeNote } from './membership.ts';
import { roleOf } from './store/participants.ts';
import { dropSilence, putSilence } from './store/silences.ts';

type Calls = typeof chatCalls;

/** Silences a member of a group: he hears of it, and so does everybody, with who did it and until when. */
export async function silence(
  ctx: Context,
  outbox: Outbox,
  { conversationId, memberId, span }: InputOf<Calls['silence']>,
) {
  await enterAbove(ctx, conversationId, memberId);
  const until = silenceUntil(span, ctx.now, await startOnAnotherDay(ctx, outbox, memberId));
  const told: Silence = { until, byId: ctx.memberId };
  await putSilence(ctx, conversationId, memberId, told);
  await writeNote(ctx, conversationId, {
    kind: 'silenced',
    memberIds: [memberId],
    text: until?.toISOString() ?? '',
  });
  await tellSilence(ctx, conversationId, memberId, told);
  return {};
}

export async function liftSilence(ctx: Context, { conversationId, memberId }: InputOf<Calls['liftSilence']>) {
  await enterAbove(ctx, conversationId, memberId);
  if (!(await dropSilence(ctx, conversationId, memberId))) return {};
  await writeNote(ctx, conversationId, { kind: 'unsilenced', memberIds: [memberId], text: '' });
  await tellSilence(ctx, conversationId, memberId, null);
  return {};
}

/** The group, locked, for who may silence this member of it. */
async function enterAbove(ctx: Context, conversationId: ConversationId, memberId: MemberId): Promise<void> {
  const group = await enter(ctx, conversationId);
  const target = await roleOf(ctx, conversationId, memberId);
  if (target === null) throw new Refused(refuse('chat.memberUnknown'));
  ensure(canSilence(group.kind, group.role, target));
}

/** When his working time begins on another day than today, by his own clock. */
async function startOnAnotherDay(ctx: Context, outbox: Outbox, memberId: MemberId): Promise<Date> {
  const facts = (await workTime.factsOf(ctx.tx, ctx.companyId, [memberId], ctx.now)).get(memberId);
  const timeZone = facts?.timeZone ?? 'UTC';
  const tomorrow = instantOn(timeZone, localOf(timeZone, ctx.now).day + 1, 0);
  // A start at midnight sharp is one of the new day.
  const after = new Date(tomorrow.getTime() - 1);
  return (await outbox.workDays({ ...ctx, now: after }, [memberId], 1)).get(memberId)?.start ?? tomorrow;
}
