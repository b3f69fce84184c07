import { createHash, randomBytes } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import pg from 'pg';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Caller } from '#directory/server/testing.ts';
import { newId } from '#platform/server/house.ts';
import { KEPT_UNUSED_MS } from '../model/bringing.ts';
import { type Attachment, SLICE_BYTES_MAX } from '../model/contract.ts';
import { openTestFiles } from './testing.ts';

type Stage = Awaited<ReturnType<typeof openTestFiles>>;
let stage: Stage;
let lin: Caller;
let zhou: Caller;
let stranger: Caller;
/** Who may see what hangs on a place of the tests. */
const lookers = new Map<string, Set<string>>();

beforeAll(async () => {
  stage = await openTestFiles();
  lin = await stage.world.company();
  zhou = await stage.world.join(lin, 'member');
  stranger = await stage.world.company();
  stage.files.watch('test', async (_tx, _company, memberId, place) => lookers.get(place)?.has(memberId) ?? false);
});
afterAll(async () => {
  await stage[Symbol.asyncDispose]();
});

const folderOf = (caller: Caller, id: string) => join(stage.folder, String(caller.companyId), id.slice(-2), id);
const codeOf = (answer: { body: string }) => (JSON.parse(answer.body) as { code: string }).code;

/** A place that these may look at, with a file of the first of them on it. */
async function hung(file: Attachment, ...who: Caller[]): Promise<void> {
  const place = newId();
  lookers.set(place, new Set(who.map(({ memberId }) => String(memberId))));
  await stage.hang(who[0] as Caller, [file.id], place);
}

async function usage(caller: Caller): Promise<Record<string, number>> {
  const client = new pg.Client({ connectionString: stage.world.fresh.ownerUrl });
  await client.connect();
  const { rows } = await client.query<{ member_id: string; bytes: string }>(
    'select member_id, bytes from files.usage where company_id = $1',
    [caller.companyId],
  );
  await client.end();
  const of = (id: string | null) => Number(rows.find((row) => row.member_id === id)?.bytes ?? 0);
  return { member: of(caller.memberId), company: of(caller.companyId) };
}

function photo(width: number, height: number) {
  return sharp({ create: { width, height, channels: 3, background: { r: 40, g: 120, b: 80 } } });
}

test('F8 a file comes in slices, is whole only when finished, and is kept byte for byte', async () => {
  const bytes = randomBytes(300_000);
  const id = newId();
  expect(await lin.call('files.startUpload', { id, name: '../图纸.bin', size: bytes.length })).toEqual({ received: 0 });
  for (const [from, to] of [
    [0, 100_000],
    [100_000, 100_001],
    [100_001, 300_000],
  ] as const) {
    expect(await lin.refusal('files.finishUpload', { id })).toBe('files.unfinished');
    const answer = await stage.slice(lin, id, from, bytes.subarray(from, to));
    expect([answer.statusCode, answer.headers['upload-offset']]).toEqual([204, String(to)]);
  }
  const file = await lin.call<Attachment>('files.finishUpload', { id });
  expect(file).toEqual({ id, name: '图纸.bin', size: 300_000, kind: 'other', width: null, height: null });
  await hung(file, lin);
  const answer = await stage.get(lin, id);
  expect(createHash('sha256').update(answer.rawPayload).digest('hex')).toBe(
    createHash('sha256').update(bytes).digest('hex'),
  );
});

test('F8 a retry writes nothing twice: the same slice, the same start, the same finish', async () => {
  const bytes = randomBytes(1_000);
  const id = newId();
  const start = { id, name: 'a.bin', size: 1_000 };
  await Promise.all([lin.call('files.startUpload', start), lin.call('files.startUpload', start)]);
  await stage.slice(lin, id, 0, bytes.subarray(0, 400));
  const again = await stage.slice(lin, id, 0, bytes.subarray(0, 400));
  expect(JSON.parse(again.body)).toMatchObject({ code: 'files.offsetWrong', facts: { received: 400 } });
  expect(await lin.call('files.startUpload', start)).toEqual({ received: 400 });
  await stage.slice(lin, id, 400, bytes.subarray(400));
  const before = await usage(lin);
  const [one, other] = await Promise.all([
    lin.call<Attachment>('files.finishUpload', { id }),
    lin.call<Attachment>('files.finishUpload', { id }),
  ]);
  expect(one).toEqual(other);
  expect(await lin.call('files.finishUpload', { id })).toEqual(one);
  expect(await lin.call('files.startUpload', start)).toEqual({ received: 1_000 });
  expect(await usage(lin)).toEqual(before);
});

