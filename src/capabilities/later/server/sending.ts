import { setTimeout as sleep } from 'node:timers/promises';
import { type Chat, messageWithId } from '#chat/server/index.ts';
import { activeMemberIds } from '#directory/server/index.ts';
import type { Outbox } from '#outbox/server/index.ts';
import type { CompanyId, MemberId, MessageId } from '#platform/model/ids.ts';
import { Refused } from '#platform/model/refusal.ts';
import { announce } from '#platform/server/announce.ts';
import type { FollowContext } from '#platform/server/follower.ts';
import type { House } from '#platform/server/house.ts';
import { laterEvent } from '../model/contract.ts';
import { markOf } from '../model/notifying.ts';
import { reminders } from './reminding.ts';
import * as store from './store/scheduled.ts';
import { tellScheduled } from './telling.ts';

/** So many at once; what came at the same minute goes in portions, with a rest between them in which others send. */
export const AT_ONCE = 50;
const REST = 2;
const REST_MOST_MS = 1_000;
/** Longer than any send takes: who took it and has not said what became of it by then is dead. */
export const LEASE_MS = 60_000;
/** So often a send is tried that the server could not do, though it may be done. */
const TRIES = 10;
/** What the server says when it could not do it now. */
const PASSING = ['platform.unavailable', 'platform.tooOften', 'platform.fault'];

interface Sending {
  readonly house: House;
  readonly chat: Chat;
  readonly outbox: Outbox;
}

type Outcome =
  | { readonly row: store.ScheduledRow; readonly is: 'sent' | 'again' }
  | { readonly row: store.ScheduledRow; readonly is: 'failed'; readonly failure: string };

/**
 * Sends what is due, as its authors: takes some, sends each through chat under the id it was written with, and writes down what became of
 * it. A server that dies in between leaves it taken; the next one sends it under the same id, which is answered with the first number.
 * After a whole portion it rests, so that others send; false when nothing was due.
 */
export async function sendDue(sending: Sending, companyId: CompanyId): Promise<boolean> {
  const { house } = sending;
  const began = performance.now();
  const { rows, roles } = await house.inCompany(companyId, async (ctx) => {
    const due = await store.takeDue(ctx, ctx.now, new Date(ctx.now.getTime() + LEASE_MS), AT_ONCE);
    const authors = [...new Set(due.map(({ memberId }) => memberId))];
    const active = due.length === 0 ? [] : await activeMemberIds(ctx.tx, companyId, authors);
    return { rows: due, roles: new Map(active.map(({ memberId, role }) => [memberId, role])) };
  });
  if (rows.length === 0) return false;
  // One after the other within a conversation, in the order of their moments.
  const lines = [...Map.groupBy(rows, ({ conversationId }) => conversationId).values()];
  const outcomes = await Promise.all(lines.map((line) => sendInOrder(sending, companyId, roles, line)));
  await house.inCompany(companyId, (ctx) => record(sending.outbox, ctx, outcomes.flat()));
  if (rows.length === AT_ONCE) await sleep(Math.min(REST_MOST_MS, (performance.now() - began) * REST));
  return true;
}

async function sendInOrder(
  { chat }: Sending,
  companyId: CompanyId,
  roles: ReadonlyMap<MemberId, string>,
  line: readonly store.ScheduledRow[],
): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const row of line) {
    const { id, memberId, conversationId, text, replyTo, thread, files, silent, tries } = row;
    const role = roles.get(memberId);
    if (role === undefined) {
      outcomes.push({ row, is: 'failed', failure: 'later.authorLeft' });
      continue;
    }
    try {
      const fileIds = files.map((file) => file.id);
      const message = { id, conversationId, text, replyTo, thread, files: fileIds, silent };
      await chat.send({ companyId, memberId, role }, message);
      outcomes.push({ row, is: 'sent' });
    } catch (error) {
      const code = error instanceof Refused ? error.refusal.code : 'platform.fault';
      const isFinal = !PASSING.includes(code) || tries >= TRIES;
      outcomes.push(isFinal ? { row, is: 'failed', failure: code } : { row, is: 'again' });
    }
  }
  return outcomes;
}

/** What was sent goes from the list; what may not be sent stays in it, and its author is told. What is to be tried again stays taken until then. */
async function record(outbox: Outbox, ctx: FollowContext, outcomes: readonly Outcome[]): Promise<void> {
  const sent = outcomes.filter(({ is }) => is === 'sent').map(({ row }) => row);
  const failed: { id: MessageId; failure: string }[] = [];
  for (const outcome of outcomes) {
    if (outcome.is !== 'failed') continue;
    const { row, failure } = outcome;
    // A server that died may have sent it before its author lost the right to.
    const known = await messageWithId(ctx, row.id);
    if (known?.authorId === row.memberId && known.conversationId === row.conversationId) sent.push(row);
    else failed.push({ id: row.id, failure });
  }
  if (sent.length > 0) {
    await store.deleteScheduled(
      ctx,
      sent.map(({ id }) => id),
    );
    for (const { id, memberId } of sent) {
      await announce(ctx, laterEvent, { type: 'later.scheduledRemoved', id }, { topic: memberId });
    }
  }
  if (failed.length === 0) return;
  const rows = await store.markFailed(ctx, failed, ctx.now);
  for (const row of rows) await tellScheduled(ctx, row.memberId, store.scheduledOf(row));
  const marks = rows.map(({ id, memberId }) => ({ memberId, place: id, number: markOf(ctx.now), kind: 'unsent' }));
  await outbox.plan(ctx, reminders, marks);
}
