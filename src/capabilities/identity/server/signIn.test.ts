import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CompanyId } from '#platform/model/ids.ts';
import { Refused } from '#platform/model/refusal.ts';
import type { Connection } from '#platform/server/connection.ts';
import { newId, noEdge } from '#platform/server/house.ts';
import { accountNamed, createAccount, hasAccounts, resetPassword, sessionOf, startSession } from './index.ts';
import { holdSlowHashes, PASSWORD, World } from './testing/world.ts';

let world: World;
beforeAll(async () => {
  world = await World.open();
});
afterAll(() => world[Symbol.asyncDispose]());

test('a new installation has no accounts', async () => {
  await using empty = await World.open();
  expect(await empty.house.run(noEdge, hasAccounts)).toBe(false);
  await empty.browser().signUp();
  expect(await empty.house.run(noEdge, hasAccounts)).toBe(true);
});

describe('signing up', () => {
  test('I1 a new account is signed in, under the one spelling of its name', async () => {
    const browser = world.browser();
    const me = await browser.call('signUp', {
      accountName: ' 138 0013 8001 ',
      password: PASSWORD,
      name: '张三',
      language: 'zh',
    });
    expect(me).toMatchObject({ accountName: '+8613800138001', name: '张三', hasPassword: true, seats: [] });
    expect(await browser.call('me')).toEqual(me);
    expect((await world.browser().signIn('+86 13800138001')).state).toBe('signedIn');
  });

  test('I1 I2 I4 what is refused', async () => {
    const taken = await world.browser().signUp();
    const refusal = (accountName: string, password = PASSWORD) =>
      world.browser().refusalOf('signUp', { accountName, password, name: '李四', language: 'zh' });
    expect(await refusal('nobody')).toBe('identity.accountNameBad');
    expect(await refusal(taken.toUpperCase())).toBe('identity.accountNameTaken');
    expect(await refusal('x1@example.com', 'seven77')).toBe('identity.passwordWeak:short');
    expect(await refusal('x1@example.com', '12345678')).toBe('identity.passwordWeak:common');
    expect(await refusal('longername@example.com', 'LongerName')).toBe('identity.passwordWeak:accountName');
  });

  test('I2 of ten who take one name at once, one gets it', async () => {
    const body = { accountName: world.freshName(), password: PASSWORD, name: '李四', language: 'en' };
    const outcomes = await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        world.browser({ address: `203.0.113.${index}` }).refusalOf('signUp', body),
      ),
    );
    expect(outcomes.filter((outcome) => outcome === 'fine')).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome === 'identity.accountNameTaken')).toHaveLength(9);
  });

  test('I6 who tries out which names are taken is slowed down', async () => {
    const taken = await world.browser().signUp();
    const probe = world.browser({ address: '203.0.113.99' });
    const body = { accountName: taken, password: PASSWORD, name: '李四', language: 'en' };
    for (let tried = 0; tried < 20; tried++) {
      expect(await probe.refusalOf('signUp', body)).toBe('identity.accountNameTaken');
    }
    expect(await probe.refusalOf('signUp', body)).toBe('identity.slowDown');
  });
});