test('F8 what had come when the line broke is kept, and the rest follows it', async () => {
  const bytes = randomBytes(200_000);
  const id = newId();
  await lin.call('files.startUpload', { id, name: 'a.bin', size: bytes.length });
  const broken = Readable.from(
    (function* () {
      yield bytes.subarray(0, 50_000);
      yield bytes.subarray(50_000, 70_000);
    })(),
  );
  await stage.server.inject({
    method: 'PATCH',
    url: `/files/upload/${id}`,
    headers: {
      'content-type': 'application/offset+octet-stream',
      'content-length': '200000',
      'upload-offset': '0',
      'x-company': String(lin.companyId),
      authorization: `Bearer ${lin.credentials.token}`,
    },
    payload: broken,
  });
  const { received } = await lin.call<{ received: number }>('files.startUpload', { id, name: 'a', size: 200_000 });
  expect(received).toBe(70_000);
  await stage.slice(lin, id, received, bytes.subarray(received));
  const file = await lin.call<Attachment>('files.finishUpload', { id });
  await hung(file, lin);
  expect((await stage.get(lin, id)).rawPayload.equals(bytes)).toBe(true);
});

test('F8 one id is one file: another size or another member gets nothing of it', async () => {
  const id = newId();
  await lin.call('files.startUpload', { id, name: 'a.bin', size: 10 });
  expect(await lin.refusal('files.startUpload', { id, name: 'a.bin', size: 11 })).toBe('files.idTaken');
  expect(await zhou.refusal('files.startUpload', { id, name: 'a.bin', size: 10 })).toBe('files.idTaken');
  expect(codeOf(await stage.slice(zhou, id, 0, Buffer.alloc(10)))).toBe('files.unknown');
  expect(await zhou.refusal('files.finishUpload', { id })).toBe('files.unknown');
  await zhou.call('files.cancelUpload', { id });
  expect(await lin.call('files.startUpload', { id, name: 'a.bin', size: 10 })).toEqual({ received: 0 });
  // In another company the same id is another file.
  expect(await stranger.call('files.startUpload', { id, name: 'b.bin', size: 7 })).toEqual({ received: 0 });
  expect(codeOf(await stage.slice(stranger, id, 0, Buffer.alloc(10)))).toBe('files.sliceWrong');
  expect((await stage.slice(lin, id, 0, Buffer.alloc(10, 1))).statusCode).toBe(204);
});

test('F8 slices over 8 MiB, without a length, from elsewhere or by nobody are not taken', async () => {
  const id = newId();
  await lin.call('files.startUpload', { id, name: 'a.bin', size: 20_000_000 });
  expect(codeOf(await stage.slice(lin, id, 0, Buffer.alloc(SLICE_BYTES_MAX + 1)))).toBe('files.sliceWrong');
  expect(codeOf(await stage.slice(lin, id, 0, Buffer.alloc(9), { origin: 'https://evil.example' }))).toBe(
    'platform.forbidden',
  );
  expect(codeOf(await stage.slice(lin, id, 0, Buffer.alloc(9), { cookie: '' }))).toBe('platform.notSignedIn');
  expect(codeOf(await stage.slice(lin, id, 0, Buffer.alloc(9), { 'x-company': String(stranger.companyId) }))).toBe(
    'platform.notFound',
  );
  expect(codeOf(await stage.slice(lin, '..%2f..%2fsecrets', 0, Buffer.alloc(9)))).toBe('files.unknown');
  expect(await lin.call('files.startUpload', { id, name: 'a.bin', size: 20_000_000 })).toEqual({ received: 0 });
});

test('F7 a full disk is said in clear words, and what was there before is still there', async () => {
  const id = newId();
  await lin.call('files.startUpload', { id, name: 'a.bin', size: 200_000 });
  await stage.slice(lin, id, 0, Buffer.alloc(100_000));
  // The kernel's own full device.
  rmSync(join(folderOf(lin, id), 'coming'));
  symlinkSync('/dev/full', join(folderOf(lin, id), 'coming'));
  expect(codeOf(await stage.slice(lin, id, 100_000, Buffer.alloc(100_000)))).toBe('files.noRoom');
  expect(await lin.call('files.startUpload', { id, name: 'a.bin', size: 200_000 })).toEqual({ received: 100_000 });
});

