import type { InputOf } from '#platform/model/contract.ts';
import { ensure, refuse } from '#platform/model/refusal.ts';
import { type Kept, kept, type Outside, outside } from '#platform/server/capability.ts';
import type { AccountContext } from '#platform/server/context.ts';
import type { identityCalls } from '../model/contract.ts';
import { isFresh, type Way, waysOf } from '../model/proof.ts';
import { ownAccount } from './accounts.ts';
import { countWrongTry, passwordTries, slowDown, takeRightTry } from './attempts.ts';
import { passkeyProofRefusal } from './passkeys.ts';
import { passwordFits } from './secrets.ts';
import { accountIfStill } from './store/accounts.ts';
import { passkeysOf } from './store/passkeys.ts';
import { provedAt, setProved } from './store/sessions.ts';
import { checkDigits } from './totp.ts';

type Done = Record<string, never>;

/** Whether a proof is wanted now, and by what it can be given. */
export async function proof(ctx: AccountContext): Promise<{ fresh: boolean; ways: Way[] }> {
  const { passwordHash, totpSecret } = await ownAccount(ctx);
  const hasPasskeys = (await passkeysOf(ctx.tx, ctx.accountId)).length > 0;
  return {
    fresh: isFresh(await provedAt(ctx.tx, ctx.sessionId), ctx.now),
    ways: waysOf({ hasPassword: passwordHash !== null, hasTotp: totpSecret !== null, hasPasskeys }),
  };
}

/** Takes a proof. Wrong ones count as they do at sign-in. */
export async function prove(
  ctx: AccountContext,
  input: InputOf<typeof identityCalls.prove>,
): Promise<Done | Kept | Outside<AccountContext, Done>> {
  if (input.by === 'password') return proveByPassword(ctx, input.password);
  const verdict = await (input.by === 'code'
    ? checkDigits(ctx, await ownAccount(ctx), input.code)
    : passkeyProofRefusal(ctx, input));
  return verdict === null ? proved(ctx) : kept(verdict);
}

async function proveByPassword(ctx: AccountContext, password: string): Promise<Outside<AccountContext, Done>> {
  const { accountName, passwordHash } = await ownAccount(ctx);
  const tries = await passwordTries(ctx, accountName);
  ensure(await slowDown(ctx, tries));
  return outside(
    () => passwordFits(passwordHash, password),
    async (ctx, fits) => {
      const owner = fits ? await accountIfStill(ctx.tx, accountName, passwordHash) : null;
      if (owner === null) return kept(await countWrongTry(ctx, tries, refuse('identity.wrongPassword')));
      ensure(await takeRightTry(ctx, tries));
      return proved(ctx);
    },
  );
}

async function proved(ctx: AccountContext): Promise<Done> {
  await setProved(ctx.tx, ctx.sessionId, ctx.now);
  return {};
}
