import { connect } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestProduct, PASSWORD, type Person } from './testing.ts';

type Product = Awaited<ReturnType<typeof openTestProduct>>;
let product: Product;
let owner: Person;

beforeAll(async () => {
  product = await openTestProduct();
  owner = await product.company('Acme');
}, 30_000);
afterAll(async () => {
  await product[Symbol.asyncDispose]();
});

const newUuid = () => crypto.randomUUID();

async function talk() {
  const member = await product.join(owner, 'member');
  const { conversation } = await product.must<{ conversation: { id: string } }>(owner, 'chat.createGroup', {
    name: 'Line 3',
    memberIds: [member.memberId],
  });
  return { member, conversationId: conversation.id };
}

test('alive, ready and counted', async () => {
  expect(await (await fetch(`${product.base}/live`)).json()).toEqual({ live: true });
  expect(await (await fetch(`${product.base}/ready`)).json()).toEqual({ ready: true });
  expect(await (await fetch(`${product.base}/metrics`)).text()).toContain('tautline_sockets');
  expect(((await (await fetch(`${product.base}/api/openapi.json`)).json()) as { openapi: string }).openapi).toBe(
    '3.1.0',
  );
});

test('every answer carries a request id and a policy that runs no foreign script', async () => {
  const response = await fetch(`${product.base}/api/nothing.here`, { method: 'POST' });
  expect(response.status).toBe(404);
  expect(response.headers.get('x-request-id')).toMatch(/^[0-9a-f]{12}$/);
  const policy = response.headers.get('content-security-policy') ?? '';
  expect(policy).toContain("script-src 'self'");
  expect(policy).not.toContain("script-src 'self' 'unsafe");
  expect(response.headers.get('x-content-type-options')).toBe('nosniff');
});

test('a page of another origin can neither call nor open a socket', async () => {
  const foreign = { origin: 'https://evil.example' };
  expect((await product.call(owner, 'identity.me', {}, foreign)).body.code).toBe('platform.forbidden');
  expect((await product.call(owner, 'identity.me', {}, { 'sec-fetch-site': 'cross-site' })).body.code).toBe(
    'platform.forbidden',
  );
  expect((await product.call(owner, 'identity.me', {}, { 'content-type': 'text/plain' })).body.code).toBe(
    'platform.forbidden',
  );
  await expect(product.socket(owner, { headers: foreign })).rejects.toThrow(/403/);
});

test('a body that is not JSON, or too large, is refused and harms nobody', async () => {
  expect((await product.call(owner, 'identity.me', '{"a":')).body.code).toBe('platform.badInput');
  const large = { ids: ['x'.repeat(80_000)] };
  expect((await product.call(owner, 'directory.cards', large)).body.code).toBe('platform.badInput');
  expect((await product.call(owner, 'identity.me')).status).toBe(200);
});

test('who asks more often than 300 times at once and 50 times a second is refused; everybody else is answered', async () => {
  const hasty = await product.join(owner, 'member');
  const asked = await Promise.all(Array.from({ length: 1_000 }, () => product.callOnce(hasty, 'identity.me')));
  const codes = new Set(asked.map(({ status, body }) => `${status} ${body.code ?? ''}`));
  expect(codes).toEqual(new Set(['200 ', '429 platform.tooOften']));
  expect(asked.filter(({ status }) => status === 200).length).toBeGreaterThanOrEqual(300);
  expect((await product.callOnce(owner, 'identity.me')).status).toBe(200);
  // A moment later he is let in again.
  expect((await product.call(hasty, 'identity.me')).status).toBe(200);
});

test('sending goes over the socket and over HTTP through the same service', async () => {
  const { member, conversationId } = await talk();
  const mine = await product.socket(owner);
  const theirs = await product.socket(member);
  const sent = await mine.call('chat.sendMessage', { id: newUuid(), conversationId, text: 'over the socket' });
  expect(sent.ok).toMatchObject({ number: 2 });
  const { number } = await product.must<{ number: number }>(member, 'chat.sendMessage', {
    id: newUuid(),
    conversationId,
    text: 'over HTTP',
  });
  expect(number).toBe(3);
  const texts = () =>
    theirs.frames
      .filter(({ type }) => type === 'chat.messageSent')
      .map(({ message }) => (message as { text: string }).text);
  await theirs.until(() => (texts().length === 2 ? true : undefined));
  expect(texts()).toEqual(['over the socket', 'over HTTP']);
  mine.ws.close();
  theirs.ws.close();
});

