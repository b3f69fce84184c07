import type { MemberId } from '#platform/model/ids.ts';
import type { CompanyContext } from '#platform/server/context.ts';
import { hourOf, type ViewKind } from '../../model/views.ts';

type Ctx = Pick<CompanyContext, 'tx' | 'companyId'>;

export interface View {
  readonly what: ViewKind;
  /** Whose facts are shown; the viewer himself counts for nothing. */
  readonly memberIds: readonly MemberId[];
  /** Which notice or export, where there are several. */
  readonly about?: string;
  /** Why, where somebody had to say so. */
  readonly purpose?: string;
}

type Viewing = Pick<CompanyContext, 'tx' | 'companyId' | 'memberId' | 'role' | 'now'>;

/** Writes into the log of each of these members that the caller is shown this of him: in the transaction that shows it (R30). */
export async function noteViews(ctx: Viewing, { what, memberIds, about = '', purpose = '' }: View): Promise<void> {
  const { tx, companyId, memberId, role, now } = ctx;
  const ids = [...new Set(memberIds)].filter((id) => id !== memberId).sort();
  if (ids.length === 0) return;
  await tx`
    insert into directory.view (company_id, member_id, hour, viewer_id, what, about, at, role, purpose)
    select ${companyId}, m.id, ${hourOf(now)}, ${memberId}, ${what}, ${about}, ${now}, ${role}, ${purpose}
      from unnest(${ids}::uuid[]) as m(id)
    on conflict do nothing`;
}

export interface ViewRow {
  readonly at: Date;
  readonly viewerId: MemberId;
  readonly what: ViewKind;
  readonly about: string;
  readonly role: string;
  readonly purpose: string;
}

/** Who was shown what of a member, the latest first, older than a moment: so many, and whatever has the moment of the last of them. */
export function viewsOf({ tx, companyId }: Ctx, memberId: MemberId, before: Date | null, limit: number) {
  return tx<ViewRow>`
    select at, viewer_id, what, about, role, purpose from (
      select * from directory.view
       where company_id = ${companyId} and member_id = ${memberId}
         and (${before}::timestamptz is null or at < ${before}::timestamptz)
       order by at desc fetch first ${limit} rows with ties) v
     order by at desc, viewer_id, what, about`;
}

/** Forgets some views older than a moment; how many. */
export async function forgetViews({ tx, companyId }: Ctx, before: Date, limit: number): Promise<number> {
  const rows = await tx`
    delete from directory.view v
     using (select ctid from directory.view where company_id = ${companyId} and hour < ${before} limit ${limit}) old
     where v.ctid = old.ctid and v.company_id = ${companyId}
    returning 1 as gone`;
  return rows.length;
}
