import { z } from 'zod';
import { command, query } from '#platform/model/contract.ts';
import { type AccountId, type CompanyId, idOf, type MemberId, type SessionId } from '#platform/model/ids.ts';
import { instant } from '#platform/model/time.ts';

/** An e-mail address or a phone number with its country code: what an account signs in with. */
export const accountName = z.string().trim().min(3).max(254);
export const password = z.string().min(1).max(256);
export const personName = z.string().trim().min(1).max(60);
export const language = z.enum(['zh', 'en']);
/** What a passkey ceremony sends and expects is defined by WebAuthn, not by us. */
const ceremony = z.record(z.string(), z.unknown());
const none = z.object({});
const token = z.string().regex(/^[A-Za-z0-9_-]{20,128}$/);

export const seat = z.object({
  companyId: idOf<CompanyId>(),
  companyName: z.string(),
  memberId: idOf<MemberId>(),
  memberName: z.string(),
  role: z.string(),
  /** `waiting`: asked to join, not yet approved. */
  status: z.enum(['active', 'waiting']),
});
export type Seat = z.output<typeof seat>;

export const device = z.object({
  sessionId: idOf<SessionId>(),
  /** As people would say it: "Chrome, Windows". */
  name: z.string(),
  signedInAt: instant,
  isThisDevice: z.boolean(),
  by: z.enum(['password', 'passkey', 'pairing']),
});

export type Device = z.output<typeof device>;

export const me = z.object({
  accountId: idOf<AccountId>(),
  name: z.string(),
  /** The e-mail address or phone number. */
  accountName: z.string(),
  language,
  hasPassword: z.boolean(),
  totpEnabled: z.boolean(),
  recoveryCodesLeft: z.number().int(),
  seats: z.array(seat),
});
export type Me = z.output<typeof me>;

export const passkey = z.object({ id: z.string(), name: z.string(), addedAt: instant });
export type Passkey = z.output<typeof passkey>;

/** Signing in either succeeds (the cookie is set) or asks for the second factor. */
const signedIn = z.discriminatedUnion('state', [
  z.object({ state: z.literal('signedIn'), me }),
  z.object({ state: z.literal('secondFactor'), challenge: token }),
]);

