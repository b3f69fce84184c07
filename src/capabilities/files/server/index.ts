import { Readable } from 'node:stream';
import type { CompanyId, FileId, MemberId } from '#platform/model/ids.ts';
import { type Capability, capability, Outside } from '#platform/server/capability.ts';
import type { Identity } from '#platform/server/connection.ts';
import type { Context } from '#platform/server/context.ts';
import type { Tx } from '#platform/server/database.ts';
import { type House, newId } from '#platform/server/house.ts';
import type { Server } from '#platform/server/serve.ts';
import type { Settings } from '#platform/server/settings.ts';
import type { FileLimits } from '../model/bringing.ts';
import { type Attachment, filesCalls, filesEvent, SLICE_BYTES_MAX, type Voice } from '../model/contract.ts';
import { avatarRoute } from './avatarRoute.ts';
import { removeAvatar, setAvatar } from './avatars.ts';
import { Disk, type Kept } from './disk.ts';
import { fileRoutes } from './fileRoutes.ts';
import { miniatureOf } from './miniature.ts';
import { findFile } from './store/files.ts';
import { sweep } from './sweeping.ts';
import { Uploads } from './uploads.ts';

/** Says whether a member may see a file that hangs in one of its places. */
type Watch = (tx: Tx, companyId: CompanyId, memberId: MemberId, place: string, fileId: FileId) => Promise<boolean>;

export interface Files {
  readonly capability: Capability;
  /** A capability above names itself as one that files hang on, and says who may see them there; asked at every request. */
  watch(holder: string, maySee: Watch): void;
  /** Hangs own files on something, in the transaction that makes it; refuses `files.unknown` for any other file. */
  attach(
    ctx: Pick<Context, 'tx' | 'companyId' | 'memberId'>,
    ids: readonly FileId[],
    holder: string,
    place: string,
  ): Promise<Attachment[]>;
  /** Keeps own finished files that hang nowhere yet until this moment; refuses `files.unknown` for any other file. */
  keep(
    ctx: Pick<Context, 'tx' | 'companyId' | 'memberId' | 'now'>,
    ids: readonly FileId[],
    until: Date,
  ): Promise<Attachment[]>;
  /** Takes files away for good, with what they hung on; null: files that hang nowhere. */
  drop(
    ctx: Pick<Context, 'tx' | 'companyId' | 'afterCommit'>,
    ids: readonly FileId[],
    holder: string | null,
  ): Promise<void>;
  /** The bytes of a file that hangs on something, for a copy of it; null where it hangs nowhere, or is gone. Whoever asks has to know that he may. */
  read(house: House, companyId: CompanyId, id: FileId): Promise<(Kept & { readonly memberId: MemberId }) | null>;
  /** Brings a file without a browser: for seeds and tests. */
  bring(house: House, who: Seat, name: string, bytes: Buffer, voice?: Voice): Promise<Attachment>;
  /** A picture from elsewhere made anew from its pixels, at most 400 × 400; null where it is none. */
  miniature(bytes: Buffer): Promise<{ bytes: Buffer; width: number; height: number } | null>;
  /** The addresses of pictures and files. */
  routes(server: Server, house: House, settings: Settings): void;
  /** Takes away what nobody uses; with `orphans`, also bytes that no row tells of. */
  sweep(house: House, orphans: boolean): Promise<void>;
}

type Seat = Pick<Identity, 'companyId' | 'memberId' | 'role'>;

async function bring(
  uploads: Uploads,
  house: House,
  who: Seat,
  { name, bytes, voice }: { name: string; bytes: Buffer; voice: Voice | undefined },
): Promise<Attachment> {
  const id = newId() as FileId;
  await house.runAs(who, (ctx) =>
    uploads.start(ctx, { id, name, size: bytes.length, ...(voice === undefined ? {} : { voice }) }),
  );
  for (let offset = 0; offset < bytes.length; ) {
    const part = bytes.subarray(offset, offset + SLICE_BYTES_MAX);
    const slice = { id, offset, length: part.length, bytes: Readable.from([part]) };
    offset = await uploads.take(house.database, who, house.now(), slice);
  }
  const step = await house.runAs(who, (ctx) => uploads.finish(ctx, { id }));
  if (!(step instanceof Outside)) return step;
  const next = await step.work();
  return (await house.runAs(who, next)) as Attachment;
}

/** Pictures of members, and the files that people bring: kept in this folder, within these limits. */
export function makeFiles({ folder, limits }: { readonly folder: string; readonly limits: FileLimits }): Files {
  const disk = new Disk(folder);
  const uploads = new Uploads(disk, limits);
  const watches = new Map<string, Watch>();
  return {
    capability: capability({
      name: 'files',
      calls: filesCalls,
      events: filesEvent,
      handlers: {
        setAvatar,
        removeAvatar,
        limits: async () => ({ fileMax: uploads.limits.file }),
        startUpload: (ctx, input) => uploads.start(ctx, input),
        finishUpload: (ctx, input) => uploads.finish(ctx, input),
        cancelUpload: (ctx, input) => uploads.cancel(ctx, input),
      },
    }),
    watch: (holder, maySee) => void watches.set(holder, maySee),
    attach: (ctx, ids, holder, place) => uploads.attach(ctx, ids, holder, place),
    keep: (ctx, ids, until) => uploads.keep(ctx, ids, until),
    drop: (ctx, ids, holder) => uploads.drop(ctx, ids, holder),
    bring: (house, who, name, bytes, voice) => bring(uploads, house, who, { name, bytes, voice }),
    miniature: miniatureOf,
    async read(house, companyId, id) {
      const file = await house.database.transaction(companyId, (tx) => findFile({ tx, companyId }, id), 'read');
      if (file === null || file.holder === null) return null;
      const kept = await disk.read({ companyId, id }, 'whole');
      return kept === null ? null : { ...kept, memberId: file.memberId };
    },
    routes(server, house, settings) {
      avatarRoute(server, house);
      fileRoutes(server, {
        house,
        settings,
        disk,
        uploads,
        maySee: async ({ companyId, memberId }, holder, place, fileId) => {
          const watch = watches.get(holder);
          if (watch === undefined) return false;
          return house.database.transaction(companyId, (tx) => watch(tx, companyId, memberId, place, fileId), 'read');
        },
      });
    },
    sweep: (house, orphans) => sweep(house, disk, uploads, orphans),
  };
}
