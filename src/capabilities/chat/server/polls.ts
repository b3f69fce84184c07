import { decode } from 'zod';
import type { InputOf } from '#platform/model/contract.ts';
import { ensure, Refused, type Refusal, refuse } from '#platform/model/refusal.ts';
import { announce } from '#platform/server/announce.ts';
import type { CompanyContext, Context } from '#platform/server/context.ts';
import type { FollowContext } from '#platform/server/follower.ts';
import { canEndAt, canVote, keepsCard } from '../model/answering.ts';
import { card as cardSchema, type PollCard } from '../model/cards.ts';
import { type chatCalls, chatEvent } from '../model/contract.ts';
import { byCard, COUNT_AFTER_MS, keyOf, sendCard, type SentCard } from './cards.ts';
import { type Due, putDue } from './store/cards.ts';
import * as store from './store/polls.ts';
import { ensureSees, reachOf } from './history.ts';

type Calls = typeof chatCalls;
type Wake = (ctx: Pick<FollowContext, 'companyId' | 'afterCommit'>, at: Date) => void;

export function sendPoll(
  ctx: Context,
  wake: Wake,
  { id, conversationId, text, options, multiple, anonymous, endsAt }: InputOf<Calls['sendPoll']>,
): Promise<SentCard> {
  return sendCard(
    ctx,
    { id, conversationId, text, card: { kind: 'poll', options, multiple, anonymous, endsAt } },
    async () => ensure(canEndAt(endsAt, ctx.now)),
    async (place) => {
      await store.insertPoll(ctx, place, { authorId: ctx.memberId, anonymous, options: options.length });
      if (endsAt === null) return;
      await putDue(ctx, [place], 'end', endsAt);
      wake(ctx, endsAt);
    },
  );
}

const cardOf = ({ card }: store.PollRow): PollCard => decode(cardSchema, card) as PollCard;

/** Takes what members chose, some at once; answers each in its place. */
export async function vote(ctx: FollowContext, wake: Wake, votes: readonly store.Vote[]): Promise<(Refusal | null)[]> {
  const polls = new Map((await store.lockPolls(ctx, votes)).map((poll) => [keyOf(poll), poll]));
  const facts = await store.votersFacts(ctx, votes);
  const answers = votes.map((one, place) => {
    const known = facts[place];
    if (known?.isIn !== true) return refuse('chat.conversationUnknown');
    const row = known.sees ? polls.get(keyOf(one)) : undefined;
    const poll = row === undefined ? null : { card: cardOf(row), closed: row.closed };
    return canVote({ ...known, poll, options: one.options, now: ctx.now });
  });
  // Who votes twice in one breath means the later.
  const taken = new Map(
    votes.flatMap((one, place) => (answers[place] === null ? [[keyOf(one) + one.memberId, one]] : [])),
  );
  if (taken.size === 0) return answers;
  const accepted = [...taken.values()];
  await store.putVotes(ctx, accepted);
  const named = accepted.filter((one) => polls.get(keyOf(one))?.anonymous === false);
  for (const own of byCard(named).values()) await tellVoted(ctx, own);
  const at = new Date(ctx.now.getTime() + COUNT_AFTER_MS);
  await putDue(
    ctx,
    [...byCard(accepted).values()].flatMap(([one]) => one ?? []),
    'count',
    at,
  );
  wake(ctx, at);
  return answers;
}

/** The own devices hear what one has chosen. */
async function tellVoted(ctx: FollowContext, votes: readonly store.Vote[]): Promise<void> {
  const [first] = votes;
  if (first === undefined) return;
  const { conversationId, number } = first;
  await announce(
    ctx,
    chatEvent,
    { type: 'chat.voted', conversationId, number, options: [] },
    {
      topic: conversationId,
      audience: votes.map(({ memberId }) => memberId),
      own: new Map(votes.map(({ memberId, options }) => [memberId, { options: inOrder(options) }])),
    },
  );
}

const inOrder = (options: readonly number[]): number[] => [...options].sort((a, b) => a - b);

export async function closePoll(ctx: Context, place: InputOf<Calls['closePoll']>) {
  const { role, kind } = await ensureSees(ctx, place);
  const [poll] = await store.lockPolls(ctx, [place]);
  if (poll === undefined) throw new Refused(refuse('chat.messageUnknown'));
  ensure(keepsCard(ctx.memberId, poll.authorId, role, kind));
  await end(ctx, poll);
  return {};
}

/** Does what is due about a poll. */
export async function doDue(ctx: FollowContext, { what, ...place }: Due): Promise<void> {
  const [poll] = await store.lockPolls(ctx, [place]);
  if (poll === undefined) return;
  if (what === 'end') await end(ctx, poll);
  else if (!poll.closed) await tellCounts(ctx, poll);
}

async function end(ctx: FollowContext, poll: store.PollRow): Promise<void> {
  if (poll.closed) return;
  await store.closePoll(ctx, poll);
  await tellCounts(ctx, { ...poll, closed: true });
}

async function tellCounts(
  ctx: Pick<CompanyContext, keyof FollowContext>,
  { conversationId, number, counts, voters, closed }: store.PollRow,
): Promise<void> {
  await announce(
    ctx,
    chatEvent,
    { type: 'chat.pollCounted', conversationId, number, counts: [...counts], voters, closed },
    await reachOf(ctx, { conversationId, number }),
  );
}

/** Who chose an option of a named poll. Of an anonymous one nobody is told, whoever asks. */
export async function votersOf(ctx: Context, { option, after, limit, ...place }: InputOf<Calls['voters']>) {
  await ensureSees(ctx, place);
  const poll = await store.pollAt(ctx, place);
  if (poll === null) throw new Refused(refuse('chat.messageUnknown'));
  ensure(poll.anonymous ? refuse('chat.pollAnonymous') : null);
  const memberIds = await store.votersOf(ctx, place, option, after, limit + 1);
  return { memberIds: memberIds.slice(0, limit), more: memberIds.length > limit };
}
