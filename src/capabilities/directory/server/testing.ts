import { createAccountWithSession, identity, sessionOf } from '#identity/server/index.ts';
import type { AccountId, CompanyId, MemberId } from '#platform/model/ids.ts';
import { Refused } from '#platform/model/refusal.ts';
import type { Announced } from '#platform/server/announcement.ts';
import type { Capability } from '#platform/server/capability.ts';
import { type Credentials, House, noEdge } from '#platform/server/house.ts';
import { type FreshDatabase, freshDatabase } from '#platform/server/testing.ts';
import type { Preset, Role } from '../model/contract.ts';
import { directory, makeImportRunner, type ImportRunner, memberOf } from './index.ts';

/** Somebody who makes calls through the front door, as his browser would. */
export interface Caller {
  readonly accountId: AccountId;
  readonly companyId: CompanyId | null;
  readonly memberId: MemberId | null;
  readonly credentials: Credentials;
  call<T = Answer>(name: string, body?: unknown): Promise<T>;
  /** The code of the refusal; fails if there is none. */
  refusal(name: string, body?: unknown): Promise<string>;
}

/** What a test reads of an answer it does not care to type. */
export type Answer = Record<string, unknown>;

/** A house on a database of its own, in which tests make people and companies. */
export class TestHouse implements AsyncDisposable {
  readonly house: House;
  readonly imports: ImportRunner;
  readonly fresh: FreshDatabase;
  readonly faults: unknown[] = [];
  now = new Date('2026-11-23T08:00:00.000Z');
  #people = 0;

  constructor(fresh: FreshDatabase, more: readonly Capability[] = []) {
    this.fresh = fresh;
    this.house = new House(
      fresh.database,
      [identity, directory, ...more],
      { session: sessionOf, member: memberOf },
      () => this.now,
    );
    this.imports = makeImportRunner(this.house, (error) => this.faults.push(error));
  }

  static async open(more: readonly Capability[] = []): Promise<TestHouse> {
    return new TestHouse(await freshDatabase(), more);
  }

  /** An account, signed in. */
  async person(name = '某人'): Promise<Caller> {
    this.#people += 1;
    const accountName = `person${this.#people}@example.com`;
    const { accountId, token } = await this.house.run(noEdge, (ctx) =>
      createAccountWithSession(ctx, { accountName, password: null, name, language: 'zh' }),
    );
    return this.#caller(accountId, token, null, null);
  }

  /** A company and its owner. */
  async company(preset: Preset = 'balanced', ownerName = '王伟'): Promise<Caller> {
    const person = await this.person(ownerName);
    const made = await person.call<{ companyId: CompanyId; memberId: MemberId }>('directory.createCompany', {
      name: '明远科技',
      timeZone: 'Asia/Shanghai',
      preset,
    });
    return this.#caller(person.accountId, person.credentials.token ?? '', made.companyId, made.memberId);
  }

  /** A member with this role, joined by an invite of the owner's. */
  async join(owner: Caller, role: Role, name = '某人', departmentId: string | null = null): Promise<Caller> {
    const { link } = await owner.call<{ link: string }>('directory.createInvite', {
      role,
      departmentId,
      days: 7,
      uses: 1,
    });
    const person = await this.person(name);
    return this.accept(person, link, name);
  }

  /** A person takes an invite. */
  async accept(person: Caller, link: string, name: string): Promise<Caller> {
    const invite = link.split('/').at(-1);
    const made = await person.call<{ companyId: CompanyId; memberId: MemberId }>('directory.acceptInvite', {
      invite,
      name,
    });
    return this.#caller(person.accountId, person.credentials.token ?? '', made.companyId, made.memberId);
  }

  /** Everything announced in a company so far. */
  events(companyId: CompanyId | null): Promise<Announced[]> {
    return this.house.eventsSince(companyId as CompanyId, null, 0, Number.MAX_SAFE_INTEGER, 100_000);
  }

  #caller(accountId: AccountId, token: string, companyId: CompanyId | null, memberId: MemberId | null): Caller {
    const credentials = { token, companyId, edge: noEdge };
    const call = <T>(name: string, body: unknown = {}) => this.house.call(name, credentials, body) as Promise<T>;
    const refusal = async (name: string, body?: unknown) => {
      try {
        await call(name, body);
      } catch (error) {
        if (error instanceof Refused) return error.refusal.code;
        throw error;
      }
      throw new Error(`${name} was not refused`);
    };
    return { accountId, companyId, memberId, credentials, call, refusal };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.imports.idle();
    await this.fresh[Symbol.asyncDispose]();
  }
}
