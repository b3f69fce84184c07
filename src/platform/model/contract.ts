import type { z } from 'zod';

/**
 * Who may make a call. `anyone`: no sign-in; `account`: a signed-in person, in no company;
 * a list: a member of the company with one of these roles. Finer rules (own message, member of the conversation) are the service's.
 */
export type Access = 'anyone' | 'account' | readonly string[];

export interface Call<
  In extends z.ZodType = z.ZodType,
  Out extends z.ZodType = z.ZodType,
  Code extends string = string,
  Allow extends Access = Access,
> {
  readonly kind: 'command' | 'query';
  /** One sentence for the API page. */
  readonly summary: string;
  readonly allow: Allow;
  readonly input: In;
  readonly output: Out;
  /** The codes of every refusal of its own; those of the platform (not signed in, forbidden, bad input, too often) go without saying. */
  readonly refusals: readonly Code[];
  /** A query that shows private facts of others notes that it did, in the same transaction (R30): so it writes. */
  readonly notesViews?: true;
  /** Stays open to who is off at a strict site (R3): it gives nothing of what others say or do. */
  readonly whileHeld?: true;
  /** Largest request body in bytes, where 64 KiB is not enough (imports, pictures). */
  readonly bodyMax?: number;
}

type Spec<C> = Omit<C, 'kind'>;

/** A call that changes something. */
export function command<
  In extends z.ZodType,
  Out extends z.ZodType,
  const Code extends string,
  const Allow extends Access,
>(spec: Spec<Call<In, Out, Code, Allow>>): Call<In, Out, Code, Allow> {
  return { kind: 'command', ...spec };
}

/** A call that changes nothing. */
export function query<
  In extends z.ZodType,
  Out extends z.ZodType,
  const Code extends string,
  const Allow extends Access,
>(spec: Spec<Call<In, Out, Code, Allow>>): Call<In, Out, Code, Allow> {
  return { kind: 'query', ...spec };
}

export type AnyCall = Call<z.ZodType, z.ZodType, string, Access>;
export type Contract = Readonly<Record<string, AnyCall>>;
export type InputOf<C extends AnyCall> = z.output<C['input']>;
/** The input as it goes over the wire, before its shape is looked at. */
export type WireInputOf<C extends AnyCall> = z.input<C['input']>;
export type OutputOf<C extends AnyCall> = z.output<C['output']>;

/** The refusals that the platform itself can answer to any call. */
export const platformRefusals = [
  'platform.badInput',
  'platform.notSignedIn',
  'platform.forbidden',
  'platform.notFound',
  'platform.tooOften',
  'platform.fault',
  'platform.unavailable',
  'platform.held',
] as const;
