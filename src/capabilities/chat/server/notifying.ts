import { cardsOf } from '#directory/server/index.ts';
import type { Mark, Outbox, OutboxContext, Sight, Source } from '#outbox/server/index.ts';
import type { ConversationId, MemberId } from '#platform/model/ids.ts';
import type { FollowContext, Follower, LogEvent } from '#platform/server/follower.ts';
import type { Message } from '../model/contract.ts';
import { mentionsIn, namedIn } from '../model/mentions.ts';
import {
  type Latest,
  latestFor,
  NOTICE_NUMBERS,
  settingOf,
  type TalkKind,
  talkKinds,
  withSpoken,
} from '../model/notifying.ts';
import { messagesByRef } from './store/messages.ts';
import { notices } from './notices.ts';
import { noticesOf } from './store/notices.ts';
import * as store from './store/notifying.ts';
import { anyThread, catchUpThreads, followThreads } from './threads.ts';

type Spot = Pick<Mark, 'memberId' | 'place'>;

/** What talk has to tell: messages, each a number in its conversation. */
export const talk: Source = {
  name: 'chat',
  kinds: talkKinds,

  async look(ctx, marks) {
    const glances = await glanceAt(ctx, marks);
    return glances.map((seen, index) => {
      if (seen === null) return null;
      const { memberId, number } = marks[index] as Mark;
      const { row, told, path } = seen;
      return {
        isOver: row.recalled || row.readNumber >= number,
        isOwn: row.authorId === memberId,
        byId: row.authorId,
        message: { conversationId: marks[index]?.place ?? '', number },
        setting: settingOf(row),
        told,
        path,
      };
    });
  },
};

interface Glance extends Pick<Sight, 'told' | 'path'> {
  readonly row: store.SightRow;
}

/** How messages look to members of their conversations now, in the order asked; null for who is not in it. Two statements. */
export async function glanceAt(ctx: OutboxContext, marks: readonly Mark[]): Promise<(Glance | null)[]> {
  const rows = await store.sights(ctx, marks);
  const mentioned = rows.flatMap(({ text }) => mentionsIn(text).memberIds);
  const wanted = [...new Set([...rows.map(({ authorId }) => authorId), ...mentioned])];
  const cards = wanted.length === 0 ? [] : await cardsOf(ctx.tx, ctx.companyId, wanted);
  const names = new Map(cards.map(({ id, name }) => [id, name]));
  const glances = new Map(rows.map((row) => [row.place, glanceOf(row, marks[row.place - 1] as Mark, names)]));
  return marks.map((_, index) => glances.get(index + 1) ?? null);
}

function glanceOf(row: store.SightRow, { place, number }: Mark, names: ReadonlyMap<MemberId, string>): Glance {
  const author = names.get(row.authorId) ?? '';
  const words = row.text === '' ? (row.files ?? []).map(({ name }) => name).join(' ') : row.text;
  return {
    row,
    told: {
      title: row.name === '' ? author : row.name,
      from: row.name === '' ? '' : author,
      text: namedIn(words, (id) => names.get(id) ?? ''),
    },
    path: `/chat/${place}?m=${number}`,
  };
}

/**
 * Tells the outbox what was said and what was read, after the commit: no send waits for it. `onLeft`: members have left a conversation, and
 * what its notices count has changed.
 */
export function notifying(outbox: Outbox, onLeft: (ctx: FollowContext) => void): Follower {
  return {
    types: ['chat.messageSent', 'chat.messageRecalled', 'chat.readMoved', 'chat.conversationRemoved'],

    async handle(ctx, events) {
      const sent = ofType(events, 'chat.messageSent');
      const isUsed = await outbox.isUsed(ctx);
      // Messages are read where somebody can be told of them, or a thread goes on: in a rush that is most of the work.
      const said = isUsed || (await anyThread(ctx, sent)) ? await saidIn(ctx, sent) : [];
      await followThreads(ctx, said);
      const left = ofType(events, 'chat.conversationRemoved');
      if (left.length > 0) onLeft(ctx);
      if (!isUsed) return;
      await outbox.plan(ctx, talk, await marksOf(ctx, said));
      await outbox.reconsider(ctx, talk, spotsIn(events, said));
      await outbox.reconsider(ctx, notices, await noticeSpotsIn(ctx, left));
      const recalled = ofType(events, 'chat.messageRecalled');
      const gone = recalled.flatMap(({ topic, ref }) => (ref === null ? [] : [{ place: topic, number: ref }]));
      await outbox.recall(ctx, talk, gone);
      await outbox.recall(ctx, notices, await noticesIn(ctx, recalled));
    },

    // What was said before is past: nobody is told of it now. What waits or is shown may have been read meanwhile.
    async begin(ctx, step) {
      if (step === '') await catchUpThreads(ctx);
      return outbox.reconsiderAll(ctx, talk, step);
    },
  };
}

const ofType = (events: readonly LogEvent[], type: string): LogEvent[] => events.filter((event) => event.type === type);

/** The messages that these events are of. */
async function messagesOf({ tx, companyId }: FollowContext, events: readonly LogEvent[]): Promise<Message[]> {
  const refs = events.flatMap(({ topic, ref }) => (ref === null ? [] : [{ topic, ref }]));
  const [topics, numbers] = [refs.map(({ topic }) => topic), refs.map(({ ref }) => ref)];
  return refs.length === 0 ? [] : messagesByRef(tx, companyId, topics, numbers);
}

