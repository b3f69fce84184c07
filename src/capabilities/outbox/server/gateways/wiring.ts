import type { CompanyId } from '#platform/model/ids.ts';
import type { FollowContext } from '#platform/server/follower.ts';
import type { House } from '#platform/server/house.ts';
import { isIdempotent } from '../../model/gateways/config.ts';
import { afterAnswer, type GatewayAnswer, nextWireTryAt } from '../../model/gateways/outcomes.ts';
import { wordsOfWire } from '../../model/gateways/texts.ts';
import { noteHeldOf } from '../noting.ts';
import type { Source } from '../source.ts';
import * as gateways from '../store/gateways.ts';
import * as notifications from '../store/notifications.ts';
import * as wires from '../store/wires.ts';
import { type Scales, type Weighed, weigh } from '../weighing.ts';
import { type LetterTo, type Post, sendLetter } from './sending.ts';

const AT_ONCE = 20;
/** Longer than any gateway is waited for: who took one and has not said what became of it by then is dead. */
const LEASE_MS = 120_000;
/** Reasons of our own, for which screens have words. */
export const QUOTA = 'outbox.quotaUsed';
export const LOST = 'outbox.answerLost';

type Turn = wires.WireTurn;
type Heard = ReadonlyMap<string, Source>;

interface Outgoing {
  readonly turn: Turn;
  readonly gateway: gateways.GatewayRow;
  readonly letter: LetterTo;
}

/**
 * Sends what is due by gateways: takes some and commits that, asks the gateways outside any transaction, and writes down what they said. A
 * server that dies in between leaves them taken: they are not sent again, unless the gateway knows doubles. False when nothing was due.
 */
export async function wireDue(house: House, scales: Scales, post: Post, companyId: CompanyId): Promise<boolean> {
  const { taken, outgoing } = await house.inCompany(companyId, async (ctx) => {
    const rows = await gateways.gatewaysOf(ctx);
    const idempotent = rows.filter(({ config }) => isIdempotent(config.kind)).map(({ way }) => way);
    await wires.giveUpTaken(ctx, idempotent, LOST, ctx.now);
    const turns = await wires.take(ctx, ctx.now, new Date(ctx.now.getTime() + LEASE_MS), AT_ONCE);
    return { taken: turns.length, outgoing: turns.length === 0 ? [] : await prepare(scales, ctx, rows, turns) };
  });
  if (taken === 0) return false;
  const answers = await Promise.all(
    outgoing.map(async ({ turn, gateway, letter }) => ({
      ...{ turn, gateway },
      answer: await sendLetter(post, companyId, gateway, letter),
    })),
  );
  for (const { turn, gateway, answer } of answers) {
    await house.inCompany(companyId, (ctx) => record(scales.sources, ctx, turn, gateway, answer));
  }
  return true;
}

/** What leaves now, and where to. The gate is asked once more: what may not be told any more is kept or dropped here. */
async function prepare(
  scales: Scales,
  ctx: FollowContext,
  rows: readonly gateways.GatewayRow[],
  turns: readonly Turn[],
): Promise<Outgoing[]> {
  const weighed = await weigh(scales, ctx, turns);
  const going = weighed.filter((one) => mayGo(scales, ctx.now, one));
  const staying = weighed.filter((one) => !going.includes(one));
  const held = staying.flatMap(({ weight, verdict }) =>
    verdict.is === 'hold' ? [{ ...weight, until: verdict.until }] : [],
  );
  if (held.length > 0) await noteHeldOf(ctx, staying);
  const [tried, fresh] = [held.filter((one) => mayBeThere(rows, one)), held.filter((one) => !mayBeThere(rows, one))];
  if (fresh.length > 0) await notifications.hold(ctx, fresh);
  // What the gateway may have keeps its id until then: under another it would be a second call.
  for (const { id, until } of tried) await wires.settle(ctx, id, { state: 'waiting', dueAt: until }, ctx.now);
  const kept = new Set(tried.map(({ id }) => id));
  const gone = staying.map(({ weight }) => weight.id).filter((id) => !kept.has(id));
  if (gone.length > 0) await wires.drop(ctx, gone);
  const outgoing: Outgoing[] = [];
  for (const [way, own] of Map.groupBy(going, ({ weight }) => weight.way)) {
    const gateway = rows.find((row) => row.way === way);
    const got = gateway === undefined ? 0 : await gateways.spend(ctx, way, own.length, ctx.now);
    for (const [index, one] of own.entries()) {
      const letter = letterOf(scales, one);
      if (gateway === undefined || letter === null) await wires.drop(ctx, [one.weight.id]);
      else if (index < got) outgoing.push({ turn: one.weight, gateway, letter });
      else await settleAs(scales.sources, ctx, one.weight, QUOTA);
    }
  }
  return outgoing;
}

