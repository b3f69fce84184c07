import { strFromU8, unzipSync } from 'fflate';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ExportRequest, OwnCopy } from '#records/model/contract.ts';
import { openTestProduct, type Person } from './testing.ts';

type Product = Awaited<ReturnType<typeof openTestProduct>>;
let product: Product;
let owner: Person;
let member: Person;
let admin: Person;
let representative: Person;
let conversationId: string;

beforeAll(async () => {
  product = await openTestProduct();
  owner = await product.company('Acme');
  member = await product.join(owner, 'member');
  admin = await product.join(owner, 'admin');
  representative = await product.join(owner, 'representative');
  const memberIds = [member.memberId];
  const made = await product.must<{ conversation: { id: string } }>(owner, 'chat.createGroup', {
    name: 'L',
    memberIds,
  });
  conversationId = made.conversation.id;
  const say = { id: crypto.randomUUID(), conversationId, text: 'the price is 42' };
  await product.must(member, 'chat.sendMessage', say);
}, 30_000);
afterAll(async () => {
  await product[Symbol.asyncDispose]();
});

const fetchCopy = (as: Person, id: string, headers: Record<string, string> = {}) =>
  fetch(`${product.base}/records/${id}/copy.zip?company=${as.companyId}`, {
    headers: { ...(as.token === null ? {} : { authorization: `Bearer ${as.token}` }), ...headers },
  });

async function ready(as: Person): Promise<string> {
  const { id } = await product.must<OwnCopy>(as, 'records.askOwnCopy', { language: 'en' });
  const state = async () => (await product.must<{ copy: OwnCopy }>(as, 'records.ownCopy')).copy.state;
  await expect.poll(state, { timeout: 10_000 }).toBe('ready');
  return id;
}

async function behind(text: string, values: unknown[]): Promise<void> {
  const client = new pg.Client({ connectionString: product.fresh.ownerUrl });
  await client.connect();
  await client.query(text, values);
  await client.end();
}

test('K2 a copy is fetched by whoever asked for it alone: kept nowhere on the way, saved and never shown', async () => {
  const id = await ready(member);
  const answer = await fetchCopy(member, id);
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-disposition')).toMatch(/^attachment; filename="tautline-my-data-[\d-]+\.zip"$/);
  expect(answer.headers.get('cache-control')).toBe('no-store');
  expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  expect(answer.headers.get('content-security-policy')).toBe("default-src 'none'; sandbox");
  const copy = unzipSync(new Uint8Array(await answer.arrayBuffer()));
  expect(strFromU8(copy['messages.jsonl'] as Uint8Array)).toContain('the price is 42');
  const devices = JSON.parse(strFromU8(copy['devices.json'] as Uint8Array)) as object[];
  expect(devices.map((device) => Object.keys(device))).toEqual([['name', 'signedInAt', 'by']]);

  const stranger = await product.company('Elsewhere');
  const missing = crypto.randomUUID();
  const told = async (response: Response) => ({ ...((await response.json()) as object), requestId: '' });
  const unknown = await told(await fetchCopy(member, missing));
  for (const other of [owner, admin, representative, stranger, { ...stranger, companyId: member.companyId }]) {
    expect(await told(await fetchCopy(other, id))).toEqual(unknown);
  }
  expect((await fetchCopy({ ...member, token: null }, id)).status).toBe(401);
  for (const elsewhere of [{ origin: 'https://evil.example' }, { 'sec-fetch-site': 'cross-site' }]) {
    expect((await fetchCopy(member, id, elsewhere as Record<string, string>)).status).toBe(403);
  }
  for (const path of ['..%2f..%2fcopy', '%2e%2e', `${id}%00`, id.toUpperCase()]) {
    expect((await fetchCopy(member, path)).status, path).toBe(404);
  }
  // Its time is over, though nobody has taken it away yet.
  await behind('update records.export set waits_until = now() where export_id = $1', [id]);
  expect((await fetchCopy(member, id)).status).toBe(404);
});

test('K2 P10 who has signed out, or was let go, fetches nothing any more', async () => {
  const leaver = await product.join(owner, 'member', 'leaver');
  const id = await ready(leaver);
  expect((await fetchCopy(leaver, id)).status).toBe(200);
  await product.must(leaver, 'identity.signOut');
  expect((await fetchCopy(leaver, id)).status).toBe(401);
  const former = await product.join(owner, 'member', 'former');
  const his = await ready(former);
  await product.must(owner, 'directory.deactivateMember', { id: former.memberId, handOverTo: null });
  expect((await fetchCopy(former, his)).status).toBe(404);
  await product.must(owner, 'directory.reactivateMember', { id: former.memberId });
  expect((await fetchCopy(former, his)).status).toBe(404);
});

test('K6 an export of the company is fetched by the admin who asked, while he is one; each time is in the ledger', async () => {
  const scope = { allGroups: true, conversationIds: [], directs: [], from: null, until: null };
  const input = { purpose: 'The auditors ask for all of it', scope, language: 'en' };
  const { id } = await product.must<ExportRequest>(admin, 'records.askExport', input);
  expect((await fetchCopy(admin, id)).status).toBe(404);
  await product.must(representative, 'records.answerExport', { id, agree: true });
  const state = async () => (await product.must<ExportRequest[]>(admin, 'records.exports'))[0]?.state;
  await expect.poll(state, { timeout: 10_000 }).toBe('ready');
  for (const other of [owner, representative, member]) expect((await fetchCopy(other, id)).status).toBe(404);
  const socket = await product.socket(member);
  const answer = await fetchCopy(admin, id);
  expect(answer.status).toBe(200);
  const bytes = Buffer.from(await answer.arrayBuffer());
  const { createHash } = await import('node:crypto');
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  type Entry = { kind: string; facts: Record<string, unknown> };
  const ledger = async () => product.must<Entry[]>(owner, 'directory.ledger', { before: null });
  const made = (await ledger()).find(({ kind }) => kind === 'exportMade');
  expect(made?.facts).toMatchObject({ exportId: id, sha256 });
  expect((await ledger())[0]).toMatchObject({ kind: 'exportDownloaded', facts: { exportId: id, time: 1 } });
  // Everybody inside hears of it at once.
  const heard = await socket.until(() => socket.frames.find(({ type }) => type === 'records.exportChanged'));
  expect(heard).toMatchObject({ line: { id, downloads: 1, askedBy: admin.memberId } });
  socket.ws.close();
  expect(await product.must(member, 'records.exportsOfMyWords')).toMatchObject([{ id, downloads: 1 }]);
  // R30: whose words are in it has both in his log, with the purpose; whoever was refused has seen nothing.
  type Line = { viewerId: string; what: string; purpose: string };
  const { views } = await product.must<{ views: Line[] }>(member, 'transparency.views');
  const looks = views.filter(({ purpose }) => purpose === input.purpose);
  expect(looks.map(({ what, viewerId }) => [what, viewerId])).toEqual([
    ['exportFetched', admin.memberId],
    ['exportMade', admin.memberId],
  ]);
  await product.must(owner, 'directory.setRole', { id: admin.memberId, role: 'member' });
  expect((await fetchCopy(admin, id)).status).toBe(404);
  expect((await ledger())[0]).toMatchObject({ kind: 'roleChanged' });
});
