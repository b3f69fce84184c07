import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { AccountId, CompanyId, MemberId, SessionId } from '#platform/model/ids.ts';
import type { Announced } from './announcement.ts';
import { Connection } from './connection.ts';
import { Hub } from './hub.ts';

const acme = '00000000-0000-7000-8000-00000000000a' as CompanyId;
const room = '00000000-0000-7000-8000-00000000c0de';
const lin = '00000000-0000-7000-8000-000000000001' as MemberId;
const zhou = '00000000-0000-7000-8000-000000000002' as MemberId;

/** A socket that keeps what it is given; frames shorter than 126 bytes or with a 16-bit length are unpacked to text. */
function plug(memberId: MemberId, topics: string[], from = 0) {
  const texts: string[] = [];
  const stream = {
    destroyed: false,
    writableLength: 0,
    write(bytes: Buffer) {
      for (let at = 0; at < bytes.length; ) {
        const short = (bytes[at + 1] as number) & 0x7f;
        const [length, header] = short === 126 ? [bytes.readUInt16BE(at + 2), 4] : [short, 2];
        texts.push(bytes.subarray(at + header, at + header + length).toString());
        at += header + length;
      }
      return true;
    },
  };
  const socket = { OPEN: 1, readyState: 1, closed: 0, close: (code: number) => (socket.closed = code), terminate() {} };
  const identity = {
    accountId: '' as AccountId,
    sessionId: 's' as SessionId,
    companyId: acme,
    memberId,
    role: 'member',
  };
  const connection = new Connection(socket as never, stream as never, identity, new Set(topics), from);
  return { connection, texts, socket, stream, ats: () => texts.map((text) => (JSON.parse(text) as { at: number }).at) };
}

function event(at: number, more: Partial<Announced> = {}): Announced {
  return { at, companyId: acme, topic: room, type: 'chat.said', body: { type: 'chat.said' }, ...more };
}

const nothing = () => Promise.resolve([]);

test('P3 events reach a socket in the order of the clock, whatever order they are published in', async () => {
  const hub = new Hub(nothing);
  const { connection, ats } = plug(lin, [room]);
  hub.attach(connection);
  hub.publish([event(2), event(3)]);
  hub.publish([event(1)]);
  hub.publish([event(4)]);
  await turn();
  expect(ats()).toEqual([1, 2, 3, 4]);
});

test('an event says to single members of its audience what is theirs, live and to who attaches later', async () => {
  const hub = new Hub(nothing);
  const [one, other] = [plug(lin, [room]), plug(zhou, [room])];
  hub.attach(one.connection);
  hub.attach(other.connection);
  const body = { type: 'chat.said', number: 2 };
  hub.publish([event(1, { body, audience: [lin, zhou], own: { [zhou]: { number: 1 } } })]);
  const late = plug(zhou, [room]);
  hub.attach(late.connection);
  await turn();
  const numbers = ({ texts }: typeof one) => texts.map((text) => (JSON.parse(text) as { number: number }).number);
  expect([numbers(one), numbers(other), numbers(late)]).toEqual([[2], [1], [1]]);
});

test('P4 a hole is filled from the database within 2 s', async () => {
  const asked: number[][] = [];
  const hub = new Hub((_company, since, until) => {
    asked.push([since, until]);
    return Promise.resolve([event(1), event(2)]);
  });
  const { connection, ats } = plug(lin, [room]);
  hub.attach(connection);
  hub.publish([event(2)]);
  await expect.poll(ats, { timeout: 2_000 }).toEqual([1, 2]);
  expect(asked).toEqual([[0, 2]]);
});

test('P7 what is published twice is delivered once', async () => {
  const hub = new Hub(nothing);
  const { connection, ats } = plug(lin, [room]);
  hub.attach(connection);
  hub.publish([event(1)]);
  hub.publish([event(1), event(2)]);
  await turn();
  expect(ats()).toEqual([1, 2]);
});

test('an event concerns only its topic, and only its audience', async () => {
  const hub = new Hub(nothing);
  const [mine, other] = [plug(lin, [room]), plug(zhou, [])];
  hub.attach(mine.connection);
  hub.attach(other.connection);
  hub.publish([event(1), event(2, { topic: acme }), event(3, { audience: [zhou] })]);
  await turn();
  expect(mine.ats()).toEqual([1]);
  expect(other.ats()).toEqual([]);
});

test('who joins hears the event that joins him; who leaves hears the one that parts him, and no more', async () => {
  const hub = new Hub(nothing);
  const { connection, ats } = plug(lin, []);
  hub.attach(connection);
  hub.publish([event(1)]);
  hub.publish([event(2, { joins: [lin] }), event(3), event(4, { leaves: [lin] }), event(5)]);
  await turn();
  expect(ats()).toEqual([2, 3, 4]);
});

test('P5 a socket that attaches behind the node is given what it missed, from memory', async () => {
  const hub = new Hub(nothing);
  hub.attach(plug(zhou, [room]).connection);
  hub.publish([event(1), event(2), event(3)]);
  const late = plug(lin, [room], 1);
  expect(hub.attach(late.connection)).toBe(true);
  await turn();
  expect(late.ats()).toEqual([2, 3]);
});