describe('signing in with a password', () => {
  test('I3 an unknown name and a wrong password get the same answer', async () => {
    const accountName = await world.browser().signUp();
    const passkeysOnly = world.freshName();
    await world.house.run(noEdge, (ctx) =>
      createAccount(ctx, { accountName: passkeysOnly, password: null, name: '赵六', language: 'zh' }),
    );
    const answers: unknown[] = [];
    for (const name of [accountName, 'never.seen@example.com', 'no name at all', passkeysOnly]) {
      const browser = world.browser({ address: '203.0.113.50' });
      const answer = await browser.call('signIn', { accountName: name, password: 'not this one' }).catch((e) => e);
      answers.push(answer instanceof Refused ? answer.refusal : answer);
      expect(browser.token).toBeNull();
      expect(browser.deviceToken).toBeNull();
    }
    expect(answers).toEqual(answers.map(() => ({ code: 'identity.wrongPassword' })));
  });

  test('I3 an unknown name takes as long as a wrong password', async () => {
    const accountName = await world.browser().signUp();
    const medianMs = async (name: string, address: string) => {
      const times: number[] = [];
      for (let tried = 0; tried < 9; tried++) {
        const started = performance.now();
        await world.browser({ address }).refusalOf('signIn', { accountName: name, password: 'not this one' });
        times.push(performance.now() - started);
      }
      return times.sort((a, b) => a - b)[4] as number;
    };
    const known = await medianMs(accountName, '203.0.113.51');
    const unknown = await medianMs('never.heard@example.com', '203.0.113.52');
    // Without the dummy hash the unknown name would be answered in a tenth of the time.
    expect(unknown).toBeGreaterThan(known / 3);
    expect(unknown).toBeLessThan(known * 3);
  });

  test('I5 neither password nor token can be read in the database', async () => {
    const browser = world.browser();
    await browser.signUp();
    const owner = new pg.Client({ connectionString: world.fresh.ownerUrl });
    await owner.connect();
    try {
      const { rows } = await owner.query(
        'select a::text as account, s::text as session from identity.account a join identity.session s using (account_id)',
      );
      const all = JSON.stringify(rows);
      expect(all).toContain('$argon2id$v=19$m=19456,t=2,p=1$');
      expect(all).not.toContain(PASSWORD);
      expect(all).not.toContain(browser.token);
      expect(all).not.toContain(Buffer.from(browser.token as string).toString('hex'));
      expect(all).not.toContain(Buffer.from(browser.token as string, 'base64url').toString('hex'));
    } finally {
      await owner.end();
    }
  });

  test('I6 I19 after twenty wrong passwords the account is slowed down from everywhere', async () => {
    const accountName = await world.browser().signUp();
    for (let tried = 0; tried < 20; tried++) {
      const stranger = world.browser({ address: `192.0.2.${tried}` });
      expect(await stranger.refusalOf('signIn', { accountName, password: `wrong ${tried}` })).toBe(
        'identity.wrongPassword',
      );
    }
    const elsewhere = world.browser({ address: '192.0.2.200' });
    // The right password, too: whoever guesses may not learn that he has guessed it.
    expect(await elsewhere.refusalOf('signIn', { accountName, password: PASSWORD })).toBe('identity.slowDown');
    const refused = await elsewhere.call('signIn', { accountName, password: PASSWORD }).catch((error) => error);
    expect(refused.refusal.facts.seconds).toBeGreaterThan(0);
    world.wait(refused.refusal.facts.seconds);
    expect((await elsewhere.signIn(accountName)).state).toBe('signedIn');
  });

  test('I6 the owner’s known device is not slowed down by strangers, but has a count of its own', async () => {
    const browser = world.browser({ address: '192.0.2.210' });
    const accountName = await browser.signUp();
    await browser.call('signOut');
    for (let tried = 0; tried < 21; tried++) {
      await world.browser({ address: '192.0.2.210' }).refusalOf('signIn', { accountName, password: 'wrong one' });
    }
    // Account and address are both full, yet the owner gets in, and again.
    expect((await browser.signIn(accountName)).state).toBe('signedIn');
    for (let tried = 0; tried < 20; tried++) {
      expect(await browser.refusalOf('signIn', { accountName, password: 'wrong one' })).toBe('identity.wrongPassword');
    }
    expect(await browser.refusalOf('signIn', { accountName, password: PASSWORD })).toBe('identity.slowDown');
  });

  test('I6 a device cookie of another account, or an invented one, is no known device', async () => {
    const accountName = await world.browser().signUp();
    const attacker = world.browser({ address: '192.0.2.220' });
    await attacker.signUp();
    for (let tried = 0; tried < 20; tried++) {
      await attacker.refusalOf('signIn', { accountName, password: 'wrong one' });
    }
    expect(await attacker.refusalOf('signIn', { accountName, password: 'wrong one' })).toBe('identity.slowDown');
    attacker.deviceToken = 'x'.repeat(43);
    expect(await attacker.refusalOf('signIn', { accountName, password: 'wrong one' })).toBe('identity.slowDown');
  });

  test('I6 twenty wrong passwords over many accounts slow the address down, and no other', async () => {
    const accountName = await world.browser().signUp();
    const sprayer = world.browser({ address: '2001:db8:5:6::1' });
    for (let tried = 0; tried < 20; tried++) {
      sprayer.address = `2001:db8:5:6::${tried}`;
      await sprayer.refusalOf('signIn', { accountName: world.freshName(), password: 'Spring2026' });
    }
    expect(await sprayer.refusalOf('signIn', { accountName, password: PASSWORD })).toBe('identity.slowDown');
    expect((await world.browser({ address: '2001:db8:5:7::1' }).signIn(accountName)).state).toBe('signedIn');
  });

  test('I6 I19 wrong passwords at the same moment are all counted', async () => {
    const accountName = await world.browser().signUp();
    await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        world.browser({ address: `192.0.2.${index}` }).refusalOf('signIn', { accountName, password: 'wrong one' }),
      ),
    );
    const next = world.browser({ address: '192.0.2.230' });
    expect(await next.refusalOf('signIn', { accountName, password: PASSWORD })).toBe('identity.slowDown');
  });
});

