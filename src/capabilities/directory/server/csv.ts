import { parse } from 'csv-parse/sync';
import iconv from 'iconv-lite';
import { Refused, refuse } from '#platform/model/refusal.ts';
import { IMPORT_ROWS_MAX } from '../model/table.ts';

export interface Csv {
  readonly encoding: 'utf-8' | 'gbk';
  readonly header: string[];
  readonly rows: string[][];
}

/** Text of a file that somebody's spreadsheet wrote: UTF-8 if it is that throughout, else GBK. */
export function textOf(bytes: Buffer): { encoding: Csv['encoding']; text: string } {
  try {
    return { encoding: 'utf-8', text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    // GB18030 holds GBK, and the rarer characters of names.
    return { encoding: 'gbk', text: iconv.decode(bytes, 'gb18030') };
  }
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
