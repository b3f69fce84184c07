import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { type FileHandle, mkdir, open, readdir, rename, rm, stat, statfs, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Refused, refuse } from '#platform/model/refusal.ts';
import { HEAD_BYTES } from '../model/kinds.ts';
import type { Part } from '../model/range.ts';

/** Whose file: all that a path is made of, so that no name ever is. */
export interface Whose {
  readonly companyId: string;
  readonly id: string;
}

/** What is kept of a file: it whole, of a picture three sizes of it, and its bytes while they still come. */
export type Form = 'coming' | 'whole' | 's' | 'm' | 'l';

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/** Whoever sends nothing for so long is not waited for. */
const SILENT_MS = 30_000;
/** So much waits for the disk at most: what is flushed in one piece stands before the database's own log. */
const UNFLUSHED_BYTES = 1024 * 1024;
/** So much is gathered before it is written: each write is a turn of the loop, in which everybody else waits. */
const WRITTEN_BYTES = 512 * 1024;
/** So much is hashed before others have their turn: a part of a millisecond. */
const HASHED_BYTES = 256 * 1024;
const FULL = ['ENOSPC', 'EDQUOT', 'EFBIG'];
const LEFT = ['ECONNRESET', 'EPIPE', 'ERR_STREAM_PREMATURE_CLOSE'];

/** An open file: its bytes go out, or it is closed. */
export interface Kept {
  readonly size: number;
  stream(part: Part | null): Readable;
  close(): void;
}

/** Files of all companies in one folder: `<company>/<two letters>/<file>/<form>`. What it has told to be kept outlives a crash. */
export class Disk {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  path(whose: Whose, form: Form): string {
    return join(this.#of(whose), form);
  }