test('P5 who comes back with his number gets what he missed, once and in order; a recalled text is not among it', async () => {
  const { member, conversationId } = await talk();
  const first = await product.socket(member);
  const hello = await first.until(() => first.frames.find((frame) => 'hello' in frame));
  const { at } = hello['hello'] as { at: number };
  first.ws.close();
  await first.closed;
  for (const text of ['one', 'two', 'three']) {
    await product.must(owner, 'chat.sendMessage', { id: newUuid(), conversationId, text });
  }
  await product.must(owner, 'chat.recallMessage', { conversationId, number: 3 });
  const again = await product.socket(member, { since: at });
  const events = () => again.frames.filter(({ type }) => String(type).startsWith('chat.message'));
  await again.until(() => (events().length >= 4 ? true : undefined));
  expect(again.frames[0]).toMatchObject({ hello: { fresh: false } });
  expect(events().map(({ message }) => (message as { text: string }).text)).toEqual(['one', '', 'three', '']);
  const ats = again.frames.slice(1).map((frame) => frame['at'] as number);
  expect(ats).toEqual([...ats].sort((a, b) => a - b));
  again.ws.close();
});

test('P5 a number from the future starts afresh', async () => {
  const socket = await product.socket(owner, { since: 999_999_999 });
  expect(await socket.until(() => socket.frames[0])).toMatchObject({ hello: { fresh: true } });
  socket.ws.close();
});

test('P10 a deactivated member is out at once: calls refused, sockets closed within 5 s, none of 100 racing sends after it', async () => {
  const { member, conversationId } = await talk();
  const socket = await product.socket(member);
  const racing = Array.from({ length: 50 }, (_, n) =>
    product.call(member, 'chat.sendMessage', { id: newUuid(), conversationId, text: `racing ${n}` }),
  );
  await product.must(owner, 'directory.deactivateMember', { id: member.memberId, handOverTo: null });
  const after = Array.from({ length: 50 }, (_, n) =>
    product.call(member, 'chat.sendMessage', { id: newUuid(), conversationId, text: `after ${n}` }),
  );
  expect((await Promise.all(after)).filter(({ status }) => status === 200)).toEqual([]);
  await Promise.all(racing);
  expect(await socket.closed).toBe(4001);
  const page = await product.must<{ messages: { text: string }[] }>(owner, 'chat.messages', {
    conversationId,
    limit: 100,
  });
  expect(page.messages.filter(({ text }) => text.startsWith('after'))).toEqual([]);
});

test('P10 a changed role closes the socket, so that it comes back with the new rights', async () => {
  const member = await product.join(owner, 'member');
  const socket = await product.socket(member);
  await product.must(owner, 'directory.setRole', { id: member.memberId, role: 'hr' });
  expect(await socket.closed).toBe(4002);
  const again = await product.socket(member);
  expect((await again.call('directory.invites')).ok).toBeTruthy();
  again.ws.close();
});

test('P10 who is taken out of a conversation hears no more of it on an open socket', async () => {
  const { member, conversationId } = await talk();
  const socket = await product.socket(member);
  await product.must(owner, 'chat.removeParticipant', { conversationId, memberId: member.memberId });
  await product.must(owner, 'chat.sendMessage', { id: newUuid(), conversationId, text: 'among ourselves' });
  await socket.until(() => socket.frames.find(({ type }) => type === 'chat.conversationRemoved'));
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(JSON.stringify(socket.frames)).not.toContain('among ourselves');
  expect((await socket.call('chat.sendMessage', { id: newUuid(), conversationId, text: 'me too' })).no?.code).toBe(
    'chat.conversationUnknown',
  );
  socket.ws.close();
});

test('signing out closes the sockets of that session, and its token opens nothing', async () => {
  const member = await product.join(owner, 'member');
  const socket = await product.socket(member);
  await product.must(member, 'identity.signOut');
  expect(await socket.closed).toBe(4001);
  expect((await product.call(member, 'identity.me')).body.code).toBe('platform.notSignedIn');
  await expect(product.socket(member)).rejects.toThrow(/401/);
});

