import type { CompanyId, MemberId } from '#platform/model/ids.ts';
import type { Tx } from '#platform/server/database.ts';

export interface Term {
  readonly memberId: MemberId;
  readonly term: string;
  readonly weight: number;
}

/** So many terms are looked at for one beginning; those that are just the word come first. */
const CANDIDATES_MAX = 300;
/** Above every character: where the words that begin with another end. */
const LAST = '\u{10FFFF}';

/** Replaces what these members are found by. */
export async function setTerms(
  tx: Tx,
  companyId: CompanyId,
  memberIds: readonly MemberId[],
  terms: readonly Term[],
): Promise<void> {
  await tx`
    delete from directory.search_term where company_id = ${companyId} and member_id = any(${[...memberIds]}::uuid[])`;
  if (terms.length === 0) return;
  await tx`
    insert into directory.search_term (company_id, term, member_id, weight)
    select ${companyId}, t.term, t.member_id, t.weight
      from unnest(${terms.map((t) => t.term)}::text[], ${terms.map((t) => t.memberId)}::uuid[],
                  ${terms.map((t) => t.weight)}::smallint[]) as t(term, member_id, weight)`;
}

/** Members whose terms begin with the word: whole words first, then by what was found, then by name. */
export async function findByBeginning(tx: Tx, companyId: CompanyId, word: string, limit: number): Promise<MemberId[]> {
  const rows = await tx<{ memberId: MemberId }>`
    with found as (
      select member_id, min(case when term = ${word} then weight else weight + 100 end) as rank
        from (select t.member_id, t.term, t.weight from directory.search_term t
               where t.company_id = ${companyId} and t.term >= ${word} and t.term < ${word + LAST}
               order by t.term limit ${CANDIDATES_MAX}) t
       group by member_id
    )
    select found.member_id
      from found
     cross join lateral (
       select member_id, sort_key from directory.member
        where company_id = ${companyId} and member_id = found.member_id limit 1) m
     order by found.rank, m.sort_key, m.member_id limit ${limit}`;
  return rows.map((row) => row.memberId);
}

/** Members with a term that begins with one of these: what a word with a slip may have meant. */
export async function findByBeginnings(
  tx: Tx,
  companyId: CompanyId,
  words: readonly string[],
  limit: number,
): Promise<MemberId[]> {
  const rows = await tx<{ memberId: MemberId }>`
    with found as (
      select t.member_id, min(case when t.term = w.word then t.weight else t.weight + 100 end) as rank
        from unnest(${[...words]}::text[], ${words.map((word) => word + LAST)}::text[]) as w(word, until)
       cross join lateral (
         select t.member_id, t.term, t.weight from directory.search_term t
          where t.company_id = ${companyId} and t.term >= w.word and t.term < w.until
          order by t.term limit 20) t
       group by t.member_id
    )
    select found.member_id
      from found
     cross join lateral (
       select member_id, sort_key from directory.member
        where company_id = ${companyId} and member_id = found.member_id limit 1) m
     order by found.rank, m.sort_key, m.member_id limit ${limit}`;
  return rows.map((row) => row.memberId);
}
