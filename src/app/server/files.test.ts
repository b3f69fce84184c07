import { connect } from 'node:net';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Attachment } from '#files/model/contract.ts';
import { openTestProduct, type Person } from './testing.ts';

type Product = Awaited<ReturnType<typeof openTestProduct>>;
let product: Product;
let owner: Person;
let member: Person;
let outsider: Person;

beforeAll(async () => {
  product = await openTestProduct();
  owner = await product.company('Acme');
  member = await product.join(owner, 'member');
  outsider = await product.join(owner, 'member', 'outsider');
}, 30_000);
afterAll(async () => {
  await product[Symbol.asyncDispose]();
});

const newUuid = () => crypto.randomUUID();

const as = (person: Person) => ({
  authorization: `Bearer ${person.token}`,
  'x-company': String(person.companyId),
});

const slice = (person: Person, id: string, offset: number, body: Buffer, more: Record<string, string> = {}) =>
  fetch(`${product.base}/files/upload/${id}`, {
    method: 'PATCH',
    headers: {
      ...as(person),
      'content-type': 'application/offset+octet-stream',
      'upload-offset': String(offset),
      ...more,
    },
    body: new Uint8Array(body),
  });

async function bring(person: Person, body: Buffer, name: string): Promise<Attachment> {
  const id = newUuid();
  await product.must(person, 'files.startUpload', { id, name, size: body.length });
  expect((await slice(person, id, 0, body)).status).toBe(204);
  return product.must<Attachment>(person, 'files.finishUpload', { id });
}

const get = (person: Person, id: string, form = 'whole', headers: Record<string, string> = {}) =>
  fetch(`${product.base}/files/${id}/${form}?company=${person.companyId}`, {
    headers: { authorization: `Bearer ${person.token}`, ...headers },
  });

const photo = () =>
  sharp({ create: { width: 80, height: 60, channels: 3, background: '#284' } })
    .jpeg()
    .toBuffer();

async function shared(body: Buffer, name: string, ...others: Person[]) {
  const { conversation } = await product.must<{ conversation: { id: string } }>(owner, 'chat.createGroup', {
    name: 'Line 3',
    memberIds: others.map(({ memberId }) => memberId),
  });
  const file = await bring(owner, body, name);
  const input = { id: newUuid(), conversationId: conversation.id, text: '', files: [file.id] };
  const { number } = await product.must<{ number: number }>(owner, 'chat.sendMessage', input);
  return { conversationId: conversation.id, file, number };
}

test('F10 P10 a picture is for those in the conversation: others, the removed and the let go are refused at once', async () => {
  const { conversationId, file } = await shared(await photo(), 'a.jpg', member, outsider);
  const shown = await get(member, file.id, 'm');
  expect([shown.status, shown.headers.get('content-type')]).toEqual([200, 'image/webp']);
  expect(shown.headers.get('content-security-policy')).toBe("default-src 'none'; sandbox");
  const tag = { 'if-none-match': shown.headers.get('etag') as string };
  expect((await get(member, file.id, 'm', tag)).status).toBe(304);
  await product.must(owner, 'chat.removeParticipant', { conversationId, memberId: outsider.memberId });
  for (const headers of [{}, tag]) expect((await get(outsider, file.id, 'm', headers)).status).toBe(404);
  const stranger = await product.company('Elsewhere');
  for (const company of [stranger.companyId, owner.companyId]) {
    expect((await get({ ...stranger, companyId: company }, file.id)).status).toBe(404);
  }
  const former = await product.join(owner, 'member', 'former');
  await product.must(owner, 'chat.addParticipants', { conversationId, memberIds: [former.memberId] });
  expect((await get(former, file.id)).status).toBe(200);
  await product.must(owner, 'directory.deactivateMember', { id: former.memberId, handOverTo: null });
  expect((await get(former, file.id, 'm', tag)).status).toBe(404);
  expect((await slice(former, newUuid(), 0, Buffer.alloc(1))).status).toBe(404);
});

test('C19 a recall takes the file away: no address gives it any more, and its bytes are gone from the disk', async () => {
  const { conversationId, file, number } = await shared(await photo(), 'a.jpg', member);
  const etag = (await get(member, file.id)).headers.get('etag') as string;
  await product.must(owner, 'chat.recallMessage', { conversationId, number });
  for (const form of ['whole', 's', 'm', 'l']) {
    expect((await get(member, file.id, form, { 'if-none-match': etag })).status, form).toBe(404);
    expect((await get(owner, file.id, form)).status, form).toBe(404);
  }
  const { existsSync } = await import('node:fs');
  await expect
    .poll(() => existsSync(`${product.dataFolder}/files/${owner.companyId}/${file.id.slice(-2)}/${file.id}`))
    .toBe(false);
});

