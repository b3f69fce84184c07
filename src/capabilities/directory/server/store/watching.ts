import type { CompanyId, MemberId } from '#platform/model/ids.ts';
import type { Tx } from '#platform/server/database.ts';
import type { Policy, WatchingId } from '../../model/contract.ts';
import type { Watching } from '../../model/watching.ts';
import { lockCompany } from './company.ts';

interface Ctx {
  readonly tx: Tx;
  readonly companyId: CompanyId;
}

export interface WatchingRow extends Watching {
  readonly id: WatchingId;
  readonly askedBy: MemberId;
  readonly askedAt: Date;
  readonly purpose: string;
  readonly holderIds: readonly MemberId[];
  readonly answeredBy: MemberId | null;
  readonly answer: string;
  readonly endedBy: MemberId | null;
}

const LIST_MAX = 100;

/** What is kept of the policy: what holds without any agreement, and may still hold names of before there were two keys. */
export async function keptPolicy({ tx, companyId }: Ctx): Promise<Policy> {
  const [row] = await tx<{ policy: Policy }>`select policy from directory.company where company_id = ${companyId}`;
  if (row === undefined) throw new Error(`no company ${companyId}`);
  return row.policy;
}

/** Requests and agreements, the latest first. */
export function watchings({ tx, companyId }: Ctx): Promise<WatchingRow[]> {
  return tx<WatchingRow>`
    select watching_id as id, name, step, asked_by, asked_at, purpose, kept_months, key, holder_ids::text[] as holder_ids,
           waits_until, agreed, answered_by, answered_at, answer, voters, yes, no, ended_by, ended_at, told
      from directory.watching
     where company_id = ${companyId}
     order by asked_at desc, watching_id desc limit ${LIST_MAX}`;
}

/** Those of which something may still hold: neither ended nor refused, and not older than any agreement gets. */
export function openWatchings({ tx, companyId }: Ctx): Promise<WatchingRow[]> {
  return tx<WatchingRow>`
    select watching_id as id, name, step, asked_by, asked_at, purpose, kept_months, key, holder_ids::text[] as holder_ids,
           waits_until, agreed, answered_by, answered_at, answer, voters, yes, no, ended_by, ended_at, told
      from directory.watching
     where company_id = ${companyId} and ended_at is null and told in ('asked', 'agreed', 'ending')
     order by asked_at, watching_id limit ${LIST_MAX}`;
}

/** Taken by whoever acts on the company, so that the clock and people come one after the other. */
export const lockWatching = ({ tx, companyId }: Ctx): Promise<void> => lockCompany(tx, companyId);

/** The company's row must be locked: answers, votes and what ends them come one after the other. */
export async function findWatching({ tx, companyId }: Ctx, id: WatchingId): Promise<WatchingRow | null> {
  const [row] = await tx<WatchingRow>`
    select watching_id as id, name, step, asked_by, asked_at, purpose, kept_months, key, holder_ids::text[] as holder_ids,
           waits_until, agreed, answered_by, answered_at, answer, voters, yes, no, ended_by, ended_at, told
      from directory.watching
     where company_id = ${companyId} and watching_id = ${id}`;
  return row ?? null;
}

export async function insertWatching({ tx, companyId }: Ctx, row: WatchingRow): Promise<void> {
  await tx`
    insert into directory.watching (company_id, watching_id, name, step, asked_by, asked_at, purpose, kept_months, key, holder_ids,
                                    waits_until, voters, told)
    values (${companyId}, ${row.id}, ${row.name}, ${row.step}, ${row.askedBy}, ${row.askedAt}, ${row.purpose}, ${row.keptMonths},
            ${row.key}, ${[...row.holderIds]}::uuid[], ${row.waitsUntil}, ${row.voters}, ${row.told})`;
}

export async function saveWatching({ tx, companyId }: Ctx, row: WatchingRow): Promise<void> {
  await tx`
    update directory.watching
       set agreed = ${row.agreed}, answered_by = ${row.answeredBy}, answered_at = ${row.answeredAt}, answer = ${row.answer},
           ended_by = ${row.endedBy}, ended_at = ${row.endedAt}, told = ${row.told}
     where company_id = ${companyId} and watching_id = ${row.id}`;
}

/** Of those who may vote where there is no representative, who has come in: a seat that nobody has taken has no vote. */
export async function haveCome({ tx, companyId }: Ctx, memberIds: readonly MemberId[]): Promise<MemberId[]> {
  const rows = await tx<{ memberId: MemberId }>`
    select member_id from directory.member
     where company_id = ${companyId} and member_id = any(${[...memberIds]}::uuid[]) and account_id is not null
     order by member_id`;
  return rows.map(({ memberId }) => memberId);
}

export async function insertVoters({ tx, companyId }: Ctx, id: WatchingId, memberIds: readonly MemberId[]) {
  await tx`
    insert into directory.watching_voter (company_id, watching_id, member_id)
    select ${companyId}, ${id}, v.id from unnest(${[...memberIds]}::uuid[]) as v(id)`;
}

/** On which of these a member may vote, and on which he has. */
export async function votesOf({ tx, companyId }: Ctx, memberId: MemberId, ids: readonly WatchingId[]) {
  const rows = await tx<{ id: WatchingId; voted: boolean }>`
    select watching_id as id, voted from directory.watching_voter
     where company_id = ${companyId} and member_id = ${memberId} and watching_id = any(${[...ids]}::uuid[])`;
  return new Map(rows.map(({ id, voted }) => [id, { hasVoted: voted }]));
}

/** Counts a vote and notes who has voted: two rows that nothing joins. */
export async function putVote({ tx, companyId }: Ctx, id: WatchingId, memberId: MemberId, agree: boolean) {
  await tx`
    update directory.watching_voter set voted = true
     where company_id = ${companyId} and watching_id = ${id} and member_id = ${memberId}`;
  await tx`
    update directory.watching set yes = yes + ${agree ? 1 : 0}, no = no + ${agree ? 0 : 1}
     where company_id = ${companyId} and watching_id = ${id}`;
}

/** Members who were asked to vote and have not yet. */
export async function yetToVote({ tx, companyId }: Ctx, id: WatchingId): Promise<MemberId[]> {
  const rows = await tx<{ memberId: MemberId }>`
    select member_id from directory.watching_voter
     where company_id = ${companyId} and watching_id = ${id} and not voted
     order by member_id`;
  return rows.map(({ memberId }) => memberId);
}

export async function setWatchingDue({ tx, companyId }: Ctx, at: Date | null): Promise<void> {
  await tx`update directory.company set watching_due_at = ${at} where company_id = ${companyId}`;
}

/** When each of these companies has something due. */
export function nextWatchingDue(tx: Tx, companyIds: readonly CompanyId[]) {
  return tx<{ company: CompanyId; dueAt: Date }>`
    select company, due_at from directory.next_watching_due(${[...companyIds]}::uuid[])`;
}
