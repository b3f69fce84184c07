import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server';
import type { AccountId } from '#platform/model/ids.ts';
import { type Refusal, Refused, refuse } from '#platform/model/refusal.ts';
import { type Kept, kept } from '#platform/server/capability.ts';
import type { AccountContext, AnyoneContext } from '#platform/server/context.ts';
import type { Me, Passkey } from '../model/contract.ts';
import { meOf, ownAccount } from './accounts.ts';
import { newToken, tokenHash } from './secrets.ts';
import { needProof, startSession } from './sessions.ts';
import { accountById, lockAccount } from './store/accounts.ts';
import * as challenges from './store/challenges.ts';
import * as store from './store/passkeys.ts';

const CEREMONY_MS = 5 * 60_000;

/** Loaded with the first passkey: it brings 26 MB of certificate formats that a start need not wait for. */
const webauthn = () => import('@simplewebauthn/server');

type PasskeyCeremony = 'passkeyAdd' | 'passkeySignIn' | 'passkeyProof';
type Ceremony = { challenge: string; options: Record<string, unknown> };
type Answer = { challenge: string; response: Record<string, unknown> };

/** The challenge that WebAuthn signs is the token under which we know the ceremony: 32 bytes, used once. */
async function newChallenge(
  ctx: AnyoneContext,
  kind: PasskeyCeremony,
  accountId: AccountId | null,
): Promise<{ challenge: string; bytes: Uint8Array<ArrayBuffer> }> {
  const challenge = newToken();
  const expiresAt = new Date(ctx.now.getTime() + CEREMONY_MS);
  await challenges.insertChallenge(ctx.tx, { hash: tokenHash(challenge), kind, accountId, triesLeft: 1, expiresAt });
  return { challenge, bytes: new Uint8Array(Buffer.from(challenge, 'base64url')) };
}

async function takeChallenge(
  ctx: AnyoneContext,
  challenge: string,
  kind: PasskeyCeremony,
  accountId: AccountId | null,
): Promise<void> {
  if (await challenges.takeChallenge(ctx.tx, tokenHash(challenge), kind, accountId, ctx.now)) return;
  throw new Refused(refuse('identity.challengeExpired'));
}

/** The page's origin, and the host name that passkeys are bound to. */
function relyingParty(ctx: AnyoneContext): { origin: string; rpID: string } {
  const { origin, hostname } = new URL(ctx.edge.origin);
  return { origin, rpID: hostname };
}

/** An authenticator names the account by these bytes; they tell nobody who it is. */
function userHandle(accountId: AccountId): Buffer {
  return Buffer.from(accountId.replaceAll('-', ''), 'hex');
}

