import { cardsOf, namedFrom, noteViews } from '#directory/server/index.ts';
import type { Outbox, Source } from '#outbox/server/index.ts';
import type { InputOf } from '#platform/model/contract.ts';
import type { ConversationId, MemberId } from '#platform/model/ids.ts';
import { ensure, Refused, type Refusal, refuse } from '#platform/model/refusal.ts';
import { announce } from '#platform/server/announce.ts';
import type { Context } from '#platform/server/context.ts';
import type { FollowContext } from '#platform/server/follower.ts';
import { keepsCard, remindAt } from '../model/answering.ts';
import { type chatCalls, chatEvent } from '../model/contract.ts';
import { namedIn, mentionsIn } from '../model/mentions.ts';
import { NOTICE_NUMBERS, noticeKinds, type NoticeKind, settingOf, wordsOfNotice } from '../model/notifying.ts';
import { byCard, COUNT_AFTER_MS, keyOf, sendCard, type SentCard } from './cards.ts';
import { type CardPlace, type Due, putDue } from './store/cards.ts';
import { messagesByRef } from './store/messages.ts';
import * as store from './store/notices.ts';
import { participantIds } from './store/participants.ts';
import { ensureInside, ensureSees, reachOf } from './history.ts';

type Calls = typeof chatCalls;
type Wake = (ctx: Pick<FollowContext, 'companyId' | 'afterCommit'>, at: Date) => void;

const REMIND_AT_ONCE = 500;

/** What a notice tells of besides being said: each is a place of its own in the outbox, so that no talk takes its place. */
export const notices: Source = {
  name: 'chat.notice',
  kinds: noticeKinds,

  async look(ctx, marks) {
    const rows = await store.sights(ctx, marks);
    const wanted = new Set(rows.flatMap(({ authorId, text }) => [authorId, ...mentionsIn(text).memberIds]));
    const cards = wanted.size === 0 ? [] : await cardsOf(ctx.tx, ctx.companyId, [...wanted]);
    const names = new Map(cards.map(({ id, name }) => [id, name]));
    const sights = new Map(rows.map((row) => [row.place, row]));
    return marks.map(({ memberId, number }, index) => {
      const row = sights.get(index + 1);
      if (row === undefined) return null;
      const isReminder = number === NOTICE_NUMBERS.reminder;
      const missing = row.asked - row.acknowledged;
      const author = names.get(row.authorId) ?? '';
      const text = namedIn(row.text, (id) => names.get(id) ?? '');
      return {
        isOver: isReminder ? !row.isOpen : missing === 0 || row.authorId !== memberId,
        isOwn: false,
        byId: isReminder ? row.authorId : null,
        message: { conversationId: row.conversationId, number: row.number },
        setting: settingOf(row),
        told: {
          title: row.kind === 'direct' ? author : row.name,
          from: '',
          text: wordsOfNotice(isReminder ? 'reminder' : 'summary', text, missing, row.asked),
        },
        path: `/chat/${row.conversationId}?m=${row.number}`,
      };
    });
  },
};

/** Whom a notice asks: everybody in the conversation but its author, each until the end of his own working day. */
async function askedBy(
  ctx: Context,
  outbox: Outbox,
  conversationId: ConversationId,
  dueDays: number | null,
): Promise<store.Asked[]> {
  const others = (await participantIds(ctx, conversationId)).filter((id) => id !== ctx.memberId);
  const days = dueDays === null ? null : await outbox.workDays(ctx, others, dueDays);
  return others.map((memberId) => {
    const day = days?.get(memberId);
    if (dueDays === null || day === undefined) return { memberId, dueAt: null, remindAt: null };
    return { memberId, dueAt: day.end, remindAt: remindAt(dueDays, day) };
  });
}

