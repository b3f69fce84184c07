import { connect, type Socket } from 'node:net';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { liveUpgrade } from '../bench/frames.ts';
import { EDITS_MAX } from '#chat/model/contract.ts';
import type { ConversationId } from '#platform/model/ids.ts';
import type { Device } from './device.ts';
import type { PreparedCompany } from './prepare.ts';
import type { Random } from './random.ts';
import { type Scene, seatOf } from './scene.ts';

const SLOW = 6;
const BYTES_PER_SECOND = 1_024;
const WITHIN_MS = 45_000;
/** Long texts of three bytes a character: a small change of one message is a large event for all 200. */
const TEXT = '复'.repeat(7_900);
const AT_ONCE = 4;
/** 1 MiB may wait for each; what the kernel holds does not count, what Node needs on the way does. */
const MEMORY_PER_READER_MIB = 24;
const ANSWER_WITHIN_MS = 5_000;

/** The device whose member owns the large group of its company: nobody can take it out. */
export function ownerOf({ devices }: Scene, company: PreparedCompany): Device | undefined {
  const group = company.groups[0] as ConversationId;
  return devices.find(
    ({ seat, state }) => seat.companyId === company.companyId && state.conversations[group]?.myRole === 'owner',
  );
}

/** Half of them read 1 KB/s, half nothing at all; one device rewrites long messages until the server closes them. */
export async function slowReaders(scene: Scene, random: Random): Promise<string> {
  const { stage, companies, record } = scene;
  const company = random.pick(companies);
  const group = company.groups[0] as ConversationId;
  const writer = ownerOf(scene, company);
  if (writer === undefined) throw new Error('nobody owns the large group');
  // Else he recalls what is being rewritten, uses up its edits, or loses his own connection.
  const letGo = scene.load.spare(writer.seat.memberId);
  const readers = Array.from({ length: SLOW }, (_, index) =>
    openSlow(stage.port, seatOf(company, 100 + index), index % 2 === 0 ? BYTES_PER_SECOND : 0),
  );
  try {
    await sleep(500);
    const ports = readers.map(({ localPort }) => localPort ?? 0);
    const memory = stage.serverMemory();
    let most = memory;
    let slowest = 0;
    let edits = 0;
    const failed = new Set<string>();
    let isOver = false;
    const rewrite = async (): Promise<void> => {
      while (!isOver) {
        const number = await sayAnother(writer, group);
        for (let turn = 0; turn < EDITS_MAX && !isOver; turn += 1) {
          const began = performance.now();
          const text = `a long message ${++edits}${TEXT}`;
          const why = await writer.try('editMessage', { conversationId: group, number, text });
          if (why !== null) failed.add(why);
          slowest = Math.max(slowest, performance.now() - began);
        }
        // Short again at last: nobody has to carry it further.
        await writer.try('recallMessage', { conversationId: group, number });
      }
    };
    const writing = Array.from({ length: AT_ONCE }, rewrite);
    const began = performance.now();
    let closed = 0;
    while (closed < SLOW && performance.now() - began < WITHIN_MS) {
      await sleep(250);
      most = Math.max(most, stage.serverMemory());
      closed = SLOW - openTo(stage.port, ports);
    }
    isOver = true;
    await Promise.all(writing);
    const grown = most - memory;
    for (const why of failed) record.complain(`beside slow readers a change failed: ${why}`);
    if (closed < SLOW) record.complain(`only ${closed} of ${SLOW} slow readers were closed in ${WITHIN_MS / 1_000} s`);
    if (grown > SLOW * MEMORY_PER_READER_MIB + 150) record.complain(`slow readers made the server ${grown} MiB larger`);
    if (slowest > ANSWER_WITHIN_MS) record.complain(`beside slow readers an answer took ${Math.round(slowest)} ms`);
    const after = ((performance.now() - began) / 1_000).toFixed(1);
    return `${SLOW} slow readers closed after ${after} s and ${edits} long events; server +${grown} MiB, slowest answer ${Math.round(slowest)} ms`;
  } finally {
    letGo();
    for (const reader of readers) reader.destroy();
  }
}

let said = 0;

/** Says something, and waits until it has a number. */
async function sayAnother(writer: Device, group: ConversationId): Promise<number> {
  const text = `to be rewritten ${++said}`;
  writer.say(group, text);
  for (const end = performance.now() + ANSWER_WITHIN_MS; performance.now() < end; await sleep(20)) {
    const message = writer.state.timelines[group]?.messages.findLast((one) => one.text === text);
    if (message !== undefined) return message.number;
  }
  throw new Error('the message to be rewritten did not come');
}

const ESTABLISHED = '01';

/** How many of these ports the server at `port` still keeps connections to, as the kernel sees it. */
function openTo(port: number, ports: readonly number[]): number {
  const hex = (number: number): string => number.toString(16).toUpperCase().padStart(4, '0');
  const wanted = new Set(ports.map(hex));
  const lines = ['/proc/net/tcp', '/proc/net/tcp6'].flatMap((file) => readFileSync(file, 'utf8').split('\n'));
  return lines.filter((line) => {
    const [, local = '', remote = '', state = ''] = line.trim().split(/\s+/);
    return local.endsWith(`:${hex(port)}`) && wanted.has(remote.slice(-4)) && state === ESTABLISHED;
  }).length;
}

/** A socket of a member that takes in so many bytes a second. */
function openSlow(port: number, seat: { companyId: string; token: string }, bytesPerSecond: number): Socket {
  const socket = connect({ port, host: '127.0.0.1', onread: undefined as never });
  socket.on('error', () => {});
  socket.write(liveUpgrade(port, seat));
  socket.pause();
  if (bytesPerSecond === 0) return socket;
  const timer = setInterval(() => void socket.read(bytesPerSecond), 1_000);
  socket.once('close', () => clearInterval(timer));
  return socket;
}
