import type { FileKind } from './contract.ts';
import { extensionOf } from './naming.ts';

/** So many bytes of the beginning say what a file is. */
export const HEAD_BYTES = 64;

interface Signature {
  readonly at: number;
  readonly text: string;
  readonly kind: FileKind;
}

// What a file begins with, a letter for each byte. The first that fits counts.
const SIGNATURES: readonly Signature[] = [
  { at: 0, text: '\xff\xd8\xff', kind: 'picture' },
  { at: 0, text: '\x89PNG\r\n\x1a\n', kind: 'picture' },
  { at: 8, text: 'WEBP', kind: 'picture' },
  { at: 0, text: 'GIF8', kind: 'picture' },
  { at: 0, text: 'BM', kind: 'image' },
  { at: 0, text: 'II*\0', kind: 'image' },
  { at: 0, text: 'MM\0*', kind: 'image' },
  { at: 4, text: 'ftyphei', kind: 'image' },
  { at: 4, text: 'ftypmif1', kind: 'image' },
  { at: 4, text: 'ftypavif', kind: 'image' },
  { at: 4, text: 'ftypM4A', kind: 'sound' },
  { at: 4, text: 'ftyp', kind: 'video' },
  { at: 0, text: '\x1aE\xdf\xa3', kind: 'video' },
  { at: 8, text: 'AVI ', kind: 'video' },
  { at: 8, text: 'WAVE', kind: 'sound' },
  { at: 0, text: 'ID3', kind: 'sound' },
  { at: 0, text: 'OggS', kind: 'sound' },
  { at: 0, text: 'fLaC', kind: 'sound' },
  { at: 0, text: '%PDF-', kind: 'pdf' },
  { at: 0, text: '7z\xbc\xaf\x27\x1c', kind: 'archive' },
  { at: 0, text: 'Rar!', kind: 'archive' },
  { at: 0, text: '\x1f\x8b', kind: 'archive' },
];

const BY_EXTENSION: Readonly<Record<string, FileKind>> = {
  doc: 'document',
  docx: 'document',
  odt: 'document',
  rtf: 'document',
  wps: 'document',
  xls: 'sheet',
  xlsx: 'sheet',
  ods: 'sheet',
  et: 'sheet',
  csv: 'sheet',
  ppt: 'slides',
  pptx: 'slides',
  odp: 'slides',
  dps: 'slides',
  key: 'slides',
  txt: 'text',
  md: 'text',
  log: 'text',
  json: 'text',
  xml: 'text',
  zip: 'archive',
  tar: 'archive',
  svg: 'image',
  mp3: 'sound',
};

/**
 * What a file is, from its first bytes (a letter for each byte) and, for an icon only, its name. Nothing becomes a picture by its name:
 * what is shown is shown because of what is in it.
 */
export function kindOf(head: string, name: string): FileKind {
  const found = SIGNATURES.find(({ at, text }) => head.startsWith(text, at));
  if (found !== undefined && (found.text !== 'WEBP' || head.startsWith('RIFF'))) return found.kind;
  // Office files are archives too: there the name says more.
  return BY_EXTENSION[extensionOf(name)] ?? (head.startsWith('PK\x03\x04') ? 'archive' : 'other');
}

/** The media types of sound and film that browsers play, by their first bytes. */
const PLAYED: readonly (readonly [at: number, text: string, type: string])[] = [
  [4, 'ftypM4A', 'audio/mp4'],
  [4, 'ftypavif', ''],
  [4, 'ftyphei', ''],
  [4, 'ftypmif1', ''],
  [4, 'ftyp', 'video/mp4'],
  [0, '\x1aE\xdf\xa3', 'video/webm'],
  [8, 'WAVE', 'audio/wav'],
  [0, 'ID3', 'audio/mpeg'],
  [0, '\xff\xfb', 'audio/mpeg'],
  [0, '\xff\xf3', 'audio/mpeg'],
  [0, 'OggS', 'audio/ogg'],
  [0, 'fLaC', 'audio/flac'],
];

/** The media type under which a browser may play a file; null: it is neither sound nor film, whatever it is called. */
export function playedType(head: string): string | null {
  const type = PLAYED.find(([at, text]) => head.startsWith(text, at))?.[2] ?? '';
  return type === '' ? null : type;
}
