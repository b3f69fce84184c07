import type { SessionId } from '#platform/model/ids.ts';
import type { AccountContext } from '#platform/server/context.ts';
import type { Device } from '../model/contract.ts';
import { deviceName } from '../model/deviceName.ts';
import { endSession } from './sessions.ts';
import { sessionsOfAccount } from './store/sessions.ts';

/** Where the account is signed in, newest first. When a device was last used is not kept. */
export async function devices(ctx: AccountContext): Promise<Device[]> {
  const rows = await sessionsOfAccount(ctx.tx, ctx.accountId, ctx.now);
  return rows.map(({ sessionId, userAgent, signedInAt, signedInBy }) => ({
    sessionId,
    name: deviceName(userAgent),
    signedInAt,
    isThisDevice: sessionId === ctx.sessionId,
    by: signedInBy,
  }));
}

/** Signs one of the account's devices out; another account's is not touched, nor told of. */
export async function signOutDevice(
  ctx: AccountContext,
  { sessionId }: { sessionId: SessionId },
): Promise<Record<string, never>> {
  const isThisDevice = sessionId === ctx.sessionId;
  await endSession(ctx, ctx.accountId, sessionId, !isThisDevice);
  if (isThisDevice) ctx.afterCommit(() => ctx.edge.clearSession());
  return {};
}
