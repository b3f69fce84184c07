import type { AccountId, CompanyId, MemberId } from '#platform/model/ids.ts';
import { announce } from '#platform/server/announce.ts';
import type { AnyoneContext } from '#platform/server/context.ts';
import type { Tx } from '#platform/server/database.ts';
import { identityEvent, type Seat } from '../model/contract.ts';
import * as store from './store/seats.ts';

/** A context whose transaction stands in a company. */
type InCompany = AnyoneContext & { readonly companyId: CompanyId };

/** Gives an account a seat in a company, or renews the one it had. Names and role are copies: `updateSeat` keeps them. */
export async function addSeat(
  ctx: AnyoneContext,
  { accountId, ...seat }: Seat & { accountId: AccountId },
): Promise<void> {
  await store.upsertSeat(ctx.tx, accountId, seat, ctx.now);
}

/** Brings the copies in the member's seat up to date; a member without an account has none. Tells the member's devices. */
export async function updateSeat(
  ctx: InCompany,
  memberId: MemberId,
  changes: Partial<Pick<Seat, 'memberName' | 'role' | 'status'>>,
): Promise<void> {
  if (!(await store.updateSeat(ctx.tx, ctx.companyId, memberId, changes))) return;
  await announce(ctx, identityEvent, { type: 'identity.accountChanged' }, { topic: memberId });
}

/** A member who waited was let in, or the other way round. */
export function setSeatStatus(ctx: InCompany, memberId: MemberId, status: Seat['status']): Promise<void> {
  return updateSeat(ctx, memberId, { status });
}

/** The company has another name, in everybody's list. */
export async function renameCompanySeats(ctx: AnyoneContext, companyId: CompanyId, companyName: string): Promise<void> {
  await store.renameCompany(ctx.tx, companyId, companyName);
}

/** Takes the seat away: the company is no longer in the account's list. */
export async function removeSeat(ctx: AnyoneContext, companyId: CompanyId, memberId: MemberId): Promise<void> {
  await store.deleteSeat(ctx.tx, companyId, memberId);
}

/** The account behind a member, or null while the seat waits for a person. */
export function accountOfMember(
  ctx: { readonly tx: Tx },
  companyId: CompanyId,
  memberId: MemberId,
): Promise<AccountId | null> {
  return store.accountOfMember(ctx.tx, companyId, memberId);
}
