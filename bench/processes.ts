import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';

interface Stat {
  readonly parent: number;
  readonly cpuTicks: number;
  readonly rssPages: number;
}

let ticksPerSecond = 0;
let pageKb = 0;

function constants(): void {
  if (ticksPerSecond > 0) return;
  ticksPerSecond = Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }));
  pageKb = Number(execFileSync('getconf', ['PAGESIZE'], { encoding: 'utf8' })) / 1024;
}

/** Reads one line of /proc/<pid>/stat. The command may contain spaces and brackets: fields count from the last bracket. */
export function parseStat(line: string): Stat {
  const fields = line.slice(line.lastIndexOf(')') + 2).split(' ');
  const field = (index: number): number => Number(fields[index - 3]);
  // user, system, and those of children that have ended: a database connection that closed is still counted
  return { parent: field(4), cpuTicks: field(14) + field(15) + field(16) + field(17), rssPages: field(24) };
}

function allProcesses(): Map<number, Stat> {
  const stats = new Map<number, Stat>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      stats.set(Number(name), parseStat(readFileSync(`/proc/${name}/stat`, 'utf8')));
    } catch {
      // it ended while we looked
    }
  }
  return stats;
}

/** CPU time so far and resident memory of a process and everything below it. */
export function treeOf(root: number): { cpuMs: number; rssKb: number } {
  constants();
  const stats = allProcesses();
  const inTree = (pid: number): boolean => {
    for (let at = pid; at > 1; at = stats.get(at)?.parent ?? 0) if (at === root) return true;
    return false;
  };
  let ticks = 0;
  let pages = 0;
  for (const [pid, stat] of stats) {
    if (!inTree(pid)) continue;
    ticks += stat.cpuTicks;
    pages += stat.rssPages;
  }
  return { cpuMs: (ticks * 1000) / ticksPerSecond, rssKb: pages * pageKb };
}

/** A port of 127.0.0.1 that nobody uses at this moment. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}

export const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Runs `work` over all items, at most `width` at a time. */
export async function inParallel<Item, Result>(
  items: readonly Item[],
  width: number,
  work: (item: Item, index: number) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = new Array(items.length);
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < items.length) {
      const index = next++;
      results[index] = await work(items[index] as Item, index);
    }
  };
  await Promise.all(Array.from({ length: Math.min(width, items.length) }, worker));
  return results;
}
