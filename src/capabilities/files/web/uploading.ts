import { client, refusalCode, sendBytes } from '#platform/web/call.ts';
import { type Attachment, filesCalls, SLICE_BYTES_MAX } from '../model/contract.ts';
import { nextSlice, SLICE_FIRST } from '../model/slicing.ts';

const files = client('files', filesCalls);
const SLICE_WITHIN_MS = 60_000;
/** A large file is read through once more before it is whole. */
const FINISH_WITHIN_MS = 180_000;

export interface Upload {
  readonly companyId: string;
  readonly file: Pick<Attachment, 'id' | 'name' | 'size' | 'voice'>;
  readonly bytes: Blob;
  readonly signal: AbortSignal;
  /** So many bytes are on the server's disk. */
  readonly onProgress: (received: number) => void;
}

/** Brings a file, or goes on with it where it stopped; resolves when it may be attached. Throws `Offline` where trying again is of use. */
export async function upload({ companyId, file, bytes, signal, onProgress }: Upload): Promise<Attachment> {
  const { id, name, size, voice } = file;
  const options = { companyId, signal };
  let length = SLICE_FIRST;
  for (;;) {
    let { received } = await files.startUpload({ id, name, size, voice }, options);
    onProgress(received);
    try {
      while (received < size) {
        const began = performance.now();
        const slice = bytes.slice(received, received + length);
        const headers = { 'content-type': 'application/offset+octet-stream', 'upload-offset': String(received) };
        const sent = { ...options, timeoutMs: SLICE_WITHIN_MS };
        const answer = await sendBytes(`/files/upload/${id}`, slice, headers, sent);
        received = Number(answer.get('upload-offset'));
        onProgress(received);
        length = nextSlice(length, performance.now() - began, SLICE_BYTES_MAX);
      }
      return await files.finishUpload({ id }, { ...options, timeoutMs: FINISH_WITHIN_MS });
    } catch (error) {
      // The server has more of it, or less, than this device thought: it says how much, and the rest follows.
      const code = refusalCode(error);
      if (code !== 'files.offsetWrong' && code !== 'files.unfinished') throw error;
    }
  }
}

/** Gives an upload up; where nobody hears it, the server forgets it by itself. */
export async function giveUp(companyId: string, id: Attachment['id']): Promise<void> {
  await files.cancelUpload({ id }, { companyId }).catch(() => {});
}
