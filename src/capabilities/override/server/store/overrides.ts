import type { DingId } from '#ding/model/contract.ts';
import type { OutboxContext } from '#outbox/server/index.ts';
import type { MemberId } from '#platform/model/ids.ts';
import type { Rest } from '#worktime/server/index.ts';
import type { Reached, Reason } from '../../model/contract.ts';

export interface OverrideRow {
  readonly id: DingId;
  readonly senderId: MemberId;
  readonly reason: Reason;
  readonly why: string;
  readonly at: Date;
}

export type ReachedRow = Omit<Reached, 'mayContest' | 'mayDecide'>;

/** Takes the rows of these members, in one order: who sends an override, and whom it would reach. */
export async function lockBounds({ tx, companyId }: OutboxContext, memberIds: readonly MemberId[]): Promise<void> {
  const ids = [...memberIds];
  await tx`
    insert into override.bound (company_id, member_id)
    select ${companyId}, id from unnest(${ids}::uuid[]) as id order by id on conflict do nothing`;
  await tx`
    select 1 from override.bound where company_id = ${companyId} and member_id = any(${ids}::uuid[])
     order by member_id for update`;
}

export async function findOverride({ tx, companyId }: OutboxContext, id: DingId): Promise<OverrideRow | null> {
  const [row] = await tx<OverrideRow>`
    select override_id as id, sender_id, reason, why, at from override.override
     where company_id = ${companyId} and override_id = ${id}`;
  return row ?? null;
}

/** The overrides of a sender after a moment, with how many each reached. */
export function sentBy({ tx, companyId }: OutboxContext, senderId: MemberId, after: Date) {
  return tx<{ at: Date; reached: number }>`
    select o.at, (select count(*)::int from override.reached r
                   where r.company_id = o.company_id and r.override_id = o.override_id) as reached
      from override.override o
     where o.company_id = ${companyId} and o.sender_id = ${senderId} and o.at > ${after}
     order by o.at limit 1000`;
}

/** When overrides of a sender were first upheld as no emergency, after a moment. */
export async function upheldOf({ tx, companyId }: OutboxContext, senderId: MemberId, after: Date): Promise<Date[]> {
  const rows = await tx<{ upheldAt: Date }>`
    select upheld_at from override.override
     where company_id = ${companyId} and sender_id = ${senderId} and upheld_at > ${after} order by upheld_at limit 1000`;
  return rows.map(({ upheldAt }) => upheldAt);
}

/** Who of these was reached by an override in the rest that he has now. */
export async function disturbedAmong(
  { tx, companyId }: OutboxContext,
  rests: ReadonlyMap<MemberId, { readonly since: Date }>,
  now: Date,
): Promise<MemberId[]> {
  const rows = await tx<{ memberId: MemberId }>`
    select distinct r.member_id
      from unnest(${[...rests.keys()]}::uuid[], ${[...rests.values()].map(({ since }) => since)}::timestamptz[]) as w(member_id, since)
      join override.reached r on r.company_id = ${companyId} and r.member_id = w.member_id
     where r.at >= w.since or r.rest_until > ${now}`;
  return rows.map(({ memberId }) => memberId);
}

export async function insertOverride(
  { tx, companyId }: OutboxContext,
  row: OverrideRow,
  reached: ReadonlyMap<MemberId, Pick<Rest, 'until' | 'breaks'>>,
): Promise<void> {
  const rests = [...reached.values()];
  await tx`
    insert into override.override (company_id, override_id, sender_id, reason, why, at)
    values (${companyId}, ${row.id}, ${row.senderId}, ${row.reason}, ${row.why}, ${row.at})`;
  await tx`
    insert into override.reached (company_id, override_id, member_id, at, rest_until, breaks)
    select ${companyId}, ${row.id}, r.member_id, ${row.at}, r.until, string_to_array(r.breaks, ' ')
      from unnest(${[...reached.keys()]}::uuid[], ${rests.map(({ until }) => until)}::timestamptz[],
                  ${rests.map(({ breaks }) => breaks.join(' '))}::text[]) as r(member_id, until, breaks)`;
}

