import type { FollowContext } from '#platform/server/follower.ts';
import { whyHeld, whyTold } from '../model/reasons.ts';
import * as interruptions from './store/interruptions.ts';
import type { Weighed, Weight } from './weighing.ts';

/** What a member sees of it among his own interruptions; null where nothing is left to see. */
function noted({ weight, sight }: Weighed<Weight>): interruptions.Noted | null {
  if (sight === null) return null;
  const { memberId, source, place, number, kind } = weight;
  const { byId, message } = sight;
  return {
    ...{ memberId, source, place, number, kind },
    ...{ byId, conversationId: message?.conversationId ?? null, messageNumber: message?.number ?? null },
  };
}

/** Notes for each member what the gate keeps from him (O21). Several devices that wait for the same are one. */
export async function noteHeldOf(ctx: FollowContext, weighed: readonly Weighed<Weight>[]): Promise<void> {
  const held = new Map<string, interruptions.Held>();
  for (const one of weighed) {
    const row = noted(one);
    if (row === null || one.time === null || one.verdict.is !== 'hold') continue;
    const { memberId, source, place } = row;
    held.set(`${memberId} ${source} ${place}`, { ...row, heldFor: whyHeld(one.time), until: one.verdict.until });
  }
  if (held.size > 0) await interruptions.noteHeld(ctx, [...held.values()], ctx.now);
}

/** Notes for each member what the gate lets through to him, how and why (O21). */
export async function noteToldOf<One extends Weighed<Weight & { readonly held: boolean }>>(
  ctx: FollowContext,
  ready: readonly One[],
  goesAlone: (one: One) => boolean,
): Promise<void> {
  const told = ready.flatMap((one): interruptions.Told[] => {
    const row = noted(one);
    if (row === null || one.time === null || one.verdict.is !== 'now') return [];
    const ways = [...new Set(one.verdict.channels.map(({ by }) => by))];
    const { held } = one.weight;
    return [{ ...row, ways, because: whyTold(one.time), held, inDigest: held && !goesAlone(one) }];
  });
  if (told.length > 0) await interruptions.noteTold(ctx, told, ctx.now);
}
