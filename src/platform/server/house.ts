import { randomBytes } from 'node:crypto';
import { decode, encode, ZodError } from 'zod';
import type { AnyCall } from '#platform/model/contract.ts';
import type { AccountId, CompanyId, MemberId, SessionId } from '#platform/model/ids.ts';
import { Refused, refuse } from '#platform/model/refusal.ts';
import { writeAnnouncements } from './announce.ts';
import type { Announced, Announcement, Body } from './announcement.ts';
import { type AnyHandler, type Capability, Kept, Outside, RawJson, type StoredRef } from './capability.ts';
import { CLOSE, type Connection, type Identity } from './connection.ts';
import type { AccountContext, AnyoneContext, Context, Edge, Listeners } from './context.ts';
import type { Database, Mode, Tx } from './database.ts';
import { type FollowContext, type Follower, followersOf } from './follower.ts';
import { Hub } from './hub.ts';

/** How the house learns who is calling; identity and directory answer. */
export interface Doors {
  /** The session behind a token, or null. Runs outside any company. */
  readonly session: (
    tx: Tx,
    token: string,
    now: Date,
  ) => Promise<{ accountId: AccountId; sessionId: SessionId } | null>;
  /** The active member that an account is in a company, or null. Runs inside the company. */
  readonly member: (
    tx: Tx,
    companyId: CompanyId,
    accountId: AccountId,
  ) => Promise<{ memberId: MemberId; role: string } | null>;
  /** Is what the company has for a member held back from him (R3)? Left out: nothing ever is. Runs inside the company. */
  readonly hold?: (ctx: { tx: Tx; companyId: CompanyId; memberId: MemberId; now: Date }) => Promise<Hold>;
}

/** What is said now, and until when that holds; null: until something changes. */
export interface Hold {
  readonly isHeld: boolean;
  readonly until: Date | null;
}

export interface Credentials {
  readonly token: string | null;
  readonly companyId: string | null;
  readonly edge: Edge;
}

interface Opened {
  readonly identity: Identity;
  readonly topics: Set<string>;
  readonly at: number;
  readonly fresh: boolean;
  readonly missed: Announced[];
  readonly openUntil: Date | null;
}

