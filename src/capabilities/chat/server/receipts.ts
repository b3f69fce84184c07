import { namedFrom, policyOf } from '#directory/server/index.ts';
import type { InputOf } from '#platform/model/contract.ts';
import type { CompanyContext, Context } from '#platform/server/context.ts';
import { Refused, refuse } from '#platform/model/refusal.ts';
import { announce, clockOf } from '#platform/server/announce.ts';
import { type chatCalls, chatEvent } from '../model/contract.ts';
import { countReceipts } from '../model/receipts.ts';
import * as store from './store/receipts.ts';
import { ensureInside } from './history.ts';

type Calls = typeof chatCalls;

/** Who has read an own message: names where the company shows them, counts where it counts. */
export async function receiptsOf(ctx: Context, { conversationId, number }: InputOf<Calls['receiptsOf']>) {
  const place = await ensureInside(ctx, conversationId);
  const [own] = await store.ownAmong(ctx, conversationId, ctx.memberId, [number], place.hiddenNumber);
  if (own === undefined) throw new Refused(refuse('chat.notYours'));
  const policy = await policyOf(ctx);
  // Symmetric: who does not share does not see.
  if (policy.receipts === 'off' || !place.shares) throw new Refused(refuse('chat.receiptsOff'));
  const readers = await store.readersOf(ctx, conversationId, number, ctx.memberId);
  const ids = (wanted: (reader: (typeof readers)[number]) => boolean) =>
    readers.filter(wanted).map(({ memberId }) => memberId);
  const read = ids(({ shares, hasRead }) => shares && hasRead);
  const unread = ids(({ shares, hasRead }) => shares && !hasRead);
  const off = ids(({ shares }) => !shares);
  const counts = { read: read.length, unread: unread.length, off: off.length };
  const from = policy.receipts === 'named' ? await namedFrom(ctx, 'receipts') : null;
  // Names are kept for as long as was agreed to: of what was said before, only how many.
  return from !== null && own.sentAt >= from
    ? { read, unread, off, counts }
    : { read: [], unread: [], off: [], counts };
}

/** Receipts of several own messages, as of one place on the clock. */
export async function receiptCounts(ctx: Context, { conversationId, numbers }: InputOf<Calls['receiptCounts']>) {
  const place = await ensureInside(ctx, conversationId);
  const at = await clockOf(ctx.tx, ctx.companyId);
  if (!place.shares || (await policyOf(ctx)).receipts === 'off') return { at, receipts: [] };
  const own = await store.ownAmong(ctx, conversationId, ctx.memberId, numbers, place.hiddenNumber);
  return {
    at,
    receipts: countReceipts(
      await store.standings(ctx.tx, ctx.companyId, conversationId, ctx.memberId),
      own.map((one) => one.number),
    ),
  };
}

export async function receiptSettings(ctx: Context) {
  const policy = await policyOf(ctx);
  const wants = await store.preferenceOf(ctx, ctx.memberId);
  const mayChooseGroups = policy.receiptOptOut === 'everywhere';
  return {
    direct: wants.shareDirect,
    groups: wants.shareGroups || !mayChooseGroups,
    mayChooseGroups,
    policy: policy.receipts,
  };
}

export async function setReceiptSettings(ctx: Context, { direct, groups }: InputOf<Calls['setReceiptSettings']>) {
  const policy = await policyOf(ctx);
  if (!groups && policy.receiptOptOut === 'directOnly') throw new Refused(refuse('chat.companyDecides'));
  await store.savePreference(ctx, ctx.memberId, direct, groups);
  const changed = await recount(ctx, ctx.memberId);
  for (const { conversationId, sharers } of changed) {
    await announce(ctx, chatEvent, { type: 'chat.receiptsReset', conversationId, sharers }, { topic: conversationId });
  }
  await announce(ctx, chatEvent, { type: 'chat.reload' }, { topic: ctx.memberId });
  return {};
}

/** The company's policy may have changed: who shares is decided anew for everybody. */
export async function followPolicy(ctx: Context): Promise<void> {
  const changed = await recount(ctx, null);
  if (changed.length > 0) await announce(ctx, chatEvent, { type: 'chat.reload' }, { topic: ctx.companyId });
}

/** Brings who shares in line with policy and preferences, of one member or of all. */
export async function recount(ctx: CompanyContext, memberId: Context['memberId'] | null) {
  const policy = await policyOf(ctx);
  return store.recountSharers(ctx, memberId, policy.receipts !== 'off', policy.receiptOptOut === 'everywhere');
}
