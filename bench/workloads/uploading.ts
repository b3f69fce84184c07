import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Figures } from '../figures.ts';
import { sleep } from '../processes.ts';
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

async function run(stage: Stage): Promise<Figures> {
  const door = stage.adapter.http?.(fanCompany.key);
  if (door === undefined) return {};
  const connections = await connectCompany(stage, fanCompany, 'member');
  const without = await rateRun(stage, connections, RATE);
  const seats = door.seats.slice(0, UPLOADERS);
  const plan = { port: door.port, seats, fileBytes: FILE_BYTES, bytesPerSecond: BYTES_PER_SECOND };
  const uploads = await openUploads(plan);
  try {
    const [began, before] = [performance.now(), await uploads.brought()];
    const uploading = await rateRun(stage, connections, RATE);
    const bytes = (await uploads.brought()) - before;
    closeAll(connections);
    const p99 = [uploading, without].map((one) => one.deliveries.latencies.at(0.99));
    return {
      ...rateFigures('without', without),
      ...rateFigures('uploading', uploading),
      'MB/s brought': bytes / 1_000 / (performance.now() - began),
      'p99 with ÷ without': (p99[0] ?? Number.NaN) / (p99[1] ?? Number.NaN),
    };
  } finally {
    await uploads.close();
  }
}

/** Large files come while people talk: does that disturb them? Only where files can be brought over HTTP as the product takes them. */
export const uploading: Workload = { name: 'uploading', companies: () => [fanCompany], run };
