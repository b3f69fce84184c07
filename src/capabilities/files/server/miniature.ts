import { availableParallelism } from 'node:os';
import { Turns } from '#platform/server/limits.ts';
import { fitted } from '../model/fitting.ts';
import { isPicture } from './avatar.ts';
import { sharp } from './imaging.ts';

const BOX = { width: 400, height: 400 };
const BYTES_IN_MAX = 1024 * 1024;
/** A small file may unfold into gigabytes: what claims more pixels is not opened. */
const PIXELS_MAX = 25_000_000;
const SECONDS_MAX = 5;
/** What is smaller is a dot that counts visits, not a picture. */
const LEAST = 48;

const turns = new Turns(Math.max(1, availableParallelism() - 1), 50);

/** A picture from elsewhere made anew from its pixels, small; null where it is none, or one that had better not be opened. */
export async function miniatureOf(bytes: Buffer): Promise<{ bytes: Buffer; width: number; height: number } | null> {
  if (bytes.length > BYTES_IN_MAX || !isPicture(bytes)) return null;
  return turns.run(async () => {
    try {
      const source = sharp(bytes, { limitInputPixels: PIXELS_MAX, failOn: 'error' });
      const { width, height, autoOrient } = await source.metadata();
      if (width * height > PIXELS_MAX || Math.min(width, height) < LEAST) return null;
      const size = fitted({ width: autoOrient.width, height: autoOrient.height }, BOX);
      const small = source.autoOrient().resize(size.width, size.height, { fit: 'fill' });
      return { ...size, bytes: await small.webp({ quality: 75 }).timeout({ seconds: SECONDS_MAX }).toBuffer() };
    } catch {
      return null;
    }
  });
}
