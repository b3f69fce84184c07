import { setTimeout as sleep } from 'node:timers/promises';
import { eraseDeleted, lockDueDeletion, nextErasure, postponeErasure } from '#chat/server/index.ts';
import { forgetDings } from '#ding/server/index.ts';
import { writeLedger } from '#directory/server/index.ts';
import type { Files } from '#files/server/index.ts';
import type { CompanyId } from '#platform/model/ids.ts';
import { Clockwork } from '#platform/server/clockwork.ts';
import type { CompaniesAfter } from '#platform/server/follow.ts';
import type { FollowContext } from '#platform/server/follower.ts';
import type { House } from '#platform/server/house.ts';
import { forgetWords } from '#search/server/index.ts';
import { keeping } from './holding.ts';
import { asNobody } from './retaining.ts';
import { removeRule } from './store/retention.ts';

const DAY_MS = 86_400_000;
/** Between two steps others have their turn: as long as the step took, and at least so long. */
const REST_MS = 20;

/** Erases deleted groups when their days are over, a step at a time; one that a hold keeps is looked at again a day later. */
export function makeErasing(
  house: House,
  files: Files,
  companiesAfter: CompaniesAfter,
  onError: (error: unknown) => void,
): Clockwork {
  return new Clockwork({
    ...{ house, companiesAfter, onError, nextDue: nextErasure },
    async work(companyId: CompanyId) {
      const from = performance.now();
      await house.inCompany(companyId, (ctx) => step(ctx, files));
      await sleep(Math.max(REST_MS, performance.now() - from));
    },
  });
}

async function step(ctx: FollowContext, files: Files): Promise<void> {
  const deletion = await lockDueDeletion(ctx, ctx.now);
  if (deletion === null) return;
  const isHeld = await keeping(ctx);
  if (isHeld({ conversationId: deletion.id, kind: 'group' })) {
    return postponeErasure(ctx, deletion.id, new Date(ctx.now.getTime() + DAY_MS));
  }
  for (const { id, number, messages } of await eraseDeleted(ctx, files, deletion)) {
    await forgetWords(ctx, id, number);
    await forgetDings(ctx, id, number);
    if (messages === null) continue;
    await removeRule(ctx, { level: 'conversation', conversationId: deletion.id });
    const facts = { conversationId: deletion.id, name: deletion.name, messages };
    await writeLedger(asNobody(ctx), { kind: 'conversationErased', facts });
  }
}