describe('while passwords are verified', () => {
  test('I21 forty sign-ins hold no connection: everybody else is answered, on a pool of one', async () => {
    await using small = await World.open({ connections: 1 });
    const other = small.browser();
    const accountName = await other.signUp();
    const held = holdSlowHashes();
    let done = 0;
    const signIns = Array.from({ length: 40 }, async () => {
      const { state } = await small.browser().signIn(accountName);
      done += 1;
      return state;
    });
    await held.untilWaiting(40);
    for (let asked = 0; asked < 10; asked++) expect(await other.call('me')).toMatchObject({ accountName });
    await other.call('rename', { name: '王大明', language: 'zh' });
    expect(done).toBe(0);
    held.release();
    expect(new Set(await Promise.all(signIns))).toEqual(new Set(['signedIn']));
  }, 30_000);

  test('I21 sign-ups, new passwords and recovery codes hold none either', async () => {
    await using small = await World.open({ connections: 1 });
    const [one, two] = [small.browser(), small.browser()];
    const accountName = await one.signUp();
    const withCodes = await two.signUp();
    const { secret } = await two.call<{ secret: string }>('beginTotp');
    const held = holdSlowHashes();
    const waiting = [
      small.browser().signUp(),
      one.call('changePassword', { oldPassword: PASSWORD, newPassword: 'a fresh start today' }),
      two.call('confirmTotp', { code: small.code(secret) }),
    ];
    await held.untilWaiting(12);
    expect(await one.call('me')).toMatchObject({ accountName });
    held.release();
    await Promise.all(waiting);

    const { challenge } = await small.browser().signIn(withCodes);
    const again = holdSlowHashes();
    const tried = [
      small.browser().refusalOf('secondFactor', { challenge, code: 'abcdefghjk' }),
      two.refusalOf('endTotp', { code: 'abcdefghjk' }),
    ];
    await again.untilWaiting(2);
    expect(await one.call('me')).toMatchObject({ accountName });
    again.release();
    expect(await Promise.all(tried)).toEqual(['identity.wrongCode', 'identity.wrongCode']);
  });

  test('I9 I21 a password that is changed meanwhile signs nobody in, nor is it changed twice', async () => {
    const owner = world.browser();
    const accountName = await owner.signUp();
    const held = holdSlowHashes();
    const changing = owner.refusalOf('changePassword', { oldPassword: PASSWORD, newPassword: 'a fresh start today' });
    const late = world.browser();
    const signingIn = late.refusalOf('signIn', { accountName, password: PASSWORD });
    await held.untilWaiting(2);
    const another = 'a hash that was not verified';
    await world.house.run(
      noEdge,
      ({ tx }) => tx`update identity.account set password_hash = ${another} where account_name = ${accountName}`,
    );
    held.release();
    expect(await changing).toBe('identity.wrongPassword');
    expect(await signingIn).toBe('identity.wrongPassword');
    expect(late.token).toBeNull();
  });

  test('I12 I21 a second factor that is turned on meanwhile is asked for', async () => {
    const owner = world.browser();
    const accountName = await owner.signUp();
    const { secret } = await owner.call<{ secret: string }>('beginTotp');
    const held = holdSlowHashes();
    const signingIn = world.browser().signIn(accountName);
    await held.untilWaiting(1);
    await world.house.run(
      noEdge,
      ({ tx }) => tx`update identity.account set totp_secret = ${secret} where account_name = ${accountName}`,
    );
    held.release();
    expect(await signingIn).toMatchObject({ state: 'secondFactor' });
  });

  test('I6 I21 of sixty guesses at once twenty are told; the right one behind them learns nothing', async () => {
    const accountName = await world.browser().signUp();
    const guess = (password: string, index: number) =>
      world.browser({ address: `198.18.${index}.1` }).refusalOf('signIn', { accountName, password });
    const held = holdSlowHashes();
    const guesses = Array.from({ length: 60 }, (_, index) => guess(`wrong ${index}`, index));
    await held.untilWaiting(60);
    const right = guess(PASSWORD, 60);
    await held.untilWaiting(61);
    held.release();
    const outcomes = await Promise.all(guesses);
    expect(outcomes.filter((outcome) => outcome === 'identity.wrongPassword')).toHaveLength(20);
    expect(outcomes.filter((outcome) => outcome === 'identity.slowDown')).toHaveLength(40);
    expect(await right).toBe('identity.slowDown');
  }, 30_000);
});

