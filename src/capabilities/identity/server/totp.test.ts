import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Browser, World } from './testing/world.ts';

let world: World;
beforeAll(async () => {
  world = await World.open();
});
afterAll(() => world[Symbol.asyncDispose]());

interface Protected {
  readonly browser: Browser;
  readonly accountName: string;
  readonly secret: string;
  readonly recoveryCodes: string[];
}

/** An account with a second factor; the time step has moved on, so the next code is fresh. */
async function withTotp(): Promise<Protected> {
  const browser = world.browser();
  const accountName = await browser.signUp();
  const { secret } = await browser.call<{ secret: string }>('beginTotp');
  const { recoveryCodes } = await browser.call<{ recoveryCodes: string[] }>('confirmTotp', {
    code: world.code(secret),
  });
  world.wait(120);
  return { browser, accountName, secret, recoveryCodes };
}

async function challengeFor(browser: Browser, accountName: string): Promise<string> {
  const answer = await browser.signIn(accountName);
  expect(answer.state).toBe('secondFactor');
  return answer.challenge;
}

describe('turning the second factor on and off', () => {
  test('I10 it counts once a code has confirmed it', async () => {
    const browser = world.browser();
    const accountName = await browser.signUp();
    expect(await browser.refusalOf('confirmTotp', { code: '123456' })).toBe('identity.totpNotBegun');
    const { secret, link } = await browser.call<{ secret: string; link: string }>('beginTotp');
    expect(link).toContain(`secret=${secret}`);
    expect(decodeURIComponent(link)).toContain(`otpauth://totp/Tautline:${accountName}`);
    expect((await world.browser().signIn(accountName)).state).toBe('signedIn');
    const wrong = world.code(secret, 10);
    expect(await browser.refusalOf('confirmTotp', { code: wrong })).toBe('identity.wrongCode');
    const { recoveryCodes } = await browser.call<{ recoveryCodes: string[] }>('confirmTotp', {
      code: world.code(secret),
    });
    expect(new Set(recoveryCodes).size).toBe(10);
    for (const code of recoveryCodes) expect(code).toMatch(/^[a-hjkmnp-z02-9]{10}$/);
    expect(await browser.call('me')).toMatchObject({ totpEnabled: true, recoveryCodesLeft: 10 });
    expect(await browser.refusalOf('beginTotp')).toBe('identity.totpAlreadyOn');
  });

  test('I10 turning it off wants a code, and takes the recovery codes with it', async () => {
    const { browser, accountName, secret } = await withTotp();
    expect(await browser.refusalOf('endTotp', { code: world.code(secret, 9) })).toBe('identity.wrongCode');
    await browser.call('endTotp', { code: world.code(secret) });
    expect(await browser.call('me')).toMatchObject({ totpEnabled: false, recoveryCodesLeft: 0 });
    expect((await world.browser().signIn(accountName)).state).toBe('signedIn');
    expect(await browser.refusalOf('endTotp', { code: '123456' })).toBe('identity.wrongCode');
  });
});