test('frames over 64 KiB, broken UTF-8, nonsense and floods end the socket or are refused; the node stays well', async () => {
  const big = await product.socket(owner);
  big.ws.send(JSON.stringify({ n: 1, call: 'chat.sendMessage', input: { text: 'x'.repeat(70_000) } }));
  expect(await big.closed).toBe(1009);

  const broken = await product.socket(owner);
  broken.ws.send(Buffer.from([0xff, 0xfe, 0xfd]), { binary: false });
  expect(await broken.closed).toBe(1007);

  const odd = await product.socket(owner);
  odd.ws.send('{"n":');
  await odd.until(() =>
    odd.frames.find((frame) => (frame['no'] as { code?: string } | undefined)?.code === 'platform.badInput'),
  );
  for (const nonsense of ['null', '[]', '7', '{"n":"x","call":5}', '{"n":99,"call":"__proto__.x"}'])
    odd.ws.send(nonsense);
  expect((await odd.call('identity.me')).ok).toBeTruthy();

  for (let n = 0; n < 4_000; n++) odd.ws.send(`{"n":${n},"call":"no.such"}`);
  expect(await odd.closed).toBe(4029);
  expect((await product.call(owner, 'identity.me')).status).toBe(200);
});

test('an upgrade that is none is turned away', async () => {
  const answer = await new Promise<string>((resolve) => {
    const raw = connect(Number(new URL(product.base).port), '127.0.0.1', () => {
      raw.write('GET /elsewhere HTTP/1.1\r\nhost: x\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n');
    });
    raw.once('data', (data: Buffer) => resolve(data.toString().split('\r\n')[0] ?? ''));
  });
  expect(answer).toContain('404');
});

test('page sizes have an end', async () => {
  const { conversationId } = await talk();
  expect((await product.call(owner, 'chat.messages', { conversationId, limit: 1e9 })).body.code).toBe(
    'platform.badInput',
  );
});

test('typing is not told to whoever may not look on, and is not stored', async () => {
  const { member, conversationId } = await talk();
  const stranger = await product.join(owner, 'member');
  const socket = await product.socket(stranger);
  expect((await socket.call('chat.typing', { conversationId })).no?.code).toBe('chat.conversationUnknown');
  expect((await product.call(member, 'chat.typing', { conversationId })).body.code).toBe('chat.conversationUnknown');
  socket.ws.close();
});

test('R19 who types is seen in his working time alone, at whatever hour that is', async () => {
  const { member, conversationId } = await talk();
  const [mine, theirs] = [await product.socket(member), await product.socket(owner)];
  /** Types, and then says something: whatever comes of the typing has come before that. */
  const seenTyping = async (text: string) => {
    await mine.call('chat.typing', { conversationId });
    await mine.call('chat.sendMessage', { id: newUuid(), conversationId, text });
    await theirs.until(() => theirs.frames.find((frame) => JSON.stringify(frame).includes(text)));
    return theirs.frames.filter(({ type }) => type === 'chat.typing').length;
  };
  await product.must(member, 'worktime.workNow', { until: new Date(Date.now() + 3_600_000).toISOString() });
  expect(await seenTyping('at work')).toBe(1);
  await product.must(member, 'worktime.stopNow');
  expect(await seenTyping('after work')).toBe(1);
  for (const { ws } of [mine, theirs]) ws.close();
});

test('the demo opens only to whoever holds the link of the first start', async () => {
  expect((await product.call(owner, 'setup.makeDemo', { setup: 'guess' })).body.code).toBe('setup.linkNeeded');
  const look = { setup: '', accountName: 'lin@qinghe.example' };
  expect((await product.call(owner, 'setup.lookThrough', look)).body.code).toBe('setup.linkNeeded');
});

test('a session cookie is not for scripts, nor for other sites', async () => {
  const response = await fetch(`${product.base}/api/identity.signUp`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ accountName: 'cookie@example.com', password: PASSWORD, name: 'c', language: 'en' }),
  });
  const cookie = response.headers.getSetCookie().find((one) => one.startsWith('tautline_session=')) ?? '';
  expect(cookie).toMatch(/HttpOnly/);
  expect(cookie).toMatch(/SameSite=Lax/);
});