  /** Free bytes. */
  async room(): Promise<number> {
    await mkdir(this.#folder, { recursive: true });
    const { bavail, bsize } = await statfs(this.#folder);
    return bavail * bsize;
  }

  /**
   * Writes what comes at this place, as long as it comes: resolves to how much that was, when it is on the disk for good.
   * Refuses `files.noRoom` where the disk is full; more than `length` is not taken.
   */
  async write(whose: Whose, offset: number, length: number, bytes: AsyncIterable<Buffer>): Promise<number> {
    return full(async () => {
      if (offset === 0) await this.#make(whose);
      const file = await open(this.path(whose, 'coming'), offset === 0 ? 'w' : 'r+');
      try {
        const written = await pour(file, offset, length, bytes);
        await file.datasync();
        return written;
      } finally {
        await file.close();
      }
    });
  }

  /** Makes a file of these bytes, whole or not at all. */
  async put(whose: Whose, form: Form, bytes: Buffer): Promise<void> {
    await full(async () => {
      const path = this.path(whose, form);
      await writeFile(`${path}.new`, bytes, { flush: true });
      await rename(`${path}.new`, path);
    });
  }

  /** The bytes that came are the file, as they are. */
  async keepAsItIs(whose: Whose): Promise<void> {
    if (await exists(this.path(whose, 'coming'))) await rename(this.path(whose, 'coming'), this.path(whose, 'whole'));
    await synced(this.#of(whose));
  }

  /** What came is not needed any more: something better is kept of it. */
  async forgetComing(whose: Whose): Promise<void> {
    await synced(this.#of(whose));
    await rm(this.path(whose, 'coming'), { force: true });
    await synced(this.#of(whose));
  }

  /** Where the bytes of a file are that is being finished, also where that was cut off half-way. */
  async sourceOf(whose: Whose): Promise<Form> {
    return (await exists(this.path(whose, 'coming'))) ? 'coming' : 'whole';
  }

  async sizeOf(whose: Whose, form: Form): Promise<number> {
    return (await stat(this.path(whose, form))).size;
  }

  /** The first bytes, a letter for each. */
  async headOf(whose: Whose, form: Form): Promise<string> {
    const file = await open(this.path(whose, form));
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
      return buffer.toString('latin1', 0, bytesRead);
    } finally {
      await file.close();
    }
  }

  async hashOf(whose: Whose, form: Form): Promise<Buffer> {
    const hash = createHash('sha256');
    const file = await open(this.path(whose, form));
    try {
      // One buffer for all of it: a stream makes a new one for each piece, and what it leaves behind holds up everybody.
      const buffer = Buffer.allocUnsafeSlow(HASHED_BYTES);
      for (;;) {
        const { bytesRead } = await file.read(buffer, 0, HASHED_BYTES);
        if (bytesRead === 0) return hash.digest();
        hash.update(buffer.subarray(0, bytesRead));
      }
    } finally {
      await file.close();
    }
  }

  /** The bytes, or a part of them, and how many they are; null where there is no such file. */
  async read(whose: Whose, form: Form): Promise<Kept | null> {
    const file = await open(this.path(whose, form)).catch(unlessGone);
    if (file === null) return null;
    const { size } = await file.stat();
    return {
      size,
      stream: (part) => file.createReadStream(part === null ? {} : { start: part.from, end: part.to }),
      close: () => void file.close().catch(() => {}),
    };
  }

  /** Everything of a file is gone. */
  async remove(whose: Whose): Promise<void> {
    await rm(this.#of(whose), { recursive: true, force: true });
  }

  /** Companies that have files here. */
  companies(): Promise<string[]> {
    return names(this.#folder);
  }

  /** The files of a company that nobody has touched since, some at a time. */
  async *untouchedSince(companyId: string, before: Date): AsyncGenerator<string[]> {
    for (const shard of await names(join(this.#folder, companyId), /^[0-9a-f]{2}$/)) {
      const folder = join(this.#folder, companyId, shard);
      const old: string[] = [];
      for (const id of await names(folder)) {
        const touched = await stat(join(folder, id)).catch(unlessGone);
        if (touched !== null && touched.mtime < before) old.push(id);
      }
      if (old.length > 0) yield old;
    }
  }

  #of({ companyId, id }: Whose): string {
    if (!UUID.test(companyId) || !UUID.test(id)) throw new Error('a path is made of ids');
    return join(this.#folder, companyId, id.slice(-2), id);
  }

  async #make(whose: Whose): Promise<void> {
    const folder = this.#of(whose);
    const made = await mkdir(folder, { recursive: true });
    // A name in a folder is kept when the folder is: from the first new one down.
    for (let at = folder; made !== undefined && at.length >= made.length; at = dirname(at)) await synced(dirname(at));
  }
}

async function pour(file: FileHandle, offset: number, length: number, bytes: AsyncIterable<Buffer>): Promise<number> {
  let [written, flushed] = [0, 0];
  let [gathered, bytesGathered]: [Buffer[], number] = [[], 0];
  const put = async (): Promise<void> => {
    const parts = gathered;
    const size = bytesGathered;
    [gathered, bytesGathered] = [[], 0];
    await writeAll(file, parts, offset + written);
    written += size;
    for (const part of parts) letGo(part);
    if (written - flushed < UNFLUSHED_BYTES) return;
    await file.datasync();
    flushed = written;
  };
  const stream = bytes as AsyncIterable<Buffer> & { destroy?(): void };
  const silence = setTimeout(() => stream.destroy?.(), SILENT_MS);
  try {
    for await (const chunk of bytes) {
      silence.refresh();
      const part = chunk.subarray(0, length - written - bytesGathered);
      gathered.push(part);
      bytesGathered += part.length;
      if (bytesGathered >= WRITTEN_BYTES) await put();
      if (part.length < chunk.length) break;
    }
  } catch (error) {
    // Whoever sent it went away: what came is kept. Anything else is another matter.
    if (!LEFT.includes(codeOf(error))) throw error;
  } finally {
    clearTimeout(silence);
  }
  await put();
  return written;
}

/** Writes all of these at a place, one behind the other: a disk that is nearly full takes a part and then refuses. */
async function writeAll(file: FileHandle, parts: readonly Buffer[], at: number): Promise<void> {
  let left = [...parts];
  for (let place = at; left.length > 0; ) {
    let { bytesWritten } = await file.writev(left, place);
    place += bytesWritten;
    while (left[0] !== undefined && bytesWritten >= left[0].length) bytesWritten -= (left.shift() as Buffer).length;
    if (left[0] !== undefined && bytesWritten > 0) left = [left[0].subarray(bytesWritten), ...left.slice(1)];
  }
}

/** Gives the memory of a chunk back at once: left to the collector, the bytes of files make it stop everybody, again and again. */
function letGo({ buffer, byteLength }: Buffer): void {
  if (buffer instanceof ArrayBuffer && buffer.byteLength === byteLength) buffer.transfer(0);
}

async function full<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw isFull(error) ? new Refused(refuse('files.noRoom')) : error;
  }
}

function isFull(error: unknown): boolean {
  return FULL.includes(codeOf(error));
}

function codeOf(error: unknown): string {
  return String((error as { code?: unknown } | null)?.code);
}

function unlessGone(error: unknown): null {
  if (codeOf(error) === 'ENOENT') return null;
  throw error as Error;
}

async function exists(path: string): Promise<boolean> {
  return (await stat(path).catch(unlessGone)) !== null;
}

async function names(folder: string, shape = UUID): Promise<string[]> {
  return ((await readdir(folder).catch(unlessGone)) ?? []).filter((name) => shape.test(name));
}

async function synced(folder: string): Promise<void> {
  // Windows keeps folders by itself and opens none.
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
