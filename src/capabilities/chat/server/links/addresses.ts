import { isIP } from 'node:net';
import { LINKS_PER_MESSAGE_MAX } from '../../model/calls/links.ts';

const ADDRESS_LENGTH_MAX = 1_000;

/** Code is quoted, not pointed at. */
const CODE = /^(`{3,}|~{3,})[^\n]*\n[^]*?(?:^\1|$(?![^]))|(`+)[^`]+\2(?!`)/gm;
/** Up to what ends an address in a sentence, in Latin and in Chinese. */
const LINK = /https:\/\/[^\s<>"'`，。！？；：、（）《》「」『』【】“”‘’…]+/giu;
const TRAILING = /[.,!?;:*_~|\]}]+$/;

/** Names that mean something inside a house only. */
const INNER =
  /(?:^|\.)(?:local|localhost|localdomain|internal|intranet|private|lan|home|corp|arpa|test|invalid|onion|alt)\.?$/;

/**
 * The address of a page that may be looked at for whoever reads a message, written in one way; null for all else: only https at its own
 * port, a name of the open internet, no literal address, nobody's password, and not this installation itself.
 */
export function previewable(text: string, ownHost: string | null): string | null {
  const url = URL.parse(text);
  if (url === null || url.protocol !== 'https:' || url.port !== '') return null;
  if (url.username !== '' || url.password !== '') return null;
  const { hostname } = url;
  if (isIP(hostname.replace(/^\[|\]$/g, '')) !== 0 || !hostname.includes('.') || INNER.test(hostname)) return null;
  if (hostname === ownHost) return null;
  url.hash = '';
  return url.href.length > ADDRESS_LENGTH_MAX ? null : url.href;
}

/** The first links of a message that may be shown with what stands behind them, in their order, each once. */
export function linksIn(text: string, ownHost: string | null): string[] {
  const found = new Set<string>();
  for (const [written] of text.replace(CODE, ' ').matchAll(LINK)) {
    const address = written.length > ADDRESS_LENGTH_MAX ? null : previewable(bare(written), ownHost);
    if (address !== null) found.add(address);
    if (found.size === LINKS_PER_MESSAGE_MAX) break;
  }
  return [...found];
}

/** Without what belongs to the sentence: a full stop, and a bracket that was not opened in the address. */
function bare(written: string): string {
  for (let text = written; ; ) {
    const shorter = text.replace(TRAILING, '');
    const closes = shorter.endsWith(')') && shorter.split(')').length > shorter.split('(').length;
    const next = closes ? shorter.slice(0, -1) : shorter;
    if (next === text) return text;
    text = next;
  }
}
