import { doors, makeCapabilities } from '#app/server/capabilities.ts';
import { openData } from '#app/server/open.ts';
import { createAccountWithSession, hashPassword } from '#identity/server/index.ts';
import { Database } from '#platform/server/database.ts';
import { type Credentials, House, newId, noEdge } from '#platform/server/house.ts';
import { readSettings } from '#platform/server/settings.ts';
import { inParallel } from './processes.ts';
import type { Company } from './world.ts';

/** What the client needs to play the people of a bench. */
export interface Prepared {
  /** Somebody who can sign in with a password. */
  readonly account: { readonly accountName: string; readonly password: string };
  readonly companies: Readonly<Record<string, PreparedCompany>>;
}

interface PreparedCompany {
  readonly companyId: string;
  /** A session of each member. */
  readonly tokens: readonly string[];
  /** The conversations of the groups and of the pairs. */
  readonly groups: readonly string[];
  readonly pairs: readonly string[];
}

const AT_A_TIME = 8;
const DAY_MINUTES = 1_440;
const ACCOUNT = { accountName: 'sign-in@bench.example', password: 'only for the bench, 2 cores' };

const nameOf = (key: string, index: number): string => `${key} ${index}`;

/**
 * Makes companies the way people do, by the calls that the product offers: a company, an invite, everybody accepts it,
 * groups and direct conversations are opened. Only the sign-ups take the door for seeds: without a password there is
 * nothing to hash.
 */
class Founder {
  private readonly house: House;

  constructor(house: House) {
    this.house = house;
  }

  private async call<Output>(name: string, token: string, companyId: string | null, input: unknown): Promise<Output> {
    const credentials: Credentials = { token, companyId, edge: noEdge };
    return (await this.house.call(name, credentials, input)) as Output;
  }

  async signUp(accountName: string, name: string, password: string | null = null): Promise<string> {
    const passwordHash = password === null ? null : await hashPassword(password);
    const account = { accountName, name, password: passwordHash, language: 'en' as const };
    return (await this.house.run(noEdge, (ctx) => createAccountWithSession(ctx, account))).token;
  }

  async found(company: Company): Promise<PreparedCompany> {
    const { key, size } = company;
    const tokens = await inParallel(Array.from({ length: size }), AT_A_TIME, (_, index) =>
      this.signUp(`${key}-${index}@bench.example`, nameOf(key, index)),
    );
    const owner = tokens[0] ?? '';
    const made = await this.call<{ companyId: string; memberId: string }>('directory.createCompany', owner, null, {
      name: key,
      timeZone: 'Asia/Shanghai',
      preset: 'balanced',
    });
    const { companyId } = made;
    const changes = { whoCreatesGroups: 'everybody', joiningNeedsApproval: false };
    await this.call('directory.setPolicy', owner, companyId, { changes });
    const memberIds = [made.memberId, ...(await this.join(company, companyId, tokens))];
    const idOf = (index: number): string => memberIds[index] ?? '';
    if (company.always === true) await this.workAlways(owner, companyId, memberIds);

    const groups: string[] = [];
    for (const [group, members] of company.groups.entries()) {
      const input = { name: `${key} group ${group}`, memberIds: members.slice(1).map(idOf) };
      groups.push(await this.conversation('chat.createGroup', tokens[members[0] ?? 0] ?? '', companyId, input));
    }
    const pairs: string[] = [];
    for (const [one, two] of company.pairs) {
      pairs.push(await this.conversation('chat.openDirect', tokens[one] ?? '', companyId, { memberId: idOf(two) }));
    }
    return { companyId, tokens, groups, pairs };
  }

  /** Gives them hours around the clock, which who has just come gets at once. */
  private async workAlways(owner: string, companyId: string, memberIds: readonly string[]): Promise<void> {
    const id = newId();
    const days = Array.from({ length: 7 }, () => [{ from: 0, until: DAY_MINUTES }]);
    const pattern = { kind: 'weekly', days, band: null, keepsHolidays: false };
    const schedule = { id, name: 'Always', pattern, reason: 'A bench has no night.' };
    await this.call('worktime.saveSchedule', owner, companyId, schedule);
    await this.call('worktime.assign', owner, companyId, { memberIds, siteId: null, scheduleId: id });
  }

  private async conversation(name: string, token: string, companyId: string, input: unknown): Promise<string> {
    return (await this.call<{ conversation: { id: string } }>(name, token, companyId, input)).conversation.id;
  }

  /** Everybody but the founder takes the invite; one after the other, for a company takes them in one by one anyhow. */
  private async join({ key }: Company, companyId: string, tokens: readonly string[]): Promise<string[]> {
    const invite = { role: 'member', departmentId: null, days: 1, uses: null };
    const [founder = '', ...others] = tokens;
    const { link } = await this.call<{ link: string }>('directory.createInvite', founder, companyId, invite);
    const memberIds: string[] = [];
    for (const [index, token] of others.entries()) {
      const input = { invite: link.slice(link.lastIndexOf('/') + 1), name: nameOf(key, index + 1) };
      memberIds.push((await this.call<{ memberId: string }>('directory.acceptInvite', token, null, input)).memberId);
    }
    return memberIds;
  }
}

async function read(stream: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

async function main(): Promise<void> {
  const companies = JSON.parse(await read(process.stdin)) as Company[];
  const data = await openData(readSettings(process.env, []));
  const database = new Database(data.appUrl);
  const founder = new Founder(new House(database, makeCapabilities().capabilities, doors));
  await founder.signUp(ACCOUNT.accountName, 'Sign-in', ACCOUNT.password);
  const made = await inParallel(companies, AT_A_TIME, (company) => founder.found(company));
  const entries = companies.map((company, index) => [company.key, made[index]] as const);
  process.stdout.write(JSON.stringify({ account: ACCOUNT, companies: Object.fromEntries(entries) }));
  await database.close();
  await data.close();
}

if (import.meta.main) await main();
