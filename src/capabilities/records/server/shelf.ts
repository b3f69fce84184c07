import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, readdir, readFile, rename, rm, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const NAME = /^[a-z0-9][a-z0-9.-]*$/;
/** Nobody but the server's own user reads what lies here. */
const OURS = 0o700;
const FILES_OURS = 0o600;

/** Whose copy: all that a path is made of. */
export interface Whose {
  readonly companyId: string;
  readonly id: string;
}

/** Copies of all companies in one folder: `<company>/<copy>/parts/…` while one is made, `<company>/<copy>/copy.zip` when it is there. */
export class Shelf {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Free bytes. */
  async room(): Promise<number> {
    await mkdir(this.#folder, { recursive: true, mode: OURS });
    const { bavail, bsize } = await statfs(this.#folder);
    return bavail * bsize;
  }

  /** Begins a copy anew: what was there of it is gone. */
  async begin(whose: Whose): Promise<void> {
    await this.remove(whose);
    await mkdir(join(this.#of(whose), 'parts'), { recursive: true, mode: OURS });
  }

  /** Writes a part, whole or not at all. The same part written again takes the place of the first. */
  async put(whose: Whose, part: string, text: string): Promise<void> {
    const path = this.#part(whose, part);
    const file = await open(`${path}.new`, 'w', FILES_OURS);
    try {
      await file.writeFile(text);
      await file.datasync();
    } finally {
      await file.close();
    }
    await rename(`${path}.new`, path);
  }

  /** A part that was written; null where it was not. */
  async text(whose: Whose, part: string): Promise<string | null> {
    return readFile(this.#part(whose, part), 'utf8').catch(unlessGone);
  }

  stream(whose: Whose, part: string): Readable {
    return createReadStream(this.#part(whose, part));
  }

  /** Keeps the finished file, whole or not at all; resolves to its size and its SHA-256. */
  async finish(whose: Whose, bytes: Readable): Promise<{ size: number; sha256: string }> {
    const path = join(this.#of(whose), 'copy.zip');
    const hash = createHash('sha256');
    bytes.on('data', (chunk: Buffer) => void hash.update(chunk));
    await pipeline(bytes, createWriteStream(`${path}.new`, { mode: FILES_OURS, flush: true }));
    await rename(`${path}.new`, path);
    return { size: (await stat(path)).size, sha256: hash.digest('hex') };
  }

  /** What was needed only to make the copy. */
  async forgetParts(whose: Whose): Promise<void> {
    await rm(join(this.#of(whose), 'parts'), { recursive: true, force: true });
  }

  /** The finished file, open; null where there is none. */
  async read(whose: Whose): Promise<{ readonly size: number; stream(): Readable } | null> {
    const file = await open(join(this.#of(whose), 'copy.zip')).catch(unlessGone);
    if (file === null) return null;
    const { size } = await file.stat();
    return { size, stream: () => file.createReadStream() };
  }

  async remove(whose: Whose): Promise<void> {
    await rm(this.#of(whose), { recursive: true, force: true });
  }

  /** Everything that lies here, by company. */
  async *all(): AsyncGenerator<Whose> {
    for (const companyId of await names(this.#folder)) {
      for (const id of await names(join(this.#folder, companyId))) yield { companyId, id };
    }
  }

  #of({ companyId, id }: Whose): string {
    if (!UUID.test(companyId) || !UUID.test(id)) throw new Error('a path is made of ids');
    return join(this.#folder, companyId, id);
  }

  #part(whose: Whose, part: string): string {
    if (!NAME.test(part)) throw new Error('a part has a plain name');
    return join(this.#of(whose), 'parts', part);
  }
}

async function names(folder: string): Promise<string[]> {
  return ((await readdir(folder).catch(unlessGone)) ?? []).filter((name) => UUID.test(name));
}

function unlessGone(error: unknown): null {
  if ((error as { code?: unknown }).code === 'ENOENT') return null;
  throw error as Error;
}
