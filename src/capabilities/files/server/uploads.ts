import { availableParallelism } from 'node:os';
import type { InputOf } from '#platform/model/contract.ts';
import type { CompanyId, FileId, MemberId } from '#platform/model/ids.ts';
import { ensure, Refused, refuse } from '#platform/model/refusal.ts';
import { outside } from '#platform/server/capability.ts';
import type { Identity } from '#platform/server/connection.ts';
import type { Context } from '#platform/server/context.ts';
import type { Database, Tx } from '#platform/server/database.ts';
import { Turns } from '#platform/server/limits.ts';
import { canAttach, canFinish, canStart, canTake, type FileLimits, KEPT_UNUSED_MS } from '../model/bringing.ts';
import type { Attachment, filesCalls } from '../model/contract.ts';
import { kindOf } from '../model/kinds.ts';
import { cleanName } from '../model/naming.ts';
import { canBeVoice } from '../model/voice.ts';
import type { Disk, Whose } from './disk.ts';
import { shrink } from './shrinking.ts';
import * as store from './store/files.ts';

type Calls = typeof filesCalls;
type Mine = Pick<Context, 'tx' | 'companyId' | 'memberId' | 'now'>;
type DropContext = Pick<Context, 'tx' | 'companyId' | 'afterCommit'>;

/** Pictures are opened and made anew so many at a time; the queue has an end. */
const PICTURES_AT_ONCE = Math.max(1, availableParallelism() - 1);
const PICTURES_WAITING = 100;

/** What a slice of a file is sent with. */
export interface Slice {
  readonly id: FileId;
  readonly offset: number;
  readonly length: number;
  readonly bytes: AsyncIterable<Buffer>;
}

/** Brings files: bytes to the disk first, what is known of them to the database after. */
export class Uploads {
  readonly #disk: Disk;
  readonly #limits: FileLimits;
  readonly #turns = new Turns(PICTURES_AT_ONCE, PICTURES_WAITING);
  /** Files that a slice is being written to. */
  readonly #writing = new Set<string>();
  readonly #finishing = new Map<string, Promise<store.Finished | null>>();

  constructor(disk: Disk, limits: FileLimits) {
    this.#disk = disk;
    this.#limits = limits;
  }

  get limits(): FileLimits {
    return this.#limits;
  }

