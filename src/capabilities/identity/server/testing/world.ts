import { TOTP } from 'otpauth';
import type { MemberId } from '#platform/model/ids.ts';
import { Refused } from '#platform/model/refusal.ts';
import type { Edge } from '#platform/server/context.ts';
import { Database } from '#platform/server/database.ts';
import { House } from '#platform/server/house.ts';
import { type FreshDatabase, freshDatabase } from '#platform/server/testing.ts';
import { identity, sessionOf } from '../index.ts';
import { slowHashes } from '../secrets.ts';

export const ORIGIN = 'https://chat.example.com';
export const PASSWORD = 'kites over the harbour';
const WINDOWS_CHROME =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36';

/** A browser with its two cookies, calling the house as the HTTP front does. */
export class Browser {
  token: string | null = null;
  cookieUntil: Date | null = null;
  deviceToken: string | null = null;
  address: string;
  userAgent: string;
  readonly #world: World;

  constructor(world: World, { address = '198.51.100.7', userAgent = WINDOWS_CHROME } = {}) {
    this.#world = world;
    this.address = address;
    this.userAgent = userAgent;
  }

  /** Makes a call of identity. The answer is what the wire carries. */
  async call<T = Record<string, unknown>>(name: string, body: unknown = {}): Promise<T> {
    const credentials = { token: this.token, companyId: null, edge: this.#edge() };
    return (await this.#world.house.call(`identity.${name}`, credentials, body)) as T;
  }

  /** The refusal of a call, as `code` or `code:why`; "fine" when there is none. */
  async refusalOf(name: string, body: unknown = {}): Promise<string> {
    try {
      await this.call(name, body);
      return 'fine';
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      const { code, facts } = error.refusal;
      return facts?.['why'] === undefined ? code : `${code}:${facts['why']}`;
    }
  }

  async signUp(accountName = this.#world.freshName()): Promise<string> {
    await this.call('signUp', { accountName, password: PASSWORD, name: '王小明', language: 'zh' });
    return accountName;
  }

  signIn(accountName: string, password = PASSWORD): Promise<{ state: string; challenge: string }> {
    return this.call('signIn', { accountName, password });
  }

  #edge(): Edge {
    return {
      address: this.address,
      userAgent: this.userAgent,
      origin: ORIGIN,
      deviceToken: this.deviceToken,
      setSession: (token, until) => {
        this.token = token;
        this.cookieUntil = until;
      },
      clearSession: () => {
        this.token = null;
      },
      setDevice: (token) => {
        this.deviceToken = token;
      },
    };
  }
}

/** A house with identity alone, whose clock the test turns. */
export class World implements AsyncDisposable {
  readonly house: House;
  readonly fresh: FreshDatabase;
  readonly #database: Database;
  now = new Date('2026-03-02T09:00:00Z');
  #names = 0;

  private constructor(fresh: FreshDatabase, connections: number) {
    this.fresh = fresh;
    this.#database = new Database(fresh.appUrl, connections);
    const member = async () => ({ memberId: '' as MemberId, role: 'member' });
    this.house = new House(this.#database, [identity], { session: sessionOf, member }, () => this.now);
  }

  static async open({ connections = 8 } = {}): Promise<World> {
    return new World(await freshDatabase(), connections);
  }

  browser(options?: { address?: string; userAgent?: string }): Browser {
    return new Browser(this, options);
  }

  freshName(): string {
    return `person${++this.#names}@example.com`;
  }

  wait(seconds: number): void {
    this.now = new Date(this.now.getTime() + seconds * 1_000);
  }

  /** The code that an authenticator app shows now, or some steps away. */
  code(secret: string, steps = 0): string {
    return new TOTP({ secret }).generate({ timestamp: this.now.getTime() + steps * 30_000 });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#database.close();
    await this.fresh[Symbol.asyncDispose]();
  }
}

/** Lets no password be hashed or verified until `release`: what is begun meanwhile waits between its two transactions. */
export function holdSlowHashes(): {
  readonly untilWaiting: (count: number) => Promise<void>;
  readonly release: () => void;
} {
  let release = (): void => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  for (let taken = 0; taken < slowHashes.atOnce; taken++) void slowHashes.run(() => held);
  return {
    release,
    async untilWaiting(count) {
      while (slowHashes.waiting < count) await new Promise((resolve) => setTimeout(resolve, 5));
    },
  };
}