test('F7 quotas of member and company are exact, also when many begin at once, and what goes makes room', async () => {
  await using small = await openTestFiles({ file: 600, member: 1_000, company: 1_500 });
  const owner = await small.world.company();
  const member = await small.world.join(owner, 'member');
  const start = (who: Caller, size: number, id = newId()) =>
    who.call('files.startUpload', { id, name: 'a', size }).then(
      () => id,
      (error: Error) => error.message,
    );
  expect(await start(owner, 601)).toBe('files.tooLarge');
  const tried = await Promise.all([1, 2, 3, 4, 5].map(() => start(owner, 300)));
  expect(tried.filter((one) => one === 'files.quotaReached')).toHaveLength(2);
  expect(await start(owner, 100)).not.toContain('files.');
  expect(await start(owner, 1)).toBe('files.quotaReached');
  expect(await start(member, 501)).toBe('files.quotaReached');
  expect(await start(member, 500)).not.toContain('files.');
  await owner.call('files.cancelUpload', { id: tried.find((one) => one !== 'files.quotaReached') });
  expect(await start(owner, 300)).not.toContain('files.');
});

test('F4 F6 a picture is made anew at four sizes, upright, and nothing of what the camera wrote is left', async () => {
  const source = await photo(1200, 800)
    .withExif({ IFD0: { Copyright: 'Somebody' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '39/1 54/1 0/1' } })
    .jpeg()
    .withMetadata({ orientation: 6 })
    .toBuffer();
  const hidden = Buffer.concat([source, Buffer.from('<script>hidden behind the end</script>')]);
  const file = await stage.bring(lin, hidden, 'IMG_1.JPG');
  expect(file).toMatchObject({ name: 'IMG_1.JPG', kind: 'picture', width: 800, height: 1200 });
  expect(readdirSync(folderOf(lin, file.id)).sort()).toEqual(['l', 'm', 's', 'whole']);
  await hung(file, lin, zhou);
  for (const [form, format, width, height] of [
    ['whole', 'jpeg', 800, 1200],
    ['l', 'webp', 800, 1200],
    ['m', 'webp', 480, 720],
    ['s', 'webp', 240, 360],
  ] as const) {
    const answer = await stage.get(zhou, file.id, form);
    const kept = await sharp(answer.rawPayload).metadata();
    expect(kept, form).toMatchObject({ format, width, height });
    expect([kept.exif, kept.xmp, kept.iptc, kept.icc, kept.orientation], form).toEqual(Array(5).fill(undefined));
    expect(answer.rawPayload.toString('latin1'), form).not.toMatch(/Somebody|script/);
    expect(answer.headers['content-type'], form).toBe(`image/${format}`);
    expect(String(answer.headers['content-disposition']), form).toMatch(form === 'whole' ? /^attachment/ : /^inline$/);
  }
  expect(file.size).toBe((await stage.get(lin, file.id)).rawPayload.length);
});

test('F6 small pictures stay as they are in size, and PNG and WebP keep their format', async () => {
  for (const [source, format] of [
    [await photo(30, 20).png().toBuffer(), 'png'],
    [await photo(30, 20).webp().toBuffer(), 'webp'],
  ] as const) {
    const file = await stage.bring(lin, source, 'a');
    expect(file).toMatchObject({ kind: 'picture', width: 30, height: 20 });
    await hung(file, lin);
    expect(await sharp((await stage.get(lin, file.id)).rawPayload).metadata()).toMatchObject({ format, width: 30 });
    expect(await sharp((await stage.get(lin, file.id, 's')).rawPayload).metadata()).toMatchObject({ width: 30 });
  }
});

/** A GIF that moves through so many colours. */
async function moving(width: number, height: number, count: number): Promise<Buffer> {
  const colours = Array.from({ length: count }, (_, n) => ({ r: n * 30, g: 90, b: 200 }));
  const frames = colours.map((background) => sharp({ create: { width, height, channels: 3, background } }).png());
  const pictures = await Promise.all(frames.map((frame) => frame.toBuffer()));
  return sharp(pictures, { join: { animated: true } })
    .gif({ delay: colours.map(() => 120) })
    .toBuffer();
}

