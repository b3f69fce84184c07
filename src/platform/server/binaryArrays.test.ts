import fc from 'fast-check';
import pg from 'pg';
import { expect, test } from 'vitest';
import { int4Array, int8Array, textArray, timestamptzArray, uuidArray } from './binaryArrays.ts';
import { freshDatabase } from './testing.ts';

const postgresText = fc.string({ unit: 'binary', maxLength: 300 }).filter((text) => !text.includes('\0'));
const int8 = fc.option(fc.maxSafeInteger(), { nil: null });

test('arrays sent in binary are the arrays that PostgreSQL reads', async () => {
  await using fresh = await freshDatabase();
  const client = new pg.Client({ connectionString: fresh.appUrl });
  await client.connect();
  const arrays = fc.record({
    uuids: fc.array(fc.uuid()),
    int4s: fc.array(fc.integer()),
    int8s: fc.array(int8),
    texts: fc.array(postgresText),
    moments: fc.array(fc.date({ noInvalidDate: true, min: new Date('1900-01-01'), max: new Date('2200-01-01') })),
  });
  await fc.assert(
    fc.asyncProperty(arrays, async ({ uuids, int4s, int8s, texts, moments }) => {
      const { rows } = await client.query<Record<string, unknown>>({
        text: `select to_json($1::uuid[]) as uuids, to_json($2::int4[]) as int4s, $3::int8[]::text[] as int8s,
                      to_json($4::text[]) as texts,
                      array(select (extract(epoch from m) * 1000)::int8::text from unnest($5::timestamptz[]) m) as moments`,
        values: [uuidArray(uuids), int4Array(int4s), int8Array(int8s), textArray(texts), timestamptzArray(moments)],
      });
      expect(rows[0]).toEqual({
        uuids,
        int4s,
        int8s: int8s.map((number) => (number === null ? null : String(number))),
        texts,
        moments: moments.map((moment) => String(moment.getTime())),
      });
    }),
  );
  await client.end();
});