test('P10 who joins or leaves while his socket opens hears from then on what he may, and no more', async () => {
  const hub = new Hub(nothing);
  hub.attach(plug(zhou, [room]).connection);
  hub.publish([event(1), event(2, { joins: [lin] }), event(3)]);
  const joining = plug(lin, [], 1);
  hub.attach(joining.connection);
  hub.publish([event(4), event(5, { leaves: [lin] }), event(6)]);
  const leaving = plug(lin, [room], 4);
  hub.attach(leaving.connection);
  hub.publish([event(7)]);
  await turn();
  expect(joining.ats()).toEqual([2, 3, 4, 5]);
  expect(leaving.ats()).toEqual([5]);
});

test('P10 an event that was missed and read anew joins and parts like any other', async () => {
  const hub = new Hub((_company, since) =>
    Promise.resolve([event(1, { joins: [lin] }), event(2), event(3, { leaves: [zhou] }), event(4)].slice(since)),
  );
  const [joining, leaving] = [plug(lin, []), plug(zhou, [room])];
  hub.attach(joining.connection);
  hub.attach(leaving.connection);
  await hub.heal(acme, 4);
  await turn();
  expect(joining.ats()).toEqual([1, 2, 3, 4]);
  expect(leaving.ats()).toEqual([1, 2, 3]);
});

test('P5 where memory does not reach back, attaching says so', () => {
  const hub = new Hub(nothing);
  hub.attach(plug(zhou, [room]).connection);
  hub.publish([event(1), event(2)]);
  hub.forgetRecent(acme);
  expect(hub.reaches(plug(lin, [room], 1).connection)).toBe(false);
  expect(hub.reaches(plug(lin, [room], 2).connection)).toBe(true);
  expect(hub.attach(plug(lin, [room], 1).connection)).toBe(false);
  expect(hub.attach(plug(lin, [room], 2).connection)).toBe(true);
});

test('a topic over a thousand sockets is served in slices, and nothing overtakes', async () => {
  const hub = new Hub(nothing);
  const all = Array.from({ length: 2_500 }, () => plug(lin, [room]));
  for (const { connection } of all) hub.attach(connection);
  hub.publish([event(1)]);
  hub.publish([event(2)]);
  hub.publish([event(3, { topic: lin })]);
  for (let turns = 0; turns < 12; turns++) await turn();
  expect(all.every(({ ats }) => ats().join() === '1,2')).toBe(true);
});

test('the message path keeps the same order and the same bytes', async () => {
  const hub = new Hub(nothing);
  const { connection, ats, texts } = plug(lin, [room]);
  hub.attach(connection);
  hub.publishTexts(acme, 1, [{ topic: room, body: '{"type":"chat.messageSent","n":2}' }]);
  hub.publishTexts(acme, 0, [{ topic: room, body: '{"type":"chat.messageSent","n":1}' }]);
  await turn();
  expect(ats()).toEqual([1, 2]);
  expect(texts[0]).toBe(`{"at":1,"topic":"${room}","type":"chat.messageSent","n":1}`);
});

test('P9 a socket with more than 1 MiB unwritten is closed with 4008', async () => {
  const hub = new Hub(nothing);
  const { connection, socket, stream } = plug(lin, [room]);
  hub.attach(connection);
  stream.writableLength = 1024 * 1024 + 1;
  hub.publish([event(1)]);
  await turn();
  expect(socket.closed).toBe(4008);
});

test('P10 a session that ends closes its sockets, a changed member his', () => {
  const hub = new Hub(nothing);
  const { connection, socket } = plug(lin, [room]);
  hub.attach(connection);
  hub.closeMember(acme, zhou);
  expect(socket.closed).toBe(0);
  hub.closeMember(acme, lin);
  expect(socket.closed).toBe(4002);
  hub.closeSession('s');
  expect(socket.closed).toBe(4001);
});

test('who looks at something hears it as long as he hears where it hangs', async () => {
  const hub = new Hub(nothing);
  const inner = '00000000-0000-7000-8000-0000000000ee';
  const [one, stranger] = [plug(lin, [room]), plug(zhou, [])];
  for (const { connection } of [one, stranger]) {
    hub.attach(connection);
    hub.visit(connection, inner, room);
  }
  hub.publish([event(1, { topic: inner })]);
  hub.publish([event(2, { leaves: [lin] })]);
  hub.publish([event(3, { topic: inner })]);
  hub.visit(one.connection, inner, room);
  hub.publish([event(4, { topic: inner })]);
  await turn();
  expect(one.ats()).toEqual([1, 2]);
  expect(stranger.ats()).toEqual([]);
});

test('who looks at something and then joins it hears it once, and no more when he leaves it', async () => {
  const hub = new Hub(nothing);
  const inner = '00000000-0000-7000-8000-0000000000ee';
  const { connection, ats } = plug(lin, [room]);
  hub.attach(connection);
  hub.visit(connection, inner, room);
  hub.publish([event(1, { topic: inner, joins: [lin] }), event(2, { topic: inner, leaves: [lin] })]);
  hub.publish([event(3, { topic: inner }), event(4)]);
  await turn();
  expect(ats()).toEqual([1, 2, 4]);
});

test('a socket looks at fifty things at most: the first goes when one more comes', async () => {
  const hub = new Hub(nothing);
  const inner = (n: number) => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`;
  const { connection, ats } = plug(lin, [room]);
  hub.attach(connection);
  for (let n = 1; n <= 51; n += 1) hub.visit(connection, inner(n), room);
  expect([connection.visits.size, connection.topics.size]).toEqual([50, 51]);
  hub.publish([event(1, { topic: inner(1) }), event(2, { topic: inner(2) }), event(3)]);
  await turn();
  expect(ats()).toEqual([2, 3]);
});
