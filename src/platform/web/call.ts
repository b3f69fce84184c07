import { config, decode, encode } from 'zod';
import type { AnyCall, Contract, InputOf, OutputOf } from '#platform/model/contract.ts';
import { CallFailed, Offline } from './failures.ts';
import { sessionStore, tellSignedOut } from './session.ts';

export { CallFailed, Offline, refusalCode, requestIdOf } from './failures.ts';

// The content security policy forbids eval; zod compiles its parsers with it unless told not to.
config({ jitless: true });

export interface CallOptions {
  readonly signal?: AbortSignal;
  /** Another company than the one on the screen; null for none. */
  readonly companyId?: string | null;
  readonly timeoutMs?: number;
  /** The page is being left: the browser brings the request over without it, which no socket promises. */
  readonly leaving?: boolean;
}

/** A contract as functions. */
export type Client<C extends Contract> = {
  readonly [Name in keyof C]: (input: InputOf<C[Name]>, options?: CallOptions) => Promise<OutputOf<C[Name]>>;
};

/** Calls and answers in wire form go this way. */
export type Transport = (name: string, input: unknown, options: CallOptions) => Promise<unknown>;

const TIMEOUT_MS = 20_000;

/** Turns a contract into functions: `client('chat', chatCalls).sendMessage({…})`. */
export function client<C extends Contract>(capability: string, calls: C, transport: Transport = overHttp): Client<C> {
  const entries = Object.entries<AnyCall>(calls).map(([name, call]) => [
    name,
    async (input: unknown, options: CallOptions = {}) =>
      decode(call.output, (await transport(`${capability}.${name}`, encode(call.input, input), options)) as never),
  ]);
  return Object.fromEntries(entries) as Client<C>;
}

/** One call by POST. Non-2xx throws `CallFailed`; no answer throws `Offline`. */
export async function overHttp(name: string, input: unknown, options: CallOptions): Promise<unknown> {
  const companyId = options.companyId === undefined ? sessionStore.get().companyId : options.companyId;
  const timeout = AbortSignal.timeout(options.timeoutMs ?? TIMEOUT_MS);
  const response = await fetch(`/api/${name}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(companyId === null ? {} : { 'x-company': companyId }) },
    body: JSON.stringify(input ?? {}),
    keepalive: options.leaving === true,
    signal: options.signal === undefined ? timeout : AbortSignal.any([options.signal, timeout]),
  }).catch((error: unknown) => {
    if (options.signal?.aborted === true) throw error;
    throw new Offline();
  });
  const body = await bodyOf(response);
  if (response.ok) return body;
  throw failureOf(response, body);
}

/** Sends bytes to an address of a capability, under its headers. Fails as a call does. */
export async function sendBytes(
  path: string,
  bytes: Blob,
  headers: Readonly<Record<string, string>>,
  options: CallOptions,
): Promise<Headers> {
  const timeout = AbortSignal.timeout(options.timeoutMs ?? TIMEOUT_MS);
  const response = await fetch(path, {
    method: 'PATCH',
    headers: { ...headers, ...(typeof options.companyId === 'string' ? { 'x-company': options.companyId } : {}) },
    body: bytes,
    signal: options.signal === undefined ? timeout : AbortSignal.any([options.signal, timeout]),
  }).catch((error: unknown) => {
    if (options.signal?.aborted === true) throw error;
    throw new Offline();
  });
  if (response.ok) return response.headers;
  throw failureOf(response, await bodyOf(response));
}

async function bodyOf(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch {
    if (response.ok) throw new Offline();
    return null;
  }
}

interface ErrorBody {
  readonly code?: string;
  readonly facts?: Record<string, string | number>;
  readonly requestId?: string;
}

function failureOf(response: Response, body: unknown): CallFailed {
  const { code, facts, requestId } = (typeof body === 'object' && body !== null ? body : {}) as ErrorBody;
  const spare = response.status >= 502 ? 'platform.unavailable' : 'platform.fault';
  const failure = new CallFailed(
    facts === undefined ? { code: code ?? spare } : { code: code ?? spare, facts },
    response.status,
    requestId ?? response.headers.get('x-request-id') ?? '',
  );
  if (failure.refusal.code === 'platform.notSignedIn') tellSignedOut();
  return failure;
}
