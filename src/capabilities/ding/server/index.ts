import { type Chat, messagesByRef, participantIds, readableBy, repliesTo } from '#chat/server/index.ts';
import { activeMemberIds } from '#directory/server/index.ts';
import type { Files } from '#files/server/index.ts';
import type { Outbox } from '#outbox/server/index.ts';
import type { InputOf } from '#platform/model/contract.ts';
import type { CompanyId, ConversationId, MemberId } from '#platform/model/ids.ts';
import { Refused, refuse } from '#platform/model/refusal.ts';
import { type Capability, capability } from '#platform/server/capability.ts';
import { Clockwork } from '#platform/server/clockwork.ts';
import type { Context } from '#platform/server/context.ts';
import type { CompaniesAfter } from '#platform/server/follow.ts';
import type { FollowContext, Follower, LogEvent } from '#platform/server/follower.ts';
import type { House } from '#platform/server/house.ts';
import { type Ding, type DingId, dingCalls, dingEvent, OPEN_MAX } from '../model/contract.ts';
import { hasReached } from '../model/state.ts';
import { answer, cancel, dropFiles, ended, heard } from './answering.ts';
import { climb } from './climbing.ts';
import type { Around, DingHearer } from './hearing.ts';
import { own, preview, send, type Sending, sendScheduled, type Through } from './sending.ts';
import { source } from './source.ts';
import * as store from './store/dings.ts';
import * as recipients from './store/recipients.ts';
import { seen, tellCounts, tellSoon } from './telling.ts';

export type { Ding } from '../model/contract.ts';
export type { Answered, DingHearer } from './hearing.ts';
export { forget as forgetDings, forgetOld as forgetOldDings } from './store/dings.ts';

export interface Dings {
  readonly capability: Capability;
  /** A room above hears of answers, and of what an override let through. */
  hear(hearer: DingHearer): void;
  /**
   * Sends a ding that reaches some of those it asks although they are off. For the room that keeps the ledger of overrides: `through` refuses,
   * or writes them there, in this transaction. The database takes no such recipient who stands in no ledger.
   */
  sendThrough(ctx: Context, input: Omit<InputOf<(typeof dingCalls)['send']>, 'at'>, through: Through): Promise<Ding>;
  /** Takes the ladders a step further that are due at the moment of this transaction: for seeds. */
  climb(ctx: FollowContext): Promise<void>;
  /** A ding as this caller sees it, who sent it or is asked. */
  own(ctx: Context, id: DingId): Promise<Ding>;
  start(house: House, companiesAfter: CompaniesAfter, onError: (error: unknown) => void): void;
  stop(): Promise<void>;
  /** Does all that is due by the clock of the house: for tests and seeds. */
  settle(): Promise<void>;
}

