import type { ConversationId, MemberId } from '#platform/model/ids.ts';
import type { CompanyContext } from '#platform/server/context.ts';

type Ctx = Pick<CompanyContext, 'tx' | 'companyId'>;

export interface Due {
  readonly memberId: MemberId;
  readonly dueAt: Date;
}

/** Says when the reading of these members is to be shown, or sooner. Waits for who shows it just now: then it is to be shown again. */
export async function planShowing({ tx, companyId }: Ctx, due: readonly Due[]): Promise<void> {
  await tx`
    insert into chat.reading_due (company_id, member_id, due_at)
    select ${companyId}, d.member_id, d.due_at
      from unnest(${due.map((one) => one.memberId)}::uuid[], ${due.map((one) => one.dueAt)}::timestamptz[]) as d(member_id, due_at)
     order by d.member_id
    on conflict (company_id, member_id) do update set due_at = excluded.due_at where reading_due.due_at > excluded.due_at`;
}

/** Members whose reading is due to be shown, locked. */
export async function takeShowing({ tx, companyId }: Ctx, now: Date, limit: number): Promise<MemberId[]> {
  const rows = await tx<{ memberId: MemberId }>`
    select member_id from chat.reading_due
     where company_id = ${companyId} and due_at <= ${now}
     order by due_at limit ${limit} for update skip locked`;
  return rows.map((row) => row.memberId);
}

/** Sets another moment for those of these that wait. */
export async function planAnew({ tx, companyId }: Ctx, due: readonly Due[]): Promise<void> {
  await tx`
    update chat.reading_due r set due_at = d.due_at
      from unnest(${due.map((one) => one.memberId)}::uuid[], ${due.map((one) => one.dueAt)}::timestamptz[]) as d(member_id, due_at)
     where r.company_id = ${companyId} and r.member_id = d.member_id`;
}

export async function endShowing({ tx, companyId }: Ctx, memberIds: readonly MemberId[]): Promise<void> {
  await tx`delete from chat.reading_due where company_id = ${companyId} and member_id = any(${[...memberIds]}::uuid[])`;
}

/** Shows all that these members have read; answers how far each step goes, and whether anybody sees it. */
export function show({ tx, companyId }: Ctx, memberIds: readonly MemberId[]) {
  return tx<{ conversationId: ConversationId; memberId: MemberId; from: number; to: number; shares: boolean }>`
    with behind as (
      select conversation_id, member_id, shown_number, read_number, shares from chat.cursor
       where company_id = ${companyId} and member_id = any(${[...memberIds]}::uuid[]) and shown_number is not null
       -- A send that holds one shows it by itself: nobody is waited for.
       order by conversation_id, member_id for no key update skip locked
    ), shown as (
      update chat.cursor r set shown_number = null
        from behind b
       where r.company_id = ${companyId} and r.conversation_id = b.conversation_id and r.member_id = b.member_id
    )
    select conversation_id, member_id, shown_number as "from", read_number as "to", shares from behind`;
}

/** Of whom something is not shown yet. */
export async function behindAmong({ tx, companyId }: Ctx, memberIds: readonly MemberId[]): Promise<MemberId[]> {
  const rows = await tx<{ memberId: MemberId }>`
    select distinct member_id from chat.cursor
     where company_id = ${companyId} and member_id = any(${[...memberIds]}::uuid[]) and shown_number is not null`;
  return rows.map((row) => row.memberId);
}
