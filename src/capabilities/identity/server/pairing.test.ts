import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Browser, ORIGIN, World } from './testing/world.ts';

const PHONE =
  'Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36';

let world: World;
beforeAll(async () => {
  world = await World.open();
});
afterAll(() => world[Symbol.asyncDispose]());

interface Started {
  readonly pairing: string;
  readonly link: string;
  readonly until: string;
}

async function desktopWithLink(): Promise<{ desktop: Browser; accountName: string; pairing: string }> {
  const desktop = world.browser();
  const accountName = await desktop.signUp();
  const { pairing } = await desktop.call<Started>('startPairing');
  return { desktop, accountName, pairing };
}

async function claim(pairing: string): Promise<{ phone: Browser; claim: string }> {
  const phone = world.browser({ userAgent: PHONE, address: '203.0.113.80' });
  return { phone, claim: (await phone.call<{ claim: string }>('claimPairing', { pairing })).claim };
}

describe('pairing a phone', () => {
  test('I14 desktop shows, phone takes, desktop approves, phone is signed in', async () => {
    const desktop = world.browser();
    const accountName = await desktop.signUp();
    const started = await desktop.call<Started>('startPairing');
    const { pairing } = started;
    expect(started.link).toBe(`${ORIGIN}/pair/${pairing}`);
    expect(new Date(started.until).getTime() - world.now.getTime()).toBe(120_000);
    expect(await desktop.call('pairingState', { pairing })).toEqual({ state: 'open', device: null });

    const phone = world.browser({ userAgent: PHONE });
    const claimed = await phone.call<{ claim: string }>('claimPairing', { pairing });
    expect(claimed).toMatchObject({ accountName, desktop: 'Chrome, Windows' });
    expect(await phone.call('collectPairing', { claim: claimed.claim })).toEqual({ state: 'waiting' });
    expect(phone.token).toBeNull();
    expect(await desktop.call('pairingState', { pairing })).toEqual({ state: 'claimed', device: 'Chrome, Android' });

    await desktop.call('approvePairing', { pairing });
    expect(await desktop.call('pairingState', { pairing })).toMatchObject({ state: 'approved' });
    expect(await phone.call('collectPairing', { claim: claimed.claim })).toMatchObject({ state: 'signedIn' });
    expect(await phone.call('me')).toMatchObject({ accountName });
    expect(await desktop.call('pairingState', { pairing })).toMatchObject({ state: 'done' });
    const devices = await phone.call<{ isThisDevice: boolean; by: string }[]>('devices');
    expect(devices.find((device) => device.isThisDevice)?.by).toBe('pairing');
    expect(phone.token).not.toBe(desktop.token);
  });

  test('I14 of eight phones that take it at once, one gets it', async () => {
    const { pairing } = await desktopWithLink();
    const outcomes = await Promise.all(
      Array.from({ length: 8 }, () => world.browser().refusalOf('claimPairing', { pairing })),
    );
    expect(outcomes.filter((outcome) => outcome === 'fine')).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome === 'identity.pairingGone')).toHaveLength(7);
  });

  test('I14 a link is worth one session, also when it is fetched five times at once', async () => {
    const { desktop, pairing } = await desktopWithLink();
    const { phone, claim: token } = await claim(pairing);
    await desktop.call('approvePairing', { pairing });
    const outcomes = await Promise.all(
      Array.from({ length: 5 }, () => world.browser().refusalOf('collectPairing', { claim: token })),
    );
    expect(outcomes.filter((outcome) => outcome === 'fine')).toHaveLength(1);
    expect(await phone.refusalOf('collectPairing', { claim: token })).toBe('identity.pairingGone');
    expect(await phone.refusalOf('claimPairing', { pairing })).toBe('identity.pairingGone');
    expect(await desktop.refusalOf('approvePairing', { pairing })).toBe('identity.pairingGone');
  });

  test('I14 after 120 seconds it can neither be taken nor approved', async () => {
    const untaken = await desktopWithLink();
    const taken = await desktopWithLink();
    const { phone, claim: token } = await claim(taken.pairing);
    world.wait(120);
    expect(await untaken.desktop.call('pairingState', { pairing: untaken.pairing })).toMatchObject({
      state: 'expired',
    });
    expect(await phone.refusalOf('claimPairing', { pairing: untaken.pairing })).toBe('identity.pairingGone');
    expect(await taken.desktop.refusalOf('approvePairing', { pairing: taken.pairing })).toBe('identity.pairingGone');
    expect(await phone.refusalOf('collectPairing', { claim: token })).toBe('identity.pairingGone');
  });

  test('I14 approved in the last second, the phone still has a minute to fetch it, no more', async () => {
    for (const [seconds, outcome] of [
      [59, 'fine'],
      [60, 'identity.pairingGone'],
    ] as const) {
      const { desktop, pairing } = await desktopWithLink();
      const { phone, claim: token } = await claim(pairing);
      world.wait(119);
      await desktop.call('approvePairing', { pairing });
      world.wait(seconds);
      expect(await phone.refusalOf('collectPairing', { claim: token })).toBe(outcome);
    }
  });

  test('I14 nothing is approved that no phone has taken', async () => {
    const { desktop, pairing } = await desktopWithLink();
    expect(await desktop.refusalOf('approvePairing', { pairing })).toBe('identity.pairingGone');
  });

  test('I14 a new link makes the one before worthless', async () => {
    const { desktop, pairing } = await desktopWithLink();
    const { phone, claim: token } = await claim(pairing);
    await desktop.call('startPairing');
    expect(await desktop.refusalOf('approvePairing', { pairing })).toBe('identity.pairingGone');
    expect(await phone.refusalOf('collectPairing', { claim: token })).toBe('identity.pairingGone');
  });

  test('I14 the link is no claim, and the claim is no link', async () => {
    const { desktop, pairing } = await desktopWithLink();
    const { claim: token } = await claim(pairing);
    await desktop.call('approvePairing', { pairing });
    // Who has seen the QR over a shoulder has not got the claim.
    const onlooker = world.browser();
    expect(await onlooker.refusalOf('collectPairing', { claim: pairing })).toBe('identity.pairingGone');
    expect(await onlooker.refusalOf('claimPairing', { pairing: token })).toBe('identity.pairingGone');
  });
});

describe('the desktop', () => {
  test('I15 only the one that began it sees and approves it', async () => {
    const { accountName, pairing } = await desktopWithLink();
    await claim(pairing);
    const stranger = world.browser();
    await stranger.signUp();
    const ownOther = world.browser();
    await ownOther.signIn(accountName);
    for (const browser of [stranger, ownOther]) {
      expect(await browser.call('pairingState', { pairing })).toEqual({ state: 'expired', device: null });
      expect(await browser.refusalOf('approvePairing', { pairing })).toBe('identity.pairingGone');
    }
  });

  test.each(['signOut', 'changePassword'])('I15 its %s ends what it began', async (name) => {
    const { desktop, pairing } = await desktopWithLink();
    const { phone, claim: token } = await claim(pairing);
    await desktop.call('approvePairing', { pairing });
    await desktop.call(name, { oldPassword: 'kites over the harbour', newPassword: 'a fresh start today' });
    expect(await phone.refusalOf('collectPairing', { claim: token })).toBe('identity.pairingGone');
  });
});