describe('changing the password', () => {
  test('I9 the old password opens nothing any more, the new one does', async () => {
    const browser = world.browser();
    const accountName = await browser.signUp();
    const change = (oldPassword: string | null, newPassword: string) =>
      browser.refusalOf('changePassword', { oldPassword, newPassword });
    expect(await change('not the old one', 'a fresh start today')).toBe('identity.wrongPassword');
    expect(await change(null, 'a fresh start today')).toBe('identity.wrongPassword');
    expect(await change(PASSWORD, '12345678')).toBe('identity.passwordWeak:common');
    expect(await change(PASSWORD, 'a fresh start today')).toBe('fine');
    const other = world.browser();
    expect(await other.refusalOf('signIn', { accountName, password: PASSWORD })).toBe('identity.wrongPassword');
    expect((await other.signIn(accountName, 'a fresh start today')).state).toBe('signedIn');
  });

  test('I19 a wrong password counts also when it comes over a socket', async () => {
    const browser = world.browser({ address: '192.0.2.240' });
    await browser.signUp();
    const session = await world.house.run(noEdge, (ctx) => sessionOf(ctx.tx, browser.token ?? '', world.now));
    const companyId = newId() as CompanyId;
    const socket = { identity: { ...session, companyId, memberId: newId(), role: 'member' } } as unknown as Connection;
    const body = { oldPassword: 'not the old one', newPassword: 'a fresh start today' };
    const overSocket = () => world.house.callFrom(socket, noEdge, 'identity.changePassword', body);
    for (let tried = 0; tried < 20; tried++) {
      await expect(overSocket()).rejects.toMatchObject({ refusal: { code: 'identity.wrongPassword' } });
    }
    await expect(overSocket()).rejects.toMatchObject({ refusal: { code: 'identity.slowDown' } });
  });

  test('I9 the operator can set a password; every session ends', async () => {
    const browser = world.browser();
    const accountName = await browser.signUp();
    await resetPassword(world.house, accountName, 'set by the operator');
    expect(await browser.refusalOf('me')).toBe('platform.notSignedIn');
    expect((await browser.signIn(accountName, 'set by the operator')).state).toBe('signedIn');
  });

  test('I9 an account without a password sets its first one', async () => {
    const accountName = world.freshName();
    const browser = world.browser();
    await world.house.run(noEdge, async (ctx) => {
      const accountId = await createAccount(ctx, { accountName, password: null, name: '赵六', language: 'zh' });
      browser.token = (await startSession(ctx, accountId, 'password')).token;
    });
    expect(await browser.call('me')).toMatchObject({ hasPassword: false });
    await browser.call('changePassword', { oldPassword: null, newPassword: 'a fresh start today' });
    expect((await world.browser().signIn(accountName, 'a fresh start today')).state).toBe('signedIn');
    const account = await world.house.run(noEdge, (ctx) => accountNamed(ctx, accountName.toUpperCase()));
    expect(account).toMatchObject({ accountName, name: '赵六' });
  });
});