test('F4 what moves is a picture: still in rows, moving when it is opened and saved, and nothing else of it is left', async () => {
  const source = Buffer.concat([await moving(60, 40, 5), Buffer.from('<script>hidden behind the end</script>')]);
  const file = await stage.bring(lin, source, '好的.gif');
  expect(file).toMatchObject({ name: '好的.gif', kind: 'picture', width: 60, height: 40 });
  await hung(file, lin);
  const kept = async (form?: 's' | 'l') => {
    const { rawPayload } = await stage.get(lin, file.id, form);
    expect(rawPayload.toString('latin1')).not.toContain('script');
    return sharp(rawPayload).metadata();
  };
  expect(await kept()).toMatchObject({ format: 'gif', width: 60, height: 40, pages: 5, delay: Array(5).fill(120) });
  expect(await kept('l')).toMatchObject({ format: 'webp', width: 60, height: 40, pages: 5 });
  expect((await kept('s')).pages ?? 1).toBe(1);
  expect((await stage.get(lin, file.id)).headers['content-type']).toBe('image/gif');
});

test('F4 F6 what moves for too long is a file like any other, and a bomb of a GIF is none', async () => {
  const long = await moving(2_000, 2_000, 7);
  const file = await stage.bring(lin, long, 'long.gif');
  expect(file).toMatchObject({ kind: 'image', width: null, size: long.length });
  await hung(file, lin);
  expect((await stage.get(lin, file.id)).rawPayload.equals(long)).toBe(true);
  const bomb = await moving(4, 4, 2);
  const first = bomb.indexOf(Buffer.from([0x2c, 0, 0, 0, 0, 4, 0, 4, 0]));
  for (const at of [6, 8, first + 5, first + 7]) bomb.writeUInt16LE(65_535, at);
  await expect(stage.bring(lin, bomb, 'bomb.gif')).rejects.toThrow('files.tooManyPixels');
});

test('F6 bombs and broken pictures are refused at once, and nothing of them is kept in view', async () => {
  const bomb = await photo(9_000, 9_000).png({ compressionLevel: 9 }).toBuffer();
  const began = performance.now();
  await expect(stage.bring(lin, bomb, 'small.png')).rejects.toThrow('files.tooManyPixels');
  expect(performance.now() - began).toBeLessThan(2_000);
  const cut = (await photo(400, 400).png().toBuffer()).subarray(0, 200);
  const dressed = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), Buffer.from('<svg onload="alert(1)"/>')]);
  for (const bytes of [cut, dressed]) {
    await expect(stage.bring(lin, bytes, 'a.png')).rejects.toThrow('files.brokenPicture');
  }
});

test('F6 what is in disguise is a file like any other: saved, never shown', async () => {
  for (const [text, name] of [
    ['<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', 'a.svg'],
    ['<!doctype html><script>alert(1)</script>', 'photo.jpg'],
    ['%PDF-1.7 <script>', 'report.pdf'],
    ['hello', '"; filename=evil.html\r\nset-cookie: a=b.txt'],
  ] as const) {
    const file = await stage.bring(lin, Buffer.from(text), name);
    expect(file.kind).not.toBe('picture');
    await hung(file, lin);
    const answer = await stage.get(lin, file.id);
    expect(answer.headers).toMatchObject({
      'content-type': 'application/octet-stream',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': 'private, no-cache',
    });
    expect(answer.headers['content-disposition']).toMatch(/^attachment; filename="[^"\r\n]*"; filename\*=UTF-8''\S+$/);
    expect(answer.headers['set-cookie']).toBeUndefined();
    for (const form of ['s', 'm', 'l', 'coming', '..%2fwhole']) {
      expect((await stage.get(lin, file.id, form)).statusCode, form).toBe(404);
    }
  }
});

test('F9 parts, tags and what has not changed', async () => {
  const bytes = randomBytes(1_000);
  const file = await stage.bring(lin, bytes, 'a.bin');
  await hung(file, lin);
  const whole = await stage.get(lin, file.id);
  const tag = String(whole.headers['etag']);
  expect(whole.headers).toMatchObject({ 'accept-ranges': 'bytes', 'content-length': '1000' });
  const part = await stage.get(lin, file.id, 'whole', { range: 'bytes=10-19' });
  expect([part.statusCode, part.headers['content-range']]).toEqual([206, 'bytes 10-19/1000']);
  expect(part.rawPayload.equals(bytes.subarray(10, 20))).toBe(true);
  expect((await stage.get(lin, file.id, 'whole', { range: 'bytes=1000-' })).statusCode).toBe(416);
  expect((await stage.get(lin, file.id, 'whole', { range: 'bytes=10-19', 'if-range': '"old"' })).statusCode).toBe(200);
  expect((await stage.get(lin, file.id, 'whole', { 'if-none-match': tag })).statusCode).toBe(304);
});

