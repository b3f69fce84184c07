import { Refused, refuse } from '#platform/model/refusal.ts';
import { fitted } from '../model/fitting.ts';
import type { Disk, Form, Whose } from './disk.ts';
import { sharp } from './imaging.ts';

/** A small file may unfold into gigabytes: what claims more pixels than a good camera makes is not opened. */
const PIXELS_MAX = 64_000_000;
/** What moves is drawn anew picture by picture: with more pixels in all than this it is a file like any other. */
const MOVING_PIXELS_MAX = 25_000_000;
const SECONDS_MAX = 30;
/** The longest edges: a thumbnail, the same for a finer screen, and what fills a screen. */
const EDGES = { s: 360, m: 720, l: 1920 } as const;

export interface Shrunk {
  readonly width: number;
  readonly height: number;
  readonly type: string;
}

/**
 * Makes the picture anew from its pixels, at its own size and at three smaller ones: upright, in the colours of a screen, without anything
 * else that was in the file (place, owner, thumbnails, what hides behind the end). What came is then not needed any more.
 * What moves stands still at the sizes for rows, and moves at the others; null: it moves too long for that.
 */
export async function shrink(disk: Disk, whose: Whose, from: Form): Promise<Shrunk | null> {
  const open = (animated: boolean) =>
    sharp(disk.path(whose, from), { limitInputPixels: PIXELS_MAX, failOn: 'error', animated });
  const source = open(false);
  try {
    const { format, width, height, autoOrient, pages = 1 } = await source.metadata();
    if (width * height > PIXELS_MAX) throw new Refused(refuse('files.tooManyPixels', { max: PIXELS_MAX }));
    if (pages > 1 && width * height * pages > MOVING_PIXELS_MAX) return null;
    const upright = source.autoOrient().timeout({ seconds: SECONDS_MAX });
    const moving = pages > 1 ? open(true).timeout({ seconds: SECONDS_MAX }) : upright;
    const own = { width: autoOrient.width, height: autoOrient.height };
    for (const [form, edge] of Object.entries(EDGES) as [keyof typeof EDGES, number][]) {
      const size = fitted(own, { width: edge, height: edge });
      const small = (form === 'l' ? moving : upright).clone().resize(size.width, size.height, { fit: 'fill' });
      const quality = form === 'l' && pages === 1 ? 82 : 75;
      await disk.put(whose, form, await small.webp({ quality, effort: pages > 1 ? 1 : 4 }).toBuffer());
    }
    await disk.put(whose, 'whole', await whole(moving.clone(), format).toBuffer());
    return { ...own, type: `image/${format}` };
  } catch (error) {
    if (error instanceof Refused) throw error;
    const text = String((error as Error).message);
    if (/pixel limit/i.test(text)) throw new Refused(refuse('files.tooManyPixels', { max: PIXELS_MAX }));
    throw new Refused(refuse('files.brokenPicture'));
  }
}

type Image = ReturnType<typeof sharp>;

/** In its own format, as good as one can see. */
function whole(image: Image, format: string): Image {
  if (format === 'png') return image.png({ compressionLevel: 6 });
  if (format === 'gif') return image.gif({ effort: 3 });
  return format === 'webp' ? image.webp({ quality: 90, effort: 2 }) : image.jpeg({ quality: 92 });
}
