import { Refused, refuse } from '#platform/model/refusal.ts';
import type { AccountContext, AnyoneContext } from '#platform/server/context.ts';
import type { Me } from '../model/contract.ts';
import { deviceName } from '../model/deviceName.ts';
import { COLLECT_SECONDS, PAIRING_SECONDS, type PairingState, pairingSeen } from '../model/pairing.ts';
import { accountOf, meOf } from './accounts.ts';
import { newToken, tokenHash } from './secrets.ts';
import { startSession } from './sessions.ts';
import * as store from './store/pairings.ts';
import { userAgentOf } from './store/sessions.ts';

type Pairing = { pairing: string };

function gone(): Refused {
  return new Refused(refuse('identity.pairingGone'));
}

/** A link to be shown as a QR. Whoever else reads it can at most be seen, and refused, by the desktop. */
export async function startPairing(ctx: AccountContext): Promise<Pairing & { link: string; until: Date }> {
  const pairing = newToken();
  const until = new Date(ctx.now.getTime() + PAIRING_SECONDS * 1_000);
  const { accountId, sessionId } = ctx;
  await store.insertPairing(ctx.tx, { hash: tokenHash(pairing), sessionId, accountId, expiresAt: until });
  return { pairing, link: `${ctx.edge.origin}/pair/${pairing}`, until };
}

/** How far the pairing is, for the desktop that began it; to any other it has expired. */
export async function pairingState(
  ctx: AccountContext,
  { pairing }: Pairing,
): Promise<{ state: PairingState | 'expired'; device: string | null }> {
  const row = await store.pairingOfDesktop(ctx.tx, tokenHash(pairing), ctx.sessionId);
  const device = row === null || row.phoneAgent === null ? null : deviceName(row.phoneAgent);
  return { state: pairingSeen(row, ctx.now), device };
}

/** The phone takes the link, which is then worth nothing to anybody else, and waits for the desktop. */
export async function claimPairing(
  ctx: AnyoneContext,
  { pairing }: Pairing,
): Promise<{ claim: string; accountName: string; desktop: string }> {
  const claim = newToken();
  const phone = { hash: tokenHash(claim), phoneAgent: ctx.edge.userAgent.slice(0, 300) };
  const claimed = await store.claimPairing(ctx.tx, tokenHash(pairing), phone, ctx.now);
  const account = claimed === null ? null : await accountOf(ctx, claimed.accountId);
  if (claimed === null || account === null) throw gone();
  const desktop = deviceName(await userAgentOf(ctx.tx, claimed.sessionId));
  return { claim, accountName: account.accountName, desktop };
}

/** The desktop lets in the phone it has been shown. */
export async function approvePairing(ctx: AccountContext, { pairing }: Pairing): Promise<Record<string, never>> {
  const collectUntil = new Date(ctx.now.getTime() + COLLECT_SECONDS * 1_000);
  if (!(await store.approvePairing(ctx.tx, tokenHash(pairing), ctx.sessionId, collectUntil, ctx.now))) throw gone();
  return {};
}

/** The phone asks until it is let in, and is then signed in, once. */
export async function collectPairing(
  ctx: AnyoneContext,
  { claim }: { claim: string },
): Promise<{ state: 'waiting' } | { state: 'signedIn'; me: Me }> {
  const claimHash = tokenHash(claim);
  const accountId = await store.collectPairing(ctx.tx, claimHash, ctx.now);
  if (accountId !== null) {
    await startSession(ctx, accountId, 'pairing');
    return { state: 'signedIn', me: await meOf(ctx, accountId) };
  }
  const row = await store.pairingByClaim(ctx.tx, claimHash);
  if (pairingSeen(row, ctx.now) !== 'claimed') throw gone();
  return { state: 'waiting' };
}
