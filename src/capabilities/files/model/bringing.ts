import type { MemberId } from '#platform/model/ids.ts';
import { type Refusal, refuse } from '#platform/model/refusal.ts';
import { SLICE_BYTES_MAX } from './contract.ts';

/** What an operator allows, in bytes. */
export interface FileLimits {
  readonly file: number;
  readonly member: number;
  readonly company: number;
}

/** So many files a member brings at a time; the rest wait on his device. */
export const UPLOADS_MAX = 40;
/** What always stays free on the disk: the database lies on it too. */
export const ROOM_KEPT = 256 * 1024 * 1024;
/** A file that hangs nowhere so long after its last byte is forgotten. */
export const KEPT_UNUSED_MS = 3 * 24 * 3_600_000;

interface StartingFacts {
  readonly size: number;
  readonly limits: FileLimits;
  /** What the member and the company have in all, this file included. */
  readonly ofMember: number;
  readonly ofCompany: number;
  /** Uploads of the member that are not finished, this one included. */
  readonly uploads: number;
  /** Free bytes on the disk. */
  readonly room: number;
}

type StartRefusal = 'files.tooLarge' | 'files.quotaReached' | 'files.tooManyUploads' | 'files.noRoom';

/** May a file of this size be brought now? `null` is yes. */
export function canStart(facts: StartingFacts): Refusal<StartRefusal> | null {
  const { size, limits } = facts;
  if (size > limits.file) return refuse('files.tooLarge', { max: limits.file });
  if (facts.uploads > UPLOADS_MAX) return refuse('files.tooManyUploads', { max: UPLOADS_MAX });
  if (facts.ofMember > limits.member) return refuse('files.quotaReached', { max: limits.member });
  if (facts.ofCompany > limits.company) return refuse('files.quotaReached', { max: limits.company });
  return facts.room - size < ROOM_KEPT ? refuse('files.noRoom') : null;
}

/** A file as rules see it. */
export interface FileFacts {
  readonly memberId: MemberId;
  readonly size: number;
  readonly received: number;
  readonly isWhole: boolean;
  /** What it hangs on; null: nothing yet. */
  readonly place: string | null;
}

type TakeRefusal = 'files.unknown' | 'files.offsetWrong' | 'files.sliceWrong';

/** May these bytes be written there? They must follow what is there already, so a retry writes nothing twice. */
export function canTake(
  file: FileFacts | null,
  me: MemberId,
  slice: { readonly offset: number; readonly length: number },
): Refusal<TakeRefusal> | null {
  if (file === null || file.memberId !== me || file.isWhole) return refuse('files.unknown');
  if (slice.offset !== file.received) return refuse('files.offsetWrong', { received: file.received });
  const fits = slice.length >= 1 && slice.length <= SLICE_BYTES_MAX && slice.offset + slice.length <= file.size;
  return fits ? null : refuse('files.sliceWrong', { max: SLICE_BYTES_MAX });
}

/** Are all its bytes there, and is it this member's to finish? */
export function canFinish(file: FileFacts | null, me: MemberId): Refusal<'files.unknown' | 'files.unfinished'> | null {
  if (file === null || file.memberId !== me) return refuse('files.unknown');
  return file.received < file.size ? refuse('files.unfinished', { received: file.received }) : null;
}

/** May this member hang it on something? It is his own, whole, and hangs nowhere. */
export function canAttach(file: FileFacts | null, me: MemberId): Refusal<'files.unknown'> | null {
  const may = file !== null && file.memberId === me && file.isWhole && file.place === null;
  return may ? null : refuse('files.unknown');
}