describe('signing in with a second factor', () => {
  test('I12 the password alone gives no session', async () => {
    const { accountName, secret } = await withTotp();
    const other = world.browser();
    const challenge = await challengeFor(other, accountName);
    expect([other.token, other.deviceToken]).toEqual([null, null]);
    other.token = challenge;
    expect(await other.refusalOf('me')).toBe('platform.notSignedIn');
    await other.call('secondFactor', { challenge, code: world.code(secret) });
    expect(await other.call('me')).toMatchObject({ accountName });
  });

  test('I10 no code is taken twice, nor an older one after it', async () => {
    const { browser, accountName, secret } = await withTotp();
    const code = world.code(secret);
    const again = async (tried: string) => {
      const challenge = await challengeFor(browser, accountName);
      return browser.refusalOf('secondFactor', { challenge, code: tried });
    };
    expect(await again(code)).toBe('fine');
    expect(await again(code)).toBe('identity.wrongCode');
    expect(await again(world.code(secret, -1))).toBe('identity.wrongCode');
    expect(await again(world.code(secret, 1))).toBe('fine');
  });

  test('I10 the code before and the code after are taken, no further ones', async () => {
    for (const [steps, outcome] of [
      [-2, 'identity.wrongCode'],
      [-1, 'fine'],
      [1, 'fine'],
      [2, 'identity.wrongCode'],
    ] as const) {
      const { browser, accountName, secret } = await withTotp();
      const challenge = await challengeFor(browser, accountName);
      expect(await browser.refusalOf('secondFactor', { challenge, code: world.code(secret, steps) })).toBe(outcome);
    }
  });

  test('I10 the code that turned it on is used up', async () => {
    const browser = world.browser();
    const accountName = await browser.signUp();
    const { secret } = await browser.call<{ secret: string }>('beginTotp');
    const code = world.code(secret);
    await browser.call('confirmTotp', { code });
    const challenge = await challengeFor(browser, accountName);
    expect(await browser.refusalOf('secondFactor', { challenge, code })).toBe('identity.wrongCode');
  });

  test('I10 of five who use one code at once, one is signed in', async () => {
    const { accountName, secret } = await withTotp();
    const browsers = Array.from({ length: 5 }, () => world.browser());
    const challenges = await Promise.all(browsers.map((browser) => challengeFor(browser, accountName)));
    const code = world.code(secret);
    const outcomes = await Promise.all(
      browsers.map((browser, index) => browser.refusalOf('secondFactor', { challenge: challenges[index], code })),
    );
    expect(outcomes.filter((outcome) => outcome === 'fine')).toHaveLength(1);
  });

  test('I12 a challenge lasts five minutes', async () => {
    const { browser, accountName, secret } = await withTotp();
    const early = await challengeFor(browser, accountName);
    world.wait(299);
    expect(await browser.refusalOf('secondFactor', { challenge: early, code: world.code(secret) })).toBe('fine');
    const late = await challengeFor(browser, accountName);
    world.wait(300);
    expect(await browser.refusalOf('secondFactor', { challenge: late, code: world.code(secret) })).toBe(
      'identity.challengeExpired',
    );
  });

  test('I12 I19 a challenge takes five tries, also when they are made at once', async () => {
    const { browser, accountName, secret } = await withTotp();
    const challenge = await challengeFor(browser, accountName);
    const outcomes = await Promise.all(
      Array.from({ length: 8 }, (_, index) =>
        browser.refusalOf('secondFactor', { challenge, code: world.code(secret, 20 + index) }),
      ),
    );
    expect(outcomes.filter((outcome) => outcome === 'identity.wrongCode')).toHaveLength(5);
    expect(outcomes.filter((outcome) => outcome === 'identity.challengeExpired')).toHaveLength(3);
    expect(await browser.refusalOf('secondFactor', { challenge, code: world.code(secret) })).toBe(
      'identity.challengeExpired',
    );
  });

  test('I12 a challenge is worth one session, and an invented one none', async () => {
    const { browser, accountName, recoveryCodes } = await withTotp();
    const challenge = await challengeFor(browser, accountName);
    const outcomes = await Promise.all(
      [0, 1, 2].map((index) => world.browser().refusalOf('secondFactor', { challenge, code: recoveryCodes[index] })),
    );
    expect(outcomes.sort()).toEqual(['fine', 'identity.challengeExpired', 'identity.challengeExpired']);
    const invented = { challenge: 'c'.repeat(43), code: '123456' };
    expect(await browser.refusalOf('secondFactor', invented)).toBe('identity.challengeExpired');
  });

  test('I9 I12 a changed password ends challenges under way', async () => {
    const { browser, accountName, secret } = await withTotp();
    const other = world.browser();
    const challenge = await challengeFor(other, accountName);
    await browser.call('changePassword', {
      oldPassword: 'kites over the harbour',
      newPassword: 'a fresh start today',
    });
    expect(await other.refusalOf('secondFactor', { challenge, code: world.code(secret) })).toBe(
      'identity.challengeExpired',
    );
  });

  test('I6 twenty wrong codes slow down, however many challenges; a known device has its own count', async () => {
    const { browser, accountName, secret } = await withTotp();
    await browser.call('signOut');
    for (let round = 0; round < 4; round++) {
      const stranger = world.browser();
      const challenge = await challengeFor(stranger, accountName);
      for (let tried = 0; tried < 5; tried++) {
        await stranger.refusalOf('secondFactor', { challenge, code: world.code(secret, 50 + tried) });
      }
    }
    const stranger = world.browser();
    const challenge = await challengeFor(stranger, accountName);
    const right = { challenge, code: world.code(secret) };
    expect(await stranger.refusalOf('secondFactor', right)).toBe('identity.slowDown');
    const own = await challengeFor(browser, accountName);
    expect(await browser.refusalOf('secondFactor', { challenge: own, code: world.code(secret) })).toBe('fine');
  });
});

describe('recovery codes', () => {
  test('I11 each opens once, in whatever case and spacing it is typed', async () => {
    const { browser, accountName, recoveryCodes } = await withTotp();
    const [first = '', second = ''] = recoveryCodes;
    const typed = ` ${first.slice(0, 5).toUpperCase()}-${first.slice(5).replaceAll('0', 'O')} `;
    const use = async (code: string) => {
      const challenge = await challengeFor(browser, accountName);
      return browser.refusalOf('secondFactor', { challenge, code });
    };
    expect(await use(typed)).toBe('fine');
    expect(await use(first)).toBe('identity.wrongCode');
    expect(await use(second)).toBe('fine');
    expect(await browser.call('me')).toMatchObject({ recoveryCodesLeft: 8 });
  });

  test('I11 new ones want a code of the app, and the old ones stop working', async () => {
    const { browser, accountName, secret, recoveryCodes } = await withTotp();
    expect(await browser.refusalOf('newRecoveryCodes', { code: world.code(secret, 7) })).toBe('identity.wrongCode');
    const renewed = await browser.call<{ recoveryCodes: string[] }>('newRecoveryCodes', { code: world.code(secret) });
    expect(renewed.recoveryCodes.filter((code) => recoveryCodes.includes(code))).toEqual([]);
    const challenge = await challengeFor(browser, accountName);
    expect(await browser.refusalOf('secondFactor', { challenge, code: recoveryCodes[0] })).toBe('identity.wrongCode');
    expect(await browser.refusalOf('secondFactor', { challenge, code: renewed.recoveryCodes[0] })).toBe('fine');
  });

  test('I11 a code of another account opens nothing', async () => {
    const mine = await withTotp();
    const others = await withTotp();
    const challenge = await challengeFor(mine.browser, mine.accountName);
    const tried = { challenge, code: others.recoveryCodes[0] };
    expect(await mine.browser.refusalOf('secondFactor', tried)).toBe('identity.wrongCode');
  });
});
