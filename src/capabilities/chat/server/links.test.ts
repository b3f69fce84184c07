import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { companiesAfter } from '#identity/server/index.ts';
import type { ConversationId } from '#platform/model/ids.ts';
import type { Identity } from '#platform/server/connection.ts';
import { Followers } from '#platform/server/follow.ts';
import { newId } from '#platform/server/house.ts';
import { linkPicture } from './store/links.ts';
import { MORNING, openTestHouseWith } from './testing.ts';

type TestHouse = Awaited<ReturnType<typeof openTestHouseWith>>;
let house: TestHouse;
let followers: Followers;
let server: Server;
let lin: Identity;
let zhou: Identity;
/** How often each page was asked for. */
let asked: string[] = [];
let isAway = false;
/** Those that do not answer do. */
let isAwake = false;

beforeAll(async () => {
  const picture = await sharp({ create: { width: 600, height: 300, channels: 3, background: 'teal' } })
    .png()
    .toBuffer();
  server = createServer((request, response) => {
    const address = `${request.headers.host}${request.url}`;
    asked.push(request.url ?? '');
    if (isAway) return void response.destroy();
    if (request.url === '/cover.png') return void response.writeHead(200, { 'content-type': 'image/png' }).end(picture);
    if (request.url?.startsWith('/slow') === true && !isAwake) return;
    const cover =
      request.url?.startsWith('/pictured') === true ? '<meta property="og:image" content="/cover.png">' : '';
    response.writeHead(200, { 'content-type': 'text/html' });
    response.end(
      `<title>${request.url?.startsWith('/empty') === true ? '' : `page ${address.split('/')[1]}`}</title>${cover}`,
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const here = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const standIns = Object.fromEntries(Array.from({ length: 40 }, (_, n) => [`site${n}.example`, here]));
  house = await openTestHouseWith({ standIns, patienceMs: 2_500 });
  followers = new Followers(house.house, companiesAfter, (error) => house.errors.push(error), { busy: () => 0 });
  const people = await house.company('lin', 'zhou');
  [lin, zhou] = [people['lin'], people['zhou']] as [Identity, Identity];
});
afterAll(async () => {
  await followers.stop();
  await house[Symbol.asyncDispose]();
  server.closeAllConnections();
  server.close();
});

/** Everything that is known of links is told. */
async function settled() {
  await followers.settle();
  await house.chat.linksSettled();
  await house.chat.flush();
}

let hosts = 0;
/** A site that nobody has been asked about. */
const site = (path: string) => `https://site${hosts++}.example${path}`;

async function room(...members: Identity[]) {
  const conversationId = await house.group(lin, ...members);
  await settled();
  return conversationId;
}

const shown = async (as: Identity, conversationId: ConversationId) =>
  (await house.page(as, { conversationId })).links.map(({ number, links }) => [
    number,
    links.map(({ title }) => title),
  ]);

test('C40 a link is shown with what stands behind it, beside the page, once for everybody', async () => {
  const conversationId = await room(zhou);
  const address = site('/pictured');
  await house.say(lin, conversationId, `看 ${address}`);
  await settled();
  const [message] = (await house.page(zhou, { conversationId })).links;
  expect(message).toMatchObject({
    number: 2,
    links: [{ address, title: 'page pictured', picture: { width: 400, height: 200 } }],
  });
  // Written again, elsewhere too: nobody looks again.
  asked = [];
  const other = await room(zhou);
  await house.say(zhou, other, `${address} ${address}#part`);
  await settled();
  expect(await shown(lin, other)).toEqual([[2, ['page pictured']]]);
  expect(asked).toEqual([]);
  expect(house.errors).toEqual([]);
});

test('C40 three links at most, in their order; code, other schemes and this installation are not looked at', async () => {
  const conversationId = await room(zhou);
  const [a, b, c, d] = [site('/a'), site('/b'), site('/c'), site('/d')];
  asked = [];
  await house.say(
    lin,
    conversationId,
    `\`${site('/code')}\` https://tautline.example/x http://x.example ${a} ${b} ${c} ${d}`,
  );
  await settled();
  expect(await shown(zhou, conversationId)).toEqual([[2, ['page a', 'page b', 'page c']]]);
  expect(asked.toSorted()).toEqual(['/a', '/b', '/c']);
});

test('C40 an edit changes the previews with the links, a recall takes them away for good', async () => {
  const conversationId = await room(zhou);
  const [before, after] = [site('/before'), site('/after')];
  const { number } = await house.say(lin, conversationId, before);
  await settled();
  await house.talk(lin, 'editMessage', { conversationId, number, text: `now ${after}` });
  await settled();
  expect(await shown(zhou, conversationId)).toEqual([[2, ['page after']]]);
  await house.talk(lin, 'editMessage', { conversationId, number, text: 'no link' });
  await settled();
  expect(await shown(zhou, conversationId)).toEqual([]);
  const again = site('/again');
  const said = await house.say(lin, conversationId, again);
  await settled();
  await house.talk(lin, 'recallMessage', { conversationId, number: said.number });
  await settled();
  const left = await house.house.database.transaction(
    lin.companyId,
    (tx) => tx`select 1 from chat.message_link where conversation_id = ${conversationId}
               union all select 1 from chat.link_preview where address = ${again}`,
  );
  expect(left).toEqual([]);
});

test('C40 a message taken back before anybody looked has no links', async () => {
  const conversationId = await room(zhou);
  const { number } = await house.say(lin, conversationId, site('/late'));
  await house.talk(lin, 'recallMessage', { conversationId, number });
  asked = [];
  await settled();
  expect([asked, await shown(zhou, conversationId)]).toEqual([[], []]);
});

test('C41 the author takes a preview away, for everybody and also over an edit; nobody else does', async () => {
  const conversationId = await room(zhou);
  const [a, b] = [site('/one'), site('/two')];
  const { number } = await house.say(lin, conversationId, `${a} ${b}`);
  await settled();
  const remove = (as: Identity, address: string, where = conversationId) =>
    house.talk(as, 'removeLinkPreview', { conversationId: where, number, address }).then(
      () => 'done',
      (error: Error) => error.message,
    );
  expect(await remove(zhou, a)).toBe('chat.notYours');
  const { stranger } = (await house.company('stranger')) as { stranger: Identity };
  expect(await remove(stranger, a)).toBe('chat.conversationUnknown');
  expect(await remove(lin, a, newId() as ConversationId)).toBe('chat.conversationUnknown');
  expect(await remove(lin, a)).toBe('done');
  const at = (await house.talk(lin, 'conversations', {})).at;
  expect(await remove(lin, a)).toBe('done');
  expect((await house.talk(lin, 'conversations', {})).at).toBe(at);
  expect(await shown(zhou, conversationId)).toEqual([[2, ['page two']]]);
  await house.talk(lin, 'editMessage', { conversationId, number, text: `${a} and ${b}` });
  await settled();
  expect(await shown(zhou, conversationId)).toEqual([[2, ['page two']]]);
  await house.talk(lin, 'recallMessage', { conversationId, number });
  expect(await remove(lin, b)).toBe('chat.messageUnknown');
});

test('C42 where the company wants none, nobody looks; what was written before stays as it is', async () => {
  const { boss, other } = (await house.company('boss', 'other')) as { boss: Identity; other: Identity };
  const conversationId = await house.group(boss, other);
  await settled();
  const address = site('/kept');
  await house.say(boss, conversationId, address);
  await settled();
  await house.call(boss, 'directory.setPolicy', { changes: { linkPreviews: false } });
  asked = [];
  await house.say(boss, conversationId, `${address} ${site('/unseen')}`);
  await settled();
  expect([asked, await shown(other, conversationId)]).toEqual([[], [[2, ['page kept']]]]);
});

test('C40 a site that does not answer delays nobody, is left alone for an hour, and is told once', async () => {
  const conversationId = await room(zhou);
  const slow = site('/slow');
  await house.say(lin, conversationId, slow);
  await followers.settle();
  const began = performance.now();
  const quick = site('/quick');
  await house.say(lin, conversationId, quick);
  await followers.settle();
  await expect.poll(() => shown(zhou, conversationId), { timeout: 3_000 }).toEqual([[3, ['page quick']]]);
  expect(performance.now() - began).toBeLessThan(2_000);
  await settled();

  isAway = true;
  for (let n = 0; n < 7; n += 1) await house.say(lin, conversationId, site(`/away${n}`));
  await settled();
  expect(house.errors.splice(0).map(String)).toEqual([expect.stringContaining('no site answers')]);
  isAway = false;
  asked = [];
  await house.say(lin, conversationId, slow);
  await settled();
  expect(asked).toEqual([]);
  house.at(new Date(MORNING.getTime() + 3_700_000));
  isAwake = true;
  await house.say(lin, conversationId, slow);
  await settled();
  await expect.poll(() => asked, { timeout: 3_000 }).toEqual(['/slow']);
  await settled();
  isAwake = false;
  house.at(MORNING);
}, 40_000);

test('C40 after thirty days it is looked at anew, and every message that bears it shows the new one', async () => {
  const conversationId = await room(zhou);
  const address = site('/monthly');
  await house.say(lin, conversationId, address);
  await settled();
  house.at(new Date(MORNING.getTime() + 31 * 24 * 3_600_000));
  asked = [];
  await house.say(lin, conversationId, address);
  await settled();
  // The site has its rest first.
  await expect.poll(() => asked, { timeout: 3_000 }).toEqual(['/monthly']);
  await settled();
  house.at(MORNING);
  expect(await shown(zhou, conversationId)).toEqual([
    [2, ['page monthly']],
    [3, ['page monthly']],
  ]);
});

test('C5 P10 the picture of a link is for who is in a conversation that has it', async () => {
  const conversationId = await room(zhou);
  const { number } = await house.say(lin, conversationId, site('/pictured-privately'));
  await settled();
  const id = (await house.page(lin, { conversationId })).links[0]?.links[0]?.picture?.id ?? '';
  const { stranger } = (await house.company('stranger')) as { stranger: Identity };
  const get = ({ companyId, memberId }: Identity) =>
    house.house.database.transaction(companyId, (tx) => linkPicture(tx, companyId, memberId, id));
  expect((await get(zhou))?.subarray(8, 12).toString()).toBe('WEBP');
  expect(await get(stranger)).toBeNull();
  await house.talk(lin, 'removeParticipant', { conversationId, memberId: zhou.memberId });
  expect(await get(zhou)).toBeNull();
  await house.talk(lin, 'recallMessage', { conversationId, number });
  expect(await get(lin)).toBeNull();
});

test('C40 two links of a message that are seen at once are both told', async () => {
  const conversationId = await room(zhou);
  const device = await house.device(zhou);
  for (let n = 0; n < 4; n += 1) {
    await house.say(lin, conversationId, `${site(`/left${n}`)} ${site(`/right${n}`)}`);
    await followers.settle();
  }
  await settled();
  await new Promise((resolve) => setTimeout(resolve, 30));
  const links = device.state.timelines[conversationId]?.messages
    .slice(1)
    .map((message) => message.links.map(({ title }) => title));
  expect(links).toEqual([0, 1, 2, 3].map((n) => [`page left${n}`, `page right${n}`]));
});