export async function noticePreview(
  ctx: Context,
  outbox: Outbox,
  { conversationId, dueDays }: InputOf<Calls['noticePreview']>,
) {
  await ensureInside(ctx, conversationId);
  const asked = await askedBy(ctx, outbox, conversationId, dueDays);
  const dues = timesOf(asked.map(({ dueAt }) => dueAt));
  return { asked: asked.length, firstDueAt: dues[0] ?? null, lastDueAt: dues.at(-1) ?? null };
}

/** Sends a notice: it, whom it asks and what is to be done about it later are stored together. */
export function sendNotice(
  ctx: Context,
  outbox: Outbox,
  wake: Wake,
  { id, conversationId, text, dueDays }: InputOf<Calls['sendNotice']>,
): Promise<SentCard> {
  return sendCard(
    ctx,
    { id, conversationId, text, card: { kind: 'notice', dueDays } },
    async () => {
      const asked = await askedBy(ctx, outbox, conversationId, dueDays);
      ensure(asked.length === 0 ? refuse('chat.nobodyAsked') : null);
      return asked;
    },
    async (place, asked) => {
      await store.insertNotice(ctx, { ...place, messageId: id, authorId: ctx.memberId }, asked);
      await tellAsked(ctx, place, asked);
      const [first] = timesOf(asked.map((one) => one.remindAt));
      if (first !== undefined) await putDue(ctx, [place], 'remind', first);
      const last = timesOf(asked.map(({ dueAt }) => dueAt)).at(-1);
      if (last !== undefined) await putDue(ctx, [place], 'summary', last);
      if (last !== undefined) wake(ctx, first ?? last);
    },
  );
}

/** One event for all, with the due time of most; others, where there are any, hear theirs in it. */
async function tellAsked(
  ctx: Context,
  { conversationId: topic, number }: CardPlace,
  asked: readonly store.Asked[],
): Promise<void> {
  const groups = [...Map.groupBy(asked, ({ dueAt }) => dueAt?.getTime() ?? null).values()].sort(
    (a, b) => b.length - a.length,
  );
  const dueAt = groups[0]?.[0]?.dueAt ?? null;
  const event = { type: 'chat.noticeAsked' as const, conversationId: topic, number, of: asked.length, dueAt };
  const others = groups.slice(1).flatMap((own) => own.map((one) => [one.memberId, { dueAt: one.dueAt }] as const));
  if (others.length === 0) return announce(ctx, chatEvent, event, { topic });
  const audience = [ctx.memberId, ...asked.map(({ memberId }) => memberId)];
  return announce(ctx, chatEvent, event, { topic, audience, own: new Map(others) });
}

/** Notes what members have acknowledged, some at once; answers each in its place. */
export async function acknowledge(
  ctx: FollowContext,
  outbox: Outbox,
  wake: Wake,
  wanted: readonly store.Acknowledging[],
): Promise<(Refusal | null)[]> {
  const known = new Map((await store.lockNotices(ctx, wanted)).map((notice) => [keyOf(notice), notice]));
  const answers = await store.acknowledge(ctx, wanted);
  const fresh = wanted.filter((_, place) => answers[place]?.fresh === true);
  await tellAcknowledged(ctx, fresh);
  if (fresh.length > 0) {
    const at = new Date(ctx.now.getTime() + COUNT_AFTER_MS);
    await putDue(
      ctx,
      [...byCard(fresh).values()].flatMap(([one]) => one ?? []),
      'count',
      at,
    );
    wake(ctx, at);
    await outbox.reconsider(
      ctx,
      notices,
      fresh.flatMap((one) => {
        const place = known.get(keyOf(one))?.messageId;
        return place === undefined ? [] : [{ memberId: one.memberId, place }];
      }),
    );
  }
  return wanted.map((one, place) => {
    const answer = answers[place];
    if (answer?.isIn !== true) return refuse('chat.conversationUnknown');
    if (!known.has(keyOf(one))) return refuse('chat.messageUnknown');
    return answer.asked ? null : refuse('chat.notAsked');
  });
}

