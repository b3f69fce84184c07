import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SessionId } from '#platform/model/ids.ts';
import { noEdge } from '#platform/server/house.ts';
import { accountTables, cleanUp, createAccountWithSession, hashPassword, onSessionsEnded, sessionOf } from './index.ts';
import { type Browser, PASSWORD, World } from './testing/world.ts';

const IPHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1';
const DAY = 86_400;

let world: World;
let stop: () => void;
const ended: SessionId[] = [];
beforeAll(async () => {
  world = await World.open();
  stop = onSessionsEnded((sessionIds) => ended.push(...sessionIds));
});
afterAll(async () => {
  stop();
  await world[Symbol.asyncDispose]();
});

interface DeviceSeen {
  sessionId: SessionId;
  name: string;
  isThisDevice: boolean;
  by: string;
}

function devicesOf(browser: Browser): Promise<DeviceSeen[]> {
  return browser.call<DeviceSeen[]>('devices');
}

async function sessionIdOf(browser: Browser): Promise<SessionId> {
  return (await devicesOf(browser)).find((device) => device.isThisDevice)?.sessionId as SessionId;
}

describe('a session', () => {
  test('I7 every sign-in makes a new token; one that was planted before is never taken over', async () => {
    const browser = world.browser();
    browser.token = 'p'.repeat(43);
    browser.deviceToken = 'short and planted';
    const accountName = await browser.signUp();
    const first = browser.token;
    expect(first).toMatch(/^[A-Za-z0-9_-]{43}$/);
    expect(first).not.toBe('p'.repeat(43));
    expect(browser.deviceToken).toMatch(/^[A-Za-z0-9_-]{43}$/);
    await browser.signIn(accountName);
    expect(browser.token).not.toBe(first);
    // The browser's earlier session has ended with it.
    browser.token = first;
    expect(await browser.refusalOf('me')).toBe('platform.notSignedIn');
  });

  test('I9 after signing out the old cookie is refused, and sockets are told', async () => {
    const browser = world.browser();
    await browser.signUp();
    const token = browser.token;
    const sessionId = await sessionIdOf(browser);
    await browser.call('signOut');
    expect(browser.token).toBeNull();
    expect(ended).toContain(sessionId);
    browser.token = token;
    expect(await browser.refusalOf('me')).toBe('platform.notSignedIn');
    expect(await browser.refusalOf('signOut')).toBe('platform.notSignedIn');
  });

  test('I9 changing the password ends every other session, not this one', async () => {
    const desktop = world.browser();
    const phone = world.browser({ userAgent: IPHONE });
    const accountName = await desktop.signUp();
    await phone.signIn(accountName);
    const phoneSession = await sessionIdOf(phone);
    const desktopSession = await sessionIdOf(desktop);
    await desktop.call('changePassword', { oldPassword: PASSWORD, newPassword: 'a fresh start today' });
    expect(await phone.refusalOf('me')).toBe('platform.notSignedIn');
    expect(await desktop.refusalOf('me')).toBe('fine');
    expect(ended).toContain(phoneSession);
    expect(ended).not.toContain(desktopSession);
  });

  test('I9 no sign-in with the old password survives a change made at the same moment', async () => {
    const desktop = world.browser();
    const accountName = await desktop.signUp();
    const others = Array.from({ length: 5 }, (_, index) => world.browser({ address: `192.0.2.${index}` }));
    await Promise.all([
      desktop.call('changePassword', { oldPassword: PASSWORD, newPassword: 'a fresh start today' }),
      ...others.map((other) => other.refusalOf('signIn', { accountName, password: PASSWORD })),
    ]);
    for (const other of others) expect(await other.refusalOf('me')).toBe('platform.notSignedIn');
  });

  test('I8 it ends after thirty days without use, and use carries it on', async () => {
    const used = world.browser();
    const unused = world.browser();
    await used.signUp();
    await unused.signUp();
    world.wait(20 * DAY);
    await used.call('rename', { name: '王小明', language: 'en' });
    world.wait(10 * DAY);
    expect(await unused.refusalOf('me')).toBe('platform.notSignedIn');
    expect(await used.refusalOf('me')).toBe('fine');
    world.wait(20 * DAY);
    expect(await used.refusalOf('me')).toBe('platform.notSignedIn');
  });

  test('I8 it ends after a year, however much it is used; the cookie lasts as long', async () => {
    const browser = world.browser();
    await browser.signUp();
    const signedInAt = world.now.getTime();
    for (let used = 0; used < 14; used++) {
      world.wait(26 * DAY);
      await browser.call('rename', { name: '王小明', language: 'zh' });
    }
    world.wait(DAY);
    expect(await browser.refusalOf('me')).toBe('platform.notSignedIn');
    expect(browser.cookieUntil?.getTime()).toBe(signedInAt + 365 * DAY * 1_000);
  });

  test('I8 reading writes nothing: a query may run where nothing can be written', async () => {
    const browser = world.browser();
    await browser.signUp();
    world.wait(5 * DAY);
    expect(await browser.refusalOf('me')).toBe('fine');
    await browser.call('rename', { name: '王小明', language: 'zh' });
    const writes = world.house.database.count.statements;
    await browser.call('rename', { name: '王小明', language: 'zh' });
    // The session, the update, and three to answer: no second extension on the same day.
    expect(world.house.database.count.statements - writes).toBe(5);
  });

  test('I9 a cookie is set only after the commit', async () => {
    const browser = world.browser();
    const accountName = await browser.signUp();
    const other = world.browser();
    await other.refusalOf('signIn', { accountName, password: 'not this one' });
    await other.refusalOf('signUp', { accountName, password: PASSWORD, name: '王小明', language: 'zh' });
    expect([other.token, other.deviceToken]).toEqual([null, null]);
  });
});

