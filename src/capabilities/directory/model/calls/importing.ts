import { z } from 'zod';
import { command, query } from '#platform/model/contract.ts';
import { idOf } from '#platform/model/ids.ts';
import { peopleKeepers } from '../roles.ts';
import { type ImportId, importRow, importState } from '../shapes.ts';

/** A CSV file, whole, as base64. UTF-8 (with or without mark), UTF-16 (with one) and GBK are told apart by the server. */
const csvFile = z.object({ content: z.base64().max(12_000_000) });
const CSV_BODY_MAX = 13_000_000;

/** Lists of members and departments, in and out. */
export const importingCalls = {
  previewImport: command({
    summary: 'Reads a CSV file and shows its columns, its first rows and what is wrong; changes nothing.',
    allow: peopleKeepers,
    input: csvFile.extend({ kind: z.enum(['members', 'departments']) }),
    output: z.object({
      encoding: z.enum(['utf-8', 'utf-16', 'gbk']),
      columns: z.array(z.object({ header: z.string(), field: z.string().nullable() })),
      rows: z.array(z.array(z.string())),
      total: z.number().int(),
      errors: z.array(importRow),
      errorCount: z.number().int(),
    }),
    refusals: [
      'directory.csvUnreadable',
      'directory.csvEncodingUnknown',
      'directory.csvTooLong',
      'directory.csvColumnMissing',
    ],
    bodyMax: CSV_BODY_MAX,
  }),
  startImport: command({
    summary: 'Takes in a CSV file in the background; a dry run does all but keep it.',
    allow: peopleKeepers,
    input: csvFile.extend({ kind: z.enum(['members', 'departments']), dryRun: z.boolean() }),
    output: importState,
    refusals: [
      'directory.csvUnreadable',
      'directory.csvEncodingUnknown',
      'directory.csvTooLong',
      'directory.csvColumnMissing',
      'directory.importRunning',
    ],
    bodyMax: CSV_BODY_MAX,
  }),
  importState: query({
    summary: 'How an import goes.',
    allow: peopleKeepers,
    input: z.object({ id: idOf<ImportId>() }),
    output: importState,
    refusals: ['directory.importUnknown'],
  }),
  exportCsv: query({
    summary: 'Members or departments as CSV text, UTF-8 with mark, cells safe to open in a spreadsheet.',
    allow: peopleKeepers,
    input: z.object({ kind: z.enum(['members', 'departments']) }),
    output: z.object({ fileName: z.string(), content: z.string() }),
    refusals: [],
    notesViews: true,
  }),
};
