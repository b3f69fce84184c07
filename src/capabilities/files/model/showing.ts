import type { Attachment } from './contract.ts';
import { extensionOf } from './naming.ts';

/** How a file is shown; null: it is saved, and opened with what one has for it. */
export type Showing = 'picture' | 'sound' | 'video' | 'pdf' | 'table' | 'text';

/** A text that is longer is read with an editor. */
export const TEXT_BYTES_MAX = 1024 * 1024;

/** What programs are written in, and what they read: by its name only, as nothing of it is ever run. */
const TEXTS = new Set(
  (
    'txt md markdown log json jsonc xml yml yaml toml ini conf cfg env properties sql sh bash zsh bat ps1 py rb php pl lua r go rs ' +
    'c h cc cpp hpp cs java kt swift m js mjs cjs ts mts cts jsx tsx vue svelte css scss less html htm svg diff patch srt vtt tex'
  ).split(' '),
);

/** How a file can be shown, by what its first bytes said it is; by its name only where it is shown as plain letters. */
export function showingOf({ kind, name, size }: Pick<Attachment, 'kind' | 'name' | 'size'>): Showing | null {
  if (kind === 'picture' || kind === 'sound' || kind === 'video' || kind === 'pdf') return kind;
  if (size > TEXT_BYTES_MAX) return null;
  const extension = extensionOf(name);
  if (extension === 'csv' || extension === 'tsv') return 'table';
  // Where the first bytes say that it is something else, its name is a lie.
  const isPlain = kind === 'text' || kind === 'other' || (kind === 'image' && extension === 'svg');
  return isPlain && TEXTS.has(extension) ? 'text' : null;
}

/** The rows of a table written as text: commas, semicolons or tabs between cells, quotes around those that hold any. */
export function rowsOf(
  text: string,
  rowsMax: number,
): { readonly rows: readonly (readonly string[])[]; readonly more: boolean } {
  const between = separatorOf(text);
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let isQuoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const letter = text[at] as string;
    if (isQuoted) {
      if (letter !== '"') cell += letter;
      else if (text[at + 1] === '"') {
        cell += '"';
        at += 1;
      } else isQuoted = false;
    } else if (letter === '"' && cell === '') isQuoted = true;
    else if (letter === between) {
      row.push(cell);
      cell = '';
    } else if (letter === '\n' || letter === '\r') {
      if (letter === '\r' && text[at + 1] === '\n') at += 1;
      rows.push([...row, cell]);
      if (rows.length === rowsMax) return { rows, more: text.slice(at + 1).trim() !== '' };
      [row, cell] = [[], ''];
    } else cell += letter;
  }
  if (cell !== '' || row.length > 0) rows.push([...row, cell]);
  return { rows, more: false };
}

/** The one that stands most often in the first line. */
function separatorOf(text: string): string {
  const [first = ''] = text.split('\n', 1);
  const count = (letter: string) => first.split(letter).length;
  return [',', '\t', ';'].reduce((best, letter) => (count(letter) > count(best) ? letter : best));
}
