import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { noEdge } from '#platform/server/house.ts';
import { createAccount, startSession } from './index.ts';
import { SoftAuthenticator } from './testing/softAuthenticator.ts';
import { type Browser, ORIGIN, PASSWORD, World } from './testing/world.ts';

let world: World;
beforeAll(async () => {
  world = await World.open();
});
afterAll(() => world[Symbol.asyncDispose]());

interface Begun {
  readonly challenge: string;
  readonly options: Record<string, unknown>;
}

const TEN_MINUTES = 600;
const proof = (browser: Browser) => browser.call<{ fresh: boolean; ways: string[] }>('proof');

/** What changes the ways into an account without being shown a code or the old password. */
function gated(browser: Browser): Promise<string[]> {
  return Promise.all(
    [
      ['beginPasskey', {}],
      ['beginTotp', {}],
      ['removePasskey', { id: 'none' }],
    ].map(([name, body]) => browser.refusalOf(name as string, body)),
  );
}

async function pairedPhone(desktop: Browser): Promise<Browser> {
  const { pairing } = await desktop.call<{ pairing: string }>('startPairing');
  const phone = world.browser();
  const { claim } = await phone.call<{ claim: string }>('claimPairing', { pairing });
  await desktop.call('approvePairing', { pairing });
  await phone.call('collectPairing', { claim });
  return phone;
}

async function addPasskey(browser: Browser): Promise<SoftAuthenticator> {
  const authenticator = new SoftAuthenticator(ORIGIN);
  const { challenge, options } = await browser.call<Begun>('beginPasskey');
  await browser.call('addPasskey', { challenge, response: authenticator.create(options), name: 'key' });
  return authenticator;
}

async function proveBy(browser: Browser, authenticator: SoftAuthenticator): Promise<string> {
  const { challenge, options } = await browser.call<Begun>('beginPasskeyProof');
  return browser.refusalOf('prove', { by: 'passkey', challenge, response: authenticator.get(options) });
}

const NEEDED = ['identity.proofNeeded', 'identity.proofNeeded', 'identity.proofNeeded'];

