import type { Tx } from '#platform/server/database.ts';
import type { Counted, Tally } from '../../model/slowDown.ts';

export interface Subject {
  readonly kind: Counted;
  readonly subject: Buffer;
}

export type TallyRow = Subject & { readonly tally: Tally };

export async function tallies(tx: Tx, subjects: readonly Subject[]): Promise<TallyRow[]> {
  const rows = await tx<Subject & { level: number; levelAt: Date }>`
    select a.kind, a.subject, a.level, a.level_at
      from identity.attempt a
      join unnest(${subjects.map((one) => one.kind)}::text[], ${subjects.map((one) => one.subject)}::bytea[])
           as asked(kind, subject) using (kind, subject)`;
  return rows.map(({ kind, subject, level, levelAt }) => ({ kind, subject, tally: { level, at: levelAt } }));
}

/** The tallies, locked until the commit so that no wrong try is lost; in one order, so that no two wait for each other. */
export async function lockTallies(tx: Tx, subjects: readonly Subject[], now: Date): Promise<TallyRow[]> {
  const sorted = [...subjects].sort((a, b) => a.kind.localeCompare(b.kind) || a.subject.compare(b.subject));
  const rows = await tx<Subject & { level: number; levelAt: Date }>`
    insert into identity.attempt as a (kind, subject, level, level_at)
    select kind, subject, 0, ${now}::timestamptz
      from unnest(${sorted.map((one) => one.kind)}::text[], ${sorted.map((one) => one.subject)}::bytea[])
           with ordinality as asked(kind, subject, place)
     order by place
    on conflict (kind, subject) do update set level = a.level
    returning kind, subject, level, level_at`;
  return rows.map(({ kind, subject, level, levelAt }) => ({ kind, subject, tally: { level, at: levelAt } }));
}

export async function saveTallies(tx: Tx, rows: readonly TallyRow[]): Promise<void> {
  await tx`
    update identity.attempt a set level = n.level, level_at = n.level_at
      from unnest(${rows.map((row) => row.kind)}::text[], ${rows.map((row) => row.subject)}::bytea[],
                  ${rows.map((row) => row.tally.level)}::float8[], ${rows.map((row) => row.tally.at)}::timestamptz[])
           as n(kind, subject, level, level_at)
     where a.kind = n.kind and a.subject = n.subject`;
}

export async function forgetTallies(tx: Tx, subjects: readonly Subject[]): Promise<void> {
  await tx`
    delete from identity.attempt a
     using unnest(${subjects.map((one) => one.kind)}::text[], ${subjects.map((one) => one.subject)}::bytea[])
           as gone(kind, subject)
     where a.kind = gone.kind and a.subject = gone.subject`;
}
