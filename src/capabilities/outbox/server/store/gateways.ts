import type { GatewayConfig } from '../../model/gateways/config.ts';
import type { Wired } from '../../model/quiet.ts';
import type { OutboxContext } from '../source.ts';

export interface GatewayRow {
  readonly way: Wired;
  readonly config: GatewayConfig;
  readonly sealed: Buffer;
  readonly dailyMax: number;
  readonly unitCost: string;
  readonly currency: string;
}

export function gatewaysOf({ tx, companyId }: OutboxContext) {
  return tx<GatewayRow>`
    select way, config, sealed, daily_max, unit_cost::text, currency from outbox.gateway
     where company_id = ${companyId} order by way limit 3`;
}

export async function gatewayOf(ctx: OutboxContext, way: Wired): Promise<GatewayRow | null> {
  return (await gatewaysOf(ctx)).find((row) => row.way === way) ?? null;
}

/** How the gateways do: since when, and what this month (UTC) came to. */
export function healthOf({ tx, companyId }: OutboxContext, now: Date) {
  const day = now.toISOString().slice(0, 10);
  return tx<{
    way: Wired;
    workedAt: Date | null;
    failingSince: Date | null;
    failure: string | null;
    today: number;
    sent: number;
    delivered: number;
    failed: number;
    cost: string;
    dead: number;
  }>`
    select g.way, g.worked_at, g.failing_since, g.failure,
           coalesce(sum(d.sent) filter (where d.day = ${day}::date), 0)::int as today,
           coalesce(sum(d.sent), 0)::int as sent, coalesce(sum(d.delivered), 0)::int as delivered,
           coalesce(sum(d.failed), 0)::int as failed, trim_scale(coalesce(sum(d.cost), 0))::text as cost,
           (select count(*)::int from outbox.wire w
             where w.company_id = ${companyId} and w.way = g.way and w.state = 'dead') as dead
      from outbox.gateway g
      left join outbox.gateway_day d
        on d.company_id = ${companyId} and d.way = g.way and d.day >= date_trunc('month', ${day}::date)
       and d.day <= ${day}::date
     where g.company_id = ${companyId}
     group by g.company_id, g.way
     order by g.way limit 3`;
}

export async function putGateway({ tx, companyId }: OutboxContext, row: GatewayRow): Promise<void> {
  await tx`
    insert into outbox.gateway (company_id, way, config, sealed, daily_max, unit_cost, currency)
    values (${companyId}, ${row.way}, ${JSON.stringify(row.config)}::jsonb, ${row.sealed}, ${row.dailyMax},
            ${row.unitCost}::numeric, ${row.currency})
    on conflict (company_id, way) do update
      set config = excluded.config, sealed = excluded.sealed, daily_max = excluded.daily_max,
          unit_cost = excluded.unit_cost, currency = excluded.currency, failing_since = null, failure = null`;
}

export async function removeGateway({ tx, companyId }: OutboxContext, way: Wired): Promise<boolean> {
  const rows = await tx`
    delete from outbox.gateway where company_id = ${companyId} and way = ${way} returning 1 as gone`;
  return rows.length > 0;
}

/** Takes so many of what the day still has, at its price; returns how many there were. */
export async function spend({ tx, companyId }: OutboxContext, way: Wired, wanted: number, now: Date): Promise<number> {
  const day = now.toISOString().slice(0, 10);
  await tx`
    insert into outbox.gateway_day (company_id, way, day) values (${companyId}, ${way}, ${day}::date)
    on conflict (company_id, way, day) do nothing`;
  const [row] = await tx<{ got: number }>`
    with d as (
      select sent from outbox.gateway_day
       where company_id = ${companyId} and way = ${way} and day = ${day}::date for update
    ), g as (
      select g.unit_cost, greatest(0, least(${wanted}::int, g.daily_max - d.sent)) as got
        from outbox.gateway g, d where g.company_id = ${companyId} and g.way = ${way}
    )
    update outbox.gateway_day u set sent = u.sent + g.got, cost = u.cost + g.got * g.unit_cost
      from g
     where u.company_id = ${companyId} and u.way = ${way} and u.day = ${day}::date
    returning g.got`;
  return row?.got ?? 0;
}

/** Gives back what did not go out, and counts what became of what did. */
export async function count(
  { tx, companyId }: OutboxContext,
  way: Wired,
  { unsent = 0, delivered = 0, failed = 0 }: { unsent?: number; delivered?: number; failed?: number },
  now: Date,
): Promise<void> {
  const day = now.toISOString().slice(0, 10);
  await tx`
    insert into outbox.gateway_day as d (company_id, way, day, delivered, failed)
    values (${companyId}, ${way}, ${day}::date, ${delivered}, ${failed})
    on conflict (company_id, way, day) do update
      set sent = greatest(0, d.sent - ${unsent}::int), delivered = d.delivered + excluded.delivered,
          failed = d.failed + excluded.failed,
          cost = greatest(0, d.cost - ${unsent}::int * coalesce((
            select unit_cost from outbox.gateway g where g.company_id = ${companyId} and g.way = ${way}), 0))`;
}

/** Notes that a gateway works, or (with a reason) that it fails, and since when. */
export async function noteHealth({ tx, companyId }: OutboxContext, way: Wired, failure: string | null, now: Date) {
  await tx`
    update outbox.gateway
       set worked_at = case when ${failure}::text is null then ${now} else worked_at end,
           failing_since = case when ${failure}::text is null then null else coalesce(failing_since, ${now}) end,
           failure = ${failure}
     where company_id = ${companyId} and way = ${way}`;
}
