import type { CompanyId, FileId, MemberId } from '#platform/model/ids.ts';
import type { Tx } from '#platform/server/database.ts';
import type { FileFacts } from '../../model/bringing.ts';
import type { FileKind, Voice } from '../../model/contract.ts';

interface Ctx {
  readonly tx: Tx;
  readonly companyId: CompanyId;
}

export interface FileRow extends FileFacts {
  readonly id: FileId;
  readonly name: string;
  readonly kind: FileKind | null;
  readonly type: string | null;
  readonly width: number | null;
  readonly height: number | null;
  readonly voice: Voice | null;
  readonly sha256: Buffer | null;
  readonly holder: string | null;
}

export async function findFile({ tx, companyId }: Ctx, id: FileId): Promise<FileRow | null> {
  const [row] = await tx<FileRow>`
    select file_id as id, member_id, name, size, received, is_whole, kind, type, width, height, voice, sha256, holder, place
      from files.file where company_id = ${companyId} and file_id = ${id}`;
  return row ?? null;
}

/** Locked, so that two messages cannot take the same file. */
export function lockFiles({ tx, companyId }: Ctx, ids: readonly FileId[]): Promise<FileRow[]> {
  return tx<FileRow>`
    select file_id as id, member_id, name, size, received, is_whole, kind, type, width, height, voice, sha256, holder, place
      from files.file
     where company_id = ${companyId} and file_id = any(${[...ids]}::uuid[])
     order by file_id
       for update`;
}

/** False where the id is taken. */
export async function insertFile(
  { tx, companyId }: Ctx,
  file: { id: FileId; memberId: MemberId; name: string; size: number; voice: Voice | null; unusedUntil: Date },
): Promise<boolean> {
  const rows = await tx`
    insert into files.file (company_id, file_id, member_id, name, size, voice, unused_until)
    values (${companyId}, ${file.id}, ${file.memberId}, ${file.name}, ${file.size},
            ${file.voice === null ? null : JSON.stringify(file.voice)}::jsonb, ${file.unusedUntil})
    on conflict do nothing
    returning 1 as made`;
  return rows.length === 1;
}

/** Counts bytes in or out, of a member and of the company; returns what both have now. */
export async function countBytes(
  { tx, companyId }: Ctx,
  memberId: MemberId,
  bytes: number,
): Promise<{ ofMember: number; ofCompany: number }> {
  const rows = await tx<{ memberId: string; bytes: number }>`
    insert into files.usage as u (company_id, member_id, bytes)
    values (${companyId}, ${memberId}, ${bytes}), (${companyId}, ${companyId}, ${bytes})
    on conflict (company_id, member_id) do update set bytes = u.bytes + excluded.bytes
    returning member_id, bytes`;
  const of = (id: string) => rows.find((row) => row.memberId === id)?.bytes ?? 0;
  return { ofMember: of(memberId), ofCompany: of(companyId) };
}

export async function countUploads({ tx, companyId }: Ctx, memberId: MemberId): Promise<number> {
  const [row] = await tx<{ count: number }>`
    select count(*) from files.file where company_id = ${companyId} and member_id = ${memberId} and not is_whole`;
  return row?.count ?? 0;
}

/** More bytes are on the disk; only where those before them are as one thought. */
export async function saveReceived(
  { tx, companyId }: Ctx,
  id: FileId,
  from: number,
  to: number,
  unusedUntil: Date,
): Promise<void> {
  await tx`
    update files.file set received = ${to}, unused_until = ${unusedUntil}
     where company_id = ${companyId} and file_id = ${id} and received = ${from} and not is_whole`;
}

/** Nothing of it is there: from the first byte again. */
export async function forgetReceived({ tx, companyId }: Ctx, id: FileId): Promise<void> {
  await tx`
    update files.file set received = 0 where company_id = ${companyId} and file_id = ${id} and not is_whole`;
}

export interface Finished {
  readonly size: number;
  readonly kind: FileKind;
  readonly type: string | null;
  readonly width: number | null;
  readonly height: number | null;
  readonly sha256: Buffer;
}

/** The file is whole: it may be hung on something. */
export async function saveWhole(
  { tx, companyId }: Ctx,
  id: FileId,
  file: Finished,
  unusedUntil: Date,
): Promise<FileRow | null> {
  const [row] = await tx<FileRow>`
    update files.file
       set is_whole = true, size = ${file.size}, received = ${file.size}, kind = ${file.kind}, type = ${file.type},
           width = ${file.width}, height = ${file.height}, sha256 = ${file.sha256}, unused_until = ${unusedUntil}
     where company_id = ${companyId} and file_id = ${id} and not is_whole
    returning file_id as id, member_id, name, size, received, is_whole, kind, type, width, height, voice, sha256, holder, place`;
  return row ?? null;
}

export async function hang({ tx, companyId }: Ctx, ids: readonly FileId[], holder: string, place: string) {
  await tx`
    update files.file set holder = ${holder}, place = ${place}, unused_until = null
     where company_id = ${companyId} and file_id = any(${[...ids]}::uuid[])`;
}

/** They hang nowhere, and are not forgotten before this moment. */
export async function keepUnused({ tx, companyId }: Ctx, ids: readonly FileId[], until: Date): Promise<void> {
  await tx`
    update files.file set unused_until = ${until}
     where company_id = ${companyId} and file_id = any(${[...ids]}::uuid[]) and holder is null`;
}

export interface Forgotten {
  readonly id: FileId;
  readonly memberId: MemberId;
  readonly size: number;
}

/** Files of a holder, or of nobody where it is null. */
export function deleteFiles({ tx, companyId }: Ctx, ids: readonly FileId[], holder: string | null) {
  return tx<Forgotten>`
    delete from files.file
     where company_id = ${companyId} and file_id = any(${[...ids]}::uuid[]) and holder is not distinct from ${holder}
    returning file_id as id, member_id, size`;
}

/** Files that hung nowhere for too long, some at a time. */
export function deleteUnused({ tx, companyId }: Ctx, now: Date): Promise<Forgotten[]> {
  return tx<Forgotten>`
    delete from files.file
     where company_id = ${companyId} and file_id in (
       select file_id from files.file
        where company_id = ${companyId} and unused_until < ${now}
        order by unused_until limit 500 for update skip locked)
    returning file_id as id, member_id, size`;
}

/** Those among these ids that have a row. */
export async function knownFiles({ tx, companyId }: Ctx, ids: readonly string[]): Promise<Set<string>> {
  const rows = await tx<{ id: string }>`
    select file_id as id from files.file where company_id = ${companyId} and file_id = any(${[...ids]}::uuid[])`;
  return new Set(rows.map((row) => row.id));
}
