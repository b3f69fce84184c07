import cookie from '@fastify/cookie';
import Fastify from 'fastify';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { MemberCard } from '#directory/model/contract.ts';
import { type Caller, TestHouse } from '#directory/server/testing.ts';
import { type Server, SESSION_COOKIE } from '#platform/server/serve.ts';
import { Refused } from '#platform/model/refusal.ts';
import { BYTES_OUT_MAX, SIZE_PX } from './avatar.ts';
import { avatarRoute } from './avatarRoute.ts';
import { makeFiles } from './index.ts';

let world: TestHouse;
let owner: Caller;
let server: Server;

beforeAll(async () => {
  world = await TestHouse.open([
    makeFiles({ folder: '/nowhere', limits: { file: 1, member: 1, company: 1 } }).capability,
  ]);
  owner = await world.company();
  // Only what the route leans on: cookies, and a refusal's status.
  const app = Fastify();
  await app.register(cookie);
  app.setErrorHandler((error, _request, reply) =>
    reply
      .code(error instanceof Refused ? 404 : 500)
      .send({ code: error instanceof Refused ? error.refusal.code : String(error) }),
  );
  server = app as unknown as Server;
  avatarRoute(server, world.house);
});
afterAll(async () => {
  await server.close();
  await world[Symbol.asyncDispose]();
});

function photo(width: number, height: number) {
  return sharp({ create: { width, height, channels: 3, background: { r: 200, g: 40, b: 40 } } });
}

const set = (caller: Caller, bytes: Buffer) =>
  caller.call<{ avatar: string }>('files.setAvatar', { content: bytes.toString('base64') });
const refusal = (bytes: Buffer) => owner.refusal('files.setAvatar', { content: bytes.toString('base64') });

function get(caller: Caller | null, version: string, company: string | null) {
  return server.inject({
    url: `/files/avatar/${version}?company=${company ?? ''}`,
    cookies: caller === null ? {} : { [SESSION_COOKIE]: caller.credentials.token ?? '' },
  });
}

test('F1: a picture becomes a small square WebP without anything the camera wrote', async () => {
  const source = await photo(1200, 800)
    .withExif({ IFD0: { Copyright: 'Somebody' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '39/1 54/1 0/1' } })
    .jpeg()
    .toBuffer();
  expect(source.toString('latin1')).toContain('Somebody');
  const { avatar } = await set(owner, source);
  const answer = await get(owner, avatar, owner.companyId);
  expect(answer.statusCode).toBe(200);
  expect(answer.headers).toMatchObject({
    'content-type': 'image/webp',
    'x-content-type-options': 'nosniff',
    'cache-control': 'private, max-age=31536000, immutable',
  });
  const kept = await sharp(answer.rawPayload).metadata();
  expect(kept).toMatchObject({ format: 'webp', width: SIZE_PX, height: SIZE_PX });
  expect([kept.exif, kept.xmp, kept.iptc, kept.icc]).toEqual([undefined, undefined, undefined, undefined]);
  expect(answer.rawPayload.toString('latin1')).not.toContain('Somebody');
});

test('F1: the way up that the camera noted is kept', async () => {
  // Left half red, right half blue, noted as turned by a quarter: upright, red is on top.
  const half = await sharp({ create: { width: 100, height: 200, channels: 3, background: { r: 0, g: 0, b: 255 } } })
    .png()
    .toBuffer();
  const source = await photo(200, 200)
    .composite([{ input: half, left: 100, top: 0 }])
    .withExif({})
    .jpeg()
    .withMetadata({ orientation: 6 })
    .toBuffer();
  const { avatar } = await set(owner, source);
  const { rawPayload } = await get(owner, avatar, owner.companyId);
  const { data, info } = await sharp(rawPayload).raw().toBuffer({ resolveWithObject: true });
  const pixel = (x: number, y: number) =>
    data.subarray((y * info.width + x) * info.channels, (y * info.width + x) * info.channels + 3);
  expect(pixel(128, 20)[0]).toBeGreaterThan(150);
  expect(pixel(128, 236)[2]).toBeGreaterThan(150);
});