test('F10 a file is there for who may see what it hangs on, asked each time; for anybody else there is none', async () => {
  const file = await stage.bring(lin, Buffer.from('secret'), 'a.txt');
  expect((await stage.get(lin, file.id)).statusCode).toBe(404);
  const place = newId();
  lookers.set(place, new Set([String(lin.memberId), String(zhou.memberId)]));
  await stage.hang(lin, [file.id], place);
  expect((await stage.get(zhou, file.id)).body).toBe('secret');
  const tag = String((await stage.get(zhou, file.id)).headers['etag']);
  expect((await stage.get(stranger, file.id)).statusCode).toBe(404);
  expect((await stage.get(null, file.id)).statusCode).toBe(404);
  expect((await stage.get(lin, newId())).body).toBe((await stage.get(stranger, file.id)).body);
  lookers.get(place)?.delete(String(zhou.memberId));
  expect((await stage.get(zhou, file.id)).statusCode).toBe(404);
  expect((await stage.get(zhou, file.id, 'whole', { 'if-none-match': tag })).statusCode).toBe(404);
});

test('F10 a file hangs on one thing, and only its owner hangs it', async () => {
  const file = await stage.bring(lin, Buffer.from('once'), 'a.txt');
  await expect(stage.hang(zhou, [file.id], newId())).rejects.toThrow('files.unknown');
  await expect(stage.hang(stranger, [file.id], newId())).rejects.toThrow('files.unknown');
  await expect(stage.hang(lin, [file.id, newId()], newId())).rejects.toThrow('files.unknown');
  const both = await Promise.allSettled([stage.hang(lin, [file.id], newId()), stage.hang(lin, [file.id], newId())]);
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  // What hangs somewhere is not given up by its owner, but with what it hangs on.
  await lin.call('files.cancelUpload', { id: file.id });
  expect(existsSync(join(folderOf(lin, file.id), 'whole'))).toBe(true);
});

test('F11 a crash between disk and row leaves nothing to be seen, and is finished or swept away', async () => {
  // Bytes without a row: nobody sees them, and sweeping takes them, but not what is being written just now.
  const [orphan, young] = [newId(), newId()];
  for (const id of [orphan, young]) {
    mkdirSync(folderOf(lin, id), { recursive: true });
    writeFileSync(join(folderOf(lin, id), 'whole'), 'left behind');
  }
  const long = new Date(Date.now() - 7_200_000);
  utimesSync(folderOf(lin, orphan), long, long);
  expect((await stage.get(lin, orphan)).statusCode).toBe(404);
  await stage.files.sweep(stage.world.house, true);
  expect([existsSync(folderOf(lin, orphan)), existsSync(folderOf(lin, young))]).toEqual([false, true]);
  // Cut off while it was being finished, before the row knew: finishing goes on from what is there.
  const bytes = await photo(50, 40).png().toBuffer();
  const id = newId();
  await lin.call('files.startUpload', { id, name: 'a.png', size: bytes.length });
  await stage.slice(lin, id, 0, bytes);
  writeFileSync(join(folderOf(lin, id), 'whole'), readFileSync(join(folderOf(lin, id), 'coming')));
  rmSync(join(folderOf(lin, id), 'coming'));
  expect(await lin.call('files.finishUpload', { id })).toMatchObject({ kind: 'picture', width: 50 });
  // A row whose bytes are lost asks for them again.
  const lost = newId();
  await lin.call('files.startUpload', { id: lost, name: 'a.bin', size: 5 });
  await stage.slice(lin, lost, 0, Buffer.from('12345'));
  rmSync(folderOf(lin, lost), { recursive: true });
  expect(await lin.refusal('files.finishUpload', { id: lost })).toBe('files.unfinished');
});