describe('devices', () => {
  test('I16 the list names each as people would, and tells no time of use', async () => {
    const desktop = world.browser();
    const phone = world.browser({ userAgent: IPHONE });
    const accountName = await desktop.signUp();
    world.wait(60);
    await phone.signIn(accountName);
    const list = await devicesOf(desktop);
    expect(list.map(({ name, isThisDevice, by }) => ({ name, isThisDevice, by }))).toEqual([
      { name: 'Safari, iPhone', isThisDevice: false, by: 'password' },
      { name: 'Chrome, Windows', isThisDevice: true, by: 'password' },
    ]);
    expect(Object.keys(list[0] as object).sort()).toEqual(['by', 'isThisDevice', 'name', 'sessionId', 'signedInAt']);
  });

  test('I16 one device is signed out from another, and is a stranger from then on', async () => {
    const desktop = world.browser();
    const phone = world.browser({ userAgent: IPHONE });
    const accountName = await desktop.signUp();
    await phone.signIn(accountName);
    const phoneSession = await sessionIdOf(phone);
    await desktop.call('signOutDevice', { sessionId: phoneSession });
    expect(await phone.refusalOf('me')).toBe('platform.notSignedIn');
    expect(ended).toContain(phoneSession);
    expect(await devicesOf(desktop)).toHaveLength(1);
    for (let tried = 0; tried < 20; tried++) {
      await world
        .browser({ address: `192.0.2.${tried}` })
        .refusalOf('signIn', { accountName, password: 'not this one' });
    }
    // The lost phone's cookie helps nobody any more; the desktop is still known.
    expect(await phone.refusalOf('signIn', { accountName, password: PASSWORD })).toBe('identity.slowDown');
    expect((await desktop.signIn(accountName)).state).toBe('signedIn');
  });

  test('I16 signing this device out from the list is a sign-out', async () => {
    const browser = world.browser();
    await browser.signUp();
    await browser.call('signOutDevice', { sessionId: await sessionIdOf(browser) });
    expect(browser.token).toBeNull();
  });

  test('I16 nobody signs another account’s device out, nor learns whether it exists', async () => {
    const victim = world.browser();
    const attacker = world.browser();
    await victim.signUp();
    await attacker.signUp();
    const sessionId = await sessionIdOf(victim);
    expect(await attacker.refusalOf('signOutDevice', { sessionId })).toBe('fine');
    expect(await attacker.refusalOf('signOutDevice', { sessionId: '00000000-0000-7000-8000-000000000000' })).toBe(
      'fine',
    );
    expect(await victim.refusalOf('me')).toBe('fine');
  });
});

test('I7 every call but the ways in wants a session', async () => {
  const stranger = world.browser();
  const refusals = new Map<string, string>();
  for (const name of world.house.callNames().map((full) => full.replace('identity.', ''))) {
    refusals.set(name, await stranger.refusalOf(name, {}));
  }
  const open = [...refusals].filter(([, refusal]) => refusal !== 'platform.notSignedIn').map(([name]) => name);
  expect(open.sort()).toEqual([
    'beginPasskeySignIn',
    'claimPairing',
    'collectPairing',
    'secondFactor',
    'signIn',
    'signInWithPasskey',
    'signUp',
  ]);
});

test('I20 what has run out is deleted, what has not stays', async () => {
  const browser = world.browser();
  const accountName = await browser.signUp();
  await browser.call('startPairing');
  await browser.call('beginPasskey');
  await world.browser().refusalOf('signIn', { accountName, password: 'not this one' });
  const count = () =>
    world.fresh.database.transaction(null, async (tx) => {
      const [row] = await tx<Record<string, number>>`
        select (select count(*) from identity.session) as sessions, (select count(*) from identity.pairing) as pairings,
               (select count(*) from identity.challenge) as challenges, (select count(*) from identity.attempt) as attempts,
               (select count(*) from identity.device) as devices`;
      return row;
    });
  const clean = () => world.fresh.database.transaction(null, (tx) => cleanUp(tx, world.now));
  await clean();
  const before = await count();
  for (const kept of ['sessions', 'pairings', 'challenges', 'attempts', 'devices']) {
    expect(before?.[kept]).toBeGreaterThan(0);
  }
  expect(await browser.refusalOf('me')).toBe('fine');
  world.wait(500 * DAY);
  await clean();
  expect(await count()).toEqual({ sessions: 0, pairings: 0, challenges: 0, attempts: 0, devices: 0 });
});

test('seeds make an account with a session, without a browser', async () => {
  const password = await hashPassword(PASSWORD);
  const made = await world.house.run(noEdge, (ctx) =>
    createAccountWithSession(ctx, {
      accountName: world.freshName(),
      password,
      name: '王小明',
      language: 'zh',
    }),
  );
  const session = await world.house.run(noEdge, (ctx) => sessionOf(ctx.tx, made.token, world.now));
  expect(session).toEqual({ accountId: made.accountId, sessionId: made.sessionId });
});

test('I18 every table of identity is on the list of those above companies', async () => {
  const tables = await world.fresh.database.transaction(
    null,
    (tx) => tx<{ name: string }>`
      select schemaname || '.' || tablename as name from pg_tables where schemaname = 'identity' order by 1`,
  );
  expect(tables.map(({ name }) => name)).toEqual(Object.keys(accountTables).sort());
});
