import { doors, makeCapabilities } from '#app/server/capabilities.ts';
import { openData } from '#app/server/open.ts';
import { createAccountWithSession } from '#identity/server/index.ts';
import { Database } from '#platform/server/database.ts';
import { House, noEdge } from '#platform/server/house.ts';
import { readSettings } from '#platform/server/settings.ts';
import type { CompanyPlan } from './world.ts';

/** A company as the devices have to know it. */
export interface PreparedCompany {
  readonly key: string;
  readonly companyId: string;
  readonly members: readonly { readonly memberId: string; readonly token: string }[];
  readonly groups: readonly string[];
  readonly pairs: readonly string[];
}

/** Makes companies by the calls that the product offers: sign-ups, a company, an invite that everybody takes, conversations. */
async function found(house: House, plan: CompanyPlan): Promise<PreparedCompany> {
  const call = async <Output>(name: string, token: string, companyId: string | null, input: unknown): Promise<Output> =>
    (await house.call(name, { token, companyId, edge: noEdge }, input)) as Output;
  const signUp = async (index: number): Promise<string> => {
    const account = {
      accountName: `${plan.key}-${index}@faults.example`,
      name: `${plan.key} ${index}`,
      password: null,
      language: 'en' as const,
    };
    return (await house.run(noEdge, (ctx) => createAccountWithSession(ctx, account))).token;
  };

  const owner = await signUp(0);
  const made = await call<{ companyId: string; memberId: string }>('directory.createCompany', owner, null, {
    name: plan.key,
    timeZone: 'Asia/Shanghai',
    preset: 'balanced',
  });
  const { companyId } = made;
  await call('directory.setPolicy', owner, companyId, {
    changes: { whoCreatesGroups: 'everybody', joiningNeedsApproval: false },
  });
  const invite = { role: 'member', departmentId: null, days: 1, uses: null };
  const { link } = await call<{ link: string }>('directory.createInvite', owner, companyId, invite);
  const members = [{ memberId: made.memberId, token: owner }];
  for (let index = 1; index < plan.size; index++) {
    const token = await signUp(index);
    const input = { invite: link.slice(link.lastIndexOf('/') + 1), name: `${plan.key} ${index}` };
    members.push({ ...(await call<{ memberId: string }>('directory.acceptInvite', token, null, input)), token });
  }

  const place = (index: number) => members[index] as (typeof members)[number];
  const groups: string[] = [];
  for (const [index, [first = 0, ...others]] of plan.groups.entries()) {
    const input = { name: `group ${index}`, memberIds: others.map((one) => place(one).memberId) };
    const { conversation } = await call<{ conversation: { id: string } }>(
      'chat.createGroup',
      place(first).token,
      companyId,
      input,
    );
    groups.push(conversation.id);
  }
  const pairs: string[] = [];
  for (const [one, other] of plan.pairs) {
    const input = { memberId: place(other).memberId };
    const { conversation } = await call<{ conversation: { id: string } }>(
      'chat.openDirect',
      place(one).token,
      companyId,
      input,
    );
    pairs.push(conversation.id);
  }
  return { key: plan.key, companyId, members, groups, pairs };
}

/** Reads the plan from standard input, makes the companies in the data folder, writes what the devices need. */
async function main(): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  const plans = JSON.parse(Buffer.concat(chunks).toString()) as CompanyPlan[];
  const data = await openData(readSettings(process.env, []));
  const database = new Database(data.appUrl);
  const house = new House(database, makeCapabilities().capabilities, doors);
  const prepared = await Promise.all(plans.map((plan) => found(house, plan)));
  process.stdout.write(JSON.stringify(prepared));
  await database.close();
  await data.close();
}

if (import.meta.main) await main();