test('G15 a file of a ding is for who sees one of its messages: in the group, or directly, and nobody else', async () => {
  const apart = await product.join(owner, 'member', 'apart');
  const { conversation } = await product.must<{ conversation: { id: string } }>(owner, 'chat.createGroup', {
    ...{ name: 'Line 4', memberIds: [member.memberId] },
  });
  const place = { name: 'Plant', parentId: null, managerIds: [] };
  const { id: department } = await product.must<{ id: string }>(owner, 'directory.createDepartment', place);
  for (const { memberId } of [member, apart]) {
    await product.must(owner, 'directory.editMember', {
      ...{ id: memberId, name: 'x', title: '', email: null, phone: null, employeeNumber: null },
      departmentIds: [department],
    });
  }
  const file = await bring(owner, await photo(), 'oven.jpg');
  const to = [{ conversationId: conversation.id, messageId: newUuid(), memberIds: [] }];
  const ding = { id: newUuid(), text: '', to, departmentIds: [department], files: [file.id] };
  const late = new Date(Date.now() + 3_600_000).toISOString();
  const kept = await bring(owner, await photo(), 'later.jpg');
  await product.must(owner, 'ding.send', { ...ding, id: newUuid(), files: [kept.id], at: late });
  expect((await get(member, kept.id)).status, 'what is not sent yet').toBe(404);
  await product.must(owner, 'ding.send', ding);
  for (const who of [owner, member, apart]) expect((await get(who, file.id)).status).toBe(200);
  expect((await get(outsider, file.id)).status).toBe(404);
  const stranger = await product.company('Elsewhere');
  for (const company of [stranger.companyId, owner.companyId]) {
    expect((await get({ ...stranger, companyId: company }, file.id)).status).toBe(404);
  }
  // A file of another, in whatever company, goes with no ding.
  for (const who of [member, stranger]) {
    const theirs = await bring(who, await photo(), 'theirs.jpg');
    const { body } = await product.call(owner, 'ding.send', { ...ding, id: newUuid(), files: [theirs.id] });
    expect(body.code).toBe('ding.again');
    const other = { ...ding, id: newUuid(), at: late, files: [theirs.id] };
    expect((await product.call(owner, 'ding.send', other)).body.code).toBe('files.unknown');
  }
});

test('F8 an upload cut off in the middle of a slice goes on where it stopped', async () => {
  const body = Buffer.alloc(600_000, 'tautline');
  const id = newUuid();
  await product.must(owner, 'files.startUpload', { id, name: 'a.bin', size: body.length });
  await new Promise<void>((resolve) => {
    const raw = connect(Number(new URL(product.base).port), '127.0.0.1', () => {
      const headers = {
        host: 'x',
        ...as(owner),
        'content-type': 'application/offset+octet-stream',
        'upload-offset': '0',
        'content-length': String(body.length),
      };
      const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
      raw.write(`PATCH /files/upload/${id} HTTP/1.1\r\n${lines.join('')}\r\n`);
      raw.write(body.subarray(0, 250_000), () => setTimeout(() => raw.destroy(), 200));
    });
    raw.once('close', () => resolve());
  });
  const resume = () =>
    product.must<{ received: number }>(owner, 'files.startUpload', { id, name: 'a.bin', size: body.length });
  await expect.poll(async () => (await resume()).received).toBe(250_000);
  await expect.poll(async () => (await slice(owner, id, 250_000, body.subarray(250_000))).status).toBe(204);
  expect(await product.must<Attachment>(owner, 'files.finishUpload', { id })).toMatchObject({ size: 600_000 });
});

test('F8 a page of another origin brings nothing, nor does a form', async () => {
  const id = newUuid();
  await product.must(owner, 'files.startUpload', { id, name: 'a.bin', size: 10 });
  for (const headers of [{ origin: 'https://evil.example' }, { 'sec-fetch-site': 'cross-site' }]) {
    expect((await slice(owner, id, 0, Buffer.alloc(10), headers as Record<string, string>)).status).toBe(403);
  }
  for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data', 'application/json']) {
    expect((await slice(owner, id, 0, Buffer.from('0123456789'), { 'content-type': type })).status).toBeGreaterThan(
      399,
    );
  }
  expect(await product.must(owner, 'files.startUpload', { id, name: 'a.bin', size: 10 })).toEqual({ received: 0 });
});

test('the files of a message are told to open sockets, and to who resumes', async () => {
  const socket = await product.socket(member);
  const { at } = (await socket.until(() => socket.frames.find((frame) => 'hello' in frame)))['hello'] as { at: number };
  const { file } = await shared(Buffer.from('hello'), '图纸.txt', member);
  const told = (frames: Record<string, unknown>[]) =>
    frames.find(
      ({ type, message }) =>
        type === 'chat.messageSent' && (message as { files: Attachment[] }).files.some(({ id }) => id === file.id),
    );
  expect(await socket.until(() => told(socket.frames))).toMatchObject({ message: { files: [file] } });
  socket.ws.close();
  const again = await product.socket(member, { since: at });
  expect(await again.until(() => told(again.frames))).toMatchObject({ message: { files: [file] } });
  again.ws.close();
});
