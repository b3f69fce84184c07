import type { chatCalls } from '#chat/model/contract.ts';
import type { dingCalls } from '#ding/model/contract.ts';
import type { directoryCalls } from '#directory/model/contract.ts';
import type { identityCalls } from '#identity/model/contract.ts';
import type { laterCalls } from '#later/model/contract.ts';
import type { outboxCalls } from '#outbox/model/contract.ts';
import type { overrideCalls } from '#override/model/contract.ts';
import type { recordsCalls } from '#records/model/contract.ts';
import type { worktimeCalls } from '#worktime/model/contract.ts';
import type { OutputOf, WireInputOf } from '#platform/model/contract.ts';
import type { AccountId, CompanyId, MemberId, SessionId } from '#platform/model/ids.ts';
import type { AccountContext, AnyoneContext, Context } from '#platform/server/context.ts';
import { type House, newId } from '#platform/server/house.ts';

type Calls = {
  [Name in keyof typeof chatCalls as `chat.${Name}`]: (typeof chatCalls)[Name];
} & {
  [Name in keyof typeof directoryCalls as `directory.${Name}`]: (typeof directoryCalls)[Name];
} & {
  [Name in keyof typeof laterCalls as `later.${Name}`]: (typeof laterCalls)[Name];
} & {
  [Name in keyof typeof recordsCalls as `records.${Name}`]: (typeof recordsCalls)[Name];
} & {
  [Name in keyof typeof dingCalls as `ding.${Name}`]: (typeof dingCalls)[Name];
} & {
  [Name in keyof typeof overrideCalls as `override.${Name}`]: (typeof overrideCalls)[Name];
} & {
  [Name in keyof typeof outboxCalls as `outbox.${Name}`]: (typeof outboxCalls)[Name];
} & {
  [Name in keyof typeof identityCalls as `identity.${Name}`]: (typeof identityCalls)[Name];
} & {
  [Name in keyof typeof worktimeCalls as `worktime.${Name}`]: (typeof worktimeCalls)[Name];
};

export interface Actor {
  readonly companyId: CompanyId;
  readonly memberId: MemberId;
  readonly role: string;
}

/** The same transaction at another moment. */
export function atMoment<C extends AnyoneContext>(base: C, now: Date): C {
  return { ...base, now, newId: () => newId(now.getTime()) };
}

/** The transaction as one member sees it. */
export function asMember(base: AnyoneContext, actor: Actor, now: Date): Context {
  return { ...atMoment(base, now), accountId: '' as AccountId, sessionId: '' as SessionId, ...actor };
}

/** The transaction as a signed-in person sees it, outside any company. */
export function asAccount(base: AnyoneContext, accountId: AccountId, now: Date): AccountContext {
  return { ...atMoment(base, now), accountId, sessionId: '' as SessionId };
}

/** Makes a call of the product, with its checks of role and shape, inside a transaction that the seed holds open. */
export async function act<Name extends keyof Calls>(
  house: House,
  ctx: Context | AccountContext,
  name: Name,
  input: WireInputOf<Calls[Name]>,
): Promise<OutputOf<Calls[Name]>> {
  const bound = house.find(name);
  if (bound === null || typeof bound.handler === 'object') throw new Error(`${name} cannot be made in a transaction`);
  const { allow } = bound.call;
  if (Array.isArray(allow) && !allow.includes((ctx as Context).role)) throw new Error(`${name} is not for this role`);
  const output = await bound.handler(ctx as never, bound.call.input.parse(input) as never);
  return output as OutputOf<Calls[Name]>;
}
