import type { z } from 'zod';
import type { Access, AnyCall, Contract, InputOf, OutputOf } from '#platform/model/contract.ts';
import type { CompanyId, ConversationId, MemberId } from '#platform/model/ids.ts';
import type { Refusal } from '#platform/model/refusal.ts';
import type { Announced } from './announcement.ts';
import type { Connection, Identity } from './connection.ts';
import type { AccountContext, AnyoneContext, Context } from './context.ts';
import type { Tx } from './database.ts';
import type { Follower } from './follower.ts';

type ContextFor<Allow extends Access> = Allow extends 'anyone'
  ? AnyoneContext
  : Allow extends 'account'
    ? AccountContext
    : Context;

/** A "no" that is answered after the commit. Thrown, it would roll back what was written: a wrong try would not count. */
export class Kept {
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    this.refusal = refusal;
  }
}

/** Refuses, but keeps what the handler wrote: `return kept(refuse('code'))`. */
export function kept(refusal: Refusal): Kept {
  return new Kept(refusal);
}

/** What a step of a handler comes to: the output, a "no" that is kept, or slow work with another step behind it. */
type Step<Ctx, Out> = Out | Kept | Outside<Ctx, Out>;

/** Slow work between two transactions: while it is done no connection is held, and nobody's call waits for one. */
export class Outside<Ctx, Out> {
  /** Resolves to the step that goes on with what was found. */
  readonly work: () => Promise<(ctx: Ctx) => Promise<Step<Ctx, Out>>>;

  constructor(work: () => Promise<(ctx: Ctx) => Promise<Step<Ctx, Out>>>) {
    this.work = work;
  }
}

/**
 * Commits, does `work`, and goes on with `next` in a transaction of its own: `return outside(() => hash(text), (ctx, hashed) => …)`.
 * Who calls is asked anew; what else was read before may have changed meanwhile, and `next` has to look again.
 */
export function outside<Ctx, Found, Out>(
  work: () => Promise<Found>,
  next: (ctx: Ctx, found: Found) => Promise<Step<Ctx, Out>>,
): Outside<Ctx, Out> {
  return new Outside<Ctx, Out>(async () => {
    const found = await work();
    return (ctx) => next(ctx, found);
  });
}

type Handler<C extends AnyCall> = (
  ctx: ContextFor<C['allow']>,
  input: InputOf<C>,
) => Promise<Step<ContextFor<C['allow']>, OutputOf<C>>>;

/** An output that is wire text already, made field by field as the contract names them. */
export class RawJson {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** A handler that brings its own transaction: the message path, where many callers share one. */
type DirectHandler<C extends AnyCall> = (
  caller: Identity,
  input: InputOf<C>,
  connection: Connection | null,
) => Promise<OutputOf<C> | RawJson>;

export interface Direct<C extends AnyCall> {
  readonly direct: DirectHandler<C>;
}

/** Marks a handler that brings its own transaction. */
export function direct<In, Out>(
  handler: (caller: Identity, input: In, connection: Connection | null) => Promise<Out | RawJson>,
): { readonly direct: typeof handler } {
  return { direct: handler };
}

export type Handlers<C extends Contract> = { readonly [Name in keyof C]: Handler<C[Name]> | Direct<C[Name]> };

/** What a capability gives to the house beside its calls. */
export interface Rooms {
  /** Hears events of capabilities below, in the announcing transaction, by event type. */
  readonly listens?: Readonly<Record<string, (ctx: Context, event: never) => Promise<void>>>;
  /** The topics a member hears beside the company's and his own. */
  readonly topicsOf?: (tx: Tx, companyId: CompanyId, memberId: MemberId, now: Date) => Promise<string[]>;
  /** Reads anew the events that were announced by reference; one that may not be told any more is left out. */
  readonly readRefs?: (tx: Tx, companyId: CompanyId, events: readonly StoredRef[]) => Promise<Announced[]>;
  /** Event types of this capability that `readRefs` answers for. */
  readonly refTypes?: readonly string[];
  /** All of its calls stay open to who is off at a strict site, as `whileHeld` of a call says. */
  readonly whileHeld?: true;
  /** Read the log after the commit, each with a cursor of its own: what must not make the announcing call wait. */
  readonly follows?: Follower | Follower[];
}

export interface StoredRef {
  readonly at: number;
  readonly topic: ConversationId;
  readonly type: string;
  readonly ref: number;
  readonly audience: MemberId[] | null;
}

export interface Capability extends Rooms {
  readonly name: string;
  readonly calls: Contract;
  readonly events: z.ZodType<{ readonly type: string }>;
  readonly handlers: Readonly<Record<string, AnyHandler>>;
}

export type AnyHandler = ((ctx: never, input: never) => Promise<unknown>) | Direct<AnyCall>;

/** Binds a contract to its handlers. The compiler insists that every call is answered, with the right shapes. */
export function capability<C extends Contract>(
  spec: Rooms & {
    readonly name: string;
    readonly calls: C;
    readonly events: z.ZodType<{ readonly type: string }>;
    readonly handlers: Handlers<C>;
  },
): Capability {
  return spec;
}
