import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { noEdge } from '#platform/server/house.ts';
import { createAccount, startSession } from './index.ts';
import { SoftAuthenticator, type Wish } from './testing/softAuthenticator.ts';
import { type Browser, ORIGIN, World } from './testing/world.ts';

let world: World;
beforeAll(async () => {
  world = await World.open();
});
afterAll(() => world[Symbol.asyncDispose]());

interface Begun {
  readonly challenge: string;
  readonly options: Record<string, unknown>;
}

async function addPasskey(browser: Browser, authenticator: SoftAuthenticator, wish?: Wish): Promise<string> {
  const { challenge, options } = await browser.call<Begun>('beginPasskey');
  const response = authenticator.create(options, wish);
  return browser.refusalOf('addPasskey', { challenge, response, name: '我的手机' });
}

async function signIn(browser: Browser, authenticator: SoftAuthenticator, wish?: Wish): Promise<string> {
  const { challenge, options } = await browser.call<Begun>('beginPasskeySignIn');
  return browser.refusalOf('signInWithPasskey', { challenge, response: authenticator.get(options, wish) });
}

async function owner(): Promise<{ browser: Browser; accountName: string; authenticator: SoftAuthenticator }> {
  const browser = world.browser();
  const accountName = await browser.signUp();
  const authenticator = new SoftAuthenticator(ORIGIN);
  expect(await addPasskey(browser, authenticator)).toBe('fine');
  return { browser, accountName, authenticator };
}

describe('making a passkey', () => {
  test('I13 it is asked to stay on the device and to verify its owner', async () => {
    const { browser, authenticator } = await owner();
    const { challenge, options } = await browser.call<Begun>('beginPasskey');
    expect(options).toMatchObject({
      challenge,
      rp: { id: 'chat.example.com', name: 'Tautline' },
      attestation: 'none',
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
      excludeCredentials: [{ id: authenticator.id.toString('base64url') }],
    });
    const list = await browser.call<{ name: string }[]>('passkeys');
    expect(list).toEqual([
      { id: authenticator.id.toString('base64url'), name: '我的手机', addedAt: world.now.toISOString() },
    ]);
  });

  test.each<[string, Wish]>([
    ['another site', { origin: 'https://chat.example.org' }],
    ['the same site without encryption', { origin: 'http://chat.example.com' }],
    ['an owner who was not verified', { verified: false }],
  ])('I13 one of %s is refused', async (_, wish) => {
    const browser = world.browser();
    await browser.signUp();
    expect(await addPasskey(browser, new SoftAuthenticator(ORIGIN), wish)).toBe('identity.passkeyRefused');
    expect(await browser.call('passkeys')).toEqual([]);
  });

  test('I13 a challenge is used once, in five minutes, by the account that asked', async () => {
    const browser = world.browser();
    const other = world.browser();
    await browser.signUp();
    await other.signUp();
    const begun = await browser.call<Begun>('beginPasskey');
    const made = (by: SoftAuthenticator) => ({
      challenge: begun.challenge,
      response: by.create(begun.options),
      name: 'x',
    });
    const first = new SoftAuthenticator(ORIGIN);
    expect(await other.refusalOf('addPasskey', made(first))).toBe('identity.challengeExpired');
    expect(await browser.refusalOf('addPasskey', made(first))).toBe('fine');
    expect(await browser.refusalOf('addPasskey', made(new SoftAuthenticator(ORIGIN)))).toBe(
      'identity.challengeExpired',
    );
    const late = await browser.call<Begun>('beginPasskey');
    world.wait(300);
    const response = new SoftAuthenticator(ORIGIN).create(late.options);
    expect(await browser.refusalOf('addPasskey', { challenge: late.challenge, response, name: 'x' })).toBe(
      'identity.challengeExpired',
    );
  });

  test('I13 I19 a failed try uses the challenge up', async () => {
    const browser = world.browser();
    await browser.signUp();
    const { challenge, options } = await browser.call<Begun>('beginPasskey');
    const authenticator = new SoftAuthenticator(ORIGIN);
    const bad = { challenge, response: authenticator.create(options, { verified: false }), name: 'x' };
    expect(await browser.refusalOf('addPasskey', bad)).toBe('identity.passkeyRefused');
    const good = { challenge, response: authenticator.create(options), name: 'x' };
    expect(await browser.refusalOf('addPasskey', good)).toBe('identity.challengeExpired');
  });

  test('I13 nobody adds a passkey that is another account’s', async () => {
    const { authenticator } = await owner();
    const thief = world.browser();
    await thief.signUp();
    expect(await addPasskey(thief, authenticator)).toBe('identity.passkeyRefused');
  });

  test.each([{}, { id: 7 }, { id: 'x', rawId: 'x', type: 'public-key', response: {} }, { id: 'x', response: null }])(
    'I13 nonsense is refused: %j',
    async (response) => {
      const browser = world.browser();
      await browser.signUp();
      const { challenge } = await browser.call<Begun>('beginPasskey');
      expect(await browser.refusalOf('addPasskey', { challenge, response, name: 'x' })).toBe('identity.passkeyRefused');
      const begun = await browser.call<Begun>('beginPasskeySignIn');
      expect(await browser.refusalOf('signInWithPasskey', { challenge: begun.challenge, response })).toBe(
        'identity.passkeyRefused',
      );
    },
  );
});