async function tellAcknowledged(ctx: FollowContext, fresh: readonly store.Acknowledging[]): Promise<void> {
  for (const own of byCard(fresh).values()) {
    const [first] = own;
    if (first === undefined) continue;
    const { conversationId, number } = first;
    await announce(
      ctx,
      chatEvent,
      { type: 'chat.noticeAcknowledged', conversationId, number },
      { topic: conversationId, audience: [...new Set(own.map(({ memberId }) => memberId))] },
    );
  }
}

/** Does what is due about a notice. */
export async function doDue(ctx: FollowContext, outbox: Outbox, { what, ...place }: Due): Promise<void> {
  const notice = await store.noticeAt(ctx, place);
  if (notice === null) return;
  const { conversationId, number, messageId, authorId, asked, acknowledged } = notice;
  const markOf = (memberId: MemberId, kind: NoticeKind) => ({
    ...{ memberId, kind },
    place: messageId,
    number: NOTICE_NUMBERS[kind],
  });
  if (what === 'count') {
    // An author who left and came back may not see it any more.
    const { audience = [authorId] } = await reachOf(ctx, place);
    await announce(
      ctx,
      chatEvent,
      { type: 'chat.noticeCounted', conversationId, number, acknowledged, of: asked },
      { topic: conversationId, audience: audience.filter((memberId) => memberId === authorId) },
    );
  } else if (what === 'remind') {
    const { memberIds, nextAt } = await store.takeReminders(ctx, place, ctx.now, REMIND_AT_ONCE);
    await outbox.plan(
      ctx,
      notices,
      memberIds.map((memberId) => markOf(memberId, 'reminder')),
    );
    if (nextAt !== null) await putDue(ctx, [place], 'remind', nextAt);
  } else if (what === 'summary' && acknowledged < asked) {
    await outbox.plan(ctx, notices, [markOf(authorId, 'summary')]);
  }
}

export async function openNotices(ctx: Context) {
  return store.openOf(ctx, ctx.memberId);
}

export async function noticeById(ctx: Context, { id }: InputOf<Calls['noticeById']>) {
  const [sight] = await store.sights(ctx, [{ memberId: ctx.memberId, place: id }]);
  const [message] =
    sight === undefined ? [] : await messagesByRef(ctx.tx, ctx.companyId, [sight.conversationId], [sight.number]);
  if (sight === undefined || message === undefined) throw new Refused(refuse('chat.messageUnknown'));
  const { asked: of, acknowledged, authorId, isOpen } = sight;
  return { message, acknowledged: !isOpen, counts: authorId === ctx.memberId ? { acknowledged, of } : null };
}

/** How many have acknowledged; and who is missing, once he has had his time. */
export async function noticeAnswers(ctx: Context, { after, limit, ...place }: InputOf<Calls['noticeAnswers']>) {
  const { role, kind } = await ensureSees(ctx, place);
  const notice = await store.noticeAt(ctx, place);
  if (notice === null) throw new Refused(refuse('chat.messageUnknown'));
  ensure(keepsCard(ctx.memberId, notice.authorId, role, kind));
  const from = await namedFrom(ctx, 'noticeNames');
  const names = from !== null && notice.sentAt >= from;
  const { memberIds, late, waiting } = await store.missingOf(ctx, place, ctx.now, after, names ? limit + 1 : 0);
  const missing = memberIds.slice(0, limit);
  if (names) await noteViews(ctx, { what: 'noticeMissing', about: notice.messageId, memberIds: missing });
  return {
    names,
    late,
    counts: { acknowledged: notice.acknowledged, of: notice.asked },
    missing,
    more: memberIds.length > limit,
    waiting,
  };
}

function timesOf(moments: readonly (Date | null)[]): Date[] {
  return moments.filter((one) => one !== null).sort((a, b) => a.getTime() - b.getTime());
}