/** Was it asked already, of a gateway that is asked again where no answer came? */
function mayBeThere(rows: readonly gateways.GatewayRow[], { way, tries }: Turn): boolean {
  const gateway = rows.find((row) => row.way === way);
  return tries > 1 && gateway !== undefined && isIdempotent(gateway.config.kind);
}

/** What could not be sent by the end of working time is not sent after it, unless its kind waits for the next. */
function mayGo({ sources }: Scales, now: Date, { weight, verdict }: Weighed<Turn>): boolean {
  if (verdict.is !== 'now') return false;
  const quiet = sources.get(weight.source)?.kinds[weight.kind]?.quiet;
  return weight.untilAt > now || quiet?.offHours === 'hold';
}

function letterOf({ sources }: Scales, { weight, sight, verdict }: Weighed<Turn>): LetterTo | null {
  const { id, way, source, kind, address, language } = weight;
  const policy = sources.get(source)?.kinds[kind];
  if (verdict.is !== 'now' || sight === null || address === null || language === null || policy === undefined)
    return null;
  const channel = verdict.channels.find(({ by }) => by === way);
  const content = channel !== undefined && channel.by !== 'socket' ? channel.content : 'none';
  return { id, to: address, language, code: null, ...wordsOfWire(way, sight.told, content, policy, language) };
}

async function record(
  sources: Heard,
  ctx: FollowContext,
  turn: Turn,
  { way, config }: gateways.GatewayRow,
  answer: GatewayAnswer,
): Promise<void> {
  const now = ctx.now;
  const worked = answer.is === 'accepted' || (answer.is === 'refused' && answer.blame === 'address');
  await gateways.noteHealth(ctx, way, worked ? null : answer.why, now);
  const to = afterAnswer(answer, config.kind);
  if (to === 'accepted') {
    await wires.settle(ctx, turn.id, { state: 'accepted', ref: answer.is === 'accepted' ? answer.ref : null }, now);
    return;
  }
  if (answer.is === 'accepted') return;
  if (to === 'uncertain') {
    await wires.settle(ctx, turn.id, { state: 'uncertain', failure: answer.why }, now);
    return;
  }
  // What was not taken costs nothing; of what is tried again the next try is counted.
  await gateways.count(ctx, way, { unsent: 1 }, now);
  const at = to === 'again' ? nextWireTryAt(now, turn.tries, answer.is === 'again' ? answer.afterS : null) : null;
  if (at === null) return settleAs(sources, ctx, turn, answer.why);
  const sent = await wires.lockSent(ctx, { id: turn.id });
  // What is over by now has no other try.
  if (sent?.recalled === true) await wires.drop(ctx, [turn.id]);
  else await wires.settle(ctx, turn.id, { state: 'waiting', failure: answer.why, dueAt: at }, now);
}

/** Makes a dead letter of what was taken, and tells its source once. */
async function settleAs(sources: Heard, ctx: FollowContext, turn: Turn, why: string): Promise<void> {
  const sent = await wires.lockSent(ctx, { id: turn.id });
  if (!(await wires.settle(ctx, turn.id, { state: 'dead', failure: why }, ctx.now))) return;
  await gateways.count(ctx, turn.way, { failed: 1 }, ctx.now);
  if (sent !== null) await tellSource(sources, ctx, sent, 'failed');
}

/** Tells the capability that let it go what became of it; of what is over it need not hear. */
export async function tellSource(
  sources: Heard,
  ctx: FollowContext,
  { memberId, place, number, source, way, recalled }: wires.Sent,
  what: 'delivered' | 'failed' | 'unanswered' | 'confirmed',
): Promise<void> {
  const listener = sources.get(source);
  if (recalled || listener?.heard === undefined) return;
  const mark = { memberId, place, number };
  const [sight] = await listener.look(ctx, [mark]);
  if (sight?.isOver === false) await listener.heard(ctx, { ...mark, by: way, what });
}