/** What people said, in the order of their numbers; a note or what was taken back is nothing to tell. */
async function saidIn(ctx: FollowContext, events: readonly LogEvent[]): Promise<Message[]> {
  const messages = await messagesOf(ctx, events);
  // What another capability draws, it also tells of.
  return messages
    .filter(({ note, recalled, card }) => note === null && !recalled && card?.kind !== 'room')
    .sort((a, b) => a.number - b.number);
}

/** Where those who have left may still be reminded of something. */
async function noticeSpotsIn(ctx: FollowContext, left: readonly LogEvent[]): Promise<Spot[]> {
  if (left.length === 0) return [];
  const idOf = ({ payload }: LogEvent) => payload?.['conversationId'] as ConversationId;
  const known = Map.groupBy(await noticesOf(ctx, left.map(idOf)), ({ conversationId }) => conversationId);
  return left.flatMap((event) =>
    (known.get(idOf(event)) ?? []).flatMap(({ messageId: place }) =>
      (event.audience ?? []).map((memberId) => ({ memberId, place })),
    ),
  );
}

/** What notices among these messages tell of besides being said. */
async function noticesIn(ctx: FollowContext, recalled: readonly LogEvent[]): Promise<Pick<Mark, 'place' | 'number'>[]> {
  const messages = await messagesOf(ctx, recalled);
  return messages.flatMap(({ id }) => Object.values(NOTICE_NUMBERS).map((number) => ({ place: id, number })));
}

/** Whom what was said is to be told, one mark a member and conversation. Five statements, however much was said. */
async function marksOf(ctx: FollowContext, spoken: readonly Message[]): Promise<(Mark & { kind: TalkKind })[]> {
  if (spoken.length === 0) return [];
  const silent = await store.silentAmong(ctx, spoken);
  const said = spoken.filter(({ id }) => !silent.has(id));
  const talked = new Map<ConversationId, Latest<MemberId>>();
  const toAll = new Map<ConversationId, Latest<MemberId>>();
  const asking = new Map<ConversationId, Latest<MemberId>>();
  const toOne = new Map<string, { conversationId: ConversationId; memberId: MemberId; number: number }>();
  for (const message of said) {
    const { conversationId, authorId, number, text, card } = message;
    talked.set(conversationId, withSpoken(talked.get(conversationId), message));
    const { memberIds, all } = mentionsIn(text);
    if (all) toAll.set(conversationId, withSpoken(toAll.get(conversationId), message));
    if (card?.kind === 'notice') asking.set(conversationId, withSpoken(asking.get(conversationId), message));
    for (const memberId of memberIds) {
      if (memberId !== authorId) toOne.set(conversationId + memberId, { conversationId, memberId, number });
    }
  }
  const marks = new Map<string, Mark & { kind: TalkKind }>();
  const mark = (
    { conversationId, kind, memberId, readNumber }: store.Recipient,
    number: number | null,
    as: TalkKind,
  ) => {
    if (number === null || number <= readNumber) return;
    const known = marks.get(conversationId + memberId);
    // A notification leads to what means one, not to the talk around it.
    if (known !== undefined && as === 'group') return;
    const latest = Math.max(number, known?.number ?? 0);
    marks.set(conversationId + memberId, {
      memberId,
      place: conversationId,
      number: latest,
      kind: kind === 'direct' && as !== 'notice' ? 'direct' : as,
    });
  };
  if (toAll.size > 0) {
    for (const one of await store.everybody(ctx, [...toAll.keys()])) {
      mark(one, latestFor(toAll.get(one.conversationId) as Latest<MemberId>, one.memberId), 'mention');
    }
  }
  if (asking.size > 0) {
    for (const one of await store.everybody(ctx, [...asking.keys()])) {
      mark(one, latestFor(asking.get(one.conversationId) as Latest<MemberId>, one.memberId), 'notice');
    }
  }
  if (toOne.size > 0) {
    for (const one of await store.meant(ctx, [...toOne.values()])) {
      mark(one, toOne.get(one.conversationId + one.memberId)?.number ?? null, 'mention');
    }
  }
  if (talked.size > 0) {
    for (const one of await store.watchers(ctx, [...talked.keys()])) {
      mark(one, latestFor(talked.get(one.conversationId) as Latest<MemberId>, one.memberId), 'group');
    }
  }
  return [...marks.values()];
}

/** Where members have read on, by reading or by writing, or are no longer. */
function spotsIn(events: readonly LogEvent[], said: readonly Message[]): Spot[] {
  const spots = new Map<string, Spot>();
  const add = (memberId: MemberId, place: string) => void spots.set(memberId + place, { memberId, place });
  for (const { authorId, conversationId } of said) add(authorId, conversationId);
  for (const { type, topic, payload, audience } of events) {
    const conversationId = payload?.['conversationId'];
    if (typeof conversationId !== 'string') continue;
    if (type !== 'chat.readMoved' && type !== 'chat.conversationRemoved') continue;
    for (const memberId of audience ?? [topic as MemberId]) add(memberId, conversationId);
  }
  return [...spots.values()];
}