/** Urgent messages that climb a ladder with each of those they ask, in his working time, until he answers (R9–R13). */
export function makeDings(chat: Chat, outbox: Outbox, files: Files): Dings {
  let clockwork: Clockwork | null = null;
  const hearers: DingHearer[] = [];
  const sending: Sending = {
    chat,
    files,
    outbox,
    async answered(...what) {
      for (const hearer of hearers) await hearer.answered(...what);
    },
    wake: (ctx, at) => ctx.afterCommit(() => clockwork?.wake(ctx.companyId, at)),
  };
  outbox.from({
    ...source,
    heard: (ctx, outcome) => heard(ctx, sending, outcome),
    async letThrough(ctx, told) {
      for (const hearer of hearers) await hearer.letThrough(ctx, told);
    },
  });

  /** Sends what was scheduled for now: each in a transaction of its own, as its author. Where he may not, it says so and stays. */
  async function sendDue(house: House, companyId: CompanyId): Promise<void> {
    const due = await house.inCompany(companyId, async (ctx) => {
      const row = await store.takeScheduled(ctx, ctx.now);
      if (row === null) return null;
      const [author] = await activeMemberIds(ctx.tx, companyId, [row.authorId]);
      if (author === undefined) {
        await store.setState(ctx, row.id, 'failed', { failure: 'ding.authorLeft' });
        await dropFiles(ctx, files, row);
      }
      return { row, author };
    });
    if (due?.author === undefined) return;
    const { row, author } = due;
    try {
      await house.runAs({ companyId, memberId: author.memberId, role: author.role }, async (ctx) => {
        const still = await store.lockDing(ctx, row.id);
        if (still?.state === 'scheduled') await sendScheduled(sending, ctx, row);
      });
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      await house.inCompany(companyId, async (ctx) => {
        await store.setState(ctx, row.id, 'failed', { failure: error.refusal.code });
        await dropFiles(ctx, files, row);
        await tellSoon(ctx, [row.id], []);
      });
    }
  }

  return {
    capability: capability({
      name: 'ding',
      calls: dingCalls,
      events: dingEvent,
      handlers: {
        preview: (ctx, input) => preview(ctx, outbox, input),
        send: (ctx, input) => send(sending, ctx, input),
        cancel: (ctx, input) => cancel(sending, ctx, input),
        answer: (ctx, input) => answer(sending, ctx, input),
        async ding(ctx, { id }) {
          const [found] = await visible(ctx, [id], true);
          if (found === undefined) throw new Refused(refuse('ding.unknown'));
          return found;
        },
        dings: (ctx, { ids }) => visible(ctx, ids, false),
        async mine(ctx) {
          const open = await recipients.openWith(ctx, ctx.memberId, OPEN_MAX);
          const sent = await store.sentBy(ctx, ctx.memberId, OPEN_MAX);
          return { open: await visible(ctx, open, false), sent: await visible(ctx, sent, false) };
        },
        async reached(ctx) {
          const open = await recipients.openWith(ctx, ctx.memberId, OPEN_MAX);
          return (await visible(ctx, open, false)).filter(hasReached);
        },
        async reorder(ctx, { ids }) {
          await recipients.reorder(ctx, ctx.memberId, ids);
          return {};
        },
      },
      listens: {
        'directory.memberDeactivated': async (ctx: Context, { memberId }: { memberId: MemberId }) => {
          await ended(ctx, sending, 'gone', { dingId: null, conversationId: null, memberIds: [memberId] });
        },
      },
      follows: following(sending),
    }),
    hear: (hearer) => void hearers.push(hearer),
    sendThrough: (ctx, input, through) => send(sending, ctx, { ...input, at: null }, through),
    async climb(ctx) {
      await climb(ctx, outbox);
    },
    own,
    start(house, companiesAfter, onError) {
      clockwork = new Clockwork({
        ...{ house, companiesAfter, onError, nextDue: store.nextDue },
        async work(companyId) {
          await house.inCompany(companyId, (ctx) => climb(ctx, outbox));
          await house.inCompany(companyId, (ctx) => tellCounts(ctx));
          // Last: one that the server cannot send keeps no ladder from climbing.
          await sendDue(house, companyId);
        },
      });
      clockwork.start();
    },
    async stop() {
      await clockwork?.stop();
    },
    async settle() {
      await clockwork?.settle();
    },
  };
}

/** Of these dings those that the caller may know of: he reads the message as which it stands, or has scheduled it. Lines are for who is in it. */
async function visible(ctx: Context, ids: Parameters<typeof seen>[2], withLines: boolean): Promise<Ding[]> {
  const dings = await seen(ctx, ctx.memberId, [...new Set(ids)], withLines);
  const hidden = new Map(
    dings.length === 0 ? [] : (await readableBy(ctx, ctx.memberId)).map(({ id, hiddenNumber }) => [id, hiddenNumber]),
  );
  return dings.flatMap((ding) => {
    const isMine = ding.authorId === ctx.memberId;
    const places = ding.places.filter(({ conversationId, number }) =>
      // What is not sent yet is between its author and the clock.
      number === null ? isMine : number > (hidden.get(conversationId) ?? Number.POSITIVE_INFINITY),
    );
    // What is written nowhere stands nowhere until it is sent.
    const isUnwritten = isMine && ding.state !== 'sent' && ding.places.length === 0;
    return places.length === 0 && !isUnwritten ? [] : [{ ...ding, places }];
  });
}

