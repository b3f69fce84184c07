import type { Adapter } from './adapter.ts';
import type { Figures } from './figures.ts';
import { sleep } from './processes.ts';
import type { Plan, Stage, Workload } from './stage.ts';

const STORED_WITHIN_MS = 3000;

/** What is thrown where nobody waits, in the handlers of sockets, ends the turn that runs. */
let fail: ((error: Error) => void) | null = null;

/** Lets errors out of socket handlers fail the running turn instead of the whole bench. */
export function catchStrays(): void {
  const stray = (error: unknown): void => {
    if (fail === null) return;
    fail(error instanceof Error ? error : new Error(String(error)));
  };
  process.on('uncaughtException', stray);
  process.on('unhandledRejection', stray);
}

/** An acknowledgement must mean stored: what was acknowledged has to be in the database. */
async function mustBeStored(adapter: Adapter, before: number, accepted: number): Promise<void> {
  const deadline = performance.now() + STORED_WITHIN_MS;
  for (;;) {
    const stored = (await adapter.stored()) - before;
    if (stored >= accepted) return;
    if (performance.now() > deadline) throw new Error(`${accepted} messages acknowledged, only ${stored} stored`);
    await sleep(200);
  }
}

/** One server, one workload: start, run, check, stop. */
export async function takeTurn(adapter: Adapter, workload: Workload, plan: Plan): Promise<Figures> {
  const broken = new Promise<never>((_, reject) => {
    fail = reject;
  });
  broken.catch(() => {});
  try {
    const before = await adapter.stored();
    const start = await Promise.race([adapter.start(workload.preload), broken]);
    const stage: Stage = { adapter, plan, start, accepted: 0 };
    const figures = await Promise.race([workload.run(stage), broken]);
    await mustBeStored(adapter, before, stage.accepted);
    return figures;
  } finally {
    fail = null;
    await adapter.stop();
  }
}
