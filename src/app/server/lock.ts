import { createHash } from 'node:crypto';
import { mkdirSync, realpathSync, rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CannotOpen } from '#platform/server/migrate.ts';

/**
 * Takes a data folder for this process. The lock is a listening socket: it goes with the process, however that ends.
 * Returns how to give it back; throws `CannotOpen` when another process has it.
 */
export async function takeFolder(dataFolder: string): Promise<() => void> {
  mkdirSync(dataFolder, { recursive: true });
  const name = `tautline-${createHash('sha256').update(realpathSync(dataFolder)).digest('hex').slice(0, 16)}`;
  const path = process.platform === 'win32' ? `\\\\.\\pipe\\${name}` : join(tmpdir(), `${name}.lock`);
  if (await answers(path)) {
    throw new CannotOpen(
      `Tautline is already running on ${dataFolder}. Stop it first, or set TAUTLINE_DATA to another folder.`,
    );
  }
  if (process.platform !== 'win32') rmSync(path, { force: true });
  const server = createServer((socket) => socket.end());
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(path, resolve);
  });
  server.unref();
  return () => void server.close();
}

function answers(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path);
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
