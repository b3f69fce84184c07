import type { AccountId, SessionId } from '#platform/model/ids.ts';
import { ensure } from '#platform/model/refusal.ts';
import type { AccountContext, AnyoneContext } from '#platform/server/context.ts';
import type { Tx } from '#platform/server/database.ts';
import { canChangeWaysIn } from '../model/proof.ts';
import { expiryAt, isDueForExtension, lastDayOf } from '../model/sessionLife.ts';
import { newToken, tokenHash } from './secrets.ts';
import * as store from './store/sessions.ts';

type Listener = (sessionIds: readonly SessionId[]) => void;
const listeners = new Set<Listener>();

/** Hears of sessions that have just ended, after the commit: their sockets are to be closed. Returns the way to stop. */
export function onSessionsEnded(listener: Listener): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** Who holds this token, or null. A use is written down at most once a day, by a call that may write. */
export async function sessionOf(
  tx: Tx,
  token: string,
  now: Date,
): Promise<{ accountId: AccountId; sessionId: SessionId } | null> {
  const session = await store.sessionByToken(tx, tokenHash(token), now);
  if (session === null) return null;
  if (!session.readOnly && isDueForExtension(session, now)) {
    await store.extendSession(tx, session.sessionId, expiryAt(session.signedInAt, now));
  }
  return { accountId: session.accountId, sessionId: session.sessionId };
}

/** Refuses where it was not shown lately in this session who its owner is (I22). */
export async function needProof(ctx: AccountContext): Promise<void> {
  ensure(canChangeWaysIn(await store.provedAt(ctx.tx, ctx.sessionId), ctx.now));
}

/** Signs the browser behind the call in: always with a new token; what this browser held before ends. */
export async function startSession(
  ctx: AnyoneContext,
  accountId: AccountId,
  by: store.SignedInBy,
): Promise<{ token: string; sessionId: SessionId }> {
  const deviceToken = deviceTokenOf(ctx);
  const deviceHash = tokenHash(deviceToken);
  if (ctx.edge.deviceToken !== null) endedAfterCommit(ctx, await store.deleteSessionsOnDevice(ctx.tx, deviceHash));
  await store.rememberDevice(ctx.tx, accountId, deviceHash, ctx.now);
  const session = await insertSession(ctx, accountId, by, deviceHash);
  ctx.afterCommit(() => {
    ctx.edge.setSession(session.token, lastDayOf(ctx.now));
    ctx.edge.setDevice(deviceToken);
  });
  return session;
}

/** Makes a session without touching a browser: for seeds, tests and jobs. */
export async function insertSession(
  ctx: AnyoneContext,
  accountId: AccountId,
  by: store.SignedInBy,
  deviceHash: Buffer | null = null,
): Promise<{ token: string; sessionId: SessionId }> {
  const token = newToken();
  const sessionId = ctx.newId() as SessionId;
  await store.insertSession(ctx.tx, {
    sessionId,
    accountId,
    tokenHash: tokenHash(token),
    deviceHash,
    signedInBy: by,
    userAgent: ctx.edge.userAgent.slice(0, 300),
    signedInAt: ctx.now,
    expiresAt: expiryAt(ctx.now, ctx.now),
    // Who lets a phone in shows nothing on it.
    provedAt: by === 'pairing' ? null : ctx.now,
  });
  return { token, sessionId };
}

/** Ends one session of an account. Signing out *another* device also forgets that it was known: it may be lost. */
export async function endSession(
  ctx: AnyoneContext,
  accountId: AccountId,
  sessionId: SessionId,
  forgetDevice: boolean,
): Promise<void> {
  endedAfterCommit(ctx, await store.deleteSession(ctx.tx, accountId, sessionId, forgetDevice));
}

/** Ends every session of an account but `keep`, with what was begun in its name; for changed passwords and operators. */
export async function endOtherSessions(
  ctx: AnyoneContext,
  accountId: AccountId,
  keep: SessionId | null,
): Promise<void> {
  const device = keep === null ? null : knownDeviceHash(ctx);
  endedAfterCommit(ctx, await store.deleteOtherSessions(ctx.tx, accountId, keep, device));
}

/** The hash of the browser's known-device token, if it sent one that may be ours. */
export function knownDeviceHash(ctx: AnyoneContext): Buffer | null {
  const { deviceToken } = ctx.edge;
  return isToken(deviceToken) ? tokenHash(deviceToken) : null;
}

function deviceTokenOf(ctx: AnyoneContext): string {
  const { deviceToken } = ctx.edge;
  return isToken(deviceToken) ? deviceToken : newToken();
}

function isToken(text: string | null): text is string {
  return text !== null && /^[A-Za-z0-9_-]{43}$/.test(text);
}

function endedAfterCommit(ctx: AnyoneContext, sessionIds: readonly SessionId[]): void {
  if (sessionIds.length === 0) return;
  ctx.afterCommit(() => {
    for (const listener of listeners) listener(sessionIds);
  });
}
