import { Worker } from 'node:worker_threads';
import type { CompanyId } from '#platform/model/ids.ts';
import { loopBusy } from '#platform/server/follow.ts';
import type { House } from '#platform/server/house.ts';

/** What the thread is told: in which companies something was announced, and how busy this loop is with calls. */
export interface Told {
  readonly companyIds: readonly CompanyId[];
  readonly busy: number;
}

const TELL_EVERY_MS = 250;
const QUIET = 0.1;
const AGAIN_AFTER_MS = 2_000;

/** Carries the heavy followers in a thread of its own: what it works, and what it throws away, is none of this loop's business. */
export function followApart(url: string, house: House, onError: (error: unknown) => void): { stop(): Promise<void> } {
  const announced = new Set<CompanyId>();
  const busy = loopBusy();
  let isStopped = false;
  let worker = open();

  function open(): Worker {
    const made = new Worker(new URL('./apartWorker.ts', import.meta.url), { workerData: { url } });
    made.on('message', (failure: string) => onError(new Error(failure)));
    made.on('error', onError);
    // What it had not done stands in the log: the next one goes on from there.
    made.on('exit', () => {
      if (!isStopped) setTimeout(() => isStopped || (worker = open()), AGAIN_AFTER_MS).unref();
    });
    made.unref();
    return made;
  }

  house.hub.onAnnounced((companyId) => announced.add(companyId));
  let toldBusy = 0;
  const timer = setInterval(() => {
    const told: Told = { companyIds: [...announced], busy: busy() };
    // That it is quiet again is news as well: what has piled up is then done faster.
    if (told.companyIds.length === 0 && toldBusy < QUIET) return;
    announced.clear();
    toldBusy = told.busy;
    worker.postMessage(told);
  }, TELL_EVERY_MS);
  timer.unref();

  return {
    async stop() {
      isStopped = true;
      clearInterval(timer);
      if (worker.threadId === -1) return; // it has ended by itself
      const ended = new Promise((resolve) => worker.once('exit', resolve));
      worker.postMessage('stop');
      await ended;
    },
  };
}