export const identityCalls = {
  signUp: command({
    summary: 'Makes an account and signs it in.',
    allow: 'anyone',
    input: z.object({ accountName, password, name: personName, language }),
    output: me,
    refusals: ['identity.accountNameTaken', 'identity.accountNameBad', 'identity.passwordWeak', 'identity.slowDown'],
  }),
  signIn: command({
    summary: 'Signs in with a password.',
    allow: 'anyone',
    input: z.object({ accountName, password }),
    output: signedIn,
    refusals: ['identity.wrongPassword', 'identity.slowDown'],
  }),
  secondFactor: command({
    summary: 'Finishes a sign-in with a code of the authenticator app, or a recovery code.',
    allow: 'anyone',
    input: z.object({ challenge: token, code: z.string().trim().min(6).max(20) }),
    output: me,
    refusals: ['identity.wrongCode', 'identity.challengeExpired', 'identity.slowDown'],
  }),
  signOut: command({ summary: 'Signs this device out.', allow: 'account', input: none, output: none, refusals: [] }),
  me: query({
    summary: 'Who is signed in, and in which companies.',
    allow: 'account',
    input: none,
    output: me,
    refusals: [],
  }),
  proof: query({
    summary: 'Was it shown lately on this device who its owner is, and by what can it be shown?',
    allow: 'account',
    input: none,
    output: z.object({ fresh: z.boolean(), ways: z.array(z.enum(['password', 'code', 'passkey'])) }),
    refusals: [],
  }),
  beginPasskeyProof: command({
    summary: 'Options for showing by a passkey who one is.',
    allow: 'account',
    input: none,
    output: z.object({ challenge: token, options: ceremony }),
    refusals: [],
  }),
  prove: command({
    summary: 'Shows again who one is; for ten minutes the ways into the account can then be changed from this device.',
    allow: 'account',
    input: z.discriminatedUnion('by', [
      z.object({ by: z.literal('password'), password }),
      z.object({ by: z.literal('code'), code: z.string().trim().min(6).max(8) }),
      z.object({ by: z.literal('passkey'), challenge: token, response: ceremony }),
    ]),
    output: none,
    refusals: [
      'identity.wrongPassword',
      'identity.wrongCode',
      'identity.passkeyRefused',
      'identity.challengeExpired',
      'identity.slowDown',
    ],
  }),
  rename: command({
    summary: 'Changes the name and language of the account.',
    allow: 'account',
    input: z.object({ name: personName, language }),
    output: me,
    refusals: [],
  }),
  changePassword: command({
    summary: 'Changes the password, or sets the first, which wants a fresh proof; every other device is signed out.',
    allow: 'account',
    input: z.object({ oldPassword: password.nullable(), newPassword: password }),
    output: none,
    refusals: ['identity.wrongPassword', 'identity.passwordWeak', 'identity.slowDown', 'identity.proofNeeded'],
  }),
  devices: query({
    summary: 'The devices that are signed in.',
    allow: 'account',
    input: none,
    output: z.array(device),
    refusals: [],
  }),
  signOutDevice: command({
    summary: 'Signs one device out.',
    allow: 'account',
    input: z.object({ sessionId: idOf<SessionId>() }),
    output: none,
    refusals: [],
  }),
  beginTotp: command({
    summary: 'Makes a secret for an authenticator app; it counts once confirmed.',
    allow: 'account',
    input: none,
    output: z.object({ secret: z.string(), link: z.string() }),
    refusals: ['identity.totpAlreadyOn', 'identity.proofNeeded'],
  }),
  confirmTotp: command({
    summary: 'Turns the second factor on; answers with the recovery codes, shown once.',
    allow: 'account',
    input: z.object({ code: z.string().trim().min(6).max(8) }),
    output: z.object({ recoveryCodes: z.array(z.string()) }),
    refusals: ['identity.wrongCode', 'identity.totpNotBegun', 'identity.slowDown'],
  }),
  endTotp: command({
    summary: 'Turns the second factor off.',
    allow: 'account',
    input: z.object({ code: z.string().trim().min(6).max(20) }),
    output: none,
    refusals: ['identity.wrongCode', 'identity.slowDown'],
  }),
  newRecoveryCodes: command({
    summary: 'Makes new recovery codes; the old ones stop working.',
    allow: 'account',
    input: z.object({ code: z.string().trim().min(6).max(8) }),
    output: z.object({ recoveryCodes: z.array(z.string()) }),
    refusals: ['identity.wrongCode', 'identity.slowDown'],
  }),
  passkeys: query({
    summary: 'The passkeys of the account.',
    allow: 'account',
    input: none,
    output: z.array(passkey),
    refusals: [],
  }),
  beginPasskey: command({
    summary: 'Options for making a passkey.',
    allow: 'account',
    input: none,
    output: z.object({ challenge: token, options: ceremony }),
    refusals: ['identity.proofNeeded'],
  }),
  addPasskey: command({
    summary: 'Keeps a passkey that the browser has made.',
    allow: 'account',
    input: z.object({ challenge: token, response: ceremony, name: z.string().trim().min(1).max(60) }),
    output: passkey,
    refusals: ['identity.passkeyRefused', 'identity.challengeExpired'],
  }),
  removePasskey: command({
    summary: 'Forgets a passkey.',
    allow: 'account',
    input: z.object({ id: z.string().max(512) }),
    output: none,
    refusals: ['identity.lastWayIn', 'identity.proofNeeded'],
  }),
  beginPasskeySignIn: command({
    summary: 'Options for signing in with a passkey.',
    allow: 'anyone',
    input: none,
    output: z.object({ challenge: token, options: ceremony }),
    refusals: [],
  }),
  signInWithPasskey: command({
    summary: 'Signs in with a passkey.',
    allow: 'anyone',
    input: z.object({ challenge: token, response: ceremony }),
    output: me,
    refusals: ['identity.passkeyRefused', 'identity.challengeExpired'],
  }),
  startPairing: command({
    summary: 'Makes a single-use link, good for 120 seconds, that signs a phone in; shown as a QR on the desktop.',
    allow: 'account',
    input: none,
    output: z.object({ pairing: token, link: z.string(), until: instant }),
    refusals: [],
  }),
  pairingState: query({
    summary: 'What the desktop sees: has a phone taken the link, and which.',
    allow: 'account',
    input: z.object({ pairing: token }),
    output: z.object({
      state: z.enum(['open', 'claimed', 'approved', 'done', 'expired']),
      device: z.string().nullable(),
    }),
    refusals: [],
  }),
  claimPairing: command({
    summary: 'The phone takes the link and is told whose desktop it is; it waits for the desktop to approve.',
    allow: 'anyone',
    input: z.object({ pairing: token }),
    output: z.object({ claim: token, accountName: z.string(), desktop: z.string() }),
    refusals: ['identity.pairingGone'],
  }),
  approvePairing: command({
    summary: 'The desktop lets the phone in that it sees.',
    allow: 'account',
    input: z.object({ pairing: token }),
    output: none,
    refusals: ['identity.pairingGone'],
  }),
  collectPairing: command({
    summary: 'The phone asks whether it was let in; if so it is signed in.',
    allow: 'anyone',
    input: z.object({ claim: token }),
    output: z.discriminatedUnion('state', [
      z.object({ state: z.literal('waiting') }),
      z.object({ state: z.literal('signedIn'), me }),
    ]),
    refusals: ['identity.pairingGone'],
  }),
};

export const identityEvent = z.discriminatedUnion('type', [
  /** To the member's own devices: something about the account has changed; ask `me` again. */
  z.object({ type: z.literal('identity.accountChanged') }),
]);
export type IdentityEvent = z.output<typeof identityEvent>;