test('F1: even noise stays under 60 kB', async () => {
  const noise = Buffer.from(Array.from({ length: 600 * 600 * 3 }, (_, at) => (at * 7919 + (at >> 3) * 104729) % 256));
  const source = await sharp(noise, { raw: { width: 600, height: 600, channels: 3 } })
    .png()
    .toBuffer();
  const { avatar } = await set(owner, source);
  expect((await get(owner, avatar, owner.companyId)).rawPayload.length).toBeLessThanOrEqual(BYTES_OUT_MAX);
});

test('F2: only PNG, JPEG and WebP are pictures, by what is in them', async () => {
  for (const source of [
    await photo(40, 40).png().toBuffer(),
    await photo(40, 40).webp().toBuffer(),
    await photo(40, 40).jpeg().toBuffer(),
  ]) {
    expect((await set(owner, source)).avatar).toMatch(/^[\w-]{20}$/);
  }
  const gif = await photo(40, 40).gif().toBuffer();
  const svg = Buffer.from(
    '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>',
  );
  const dressed = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), svg]);
  const cut = (await photo(400, 400).png().toBuffer()).subarray(0, 200);
  for (const source of [gif, svg, dressed, cut, Buffer.from('hello'), Buffer.alloc(0), Buffer.from('%PDF-1.7')]) {
    expect(await refusal(source)).toBe('files.notAPicture');
  }
});

test('F2: a small file that would unfold into more than 40 million pixels is not opened', async () => {
  const bomb = await photo(9_000, 9_000).png({ compressionLevel: 9 }).toBuffer();
  expect(bomb.length).toBeLessThan(1_000_000);
  const began = performance.now();
  expect(await refusal(bomb)).toBe('files.pictureTooLarge');
  expect(performance.now() - began).toBeLessThan(1_000);
  expect(await refusal(Buffer.concat([await photo(40, 40).png().toBuffer(), Buffer.alloc(5 * 1024 * 1024)]))).toBe(
    'files.pictureTooLarge',
  );
});

test('F3: a picture is seen by members of the company only, and its address ends with it', async () => {
  const stranger = await world.company();
  const guest = await world.join(owner, 'guest');
  const { avatar } = await set(owner, await photo(40, 40).png().toBuffer());
  expect((await get(guest, avatar, owner.companyId)).statusCode).toBe(200);
  expect((await get(stranger, avatar, owner.companyId)).statusCode).toBe(404);
  expect((await get(stranger, avatar, stranger.companyId)).statusCode).toBe(404);
  expect((await get(null, avatar, owner.companyId)).statusCode).toBe(404);
  expect((await get(owner, avatar, null)).statusCode).toBe(404);
  expect((await get(owner, '..%2f..%2fetc%2fpasswd', owner.companyId)).statusCode).toBe(404);
  const next = await set(owner, await photo(40, 40).png().toBuffer());
  expect((await get(owner, avatar, owner.companyId)).statusCode).toBe(404);
  await owner.call('files.removeAvatar');
  expect((await get(owner, next.avatar, owner.companyId)).statusCode).toBe(404);
});

test('F3: the card says which picture, and everybody inside hears of it', async () => {
  const { avatar } = await set(owner, await photo(40, 40).png().toBuffer());
  const [card] = await owner.call<MemberCard[]>('directory.cards', { ids: [owner.memberId] });
  expect(card?.avatar).toBe(avatar);
  const told = (await world.events(owner.companyId))
    .filter((event) => event.type === 'directory.membersChanged')
    .at(-1);
  expect(told?.body).toMatchObject({ members: [{ id: owner.memberId, avatar }] });
  await owner.call('files.removeAvatar');
  expect((await owner.call<MemberCard[]>('directory.cards', { ids: [owner.memberId] }))[0]?.avatar).toBeNull();
});