describe('I22 what changes the ways into an account wants a fresh proof', () => {
  test('I22 who has just signed in has given it; ten minutes later it is asked for', async () => {
    const browser = world.browser();
    await browser.signUp();
    expect(await proof(browser)).toEqual({ fresh: true, ways: ['password'] });
    world.wait(TEN_MINUTES - 1);
    expect(await gated(browser)).toEqual(['fine', 'fine', 'fine']);
    world.wait(1);
    expect(await proof(browser)).toEqual({ fresh: false, ways: ['password'] });
    expect(await gated(browser)).toEqual(NEEDED);
  });

  test('I22 a phone that was let in by a QR has given none, however new its session is', async () => {
    const desktop = world.browser();
    await desktop.signUp();
    const phone = await pairedPhone(desktop);
    expect(await gated(phone)).toEqual(NEEDED);
    expect(await gated(desktop)).toEqual(['fine', 'fine', 'fine']);
  });

  test('I22 the password gives it to this device alone; a wrong one counts', async () => {
    const desktop = world.browser({ address: '203.0.113.201' });
    await desktop.signUp();
    const [phone, other] = [await pairedPhone(desktop), await pairedPhone(desktop)];
    for (let tried = 0; tried < 19; tried++) {
      expect(await phone.refusalOf('prove', { by: 'password', password: 'wrong one' })).toBe('identity.wrongPassword');
    }
    expect(await gated(phone)).toEqual(NEEDED);
    expect(await phone.refusalOf('prove', { by: 'password', password: PASSWORD })).toBe('fine');
    expect(await gated(phone)).toEqual(['fine', 'fine', 'fine']);
    expect(await gated(other)).toEqual(NEEDED);
    for (let tried = 0; tried < 20; tried++) {
      await other.refusalOf('prove', { by: 'password', password: 'wrong one' });
    }
    expect(await other.refusalOf('prove', { by: 'password', password: PASSWORD })).toBe('identity.slowDown');
  });

  test('I10 I22 a code of the app gives it, once', async () => {
    const desktop = world.browser();
    await desktop.signUp();
    const { secret } = await desktop.call<{ secret: string }>('beginTotp');
    const { recoveryCodes } = await desktop.call<{ recoveryCodes: string[] }>('confirmTotp', {
      code: world.code(secret),
    });
    world.wait(60);
    const [phone, other] = [await pairedPhone(desktop), await pairedPhone(desktop)];
    expect((await proof(phone)).ways).toEqual(['password', 'code']);
    const code = world.code(secret);
    expect(await phone.refusalOf('prove', { by: 'code', code: recoveryCodes[0]?.slice(0, 8) })).toBe(
      'identity.wrongCode',
    );
    expect(await phone.refusalOf('prove', { by: 'code', code })).toBe('fine');
    expect(await other.refusalOf('prove', { by: 'code', code })).toBe('identity.wrongCode');
    expect(await phone.refusalOf('beginPasskey')).toBe('fine');
    expect(await other.refusalOf('beginPasskey')).toBe('identity.proofNeeded');
  });

  test('I13 I22 a passkey of the account gives it; another one, or one that answers to another question, does not', async () => {
    const desktop = world.browser();
    await desktop.signUp();
    const own = await addPasskey(desktop);
    const stranger = world.browser();
    await stranger.signUp();
    const foreign = await addPasskey(stranger);
    const phone = await pairedPhone(desktop);
    expect((await proof(phone)).ways).toEqual(['password', 'passkey']);
    expect(await proveBy(phone, foreign)).toBe('identity.passkeyRefused');
    const begun = await world.browser().call<Begun>('beginPasskeySignIn');
    const answer = { challenge: begun.challenge, response: own.get(begun.options) };
    expect(await phone.refusalOf('prove', { by: 'passkey', ...answer })).toBe('identity.challengeExpired');
    const mine = await phone.call<Begun>('beginPasskeyProof');
    const signed = { challenge: mine.challenge, response: own.get(mine.options) };
    expect(await world.browser().refusalOf('signInWithPasskey', signed)).toBe('identity.challengeExpired');
    expect(await gated(phone)).toEqual(NEEDED);
    expect(await proveBy(phone, own)).toBe('fine');
    expect(await gated(phone)).toEqual(['fine', 'fine', 'fine']);
  });

  test('I22 a first password wants it, too; changing one asks for the old one instead', async () => {
    const browser = world.browser();
    await world.house.run(noEdge, async (ctx) => {
      const account = { accountName: world.freshName(), password: null, name: '赵六', language: 'zh' } as const;
      browser.token = (await startSession(ctx, await createAccount(ctx, account), 'passkey')).token;
    });
    const first = { oldPassword: null, newPassword: 'a fresh start today' };
    world.wait(TEN_MINUTES);
    expect(await browser.refusalOf('changePassword', first)).toBe('identity.proofNeeded');
    const other = world.browser();
    await other.signUp();
    world.wait(TEN_MINUTES);
    const change = { oldPassword: PASSWORD, newPassword: 'a fresh start today' };
    expect(await other.refusalOf('changePassword', change)).toBe('fine');
  });

  test('I22 turning the second factor off and new recovery codes want a code each time, however fresh the proof', async () => {
    const browser = world.browser();
    await browser.signUp();
    const { secret } = await browser.call<{ secret: string }>('beginTotp');
    await browser.call('confirmTotp', { code: world.code(secret) });
    await browser.call('prove', { by: 'password', password: PASSWORD });
    expect(await browser.refusalOf('newRecoveryCodes', { code: world.code(secret, 9) })).toBe('identity.wrongCode');
    expect(await browser.refusalOf('endTotp', { code: world.code(secret, 9) })).toBe('identity.wrongCode');
  });
});