/** Whom overrides reached: those of one member, of one override, or all; the latest first. */
export function reachedRows(
  { tx, companyId }: OutboxContext,
  where: { readonly memberId?: MemberId; readonly ids?: readonly DingId[]; readonly contested?: boolean },
  limit: number,
): Promise<ReachedRow[]> {
  const [memberId, ids] = [where.memberId ?? null, where.ids === undefined ? null : [...where.ids]];
  return tx<ReachedRow>`
    select o.override_id as id, r.member_id, o.sender_id, o.reason, o.why, r.at, r.breaks, r.ways, r.acknowledged_at, r.contested_at,
           r.verdict, r.decided_by
      from override.reached r
      join override.override o on o.company_id = r.company_id and o.override_id = r.override_id
     where r.company_id = ${companyId} and (${memberId}::uuid is null or r.member_id = ${memberId}::uuid)
       and (${ids}::uuid[] is null or r.override_id = any(${ids}::uuid[]))
       and (not ${where.contested ?? false} or r.contested_at is not null)
     order by r.at desc, r.override_id, r.member_id limit ${limit}`;
}

/** Locks how it stands with one whom an override reached; its override first, as all who decide on it do. */
export async function lockReached(ctx: OutboxContext, id: DingId, memberId: MemberId): Promise<ReachedRow | null> {
  await ctx.tx`
    select 1 from override.override where company_id = ${ctx.companyId} and override_id = ${id} for update`;
  const rows = await reachedRows(ctx, { memberId, ids: [id] }, 1);
  return rows[0] ?? null;
}

/** Notes that these answered; those who had done so already are not among what it returns. */
export async function acknowledge(
  { tx, companyId }: OutboxContext,
  id: DingId,
  memberIds: readonly MemberId[],
  at: Date,
): Promise<MemberId[]> {
  const rows = await tx<{ memberId: MemberId }>`
    update override.reached set acknowledged_at = ${at}
     where company_id = ${companyId} and override_id = ${id} and member_id = any(${[...memberIds]}::uuid[])
       and acknowledged_at is null
    returning member_id`;
  return rows.map(({ memberId }) => memberId);
}

/** Notes that an override went out to members by a way; returns those of whom that was not known. */
export function addWays(
  { tx, companyId }: OutboxContext,
  told: readonly { readonly id: DingId; readonly memberId: MemberId; readonly way: string }[],
): Promise<{ id: DingId; memberId: MemberId }[]> {
  return tx<{ id: DingId; memberId: MemberId }>`
    update override.reached r set ways = r.ways || array[w.way]
      from unnest(${told.map((t) => t.id)}::uuid[], ${told.map((t) => t.memberId)}::uuid[], ${told.map((t) => t.way)}::text[])
             as w(override_id, member_id, way)
     where r.company_id = ${companyId} and r.override_id = w.override_id and r.member_id = w.member_id
       and not (w.way = any(r.ways))
    returning r.override_id as id, r.member_id`;
}

export async function setContested({ tx, companyId }: OutboxContext, id: DingId, memberId: MemberId, at: Date) {
  await tx`
    update override.reached set contested_at = ${at}
     where company_id = ${companyId} and override_id = ${id} and member_id = ${memberId}`;
}

export async function setVerdict(
  { tx, companyId }: OutboxContext,
  { id, memberId }: Pick<ReachedRow, 'id' | 'memberId'>,
  verdict: 'upheld' | 'dismissed',
  decidedBy: MemberId,
  at: Date,
): Promise<void> {
  await tx`
    update override.reached set verdict = ${verdict}, decided_by = ${decidedBy}
     where company_id = ${companyId} and override_id = ${id} and member_id = ${memberId}`;
  if (verdict === 'upheld') return setUpheld({ tx, companyId }, id, at);
  // What counted as long as nobody could decide counts no more, unless somebody else has it upheld, or still waits.
  await tx`
    update override.override o set upheld_at = null
     where o.company_id = ${companyId} and o.override_id = ${id}
       and not exists (select 1 from override.reached r
                        where r.company_id = o.company_id and r.override_id = o.override_id and r.contested_at is not null
                          and coalesce(r.verdict, 'upheld') = 'upheld')`;
}

/** Counts an override as no emergency, from the first time that this is so. */
export async function setUpheld({ tx, companyId }: OutboxContext, id: DingId, at: Date): Promise<void> {
  await tx`
    update override.override set upheld_at = coalesce(upheld_at, ${at})
     where company_id = ${companyId} and override_id = ${id}`;
}
