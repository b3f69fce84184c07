const LT = 0x3c;
const GT = 0x3e;
const SLASH = 0x2f;
const QUESTION = 0x3f;
const STREAM = Buffer.from('<stream:stream');

export type OnStanza = (buffer: Buffer, start: number, end: number) => void;

/**
 * Cuts a stream of bytes into the children of `<stream:stream>` without building anything. It counts brackets only: what
 * it reads comes from a serializer that escapes them in text and in attributes.
 */
export class StanzaSplitter {
  private pending: Buffer | null = null;
  private at = 0;
  private start = 0;
  private depth = 0;
  private readonly onStanza: OnStanza;

  constructor(onStanza: OnStanza) {
    this.onStanza = onStanza;
  }

  /** Forgets everything: the stream begins anew, as it does after signing in. */
  restart(): void {
    this.pending = null;
    this.at = this.start = this.depth = 0;
  }

  feed(chunk: Buffer): void {
    const buffer = this.pending === null ? chunk : Buffer.concat([this.pending, chunk]);
    this.pending = null;
    this.scan(buffer);
    const kept = this.depth > 0 || this.at < buffer.length ? Math.min(this.start, this.at) : buffer.length;
    if (kept < buffer.length) this.pending = kept === 0 ? buffer : buffer.subarray(kept);
    this.at -= kept;
    this.start -= kept;
  }

  private scan(buffer: Buffer): void {
    const { length } = buffer;
    let at = this.at;
    for (;;) {
      while (at < length && buffer[at] !== LT) at++;
      let close = at + 1;
      while (close < length && buffer[close] !== GT) close++;
      if (close >= length) {
        this.at = at;
        if (this.depth === 0) this.start = at;
        return;
      }
      this.tag(buffer, at, close);
      at = close + 1;
    }
  }

  private tag(buffer: Buffer, open: number, close: number): void {
    const second = buffer[open + 1];
    if (second === QUESTION) return;
    if (second === SLASH) {
      if (this.depth === 0) return; // the end of the stream
      this.depth--;
    } else {
      if (this.depth === 0) {
        if (STREAM.compare(buffer, open, Math.min(open + STREAM.length, close)) === 0) return;
        this.start = open;
      }
      if (buffer[close - 1] !== SLASH) this.depth++;
    }
    if (this.depth === 0) this.onStanza(buffer, this.start, close + 1);
  }
}

/** One element of a stanza, fully read. */
export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly Element[];
  readonly text: string;
}

const ENTITIES: Record<string, string> = { '&lt;': '<', '&gt;': '>', '&amp;': '&', '&quot;': '"', '&apos;': "'" };
const unescape = (text: string): string =>
  text.replace(/&(?:lt|gt|amp|quot|apos);/g, (entity) => ENTITIES[entity] ?? entity);

/** Reads a whole stanza properly. For the checks of the warm-up, not for the hot path. */
export function parseStanza(xml: string): Element {
  const root = { name: '', attributes: {}, children: [] as Element[], text: '' };
  const open = [root];
  for (const match of xml.matchAll(/<(\/?)([^\s/>]+)([^>]*?)(\/?)>|([^<]+)/g)) {
    const [, closing, name, rest, single, text] = match;
    const parent = open.at(-1) ?? root;
    if (text !== undefined) parent.text += unescape(text);
    else if (closing) open.pop();
    else {
      const pairs = [...(rest ?? '').matchAll(/([^\s=]+)\s*=\s*(?:'([^']*)'|"([^"]*)")/g)];
      const attributes = Object.fromEntries(pairs.map(([, key, one, two]) => [key ?? '', unescape(one ?? two ?? '')]));
      const element = { name: name ?? '', attributes, children: [] as Element[], text: '' };
      parent.children.push(element);
      if (!single) open.push(element);
    }
  }
  const stanza = root.children[0];
  if (stanza === undefined || open.length !== 1) throw new Error(`not a stanza: ${xml.slice(0, 200)}`);
  return stanza;
}

/** The first child of that name, or undefined. */
export const childOf = (element: Element, name: string): Element | undefined =>
  element.children.find((child) => child.name === name);