  async start(ctx: Context, { id, name, size, voice }: InputOf<Calls['startUpload']>): Promise<{ received: number }> {
    const file = {
      id,
      memberId: ctx.memberId,
      name: cleanName(name),
      size,
      voice: voice ?? null,
      unusedUntil: unusedUntil(ctx.now),
    };
    if (!(await store.insertFile(ctx, file))) return this.#goOn(ctx, id, size);
    const room = await this.#disk.room();
    const uploads = await store.countUploads(ctx, ctx.memberId);
    const counted = await store.countBytes(ctx, ctx.memberId, size);
    ensure(canStart({ size, limits: this.#limits, ...counted, uploads, room }));
    return { received: 0 };
  }

  async #goOn(ctx: Mine, id: FileId, size: number): Promise<{ received: number }> {
    const known = await store.findFile(ctx, id);
    const isMine = known !== null && known.memberId === ctx.memberId && (known.isWhole || known.size === size);
    if (!isMine) throw new Refused(refuse('files.idTaken'));
    return { received: known.isWhole ? size : known.received };
  }

  /** Takes a slice; resolves to how many bytes of the file are on the disk for good, which may be a part of it where it was cut off. */
  async take(
    database: Database,
    who: Pick<Identity, 'companyId' | 'memberId'>,
    now: Date,
    { id, offset, length, bytes }: Slice,
  ): Promise<number> {
    const whose: Whose = { companyId: who.companyId, id };
    const key = `${whose.companyId} ${id}`;
    // A retry may come while the first is still being written: only one of them may.
    if (this.#writing.has(key)) throw new Refused(refuse('files.busy'));
    this.#writing.add(key);
    try {
      const inside = <T>(work: (ctx: { tx: Tx; companyId: CompanyId }) => Promise<T>, mode: 'read' | 'write') =>
        database.transaction(who.companyId, (tx) => work({ tx, companyId: who.companyId }), mode);
      const known = await inside((ctx) => store.findFile(ctx, id), 'read');
      ensure(canTake(known, who.memberId, { offset, length }));
      const received = offset + (await this.#disk.write(whose, offset, length, bytes));
      await inside((ctx) => store.saveReceived(ctx, id, offset, received, unusedUntil(now)), 'write');
      return received;
    } finally {
      this.#writing.delete(key);
    }
  }

  async finish(ctx: Context, { id }: { id: FileId }) {
    const known = await store.findFile(ctx, id);
    ensure(canFinish(known, ctx.memberId));
    if (known?.isWhole === true) return attachmentOf(known);
    const whose = { companyId: ctx.companyId, id };
    return outside(
      () => this.#lookInto(whose, known?.name ?? '', known?.voice !== null),
      async (after: Context, found: store.Finished | null) => {
        if (found === null) {
          await store.forgetReceived(after, id);
          throw new Refused(refuse('files.unfinished', { received: 0 }));
        }
        const done = await store.saveWhole(after, id, found, unusedUntil(after.now));
        if (done !== null && known !== null) await store.countBytes(after, known.memberId, done.size - known.size);
        // Somebody else of the same mind was faster, or it was given up meanwhile.
        const file = done ?? (await store.findFile(after, id));
        ensure(canAttach(file, after.memberId));
        return attachmentOf(file as store.FileRow);
      },
    );
  }

  /** Looks into a file once, however many ask. */
  #lookInto(whose: Whose, name: string, isVoice: boolean): Promise<store.Finished | null> {
    const key = `${whose.companyId} ${whose.id}`;
    let looking = this.#finishing.get(key);
    if (looking === undefined) {
      looking = this.#look(whose, name, isVoice).finally(() => this.#finishing.delete(key));
      this.#finishing.set(key, looking);
    }
    return looking;
  }

  async #look(whose: Whose, name: string, isVoice: boolean): Promise<store.Finished | null> {
    const from = await this.#disk.sourceOf(whose);
    const head = await this.#disk.headOf(whose, from).catch(() => null);
    if (head === null) return null;
    if (isVoice) ensure(canBeVoice(head));
    const kind = isVoice ? 'voice' : kindOf(head, name);
    const picture = kind === 'picture' ? await this.#turns.run(() => shrink(this.#disk, whose, from)) : null;
    if (picture === null) await this.#disk.keepAsItIs(whose);
    else await this.#disk.forgetComing(whose);
    return {
      kind: kind === 'picture' && picture === null ? 'image' : kind,
      type: picture?.type ?? null,
      width: picture?.width ?? null,
      height: picture?.height ?? null,
      size: await this.#disk.sizeOf(whose, 'whole'),
      sha256: await this.#disk.hashOf(whose, 'whole'),
    };
  }

  /** Hangs own files on something of a capability above; from here on it says who may see them. */
  async attach(
    ctx: Pick<Context, 'tx' | 'companyId' | 'memberId'>,
    ids: readonly FileId[],
    holder: string,
    place: string,
  ): Promise<Attachment[]> {
    const locked = new Map((await store.lockFiles(ctx, ids)).map((file) => [file.id, file]));
    const files = [...new Set(ids)].map((id) => locked.get(id) ?? null);
    for (const file of files) ensure(canAttach(file, ctx.memberId));
    await store.hang(ctx, ids, holder, place);
    return files.map((file) => attachmentOf(file as store.FileRow));
  }

  /** Own files that are whole and hang nowhere yet, not to be forgotten before this moment: for what will be hung later. */
  async keep(ctx: Mine, ids: readonly FileId[], until: Date): Promise<Attachment[]> {
    if (ids.length === 0) return [];
    const locked = new Map((await store.lockFiles(ctx, ids)).map((file) => [file.id, file]));
    const files = [...new Set(ids)].map((id) => locked.get(id) ?? null);
    for (const file of files) ensure(canAttach(file, ctx.memberId));
    await store.keepUnused(ctx, ids, until);
    return files.map((file) => attachmentOf(file as store.FileRow));
  }

  /** Forgets files of a holder, or those that hang nowhere; their bytes go after the commit. */
  async drop(ctx: DropContext, ids: readonly FileId[], holder: string | null): Promise<void> {
    if (ids.length === 0) return;
    const gone = await store.deleteFiles(ctx, ids, holder);
    await this.forget(ctx, gone);
  }

  /** Counts forgotten files out and takes their bytes away after the commit. Where that is cut off, sweeping finds them. */
  async forget(ctx: DropContext, gone: readonly store.Forgotten[]): Promise<void> {
    for (const [memberId, bytes] of sums(gone)) await store.countBytes(ctx, memberId, -bytes);
    ctx.afterCommit(() => {
      for (const { id } of gone) void this.#disk.remove({ companyId: ctx.companyId, id }).catch(() => {});
    });
  }

  async cancel(ctx: Context, { id }: { id: FileId }): Promise<Record<string, never>> {
    const known = await store.findFile(ctx, id);
    if (known?.memberId === ctx.memberId) await this.drop(ctx, [id], null);
    return {};
  }
}

/** In one order, so that two who count the same members do not wait for each other in a circle. */
function sums(gone: readonly store.Forgotten[]): [MemberId, number][] {
  const bytes = new Map<MemberId, number>();
  for (const { memberId, size } of gone) bytes.set(memberId, (bytes.get(memberId) ?? 0) + size);
  return [...bytes].sort(([a], [b]) => (a < b ? -1 : 1));
}

function attachmentOf({ id, name, size, kind, width, height, voice }: store.FileRow): Attachment {
  const file = { id, name, size, kind: kind ?? ('other' as const), width, height };
  return voice === null ? file : { ...file, voice };
}

function unusedUntil(now: Date): Date {
  return new Date(now.getTime() + KEPT_UNUSED_MS);
}
