import { setTimeout as sleep } from 'node:timers/promises';
import WebSocket from 'ws';
import type { ConversationId } from '#platform/model/ids.ts';
import { newId } from '#platform/server/house.ts';
import { crowdOf } from './crowd.ts';
import { Proxy } from './proxy.ts';
import type { Random } from './random.ts';
import { type Scene, seatOf } from './scene.ts';
import { ownerOf, slowReaders } from './slowReaders.ts';

/** One fault: does it under load and returns what it did, when the product is to be whole again. */
export type Fault = (scene: Scene, random: Random) => Promise<string>;

const seconds = (ms: number): string => `${(ms / 1_000).toFixed(1)} s`;

/** kill -9 at a random moment; one in five times once more while it starts. */
export const killServer: Fault = async ({ stage }, random) => {
  const moment = random.whole(0, 1_500);
  const again = random.chance(0.2) ? random.whole(20, 1_200) : null;
  await sleep(moment);
  await stage.killServer();
  if (again !== null) {
    stage.launch();
    await sleep(again);
    await stage.killServer();
  }
  const readyMs = await stage.start();
  const twice = again === null ? '' : `, once more ${seconds(again)} into its start`;
  return `killed the server after ${seconds(moment)}${twice}; ready in ${seconds(readyMs)}`;
};

/** kill -9 of the postmaster and all backends; the server goes on and starts it again. */
export const killDatabase: Fault = async ({ stage }, random) => {
  const moment = random.whole(0, 1_500);
  await sleep(moment);
  const count = stage.killDatabase();
  const began = performance.now();
  await sleep(50);
  await stage.untilReady();
  return `killed ${count} processes of PostgreSQL after ${seconds(moment)}; ready in ${seconds(performance.now() - began)}`;
};

/**
 * A message is committed and its connection dies before the answer: proven by the row being there, or, every other time,
 * at a random moment after the send. Then the same id is sent again over a new connection, with other words.
 */
export const cutAfterCommit: Fault = async ({ stage, companies, record, devices }, random) => {
  const device = random.pick(devices);
  const company = companies.find(({ companyId }) => companyId === device.seat.companyId);
  const conversation = random.pick(Object.values(device.state.conversations));
  if (company === undefined) throw new Error('a device without a company');
  const isExact = random.chance(0.5);
  const momentMs = random.fraction() * 12;
  const id = newId();
  const input = { id, conversationId: conversation.id, text: `${id} first`, replyTo: null };
  await sleep(random.whole(0, 100));
  await sendUnheard(stage.port, device.seat, input, async () => {
    if (isExact) await untilStored(id, (text, values) => stage.ask(text, values));
    else await sleep(momentMs);
  });
  const retry = await retryOf(stage.port, device.seat, { ...input, text: `${id} second` });
  const what = isExact ? 'after the commit' : `${momentMs.toFixed(1)} ms after the send`;
  if ('code' in retry) return `cut ${what}; the member was no longer in the conversation (${retry.code})`;
  record.acknowledged.push({
    id,
    companyId: device.seat.companyId,
    conversationId: conversation.id,
    authorId: device.seat.memberId,
    number: retry.number,
    text: isExact ? input.text : id,
    written: null,
  });
  return `cut ${what}; the retry was answered with number ${retry.number}`;
};

interface Door {
  readonly companyId: string;
  readonly token: string;
}

interface Sending {
  readonly id: string;
  readonly conversationId: ConversationId;
  readonly text: string;
  readonly replyTo: null;
}

/** Sends over a socket of its own that never hears the answer, and cuts it when told. */
async function sendUnheard(port: number, door: Door, input: Sending, moment: () => Promise<void>): Promise<void> {
  const socket = openRaw(port, door);
  await new Promise<void>((resolve, reject) => {
    socket.once('message', () => resolve()); // the hello
    socket.once('error', reject);
  });
  socket.on('error', () => {});
  socket.pause();
  socket.send(JSON.stringify({ n: 1, call: 'chat.sendMessage', input }));
  try {
    await moment();
  } finally {
    socket.terminate();
  }
}

async function retryOf(port: number, door: Door, input: Sending): Promise<{ number: number } | { code: string }> {
  const socket = openRaw(port, door);
  try {
    return await new Promise((resolve, reject) => {
      socket.on('error', reject);
      socket.on('close', () => reject(new Error('the connection of a retry was closed')));
      socket.on('message', (data) => {
        const frame = JSON.parse((data as Buffer).toString()) as {
          hello?: unknown;
          n?: number;
          ok?: { number: number };
          no?: { code: string };
        };
        if (frame.hello !== undefined) socket.send(JSON.stringify({ n: 2, call: 'chat.sendMessage', input }));
        if (frame.n !== 2) return;
        if (frame.ok !== undefined) resolve(frame.ok);
        else resolve(frame.no ?? { code: 'nothing' });
      });
    });
  } finally {
    socket.removeAllListeners('close');
    socket.terminate();
  }
}

function openRaw(port: number, { companyId, token }: Door): WebSocket {
  return new WebSocket(`ws://127.0.0.1:${port}/live?company=${companyId}`, {
    headers: { authorization: `Bearer ${token}` },
    perMessageDeflate: false,
  });
}

