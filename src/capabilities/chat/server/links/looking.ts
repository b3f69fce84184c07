import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { type Egress, type EgressAnswer, EgressFailed } from '#platform/server/egress.ts';
import { previewable } from './addresses.ts';
import { decodePage, headOf } from './pageHead.ts';

/** What stands behind an address. */
export interface Seen {
  readonly title: string;
  readonly description: string;
  readonly site: string;
  readonly picture: Picture | null;
}

/** A picture made here from the pixels of another. */
export interface Picture {
  readonly bytes: Buffer;
  readonly width: number;
  readonly height: number;
}

export interface LookingWorld {
  readonly egress: Egress;
  /** Makes a small picture from what was brought; null where that is none. */
  readonly miniature: (bytes: Buffer) => Promise<Picture | null>;
  /** Of this installation: it does not look at itself. */
  readonly ownHost: string | null;
}

const REDIRECTS_MAX = 3;
/** The head of a page stands in front; nobody waits for the rest. */
const PAGE_BYTES_MAX = 512 * 1024;
const PICTURE_BYTES_MAX = 1024 * 1024;
const WHOLE_MS = 12_000;

/** Nobody is told who reads: no cookie, no page one comes from, one name for all installations. */
const HEADERS = { 'user-agent': 'Tautline-Preview', 'accept-encoding': 'identity' };

/** Looks at a page, and at the picture it names. Null: there is nothing to show. Throws `EgressFailed` where nobody answers. */
export async function lookAt(world: LookingWorld, address: string): Promise<Seen | null> {
  const until = performance.now() + WHOLE_MS;
  const page = await ask(world, address, until, 'text/html,application/xhtml+xml', PAGE_BYTES_MAX);
  if (page === null || !/^(?:text\/html|application\/xhtml\+xml)\b/i.test(page.type)) return null;
  const { picture, ...said } = headOf(decodePage(page.body, page.type));
  if (said.title === '') return null;
  const site = said.site === '' ? new URL(page.address).hostname.replace(/^www\./, '') : said.site;
  const where = picture === null ? null : (URL.parse(picture, page.address)?.href ?? null);
  // A page without its picture is still a page.
  const shown = where === null ? null : await pictureAt(world, where, until).catch(() => null);
  return { ...said, site, picture: shown };
}

async function pictureAt(world: LookingWorld, address: string, until: number): Promise<Picture | null> {
  const answer = await ask(world, address, until, 'image/webp,image/png,image/jpeg', PICTURE_BYTES_MAX + 1);
  if (answer === null || answer.body.length > PICTURE_BYTES_MAX) return null;
  return world.miniature(answer.body);
}

interface Answer {
  /** Where it was in the end. */
  readonly address: string;
  readonly type: string;
  readonly body: Buffer;
}

/** Asks, and asks where it is sent on to: each step is looked at as if somebody had written it. */
async function ask(
  { egress, ownHost }: LookingWorld,
  first: string,
  until: number,
  accept: string,
  most: number,
): Promise<Answer | null> {
  let address = previewable(first, ownHost);
  for (let steps = 0; address !== null && steps <= REDIRECTS_MAX; steps += 1) {
    if (performance.now() > until) throw new EgressFailed('no whole answer in time');
    const answer: EgressAnswer = await egress.request(address, {
      method: 'GET',
      headers: { ...HEADERS, accept },
      most,
    });
    const { status, headers } = answer;
    if (status >= 300 && status < 400 && headers.location !== undefined) {
      address = previewable(URL.parse(headers.location, address)?.href ?? '', ownHost);
      continue;
    }
    if (status !== 200) return null;
    const body = await unpacked(answer, most);
    return { address, type: headers['content-type'] ?? '', body };
  }
  return null;
}

const UNPACK: Readonly<Record<string, (() => NodeJS.ReadWriteStream) | undefined>> = {
  gzip: createGunzip,
  br: createBrotliDecompress,
  deflate: createInflate,
};

/** What was packed although nobody asked for it; of what unfolds without an end, the beginning. */
async function unpacked({ headers, body }: EgressAnswer, most: number): Promise<Buffer> {
  const encoding = headers['content-encoding'] ?? 'identity';
  if (encoding === 'identity') return body;
  const stream = UNPACK[encoding]?.();
  if (stream === undefined) throw new EgressFailed(`an encoding nobody asked for: ${encoding}`);
  stream.end(body);
  const parts: Buffer[] = [];
  let length = 0;
  try {
    for await (const part of stream as unknown as AsyncIterable<Buffer>) {
      parts.push(part);
      length += part.length;
      if (length >= most) break;
    }
  } catch {
    // Cut off in the middle: what could be read is enough.
  }
  return Buffer.concat(parts).subarray(0, most);
}
