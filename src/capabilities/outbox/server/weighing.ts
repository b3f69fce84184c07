import type { MemberId, SessionId } from '#platform/model/ids.ts';
import { gate, type Reach, type Verdict } from '../model/gate.ts';
import type { TimeFacts } from '../model/time.ts';
import { isWired } from '../model/quiet.ts';
import type { OutboxContext, Mark, Sight, Source } from './source.ts';
import { reachOf } from './store/contacts.ts';
import * as devices from './store/devices.ts';
import type { WorkTime } from './workTime.ts';

/** What is weighed: a mark of a source, and its kind. */
export interface Weight extends Mark {
  readonly source: string;
  readonly kind: string;
  /** It was kept until now. */
  readonly held?: boolean;
}

export interface Weighed<W extends Weight> {
  readonly weight: W;
  readonly verdict: Verdict;
  /** Null where there is nothing left to see. */
  readonly sight: Sight | null;
  /** What the calendar says; null for who is no active member. */
  readonly time: TimeFacts | null;
}

export interface Scales {
  readonly workTime: WorkTime;
  readonly sources: ReadonlyMap<string, Source>;
  /** Where the member has Tautline open. */
  readonly sessionsOf: (companyId: string, memberId: MemberId) => ReadonlySet<SessionId>;
}

const NO_REACH: Reach = new Map();

/** Loads the facts of all of these at once and asks the gate of each. The only place where it is asked, whenever something is about to be told. */
export async function weigh<W extends Weight>(
  { workTime, sources, sessionsOf }: Scales,
  ctx: OutboxContext & { readonly now: Date },
  weights: readonly W[],
): Promise<Weighed<W>[]> {
  const memberIds = [...new Set(weights.map(({ memberId }) => memberId))];
  const times = await workTime.factsOf(ctx.tx, ctx.companyId, memberIds, ctx.now);
  const wishes = await devices.wishesOf(ctx, memberIds);
  const byMember = Map.groupBy(await devices.devicesOf(ctx, memberIds), ({ memberId }) => memberId);
  const sights = await look(ctx, sources, weights);
  const kindOf = ({ source, kind }: W) => sources.get(source)?.kinds[kind];
  const reaches = weights.some((weight) => isWired(kindOf(weight)?.only))
    ? await reachOf(ctx, memberIds)
    : new Map<MemberId, Reach>();
  return weights.map((weight) => {
    const { memberId } = weight;
    const kind = kindOf(weight);
    const time = times.get(memberId) ?? null;
    const sight = sights.get(weight) ?? null;
    if (kind === undefined || time === null || sight === null) {
      return { weight, sight, time, verdict: { is: 'drop', why: 'over' } };
    }
    const open = sessionsOf(ctx.companyId, memberId);
    const verdict = gate({
      now: ctx.now,
      memberId,
      kind,
      time,
      wish: wishes.get(memberId) ?? 'everything',
      place: sight.setting,
      hasWaited: weight.held ?? false,
      isOver: sight.isOver,
      isOwn: sight.isOwn,
      byOverride: sight.byOverride ?? false,
      devices: (byMember.get(memberId) ?? []).map((device) => ({ ...device, isOpen: open.has(device.sessionId) })),
      reach: reaches.get(memberId) ?? NO_REACH,
    });
    return { weight, verdict, sight, time };
  });
}

async function look<W extends Weight>(
  ctx: OutboxContext & { readonly now: Date },
  sources: ReadonlyMap<string, Source>,
  weights: readonly W[],
): Promise<Map<W, Sight | null>> {
  const found = new Map<W, Sight | null>();
  for (const [name, own] of Map.groupBy(weights, ({ source }) => source)) {
    const sights = (await sources.get(name)?.look(ctx, own)) ?? [];
    own.forEach((weight, index) => void found.set(weight, sights[index] ?? null));
  }
  return found;
}