async function untilStored(
  id: string,
  ask: (text: string, values: unknown[]) => Promise<object[]>,
  withinMs = 5_000,
): Promise<void> {
  const until = performance.now() + withinMs;
  while (performance.now() < until) {
    const rows = await ask('select 1 as stored from chat.message where message_id = $1', [id]);
    if (rows.length > 0) return;
  }
}

/** The server loses its database: refused at once, or a wire gone silent. */
export const cutDatabase: Fault = async ({ stage, options, record }, random) => {
  const proxy = await stage.startBesideProxy();
  await sleep(2_000);
  const isSilent = random.chance(0.5);
  if (isSilent) proxy.goSilent();
  else proxy.cut();
  await sleep(300);
  const during = record.acknowledged.length;
  await sleep(options.cutMs);
  if (record.acknowledged.length > during) record.complain('messages were acknowledged without a database');
  proxy.mend();
  const began = performance.now();
  await stage.untilReady();
  const readyMs = performance.now() - began;
  await sleep(2_000);
  const after = record.acknowledged.length - during;
  await stage.startAlone(proxy);
  const how = isSilent ? 'in silence' : 'refused';
  return `cut the server off from PostgreSQL for ${seconds(options.cutMs + 300)} (${how}); ready in ${seconds(readyMs)}, nothing acknowledged meanwhile, ${after} just after`;
};

/** Every client is cut at once, twice: by the network, and by a server that is killed. */
export const herd: Fault = async (scene, random) => {
  const crowd = await crowdOf(scene, random.part('crowd'));
  try {
    const lines: string[] = [];
    const one = await crowd.backFrom(async () => {
      crowd.cut();
      for (const device of scene.devices) device.cut();
    });
    lines.push(`cut ${crowd.size} clients: ${one}`);
    await sleep(1_000);
    const other = await crowd.backFrom(async () => {
      await scene.stage.killServer();
      await scene.stage.start();
    });
    lines.push(`killed the server under ${crowd.size} clients: ${other}`);
    return lines.join('; ');
  } finally {
    crowd.close();
  }
};

/** Slow and half-open readers in the large group of a company: closed, bounded, and nobody waits for them. */
export const slow: Fault = async (scene, random) => {
  const readers = slowReaders(scene, random.part('slow'));
  const wire = await Proxy.open(scene.stage.port);
  // Some devices lose their wire in silence: they have to notice by themselves.
  const writers = new Set(scene.companies.map((company) => ownerOf(scene, company)));
  const silent = random.shuffled(scene.devices.filter((device) => !writers.has(device))).slice(0, 4);
  for (const { seat } of silent) scene.detours.set(seat.name, wire.port);
  for (const device of silent) device.cut();
  try {
    await sleep(1_500);
    wire.goSilent({ onlyPresent: true });
    const what = await readers;
    return `${what}; ${silent.length} devices were left half open`;
  } finally {
    for (const { seat } of silent) scene.detours.delete(seat.name);
    // The wire stays dead until its devices have noticed and gone another way.
    setTimeout(() => void wire.close(), 40_000).unref();
  }
};

const SECOND_MS = 1_000;
const HOUR_MS = 3_600_000;
/** Where clocks are set twice a year; the company itself stays in its own zone. */
const ZONE = 'America/New_York';
const DAY_MS = 24 * HOUR_MS;

/** When clocks were set the last time in `ZONE`, to the hour. */
function lastEdge(now: number): number {
  const clock = new Intl.DateTimeFormat('en', { timeZone: ZONE, timeZoneName: 'shortOffset' });
  const offsetAt = (moment: number) => clock.formatToParts(moment).find(({ type }) => type === 'timeZoneName')?.value;
  let moment = Math.floor(now / HOUR_MS) * HOUR_MS;
  while (offsetAt(moment) === offsetAt(moment - HOUR_MS)) moment -= HOUR_MS;
  return moment;
}

/** The server's clock is set forward and back, and over the edge of summer time, while people write. */
export const stepClock: Fault = async ({ stage }, random) => {
  await stage.killServer();
  await stage.start({ preload: 'steppedClock.ts', timeZone: ZONE });
  const steps = random.shuffled([HOUR_MS, -HOUR_MS, DAY_MS, -DAY_MS, lastEdge(Date.now()) - SECOND_MS - Date.now()]);
  for (const offsetMs of steps) {
    stage.tell({ offsetMs });
    await sleep(1_500);
  }
  await stage.killServer();
  await stage.start();
  const shown = steps.map((step) => `${step > 0 ? '+' : ''}${(step / HOUR_MS).toFixed(0)} h`);
  return `set the server's clock to ${shown.join(', ')}`;
};

/** Seats for sockets that only listen, members of all companies in turn. */
export function seatsFor(scene: Scene, count: number) {
  return Array.from({ length: count }, (_, index) => {
    const company = scene.companies[index % scene.companies.length];
    if (company === undefined) throw new Error('no company');
    return seatOf(company, Math.floor(index / scene.companies.length) % company.members.length);
  });
}
