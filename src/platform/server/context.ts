import type { AccountId, CompanyId, MemberId, SessionId } from '#platform/model/ids.ts';
import type { Announcement } from './announcement.ts';
import type { Tx } from './database.ts';

/** What a use-case may know of, and say to, the browser behind the call. Null-like for jobs and seeds. */
export interface Edge {
  readonly address: string;
  readonly userAgent: string;
  /** Scheme and host that the browser sees, for links and passkeys. */
  readonly origin: string;
  /** The known-device token of this browser, if it has one. */
  readonly deviceToken: string | null;
  setSession(token: string, expiresAt: Date): void;
  clearSession(): void;
  setDevice(token: string): void;
}

/** A call that needs no sign-in. Everything a use-case may know about the world: passed in, never reached for. */
export interface AnyoneContext {
  readonly now: Date;
  readonly tx: Tx;
  readonly edge: Edge;
  newId(): string;
  /** Work for after the commit; it is not done when the transaction fails. */
  afterCommit(work: () => void): void;
  /** Turns row-level security to a company for the rest of this transaction. */
  enterCompany(companyId: CompanyId): Promise<void>;
  /** What `announce` has collected; written with the clock as the last statement. */
  readonly announcements: Announcement[];
  /** The capabilities that hear of events within the transaction. */
  readonly listeners: Listeners;
  /** The names of those that follow the log: a company that is made is theirs from its first event. */
  readonly followers: readonly string[];
}

/** A call of a signed-in person, outside any company. */
export interface AccountContext extends AnyoneContext {
  readonly accountId: AccountId;
  readonly sessionId: SessionId;
}

/** A call of a member of a company. */
export interface Context extends AccountContext {
  readonly companyId: CompanyId;
  readonly memberId: MemberId;
  readonly role: string;
}

/** Handlers of capabilities above, by event type; they run in the announcing transaction. */
export type Listeners = ReadonlyMap<string, readonly ((ctx: Context, event: never) => Promise<void>)[]>;

/** What the inside of a company transaction needs, whoever began it (a member, an account that joins, a seed). */
export type CompanyContext = Omit<Context, 'accountId' | 'sessionId'>;
