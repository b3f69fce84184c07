import type { FileId } from '#platform/model/ids.ts';
import { client } from '#platform/web/call.ts';
import { newId } from '#platform/web/newId.ts';
import { type Attachment, filesCalls } from '../model/contract.ts';
import { HEAD_BYTES, kindOf } from '../model/kinds.ts';
import { cleanName } from '../model/naming.ts';
import { showLocally } from './localPictures.ts';

/** A file that was chosen here: what is known of it, and its bytes. */
export interface Chosen {
  readonly file: Attachment;
  readonly bytes: Blob;
}

const files = client('files', filesCalls);
const ASK_WITHIN_MS = 1_000;
let knownMax: Promise<number | null> | null = null;

/** How large a file may be here; null where nobody can say just now: nobody waits for a slow line to hear it. */
export function fileMax(): Promise<number | null> {
  knownMax ??= files.limits({}, { timeoutMs: ASK_WITHIN_MS }).then(
    (limits) => limits.fileMax,
    () => {
      knownMax = null;
      return null;
    },
  );
  return knownMax;
}

/** Looks at what somebody has chosen, pasted or dropped, as the server will: by what is in it. */
export async function choose(given: readonly File[]): Promise<Chosen[]> {
  return Promise.all(given.map(look));
}

async function look(given: File): Promise<Chosen> {
  const id = newId() as FileId;
  const name = cleanName(given.name);
  const head = new Uint8Array(await given.slice(0, HEAD_BYTES).arrayBuffer());
  const kind = kindOf(String.fromCharCode(...head), name);
  const size = kind === 'picture' ? await sizeOf(given) : null;
  if (size !== null) showLocally(id, given);
  const known = { id, name, size: given.size, width: size?.width ?? null, height: size?.height ?? null };
  return { file: { ...known, kind: kind === 'picture' && size === null ? 'image' : kind }, bytes: given };
}

/** The same file once more, to be brought anew: what its old id stands for is given up. */
export function renewed(file: Attachment, bytes: Blob): Attachment {
  const id = newId() as FileId;
  if (file.kind === 'picture') showLocally(id, bytes);
  return { ...file, id };
}

/** The size of a picture as one sees it, upright; null where the browser makes none of it. */
async function sizeOf(given: Blob): Promise<{ width: number; height: number } | null> {
  try {
    const bitmap = await createImageBitmap(given, { imageOrientation: 'from-image' });
    const { width, height } = bitmap;
    bitmap.close();
    return { width, height };
  } catch {
    return null;
  }
}
