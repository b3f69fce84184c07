import { parse } from 'csv-parse/sync';
import iconv from 'iconv-lite';
import { Refused, refuse } from '#platform/model/refusal.ts';
import { IMPORT_ROWS_MAX } from '../model/table.ts';

export interface Csv {
  readonly encoding: 'utf-8' | 'utf-16' | 'gbk';
  readonly header: string[];
  readonly rows: string[][];
}

type Text = { readonly encoding: Csv['encoding']; readonly text: string };

/**
 * Text of a file that somebody's spreadsheet wrote: UTF-16 where a mark says so (Excel's "Unicode text"), UTF-8 if it is that
 * throughout, else GBK. Refuses what is none of these, as a workbook is.
 */
export function textOf(bytes: Buffer): Text {
  const text = utf16Of(bytes) ?? decoded('utf-8', 'utf-8', bytes) ?? gbkOf(bytes);
  if (text === null || text.text.includes('\0')) throw new Refused(refuse('directory.csvEncodingUnknown'));
  return text;
}

function utf16Of(bytes: Buffer): Text | null {
  const mark = bytes.subarray(0, 2).toString('hex');
  if (mark === 'fffe') return decoded('utf-16le', 'utf-16', bytes);
  return mark === 'feff' ? decoded('utf-16be', 'utf-16', bytes) : null;
}

function decoded(label: string, encoding: Csv['encoding'], bytes: Buffer): Text | null {
  try {
    return { encoding, text: new TextDecoder(label, { fatal: true }).decode(bytes) };
  } catch {
    return null;
  }
}

/** GB18030 holds GBK, and the rarer characters of names. A damaged cell is named with its row; a whole file of them is something else. */
function gbkOf(bytes: Buffer): Text | null {
  const text = iconv.decode(bytes, 'gb18030');
  const unreadable = text.split('\uFFFD').length - 1;
  return unreadable * 100 > text.length ? null : { encoding: 'gbk', text };
}

/** Reads a CSV file (base64): commas, semicolons or tabs. Refuses what is no table, or too long a one. */
export function readCsv(content: string): Csv {
  const { encoding, text } = textOf(Buffer.from(content, 'base64'));
  const [header, ...rows] = cellsOf(text.replace(/^\uFEFF/, ''));
  if (header === undefined || rows.length === 0) throw new Refused(refuse('directory.csvUnreadable'));
  if (rows.length > IMPORT_ROWS_MAX) throw new Refused(refuse('directory.csvTooLong', { max: IMPORT_ROWS_MAX }));
  return { encoding, header: header.map((cell) => cell.trim()), rows };
}

function cellsOf(text: string): string[][] {
  try {
    return parse(text, {
      delimiter: delimiterOf(text),
      relax_column_count: true,
      skip_empty_lines: true,
      skip_records_with_empty_values: false,
      to: IMPORT_ROWS_MAX + 2,
    });
  } catch {
    throw new Refused(refuse('directory.csvUnreadable'));
  }
}

function delimiterOf(text: string): string {
  const line = text.slice(0, 2_000).split(/\r?\n/, 1)[0] ?? '';
  const counts = [',', '\t', ';'].map((mark) => ({ mark, count: line.split(mark).length }));
  return counts.reduce((best, one) => (one.count > best.count ? one : best)).mark;
}
