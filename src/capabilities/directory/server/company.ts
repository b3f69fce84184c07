import { accountOf, addSeat, renameCompanySeats } from '#identity/server/index.ts';
import type { CompanyId, MemberId } from '#platform/model/ids.ts';
import { ensure, Refused, refuse } from '#platform/model/refusal.ts';
import { startClock } from '#platform/server/announce.ts';
import type { AccountContext, Context } from '#platform/server/context.ts';
import type { Changes } from '../model/policy.ts';
import { policyAfter, policyDifference, policyOfPreset } from '../model/policy.ts';
import type { Company, Policy, Preset } from '../model/contract.ts';
import { admins } from '../model/roles.ts';
import { policyAlone, raises, showsMore, watchedNames } from '../model/watching.ts';
import { isTimeZone } from '../model/timeZone.ts';
import { lockFor } from './acting.ts';
import { startLedger, writeLedger } from './ledger.ts';
import { endAbove, policyOf } from './watching.ts';
import { keptPolicy } from './store/watching.ts';
import { sortKeyOf, termsOf } from './names.ts';
import * as store from './store/company.ts';
import { insertMembers } from './store/members.ts';
import { setTerms } from './store/search.ts';
import { companyNow, tellCompany, tellMembers } from './tell.ts';

export interface NewCompany {
  readonly name: string;
  readonly timeZone: string;
  readonly preset: Preset;
}

/** Makes a company whose owner is the account that asks. */
export async function createCompany(
  account: AccountContext,
  { name, timeZone, preset }: NewCompany,
): Promise<{ companyId: CompanyId; memberId: MemberId }> {
  ensure(isTimeZone(timeZone) ? null : refuse('directory.timeZoneUnknown', { timeZone }));
  const { tx, now, accountId } = account;
  const person = await accountOf(account, accountId);
  if (person === null) throw new Refused(refuse('platform.notSignedIn'));
  const companyId = account.newId() as CompanyId;
  const id = account.newId() as MemberId;
  await account.enterCompany(companyId);
  const ctx: Context = Object.assign(account, { companyId, memberId: id, role: 'owner' });

  // Nobody is named before two keys have agreed to it.
  const policy = policyAlone(policyOfPreset(preset));
  await store.insertCompany(tx, {
    id: companyId,
    name,
    timeZone,
    policy,
    insidersTopic: account.newId(),
    createdAt: now,
  });
  await startClock(ctx, companyId);
  await startLedger(tx, companyId);
  const owner = { id, accountId, name: person.name, title: '', role: 'owner', status: 'active' } as const;
  const keys = { email: null, phone: null, employeeNumber: null };
  const sortKey = sortKeyOf(owner.name);
  await insertMembers(
    tx,
    companyId,
    [{ ...owner, ...keys, sortKey, timeZone, askedAt: null, askedFor: null, joinedAt: now }],
    now,
  );
  await setTerms(tx, companyId, [id], termsOf({ ...owner, ...keys }));
  await addSeat(ctx, {
    accountId,
    companyId,
    companyName: name,
    memberId: id,
    memberName: owner.name,
    role: owner.role,
    status: 'active',
  });
  await writeLedger(ctx, { kind: 'companyCreated', facts: { name, preset, ownerId: id } });

  await tellCompany(ctx, true);
  await tellMembers(ctx, [id]);
  return { companyId, memberId: id };
}

/** Gives the company another name. */
export async function renameCompany(ctx: Context, { name }: { name: string }): Promise<Company> {
  const { tx, companyId } = ctx;
  await lockFor(ctx, admins);
  const before = await companyNow(ctx);
  if (before.name === name) return before;
  await store.renameCompany(tx, companyId, name);
  await renameCompanySeats(ctx, companyId, name);
  await writeLedger(ctx, { kind: 'companyRenamed', facts: { from: before.name, to: name } });
  await tellCompany(ctx);
  return { ...before, name };
}

/** Changes the policy; the ledger keeps what it was. */
export async function setPolicy(
  ctx: Context,
  { preset, changes }: { preset?: Preset | undefined; changes: Changes },
): Promise<Policy> {
  const { tx, companyId } = ctx;
  await lockFor(ctx, admins);
  const before = await policyOf(ctx);
  const wanted = policyAfter(before, preset, changes);
  const raised = raises(before, wanted);
  const asked = raised.find((name) => changes[name] !== undefined);
  if (asked !== undefined) throw new Refused(refuse('directory.twoKeys', { name: asked }));
  // What a style would show more of stays as it is until two keys say so.
  const after = { ...wanted, ...Object.fromEntries(raised.map((name) => [name, before[name]])) };
  if (Object.keys(policyDifference(before, after)).length === 0) return before;
  await endAbove(ctx, after);
  const kept = await keptPolicy(ctx);
  const lowest = watchedNames.map((name) => [
    name,
    showsMore(name, kept[name], after[name]) ? after[name] : kept[name],
  ]);
  await store.savePolicy(tx, companyId, policyAlone({ ...after, ...Object.fromEntries(lowest) }));
  const now = await policyOf(ctx);
  await writeLedger(ctx, { kind: 'policyChanged', facts: policyDifference(before, now) });
  await tellCompany(ctx, true);
  return now;
}
