import { createECDH, randomBytes } from 'node:crypto';
import { afterAll, expect, test } from 'vitest';
import { makePushKeys } from './pushService.ts';
import { type PushTarget, Wrapping } from './wrapping.ts';

const wrapping = new Wrapping({ ...makePushKeys(), subject: 'mailto:it@tautline.example' });
afterAll(() => wrapping.close());

function target(origin: string): PushTarget {
  const keys = createECDH('prime256v1');
  const p256dh = keys.generateKeys().toString('base64url');
  return {
    endpoint: `${origin}/${randomBytes(6).toString('hex')}`,
    p256dh,
    auth: randomBytes(16).toString('base64url'),
  };
}

const wrap = (to: PushTarget) => wrapping.wrap(to, '{}', { ttlS: 60, topic: 'place', urgent: false });

test('O22 each push service gets a signature of its own, and gets it again', async () => {
  const [first, second, other] = await Promise.all(
    ['https://one.example', 'https://one.example', 'https://two.example'].map((origin) => wrap(target(origin))),
  );
  expect(first?.headers['Authorization']).toMatch(/^vapid t=/);
  expect(second?.headers['Authorization']).toBe(first?.headers['Authorization']);
  expect(other?.headers['Authorization']).not.toBe(first?.headers['Authorization']);
  expect(second?.body).not.toEqual(first?.body);
});

test('O22 what cannot be encrypted fails alone', async () => {
  const broken = { ...target('https://one.example'), p256dh: 'AAAA' };
  const [one, two] = await Promise.allSettled([wrap(broken), wrap(target('https://one.example'))]);
  expect([one?.status, two?.status]).toEqual(['rejected', 'fulfilled']);
});

test('O22 a thread that ends fails what it had, and the next push begins another', async () => {
  const to = target('https://one.example');
  // More than it can have done before it ends.
  const asked = Array.from({ length: 1_000 }, () => wrap(to));
  const ended = Promise.allSettled(asked);
  await wrapping.close();
  expect((await ended).at(-1)).toMatchObject({
    status: 'rejected',
    reason: { message: expect.stringMatching('has ended') },
  });
  expect((await wrap(target('https://one.example'))).body.length).toBeGreaterThan(0);
});
