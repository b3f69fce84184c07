import type { DingHearer, Dings } from '#ding/server/index.ts';
import type { DingId } from '#ding/model/contract.ts';
import type { Outbox } from '#outbox/server/index.ts';
import type { MemberId } from '#platform/model/ids.ts';
import { type Capability, capability } from '#platform/server/capability.ts';
import type { FollowContext } from '#platform/server/follower.ts';
import { restsOf, type Worktime } from '#worktime/server/index.ts';
import { overrideCalls, overrideEvent } from '../model/contract.ts';
import { draft, draftWord } from './drafting.ts';
import { fileOf, write } from './ledger.ts';
import { notifying, source } from './notifying.ts';
import * as own from './own.ts';
import { preview, send } from './sending.ts';
import { forgetDrafts } from './store/entries.ts';
import * as store from './store/overrides.ts';
import * as watching from './watching.ts';

export { sha256, verifyLedgersOf } from './ledger.ts';

/** Emergencies that reach who is off, and the ledger in which each member finds them and his work outside his hours (R4–R7). */
export function makeOverrides(dings: Dings, worktime: Pick<Worktime, 'hear'>, outbox: Outbox): Capability {
  outbox.from(source);
  worktime.hear(draftWord);
  dings.hear(hearing);
  return capability({
    name: 'override',
    calls: overrideCalls,
    events: overrideEvent,
    handlers: {
      preview,
      send: (ctx, input) => send(dings, ctx, input),
      mine: own.mine,
      exportLedger: async (ctx) => ({ text: await fileOf(ctx, ctx.memberId) }),
      contest: watching.contest,
      look: watching.look,
      decide: watching.decide,
      editEntry: own.editEntry,
      confirmEntry: own.confirmEntry,
      discardEntry: own.discardEntry,
    },
    listens: {
      'directory.memberDeactivated': (ctx, { memberId }: { memberId: MemberId }) => forgetDrafts(ctx, memberId),
    },
    follows: notifying(outbox),
  });
}

const hearing: DingHearer = {
  /** Who answers an override has it in his ledger; who answers while he rests is offered an entry for it (R5, R7). */
  async answered(ctx, id, memberIds, how) {
    const reached = await store.acknowledge(ctx, id, memberIds, ctx.now);
    await write(
      ctx,
      reached.map((memberId) => ({
        ...{ memberId, kind: 'overrideAcknowledged' as const, actorId: memberId, facts: { overrideId: id, how } },
      })),
    );
    const rests = await restsOf(ctx.tx, ctx.companyId, memberIds, ctx.now, 0);
    if (rests.size > 0) await draft(ctx, [...rests.keys()], 'answered');
  },

  async letThrough(ctx, told) {
    for (const way of new Set(told.flatMap(({ ways }) => ways))) {
      const by = told.filter(({ ways }) => ways.includes(way));
      const fresh = await store.addWays(
        ctx,
        by.map(({ memberId, place }) => ({ id: place as DingId, memberId, way })),
      );
      await writeWay(ctx, way, fresh);
    }
  },
};

async function writeWay(
  ctx: FollowContext,
  way: string,
  told: readonly { readonly id: DingId; readonly memberId: MemberId }[],
): Promise<void> {
  await write(
    ctx,
    told.map(({ id, memberId }) => ({
      ...{ memberId, kind: 'overrideTold' as const, actorId: null, facts: { overrideId: id, way } },
    })),
  );
}