describe('signing in with a passkey', () => {
  test('I13 no name is asked for, and the browser learns of no credential beforehand', async () => {
    const { accountName, authenticator } = await owner();
    const browser = world.browser();
    const { options } = await browser.call<Begun>('beginPasskeySignIn');
    expect(options['allowCredentials'] ?? []).toEqual([]);
    expect(options).toMatchObject({ userVerification: 'required', rpId: 'chat.example.com' });
    expect(await signIn(browser, authenticator)).toBe('fine');
    expect(await browser.call('me')).toMatchObject({ accountName });
    const devices = await browser.call<{ isThisDevice: boolean; by: string }[]>('devices');
    expect(devices.find((device) => device.isThisDevice)?.by).toBe('passkey');
  });

  test.each<[string, Wish]>([
    ['made for another site', { origin: 'https://evil.example' }],
    ['whose owner was not verified', { verified: false }],
    ['that names another account', { userHandle: Buffer.alloc(16).toString('base64url') }],
    ['that names no account', { userHandle: '' }],
    ['whose counter went back: it was copied', { counter: 1 }],
  ])('I13 an answer %s is refused', async (_, wish) => {
    const { authenticator } = await owner();
    expect(await signIn(world.browser(), authenticator)).toBe('fine');
    const browser = world.browser();
    expect(await signIn(browser, authenticator, wish)).toBe('identity.passkeyRefused');
    expect(browser.token).toBeNull();
    expect(await signIn(browser, authenticator, { counter: 9 })).toBe('fine');
  });

  test('I13 a key that does not count is taken each time', async () => {
    const browser = world.browser();
    await browser.signUp();
    const authenticator = new SoftAuthenticator(ORIGIN);
    expect(await addPasskey(browser, authenticator, { counter: 0 })).toBe('fine');
    expect(await signIn(world.browser(), authenticator, { counter: 0 })).toBe('fine');
    expect(await signIn(world.browser(), authenticator, { counter: 0 })).toBe('fine');
  });

  test('I13 another key under the same id is refused, and so is an unknown one', async () => {
    const { authenticator } = await owner();
    const forged = new SoftAuthenticator(ORIGIN);
    const browser = world.browser();
    expect(await signIn(browser, forged)).toBe('identity.passkeyRefused');
    const { challenge, options } = await browser.call<Begun>('beginPasskeySignIn');
    const real = authenticator.id.toString('base64url');
    const response = { ...forged.get(options), id: real, rawId: real };
    expect(await browser.refusalOf('signInWithPasskey', { challenge, response })).toBe('identity.passkeyRefused');
  });

  test('I13 an answer is worth one session, also when it is sent five times at once', async () => {
    const { authenticator } = await owner();
    const { challenge, options } = await world.browser().call<Begun>('beginPasskeySignIn');
    const response = authenticator.get(options);
    const outcomes = await Promise.all(
      Array.from({ length: 5 }, () => world.browser().refusalOf('signInWithPasskey', { challenge, response })),
    );
    expect(outcomes.filter((outcome) => outcome === 'fine')).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome === 'identity.challengeExpired')).toHaveLength(4);
  });

  test('I13 a challenge for adding is none for signing in', async () => {
    const { browser, authenticator } = await owner();
    const { challenge } = await browser.call<Begun>('beginPasskey');
    const response = authenticator.get({ challenge, rpId: 'chat.example.com' });
    expect(await world.browser().refusalOf('signInWithPasskey', { challenge, response })).toBe(
      'identity.challengeExpired',
    );
  });

  test('I13 device and unlock are two factors: no code is asked for', async () => {
    const { browser, authenticator } = await owner();
    const { secret } = await browser.call<{ secret: string }>('beginTotp');
    await browser.call('confirmTotp', { code: world.code(secret) });
    expect(await signIn(world.browser(), authenticator)).toBe('fine');
  });
});

describe('forgetting a passkey', () => {
  test('I17 with a password it may go, and opens nothing any more', async () => {
    const { browser, authenticator } = await owner();
    await browser.call('removePasskey', { id: authenticator.id.toString('base64url') });
    expect(await browser.call('passkeys')).toEqual([]);
    expect(await signIn(world.browser(), authenticator)).toBe('identity.passkeyRefused');
  });

  test('I17 the last way in stays, also when two are removed at once', async () => {
    const browser = world.browser();
    await world.house.run(noEdge, async (ctx) => {
      const account = { accountName: world.freshName(), password: null, name: '赵六', language: 'zh' } as const;
      browser.token = (await startSession(ctx, await createAccount(ctx, account), 'password')).token;
    });
    const [one, two] = [new SoftAuthenticator(ORIGIN), new SoftAuthenticator(ORIGIN)];
    await addPasskey(browser, one);
    await addPasskey(browser, two);
    const outcomes = await Promise.all(
      [one, two].map(({ id }) => browser.refusalOf('removePasskey', { id: id.toString('base64url') })),
    );
    expect(outcomes.sort()).toEqual(['fine', 'identity.lastWayIn']);
    expect(await browser.call('passkeys')).toHaveLength(1);
  });

  test('I17 nobody removes another account’s passkey', async () => {
    const { browser, authenticator } = await owner();
    const other = world.browser();
    await other.signUp();
    await other.call('removePasskey', { id: authenticator.id.toString('base64url') });
    expect(await browser.call('passkeys')).toHaveLength(1);
  });
});
