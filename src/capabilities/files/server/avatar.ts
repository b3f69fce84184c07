import { Refused, refuse } from '#platform/model/refusal.ts';
import { sharp } from './imaging.ts';

export const SIZE_PX = 256;
export const BYTES_IN_MAX = 5 * 1024 * 1024;
export const BYTES_OUT_MAX = 60_000;
/** A small file may unfold into gigabytes: what claims more pixels than a good camera makes is not opened. */
const PIXELS_MAX = 40_000_000;
const SECONDS_MAX = 5;
const QUALITIES = [82, 65, 45, 25] as const;

/** Is this what it takes to be a picture here: PNG, JPEG or WebP, by its first bytes? */
export function isPicture(bytes: Buffer): boolean {
  const head = bytes.toString('latin1', 0, 12);
  return head.startsWith('\x89PNG\r\n\x1a\n') || head.startsWith('\xff\xd8\xff') || /^RIFF[^]{4}WEBP/.test(head);
}

/** A square WebP picture without metadata. What a camera has written about place and owner is gone; its orientation is applied. */
export async function avatarOf(bytes: Buffer): Promise<Buffer> {
  if (bytes.length > BYTES_IN_MAX) throw new Refused(refuse('files.pictureTooLarge', { max: BYTES_IN_MAX }));
  if (!isPicture(bytes)) throw new Refused(refuse('files.notAPicture'));
  const source = sharp(bytes, { limitInputPixels: PIXELS_MAX, failOn: 'error' });
  try {
    const { width, height } = await source.metadata();
    if (width * height > PIXELS_MAX) throw new Refused(refuse('files.pictureTooLarge', { max: BYTES_IN_MAX }));
    const square = source.autoOrient().resize(SIZE_PX, SIZE_PX, { fit: 'cover' }).timeout({ seconds: SECONDS_MAX });
    for (const quality of QUALITIES) {
      const picture = await square.clone().webp({ quality }).toBuffer();
      if (picture.length <= BYTES_OUT_MAX) return picture;
    }
  } catch (error) {
    if (error instanceof Refused) throw error;
    const tooLarge = /pixel limit/i.test(String((error as Error).message));
    throw new Refused(refuse(tooLarge ? 'files.pictureTooLarge' : 'files.notAPicture'));
  }
  throw new Refused(refuse('files.pictureTooLarge'));
}
