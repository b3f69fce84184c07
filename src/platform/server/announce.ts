import { encode, type z } from 'zod';
import type { CompanyId, MemberId } from '#platform/model/ids.ts';
import type { Announced, Announcement, Body, Reach } from './announcement.ts';
import type { AnyoneContext, Context } from './context.ts';
import type { Tx } from './database.ts';

type EventSchema = z.ZodType<{ readonly type: string }>;

/**
 * Tells of something that happened. Listeners above hear it at once, in the same transaction; sockets hear it after the commit.
 * The event is encoded by its schema, so nothing leaves that the contract does not name. `own`: what it says to single members of the audience.
 */
export async function announce<S extends EventSchema>(
  ctx: AnyoneContext & { readonly companyId: CompanyId },
  schema: S,
  event: z.output<S>,
  { own, ...reach }: Reach & { readonly own?: ReadonlyMap<MemberId, Partial<z.output<S>>> },
): Promise<void> {
  const body = encode(schema, event) as Body;
  const announcement = { ...reach, companyId: ctx.companyId, type: event.type, body };
  ctx.announcements.push(own === undefined ? announcement : { ...announcement, own: ownParts(schema, event, own) });
  for (const listener of ctx.listeners.get(event.type) ?? []) await listener(ctx as Context, event as never);
}

function ownParts<S extends EventSchema>(
  schema: S,
  event: z.output<S>,
  own: ReadonlyMap<MemberId, Partial<z.output<S>>>,
): Record<string, Body> {
  return Object.fromEntries(
    [...own].map(([memberId, part]) => {
      const body = encode(schema, { ...event, ...part }) as Body;
      return [memberId, Object.fromEntries(Object.keys(part).map((key) => [key, body[key]]))];
    }),
  );
}

/** Writes what was announced, taking the company clock as the transaction's last statement: numbers are in commit order. */
export async function writeAnnouncements(tx: Tx, announcements: readonly Announcement[]): Promise<Announced[]> {
  const companyId = announcements[0]?.companyId;
  if (companyId === undefined) return [];
  const [clock] = await tx<{ base: number }>`
    with taken as (
      update platform.clock set at = at + ${announcements.length}::int
       where company_id = ${companyId}
      returning at - ${announcements.length}::int as base
    ), written as (
      insert into platform.event (company_id, at, topic, type, ref, payload, own, audience, joins, leaves)
      select ${companyId}, taken.base + e.ord, e.topic, e.type, e.ref, e.payload::jsonb, e.own::jsonb, e.audience::uuid[],
             e.joins::uuid[], e.leaves::uuid[]
        from taken,
             unnest(${announcements.map((a) => a.topic)}::uuid[], ${announcements.map((a) => a.type)}::text[],
                    ${announcements.map((a) => a.ref ?? null)}::bigint[],
                    ${announcements.map((a) => (a.ref === undefined ? JSON.stringify(a.body) : null))}::text[],
                    ${announcements.map((a) => (a.own === undefined ? null : JSON.stringify(a.own)))}::text[],
                    ${announcements.map((a) => arrayText(a.audience))}::text[],
                    ${announcements.map((a) => arrayText(a.joins))}::text[],
                    ${announcements.map((a) => arrayText(a.leaves))}::text[])
               with ordinality as e(topic, type, ref, payload, own, audience, joins, leaves, ord)
    )
    select base from taken`;
  if (clock === undefined) throw new Error(`company ${companyId} has no clock`);
  return announcements.map((announcement, index) => ({ ...announcement, at: clock.base + index + 1 }));
}

/** An array of ids as one text: an array of arrays would have to be rectangular. */
function arrayText(ids: readonly string[] | undefined): string | null {
  return ids === undefined ? null : `{${ids.join(',')}}`;
}

/** Starts the clock of a new company. Whoever follows the log now follows this one from its first event. */
export async function startClock(
  { tx, followers }: Pick<AnyoneContext, 'tx' | 'followers'>,
  companyId: CompanyId,
): Promise<void> {
  await tx`insert into platform.clock (company_id) values (${companyId})`;
  await tx`
    insert into platform.follower (company_id, name, at, step)
    select ${companyId}, name, 0, null from unnest(${[...followers]}::text[]) as name`;
}

/** How far a company's clock is: in a read transaction, exactly what the transaction sees. */
export async function clockOf(tx: Tx, companyId: CompanyId): Promise<number> {
  const [clock] = await tx<{ at: number }>`select at from platform.clock where company_id = ${companyId}`;
  if (clock === undefined) throw new Error(`company ${companyId} has no clock`);
  return clock.at;
}
