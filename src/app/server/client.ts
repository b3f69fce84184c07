import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../../..');
export const WEB_FOLDER = join(ROOT, 'dist/web');

/** Builds the web client where there is none, or where its source is newer. */
export async function buildClientIfNeeded(say: (line: string) => void): Promise<void> {
  const built = join(WEB_FOLDER, 'index.html');
  const source = ['src', 'public', 'index.html', 'vite.config.ts', 'package-lock.json'].map((name) => join(ROOT, name));
  if (existsSync(built) && source.every((path) => newestUnder(path) <= statSync(built).mtimeMs)) return;
  if (!existsSync(join(ROOT, 'index.html'))) return;
  say('Building the web client (only after an install or a change) …');
  const { build } = await import('vite');
  await build({ root: ROOT, logLevel: 'warn' });
}

function newestUnder(path: string): number {
  if (!existsSync(path)) return 0;
  const stats = statSync(path);
  if (!stats.isDirectory()) return stats.mtimeMs;
  // Server code is not in the client: it may change without a build.
  return readdirSync(path)
    .filter((name) => name !== 'server')
    .reduce((newest, name) => Math.max(newest, newestUnder(join(path, name))), 0);
}