test('F13 a voice message carries how long and how loud it is; what no browser records is none', async () => {
  const voice = { durationMs: 2_300, peaks: Array.from({ length: 64 }, (_, n) => n) };
  const recorded = Buffer.concat([Buffer.from('\x1aE\xdf\xa3', 'latin1'), randomBytes(500)]);
  const start = (more: object, size = recorded.length) =>
    lin.call('files.startUpload', { id: newId(), name: '语音消息.webm', size, ...more });
  const id = newId();
  await lin.call('files.startUpload', { id, name: '语音消息.webm', size: recorded.length, voice });
  await stage.slice(lin, id, 0, recorded);
  const file = await lin.call<Attachment>('files.finishUpload', { id });
  expect(file).toMatchObject({ kind: 'voice', voice });
  expect(await lin.call<Attachment>('files.finishUpload', { id })).toEqual(file);
  await hung(file, lin, zhou);
  expect((await stage.get(zhou, id, 'media')).headers['content-type']).toBe('video/webm');

  const false1 = newId();
  const page = Buffer.from('<html><script>alert(1)</script>');
  await lin.call('files.startUpload', { id: false1, name: 'a.webm', size: page.length, voice });
  await stage.slice(lin, false1, 0, page);
  await expect(lin.call('files.finishUpload', { id: false1 })).rejects.toThrow('files.notVoice');
  for (const bad of [
    { voice: { ...voice, durationMs: 302_000 } },
    { voice: { ...voice, durationMs: 0 } },
    { voice: { ...voice, durationMs: 1.5 } },
    { voice: { ...voice, peaks: voice.peaks.slice(1) } },
    { voice: { ...voice, peaks: voice.peaks.map(() => 101) } },
    { voice: { ...voice, peaks: 'loud' } },
  ]) {
    await expect(start(bad)).rejects.toThrow('platform.badInput');
  }
  await expect(start({ voice }, 13 * 1024 * 1024)).rejects.toThrow('platform.badInput');
});

test('F6 F9 sound and film are played as what their first bytes say, in parts, sandboxed; nothing else is', async () => {
  const sound = Buffer.concat([Buffer.from('RIFF\0\0\0\0WAVEfmt '), randomBytes(1_000)]);
  const file = await stage.bring(lin, sound, 'evil.html');
  await hung(file, lin);
  const part = await stage.get(lin, file.id, 'media', { range: 'bytes=4-9' });
  expect([part.statusCode, part.rawPayload.equals(sound.subarray(4, 10))]).toEqual([206, true]);
  expect(part.headers).toMatchObject({
    'content-type': 'audio/wav',
    'content-disposition': 'inline',
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; sandbox",
  });
  expect((await stage.get(zhou, file.id, 'media')).statusCode).toBe(404);
  for (const [bytes, name] of [
    ['<html><script>alert(1)</script>', 'a.mp4'],
    ['%PDF-1.7', 'a.mp3'],
    ['\0\0\0\x18ftypavif<script>', 'a.mp4'],
  ] as const) {
    const other = await stage.bring(lin, Buffer.from(bytes, 'latin1'), name);
    await hung(other, lin);
    expect((await stage.get(lin, other.id, 'media')).statusCode).toBe(404);
  }
});

test('F11 what hangs nowhere is forgotten after three days, bytes, row and quota', async () => {
  const unused = await stage.bring(lin, randomBytes(500), 'a.bin');
  const used = await stage.bring(lin, randomBytes(700), 'a.bin');
  const begun = newId();
  await lin.call('files.startUpload', { id: begun, name: 'a.bin', size: 900 });
  await hung(used, lin);
  const { now } = stage.world;
  stage.world.now = new Date(now.getTime() + KEPT_UNUSED_MS - 1_000);
  await stage.files.sweep(stage.world.house, false);
  expect(existsSync(folderOf(lin, unused.id))).toBe(true);
  stage.world.now = new Date(now.getTime() + KEPT_UNUSED_MS + 1_000);
  await stage.files.sweep(stage.world.house, false);
  stage.world.now = now;
  await expect.poll(() => existsSync(folderOf(lin, unused.id))).toBe(false);
  expect((await stage.get(lin, used.id)).statusCode).toBe(200);
  expect(await lin.refusal('files.finishUpload', { id: begun })).toBe('files.unknown');
  const { rows } = await rowsOf(lin);
  expect(await usage(lin)).toMatchObject({ member: Number(rows[0]?.bytes) });
});

async function rowsOf(caller: Caller) {
  const client = new pg.Client({ connectionString: stage.world.fresh.ownerUrl });
  await client.connect();
  const result = await client.query<{ bytes: string }>(
    'select coalesce(sum(size), 0) as bytes from files.file where company_id = $1 and member_id = $2',
    [caller.companyId, caller.memberId],
  );
  await client.end();
  return result;
}
