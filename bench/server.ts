import type { ChildProcess } from 'node:child_process';
import { sleep } from './processes.ts';

const POLL_MS = 15;
const PATIENCE_MS = 120_000;
const GRACE_MS = 15_000;

/** Tries a sign-in every 15 ms until the server accepts one. */
export async function untilAccepted(server: ChildProcess, signIn: () => Promise<void>): Promise<void> {
  const deadline = performance.now() + PATIENCE_MS;
  for (;;) {
    if (server.exitCode !== null) throw new Error(`the server ended with ${server.exitCode} while it started`);
    try {
      return await signIn();
    } catch (error) {
      if (performance.now() > deadline) throw error;
    }
    await sleep(POLL_MS);
  }
}

/** Asks a server to end, waits for it, and insists after 15 s. */
export async function whenEnded(server: ChildProcess | null, signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
  if (server === null || server.exitCode !== null || server.signalCode !== null) return;
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()));
  server.kill(signal);
  const insist = setTimeout(() => server.kill('SIGKILL'), GRACE_MS);
  await ended;
  clearTimeout(insist);
}