/** Reads the log for answers: who replies where a ding stands has answered it; what was taken back, or left, asks nobody any more. */
function following(around: Around): Follower {
  return {
    types: ['chat.messageSent', 'chat.messageRecalled', 'chat.conversationRemoved'],

    async handle(ctx, events) {
      if (!(await recipients.isAnythingOpen(ctx))) return;
      const recalled = spotsOf(events, 'chat.messageRecalled');
      for (const { id, conversationId } of await store.dingsAt(ctx, recalled)) {
        await ended(ctx, around, 'cancelled', { dingId: id, conversationId, memberIds: null });
      }
      for (const event of events) {
        if (event.type !== 'chat.conversationRemoved') continue;
        const conversationId = event.payload?.['conversationId'] as ConversationId;
        const isDeleted = (event.payload?.['deleted'] ?? null) !== null;
        const where = { dingId: null, conversationId, memberIds: event.audience ?? [] };
        await ended(ctx, around, isDeleted ? 'cancelled' : 'gone', where);
      }
      await answeredIn(ctx, around, spotsOf(events, 'chat.messageSent'));
    },

    // Where the log was forgotten, what became of those that wait stands in the tables.
    async begin(ctx) {
      const spots = await store.openPlaces(ctx);
      if (spots.length === 0) return null;
      const ids = spots.map(({ conversationId }) => conversationId);
      const numbers = spots.map(({ number }) => number);
      const said = await messagesByRef(ctx.tx, ctx.companyId, ids, numbers);
      const recalled = said.filter((message) => message.recalled);
      for (const { id, conversationId } of await store.dingsAt(ctx, recalled)) {
        await ended(ctx, around, 'cancelled', { dingId: id, conversationId, memberIds: null });
      }
      for (const { conversationId, memberIds } of await recipients.askedIn(ctx, [...new Set(ids)])) {
        const inside = new Set(await participantIds(ctx, conversationId));
        const left = memberIds.filter((memberId) => !inside.has(memberId));
        if (left.length > 0) await ended(ctx, around, 'gone', { dingId: null, conversationId, memberIds: left });
      }
      await answeredBy(ctx, around, await repliesTo(ctx.tx, ctx.companyId, ids, numbers));
      return null;
    },
  };
}

const spotsOf = (events: readonly LogEvent[], type: string) =>
  events.flatMap(({ type: own, topic, ref }) =>
    own === type && ref !== null ? [{ conversationId: topic, number: ref }] : [],
  );

async function answeredIn(
  ctx: FollowContext,
  around: Around,
  spots: readonly { conversationId: string; number: number }[],
): Promise<void> {
  if (spots.length === 0) return;
  const said = await messagesByRef(
    ctx.tx,
    ctx.companyId,
    spots.map(({ conversationId }) => conversationId as ConversationId),
    spots.map(({ number }) => number),
  );
  const replies = said.flatMap(({ conversationId, authorId, replyTo, note }) =>
    note !== null || replyTo === null ? [] : [{ conversationId, authorId, number: replyTo }],
  );
  await answeredBy(ctx, around, replies);
}

/** `number` is that of the message which was replied to. */
async function answeredBy(
  ctx: FollowContext,
  around: Around,
  replies: readonly { conversationId: ConversationId; number: number; authorId: MemberId }[],
): Promise<void> {
  for (const { id, conversationId, number } of await store.dingsAt(ctx, replies)) {
    const memberIds = replies
      .filter((reply) => reply.conversationId === conversationId && reply.number === number)
      .map(({ authorId }) => authorId);
    await ended(ctx, around, 'replied', { dingId: id, conversationId: null, memberIds });
  }
}