/** What the browser needs to make a passkey: kept on the device, opened by the device's own unlock. Wants a fresh proof (I22). */
export async function beginPasskey(ctx: AccountContext): Promise<Ceremony> {
  await needProof(ctx);
  const account = await ownAccount(ctx);
  const known = await store.passkeysOf(ctx.tx, ctx.accountId);
  const { challenge, bytes } = await newChallenge(ctx, 'passkeyAdd', ctx.accountId);
  const { generateRegistrationOptions } = await webauthn();
  const options = await generateRegistrationOptions({
    rpName: 'Tautline',
    rpID: relyingParty(ctx).rpID,
    userName: account.accountName,
    userDisplayName: account.name,
    userID: new Uint8Array(userHandle(ctx.accountId)),
    challenge: bytes,
    attestationType: 'none',
    excludeCredentials: known.map(({ passkeyId, transports }) => ({ id: passkeyId, transports })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  });
  return { challenge, options: { ...options } };
}

/** Keeps a passkey. The challenge is used up, whatever comes of it. */
export async function addPasskey(
  ctx: AccountContext,
  { challenge, response, name }: Answer & { name: string },
): Promise<Passkey | Kept> {
  await takeChallenge(ctx, challenge, 'passkeyAdd', ctx.accountId);
  const { origin, rpID } = relyingParty(ctx);
  const { verifyRegistrationResponse } = await webauthn();
  const made = await orNull(() =>
    verifyRegistrationResponse({
      response: response as unknown as RegistrationResponseJSON,
      expectedChallenge: challenge,
      expectedOrigin: origin,
      expectedRPID: rpID,
      requireUserVerification: true,
    }),
  );
  if (made?.verified !== true) return kept(refuse('identity.passkeyRefused'));
  const { credential } = made.registrationInfo;
  const passkey: store.PasskeyRow = {
    passkeyId: credential.id,
    accountId: ctx.accountId,
    publicKey: Buffer.from(credential.publicKey),
    counter: credential.counter,
    transports: (credential.transports ?? []).slice(0, 10),
    name,
    addedAt: ctx.now,
  };
  if (!(await store.insertPasskey(ctx.tx, passkey))) return kept(refuse('identity.passkeyRefused'));
  return shown(passkey);
}

/** The passkeys of the account, oldest first. */
export async function passkeys(ctx: AccountContext): Promise<Passkey[]> {
  return (await store.passkeysOf(ctx.tx, ctx.accountId)).map(shown);
}

/** Forgets a passkey, unless it is the last way into the account. Wants a fresh proof (I22). */
export async function removePasskey(ctx: AccountContext, { id }: { id: string }): Promise<Record<string, never>> {
  await needProof(ctx);
  await lockAccount(ctx.tx, ctx.accountId);
  const account = await accountById(ctx.tx, ctx.accountId);
  const left = (await store.passkeysOf(ctx.tx, ctx.accountId)).filter(({ passkeyId }) => passkeyId !== id);
  if (account?.passwordHash === null && left.length === 0) throw new Refused(refuse('identity.lastWayIn'));
  await store.deletePasskey(ctx.tx, ctx.accountId, id);
  return {};
}

/** What the browser needs to sign in with whichever passkey its owner chooses. */
export async function beginPasskeySignIn(ctx: AnyoneContext): Promise<Ceremony> {
  const { challenge, bytes } = await newChallenge(ctx, 'passkeySignIn', null);
  const { rpID } = relyingParty(ctx);
  const { generateAuthenticationOptions } = await webauthn();
  const options = await generateAuthenticationOptions({ rpID, challenge: bytes, userVerification: 'required' });
  return { challenge, options: { ...options } };
}

/** Signs in with a passkey. Device and unlock are two factors, so no code is asked for. */
export async function signInWithPasskey(ctx: AnyoneContext, { challenge, response }: Answer): Promise<Me | Kept> {
  await takeChallenge(ctx, challenge, 'passkeySignIn', null);
  const passkey = typeof response['id'] === 'string' ? await store.passkeyById(ctx.tx, response['id']) : null;
  if (passkey === null || !(await isSignedBy(ctx, passkey, challenge, response))) {
    return kept(refuse('identity.passkeyRefused'));
  }
  await startSession(ctx, passkey.accountId, 'passkey');
  return meOf(ctx, passkey.accountId);
}

/** What the browser needs to show by one of the account's passkeys who sits at it. */
export async function beginPasskeyProof(ctx: AccountContext): Promise<Ceremony> {
  const known = await store.passkeysOf(ctx.tx, ctx.accountId);
  const { challenge, bytes } = await newChallenge(ctx, 'passkeyProof', ctx.accountId);
  const { generateAuthenticationOptions } = await webauthn();
  const options = await generateAuthenticationOptions({
    rpID: relyingParty(ctx).rpID,
    challenge: bytes,
    userVerification: 'required',
    allowCredentials: known.map(({ passkeyId, transports }) => ({ id: passkeyId, transports })),
  });
  return { challenge, options: { ...options } };
}

/** Null where a passkey of the account has answered; the challenge is used up in any case, so a refusal has to be kept. */
export async function passkeyProofRefusal(
  ctx: AccountContext,
  { challenge, response }: Answer,
): Promise<Refusal | null> {
  await takeChallenge(ctx, challenge, 'passkeyProof', ctx.accountId);
  const passkey = typeof response['id'] === 'string' ? await store.passkeyById(ctx.tx, response['id']) : null;
  const isOwn = passkey !== null && passkey.accountId === ctx.accountId;
  return isOwn && (await isSignedBy(ctx, passkey, challenge, response)) ? null : refuse('identity.passkeyRefused');
}

async function isSignedBy(
  ctx: AnyoneContext,
  passkey: store.PasskeyRow,
  challenge: string,
  response: Record<string, unknown>,
): Promise<boolean> {
  const { origin, rpID } = relyingParty(ctx);
  const answer = response as unknown as AuthenticationResponseJSON;
  const { verifyAuthenticationResponse } = await webauthn();
  const used = await orNull(() =>
    verifyAuthenticationResponse({
      response: answer,
      expectedChallenge: challenge,
      expectedOrigin: origin,
      expectedRPID: rpID,
      requireUserVerification: true,
      credential: {
        id: passkey.passkeyId,
        publicKey: new Uint8Array(passkey.publicKey),
        counter: passkey.counter,
      },
    }),
  );
  if (used?.verified !== true) return false;
  // The authenticator says whom it means; it must be the owner of the key.
  if (answer.response.userHandle !== userHandle(passkey.accountId).toString('base64url')) return false;
  return store.advanceCounter(ctx.tx, passkey.passkeyId, used.authenticationInfo.newCounter);
}

/** The library throws at whatever does not fit: to us it is a no. It touches no database, so nothing else is hidden. */
async function orNull<T>(verify: () => Promise<T>): Promise<T | null> {
  try {
    return await verify();
  } catch {
    return null;
  }
}

function shown({ passkeyId, name, addedAt }: store.PasskeyRow): Passkey {
  return { id: passkeyId, name, addedAt };
}