interface Bound {
  readonly call: AnyCall;
  readonly handler: AnyHandler;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** A new UUIDv7: time first, so that keys made together lie together. */
export function newId(now = Date.now()): string {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(now, 0, 6);
  bytes[6] = ((bytes[6] as number) & 0x0f) | 0x70;
  bytes[8] = ((bytes[8] as number) & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** An edge with nobody behind it: jobs, seeds, tests. */
export const noEdge: Edge = {
  address: '127.0.0.1',
  userAgent: '',
  origin: 'http://localhost',
  deviceToken: null,
  setSession() {},
  clearSession() {},
  setDevice() {},
};

/** Every call of every capability, from whichever door it comes: who may, what shape, one transaction, then the announcements. */
export class House {
  readonly database: Database;
  readonly hub: Hub;
  readonly capabilities: readonly Capability[];
  readonly doors: Doors;
  readonly listeners: Listeners;
  readonly followers: ReadonlyMap<string, Follower>;
  readonly #bound = new Map<string, Bound>();
  readonly #clock: () => Date;

  constructor(database: Database, capabilities: readonly Capability[], doors: Doors, clock = () => new Date()) {
    this.database = database;
    this.capabilities = capabilities;
    this.doors = doors;
    this.#clock = clock;
    this.hub = new Hub((companyId, since, until) => this.eventsSince(companyId, null, since, until, 10_000));
    const listeners = new Map<string, ((ctx: Context, event: never) => Promise<void>)[]>();
    for (const capability of capabilities) {
      for (const [name, call] of Object.entries(capability.calls)) {
        const handler = capability.handlers[name];
        if (handler === undefined) throw new Error(`${capability.name}.${name} has no handler`);
        const whileHeld = capability.whileHeld ?? call.whileHeld;
        this.#bound.set(`${capability.name}.${name}`, {
          call: whileHeld === undefined ? call : { ...call, whileHeld },
          handler,
        });
      }
      for (const [type, listen] of Object.entries(capability.listens ?? {})) {
        listeners.set(type, [...(listeners.get(type) ?? []), listen]);
      }
    }
    this.listeners = listeners;
    this.followers = followersOf(capabilities);
  }

  now(): Date {
    return this.#clock();
  }

  find(name: string): Bound | null {
    return this.#bound.get(name) ?? null;
  }

  callNames(): string[] {
    return [...this.#bound.keys()];
  }

  /** Makes a call for whoever holds these credentials. Returns the encoded output; throws `Refused`, or a fault. */
  async call(name: string, credentials: Credentials, body: unknown): Promise<unknown> {
    const bound = this.#need(name);
    const { call, handler } = bound;
    if (typeof handler === 'object') {
      const identity = await this.identify(credentials, call);
      return encodeUnlessText(call, await handler.direct(identity, this.#input(call, body), null));
    }
    return this.#inSteps(
      call,
      credentials.edge,
      (ctx) => this.#admit(ctx, credentials, call),
      (caller) => handler(caller as never, this.#input(call, body) as never),
    );
  }

  /** Makes a call over an open socket, whose identity was settled when it was opened. */
  async callFrom(connection: Connection, edge: Edge, name: string, body: unknown): Promise<unknown> {
    const { call, handler } = this.#need(name);
    const { identity, openUntil } = connection;
    if (openUntil !== null && openUntil <= this.now() && call.whileHeld !== true) {
      // What holds from now on is asked anew when it comes back.
      connection.close(CLOSE.changed, 'working time is over');
      throw new Refused(refuse('platform.held'));
    }
    if (Array.isArray(call.allow) && !call.allow.includes(identity.role))
      throw new Refused(refuse('platform.forbidden'));
    const input = this.#input(call, body);
    if (typeof handler === 'object') return encodeUnlessText(call, await handler.direct(identity, input, connection));
    return this.#inSteps(
      call,
      edge,
      async (base) => {
        await base.enterCompany(identity.companyId);
        return Object.assign(base, identity);
      },
      (caller) => handler(caller as never, input as never),
    );
  }

  /** A call in a transaction for each of its steps; nearly all have one. Between two of them slow work holds no connection. */
  async #inSteps(
    call: AnyCall,
    edge: Edge,
    enter: (ctx: AnyoneContext) => Promise<AnyoneContext>,
    first: (caller: AnyoneContext) => Promise<unknown>,
  ): Promise<unknown> {
    for (let step = first; ; ) {
      const output = await this.run(
        edge,
        async (ctx) => encodeUnlessStep(call, await step(await enter(ctx))),
        this.now(),
        modeOf(call),
      );
      if (!(output instanceof Outside)) return orRefused(output);
      step = await output.work();
    }
  }

  /** One transaction inside a company, for what no member asked for: the clockwork, reports from outside. */
  inCompany<T>(companyId: CompanyId, work: (ctx: FollowContext) => Promise<T>): Promise<T> {
    return this.run(noEdge, async (base) => {
      await base.enterCompany(companyId);
      return work(Object.assign(base, { companyId }));
    });
  }

  /** One transaction with its announcements: written last, delivered after the commit. */
  async run<T>(
    edge: Edge,
    work: (ctx: AnyoneContext) => Promise<T>,
    now = this.now(),
    mode: Mode = 'write',
  ): Promise<T> {
    const after: (() => void)[] = [];
    let announced: Announced[] = [];
    const result = await this.database.transaction(
      null,
      async (tx) => {
        const announcements: Announcement[] = [];
        const ctx: AnyoneContext = {
          now,
          tx,
          edge,
          announcements,
          listeners: this.listeners,
          followers: [...this.followers.keys()],
          newId: () => newId(now.getTime()),
          afterCommit: (work) => after.push(work),
          enterCompany: async (companyId) => {
            await tx`select set_config('app.company', ${companyId}, true)`;
          },
        };
        const output = await work(ctx);
        announced = await writeAnnouncements(tx, announcements);
        return output;
      },
      mode,
    );
    this.hub.publish(announced);
    for (const work of after) work();
    return result;
  }

  /** `run` as a member of a company: for jobs, seeds and tests, which have no session. */
  runAs<T>(
    who: { companyId: CompanyId; memberId: MemberId; role: string },
    work: (ctx: Context) => Promise<T>,
    now = this.now(),
    mode: Mode = 'write',
  ): Promise<T> {
    return this.run(
      noEdge,
      async (base) => {
        await base.enterCompany(who.companyId);
        const nobody = { accountId: '' as AccountId, sessionId: '' as SessionId };
        return work(Object.assign(base, nobody, who));
      },
      now,
      mode,
    );
  }

  /** Who is behind these credentials, in their company; refuses who may not make the call. */
  async identify(credentials: Credentials, call: Pick<AnyCall, 'allow' | 'whileHeld'>): Promise<Identity> {
    return this.run(credentials.edge, async (ctx) => (await this.#admit(ctx, credentials, call)) as Context).then(
      ({ accountId, sessionId, companyId, memberId, role }) => ({ accountId, sessionId, companyId, memberId, role }),
    );
  }

  /**
   * What an opening socket needs, in one transaction: who it is, its topics, how far the clock is, what it missed, and when it ends. Refuses
   * `platform.held` where nothing is to come to this member now.
   */
  async openSocket(credentials: Credentials, since: number | null): Promise<Opened> {
    return this.run(
      credentials.edge,
      async (base) => {
        const ctx = (await this.#admit(base, credentials, { allow: [], whileHeld: true }, true)) as Context;
        const hold = await this.doors.hold?.(ctx);
        if (hold?.isHeld === true) throw held(hold);
        const { companyId, memberId, accountId, sessionId, role, tx } = ctx;
        const [clock] = await tx<{ at: number; keptFrom: number }>`
        select at, kept_from from platform.clock where company_id = ${companyId}`;
        if (clock === undefined) throw new Error('no clock');
        const topics = new Set<string>([companyId, memberId]);
        for (const capability of this.capabilities) {
          for (const topic of (await capability.topicsOf?.(tx, companyId, memberId, this.now())) ?? [])
            topics.add(topic);
        }
        const identity = { accountId, sessionId, companyId, memberId, role };
        const opened = { identity, topics, at: clock.at, openUntil: hold?.until ?? null };
        if (since === null || since > clock.at || since < clock.keptFrom) return { ...opened, fresh: true, missed: [] };
        const remembered = this.hub.recentSince(companyId, since);
        // Memory serves the whole of it through `attach`, unless this node's memory is behind the database.
        if (remembered !== null && this.hub.toldUntil(companyId) === clock.at) {
          return { ...opened, at: since, fresh: false, missed: [] };
        }
        const missed = await this.#eventsIn(
          tx,
          companyId,
          { topics: [...topics], memberId },
          since,
          clock.at,
          RESUME_MAX + 1,
        );
        if (missed.length > RESUME_MAX) return { ...opened, fresh: true, missed: [] };
        return { ...opened, fresh: false, missed };
      },
      this.now(),
      'read',
    );
  }

  /** The announced events of a company in (since, until], for whoever hears these topics, or all. */
  eventsSince(
    companyId: CompanyId,
    hearer: { topics: string[]; memberId: MemberId } | null,
    since: number,
    until: number,
    limit: number,
  ): Promise<Announced[]> {
    return this.database.transaction(companyId, (tx) => this.#eventsIn(tx, companyId, hearer, since, until, limit));
  }

  /** How far the clocks of these companies are: the poll that catches what no wake-up told (P5). */
  async clocks(companyIds: readonly CompanyId[]): Promise<Map<CompanyId, number>> {
    const rows = await this.database.transaction(
      null,
      (tx) => tx<{ companyId: CompanyId; at: number }>`select * from platform.clocks(${[...companyIds]}::uuid[])`,
    );
    return new Map(rows.map((row) => [row.companyId, row.at]));
  }

  async #eventsIn(
    tx: Tx,
    companyId: CompanyId,
    hearer: { topics: string[]; memberId: MemberId } | null,
    since: number,
    until: number,
    limit: number,
  ): Promise<Announced[]> {
    type Row = StoredRef & {
      payload: Body | null;
      /** Of all, or the hearer's part alone. */
      own: Record<string, Body> | Body | null;
      joins?: MemberId[] | null;
      leaves?: MemberId[] | null;
    };
    const rows =
      hearer === null
        ? await tx<Row>`
            select at, topic, type, ref, payload, own, audience, joins, leaves from platform.event
             where company_id = ${companyId} and at > ${since} and at <= ${until}
             order by at limit ${limit}`
        : await tx<Row>`
            select e.at, e.topic, e.type, e.ref, e.payload, e.own -> ${hearer.memberId}::text as own, e.audience
              from unnest(${hearer.topics}::uuid[]) as t(topic)
             cross join lateral (
               select * from platform.event e
                where e.company_id = ${companyId} and e.topic = t.topic and e.at > ${since} and e.at <= ${until}
                  -- Heard from the event by which he joined it, as an open socket hears it.
                  and e.at >= coalesce((
                    select max(j.at) from platform.event j
                     where j.company_id = ${companyId} and j.topic = t.topic and j.at > ${since} and j.at <= ${until}
                       and ${hearer.memberId} = any(j.joins)), 0)
                  and (e.audience is null or ${hearer.memberId} = any(e.audience))
                order by e.at limit ${limit}) e
             order by e.at limit ${limit}`;
    const whole = rows.filter((row) => row.ref === null);
    const refs = rows.filter((row) => row.ref !== null);
    const events: Announced[] = whole.map(({ payload, own, audience, joins, leaves, at, topic, type }) => ({
      companyId,
      at,
      topic,
      type,
      body: hearer === null ? (payload ?? {}) : { ...payload, ...own },
      ...(hearer === null && own !== null ? { own: own as Record<string, Body> } : {}),
      ...(audience === null ? {} : { audience }),
      ...(joins === null || joins === undefined ? {} : { joins }),
      ...(leaves === null || leaves === undefined ? {} : { leaves }),
    }));
    if (refs.length === 0) return events;
    for (const capability of this.capabilities) {
      const own = refs.filter((row) => capability.refTypes?.includes(row.type));
      if (own.length > 0 && capability.readRefs !== undefined) {
        events.push(...(await capability.readRefs(tx, companyId, own)));
      }
    }
    return events.sort((a, b) => a.at - b.at);
  }

  #need(name: string): Bound {
    const bound = this.#bound.get(name);
    if (bound === undefined) throw new Refused(refuse('platform.notFound'));
    return bound;
  }

  #input(call: AnyCall, body: unknown): unknown {
    try {
      return decode(call.input, body as never);
    } catch (error) {
      if (!(error instanceof ZodError)) throw error;
      const issue = error.issues[0];
      throw new Refused(refuse('platform.badInput', { field: issue?.path.join('.') ?? '', why: issue?.code ?? '' }));
    }
  }

  async #admit(
    ctx: AnyoneContext,
    { token, companyId }: Credentials,
    { allow, whileHeld }: Pick<AnyCall, 'allow' | 'whileHeld'>,
    anyRole = false,
  ): Promise<AnyoneContext | AccountContext | Context> {
    if (allow === 'anyone') return ctx;
    const session = token === null ? null : await this.doors.session(ctx.tx, token, ctx.now);
    if (session === null) throw new Refused(refuse('platform.notSignedIn'));
    const account: AccountContext = Object.assign(ctx, session);
    if (allow === 'account') return account;
    if (companyId === null || !UUID.test(companyId)) throw new Refused(refuse('platform.notFound'));
    await ctx.enterCompany(companyId as CompanyId);
    const member = await this.doors.member(ctx.tx, companyId as CompanyId, session.accountId);
    // Whether the company exists is not a stranger's to know.
    if (member === null) throw new Refused(refuse('platform.notFound'));
    if (!anyRole && !allow.includes(member.role)) throw new Refused(refuse('platform.forbidden'));
    const caller: Context = Object.assign(account, { companyId: companyId as CompanyId }, member);
    if (whileHeld !== true) {
      const hold = await this.doors.hold?.(caller);
      if (hold?.isHeld === true) throw held(hold);
    }
    return caller;
  }
}

function held({ until }: Hold): Refused {
  return new Refused(refuse('platform.held', until === null ? {} : { until: until.toISOString() }));
}

function encodeUnlessStep(call: AnyCall, output: unknown): unknown {
  return output instanceof Kept || output instanceof Outside ? output : encode(call.output, output);
}

/** After the commit: a kept refusal is told like any other. */
function orRefused(output: unknown): unknown {
  if (output instanceof Kept) throw new Refused(output.refusal);
  return output;
}

function encodeUnlessText(call: AnyCall, output: unknown): unknown {
  return output instanceof RawJson ? output : encode(call.output, output);
}

function modeOf(call: AnyCall): Mode {
  return call.kind === 'query' && call.notesViews !== true ? 'read' : 'write';
}

/** A resume carries at most this many events; who missed more starts afresh (P5). */
export const RESUME_MAX = 5_000;
