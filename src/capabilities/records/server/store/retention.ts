import type { CompanyId, ConversationId } from '#platform/model/ids.ts';
import type { Tx } from '#platform/server/database.ts';
import { AS_ABOVE, type Level, type Rule, type Wanted } from '../../model/retention.ts';

interface Ctx {
  readonly tx: Tx;
  readonly companyId: CompanyId;
}

/** A rule with the kind of the conversation it is for. */
export interface KeptRule extends Rule {
  readonly conversationId: ConversationId | null;
  readonly kind: string;
}

interface Row {
  readonly level: Level;
  readonly conversationId: ConversationId | null;
  readonly kind: string;
  readonly days: number | null;
  readonly nextDays: number | null;
  readonly nextAt: Date | null;
}

const wanted = (days: number | null): Wanted => (days === 0 ? AS_ABOVE : days);
const stored = (days: Wanted): number | null => (days === AS_ABOVE ? 0 : days);

/** All rules of the company. */
export async function rulesOf({ tx, companyId }: Ctx): Promise<KeptRule[]> {
  const rows = await tx<Row>`
    select level, case when level = 'conversation' then place end as conversation_id, kind, days, next_days, next_at
      from records.retention where company_id = ${companyId}
     order by level, place limit 10000`;
  return rows.map(({ nextDays, nextAt, days, ...rule }) => ({
    ...rule,
    days: wanted(days),
    next: nextAt === null ? null : { days: wanted(nextDays), at: nextAt },
  }));
}

/** Puts a rule in place of the one there was. */
export async function putRule(
  { tx, companyId }: Ctx,
  { level, conversationId, kind, days, next }: KeptRule,
): Promise<void> {
  await tx`
    insert into records.retention (company_id, level, place, kind, days, has_next, next_days, next_at)
    values (${companyId}, ${level}, ${conversationId ?? companyId}, ${kind}, ${stored(days)}, ${next !== null},
            ${next === null ? null : stored(next.days)}, ${next?.at ?? null})
    on conflict (company_id, level, place) do update
       set kind = excluded.kind, days = excluded.days, has_next = excluded.has_next, next_days = excluded.next_days,
           next_at = excluded.next_at`;
}

export async function removeRule(
  { tx, companyId }: Ctx,
  { level, conversationId }: Pick<KeptRule, 'level' | 'conversationId'>,
): Promise<void> {
  await tx`
    delete from records.retention
     where company_id = ${companyId} and level = ${level} and place = ${conversationId ?? companyId}`;
}

/** How far a round is. */
export interface Round {
  readonly after: ConversationId | null;
  readonly erased: number;
}

/** Begins a round anew, now. */
export async function beginRound({ tx, companyId }: Ctx, now: Date): Promise<void> {
  await tx`
    insert into records.retention_round (company_id, due_at) values (${companyId}, ${now})
    on conflict (company_id) do update set after = null, due_at = excluded.due_at`;
}

/** The round, locked, where its next step is due; null where it is not, or somebody else is at it. */
export async function lockRound({ tx, companyId }: Ctx, now: Date): Promise<Round | null> {
  const [row] = await tx<Round>`
    select after, erased from records.retention_round
     where company_id = ${companyId} and due_at <= ${now} for update skip locked`;
  return row ?? null;
}

export async function saveRound({ tx, companyId }: Ctx, { after, erased }: Round, dueAt: Date): Promise<void> {
  await tx`
    update records.retention_round set after = ${after}, erased = ${erased}, due_at = ${dueAt} where company_id = ${companyId}`;
}

/** When each of these companies has its next step; those without a rule are left out. */
export function nextRound(tx: Tx, companyIds: readonly CompanyId[]) {
  return tx<{ company: CompanyId; dueAt: Date }>`select * from records.next_round(${[...companyIds]}::uuid[])`;
}
