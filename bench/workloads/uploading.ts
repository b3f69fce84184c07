import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Figures } from '../figures.ts';
import { sleep } from '../processes.ts';
import type { Connection } from '../adapter.ts';
import { closeAll, connectCompany, type Stage, type Workload } from '../stage.ts';
import type { Uploading } from '../uploader.ts';
import { fanCompany } from '../world.ts';
import { rateFigures, rateRun } from './fanout.ts';

const RATE = 50;
/** Four who bring files of 64 MiB, each over a line of 50 Mbit/s. */
const UPLOADERS = 4;
const FILE_BYTES = 64 * 2 ** 20;
const BYTES_PER_SECOND = 50e6 / 8;
const BEGIN_MS = 1_000;

/** Uploads in a process of its own, so that what the client does for it delays no clock. */
async function openUploads(plan: Uploading) {
  const child = fork(join(import.meta.dirname, '../uploader.ts'));
  let failure: string | null = null;
  child.on('message', (message: { failed?: string }) => (failure ??= message.failed ?? null));
  child.send(plan);
  await sleep(BEGIN_MS);
  const brought = async (): Promise<number> => {
    if (failure !== null) throw new Error(`uploading failed: ${failure}`);
    child.send('bytes');
    const [{ brought: bytes }] = (await once(child, 'message')) as [{ brought?: number }];
    if (bytes === undefined) throw new Error('uploading failed');
    return bytes;
  };
  const close = async (): Promise<void> => {
    const gone = once(child, 'exit');
    if (child.kill()) await gone;
  };
  return { brought, close };
}

/** The talk while files come to a port, and how many bytes a millisecond came. */
async function beside(stage: Stage, connections: readonly Connection[], plan: Uploading) {
  const uploads = await openUploads(plan);
  try {
    const [began, before] = [performance.now(), await uploads.brought()];
    const talk = await rateRun(stage, connections, RATE);
    const rate = ((await uploads.brought()) - before) / (performance.now() - began);
    return { talk, rate };
  } finally {
    await uploads.close();
  }
}

/** The same while they go to a process that drops them. */
async function besideDrop(stage: Stage, connections: readonly Connection[], plan: Uploading) {
  const child = fork(join(import.meta.dirname, '../dropping.ts'));
  const [{ port }] = (await once(child, 'message')) as [{ port: number }];
  try {
    return await beside(stage, connections, { ...plan, port });
  } finally {
    const gone = once(child, 'exit');
    if (child.kill()) await gone;
  }
}

async function run(stage: Stage): Promise<Figures> {
  const door = stage.adapter.http?.(fanCompany.key);
  if (door === undefined) return {};
  const connections = await connectCompany(stage, fanCompany, 'member');
  const without = await rateRun(stage, connections, RATE);
  const seats = door.seats.slice(0, UPLOADERS);
  const plan = { port: door.port, seats, fileBytes: FILE_BYTES, bytesPerSecond: BYTES_PER_SECOND };
  const elsewhere = await besideDrop(stage, connections, plan);
  const { talk, rate } = await beside(stage, connections, plan);
  closeAll(connections);
  const p99 = ({ deliveries }: typeof talk) => deliveries.latencies.at(0.99) ?? Number.NaN;
  return {
    ...rateFigures('without', without),
    ...rateFigures('elsewhere', elsewhere.talk),
    ...rateFigures('uploading', talk),
    'MB/s brought': rate / 1_000,
    'p99 with ÷ without': p99(talk) / p99(without),
    'p99 with ÷ elsewhere': p99(talk) / p99(elsewhere.talk),
  };
}

/** Large files come while people talk: does that disturb them? Only where files can be brought over HTTP as the product takes them. */
export const uploading: Workload = { name: 'uploading', companies: () => [fanCompany], run };
