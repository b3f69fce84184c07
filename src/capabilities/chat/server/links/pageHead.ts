import iconv from 'iconv-lite';
import { Parser } from 'htmlparser2';

/** What a page says of itself, as it says it. */
export interface PageHead {
  readonly title: string;
  readonly description: string;
  readonly site: string;
  /** Where its picture lies, as written: perhaps relative to the page. */
  readonly picture: string | null;
}

const LENGTHS = { title: 200, description: 300, site: 60 };
/** So far a page is asked in which letters it is written. */
const DECLARED_WITHIN = 2_048;
/** No title is so long; who writes more into one does not mean a title. */
const TITLE_READ_MAX = 4_000;

/** Controls, and what turns the reading direction or takes no room. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/gu;

function line(text: string | undefined, most: number): string {
  const plain = (text ?? '').slice(0, TITLE_READ_MAX).toWellFormed().replace(/\s+/g, ' ').replace(UNSEEN, '').trim();
  const letters = [...plain];
  return letters.length <= most
    ? plain
    : `${letters
        .slice(0, most - 1)
        .join('')
        .trimEnd()}…`;
}

/** The letters of a page: by its first bytes, by what was said beside it, by what it says itself, or UTF-8. */
export function decodePage(bytes: Buffer, contentType: string): string {
  const beside = /charset\s*=\s*["']?([\w-]+)/i.exec(contentType)?.[1];
  const inside = /<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w-]+)/i.exec(
    bytes.toString('latin1', 0, DECLARED_WITHIN),
  )?.[1];
  const named = [beside, inside].find((name) => name !== undefined && iconv.encodingExists(name)) ?? 'utf-8';
  // GB2312 and GBK are what pages say, GB18030 is what they use.
  const encoding = /^gb(?:2312|k)$/i.test(named) ? 'gb18030' : named;
  return iconv.decode(bytes, bytes[0] === 0xef && bytes[1] === 0xbb ? 'utf-8' : encoding);
}

/** What stands in the head of a page. Only read: nothing in it is followed, run or kept as markup. */
export function headOf(html: string): PageHead {
  const said = new Map<string, string>();
  let title = '';
  let isInTitle = false;
  let isOver = false;
  const parser = new Parser({
    onopentag(name, attributes) {
      if (name === 'body') isOver = true;
      if (isOver) return;
      if (name === 'title') isInTitle = title === '';
      if (name !== 'meta') return;
      const key = (attributes['property'] ?? attributes['name'] ?? '').trim().toLowerCase();
      const content = attributes['content'] ?? '';
      if (key !== '' && content.trim() !== '' && !said.has(key)) said.set(key, content);
    },
    ontext(text) {
      if (isInTitle && title.length < TITLE_READ_MAX) title += text;
    },
    onclosetag(name) {
      if (name === 'title') isInTitle = false;
      if (name === 'head') isOver = true;
    },
  });
  // A piece at a time, so that what stands behind the head is not read.
  for (let at = 0; at < html.length && !isOver; at += PIECE) parser.write(html.slice(at, at + PIECE));
  parser.end();
  const first = (...keys: string[]) => keys.map((key) => said.get(key)).find((text) => text !== undefined);
  return {
    title: line(first('og:title', 'twitter:title') ?? title, LENGTHS.title),
    description: line(first('og:description', 'twitter:description', 'description'), LENGTHS.description),
    site: line(first('og:site_name', 'application-name'), LENGTHS.site),
    picture:
      first('og:image:secure_url', 'og:image', 'og:image:url', 'twitter:image', 'twitter:image:src')?.trim() ?? null,
  };
}

const PIECE = 16 * 1024;
