import { lookup as resolveName } from 'node:dns';
import { Agent as PlainAgent, type IncomingHttpHeaders, request as askPlainly } from 'node:http';
import { Agent, request as ask, type RequestOptions } from 'node:https';
import { BlockList, connect, isIP, isIPv4, type LookupFunction, type Socket } from 'node:net';

export interface EgressRequest {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Buffer | string | null;
  /** So much of the answer is wanted: what follows is not waited for. Without it, a longer answer than allowed is a failure. */
  readonly most?: number;
}

export interface EgressAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** Why a request was not made, or its answer not taken. */
export class EgressFailed extends Error {
  /** Is it certain that nothing has left? */
  readonly isUnsent: boolean;

  constructor(message: string, { isUnsent = false, ...options }: ErrorOptions & { readonly isUnsent?: boolean } = {}) {
    super(message, options);
    this.isUnsent = isUnsent;
  }
}

/** Errors of a connection that never was. */
const UNCONNECTED = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'];
const CONNECT_MS = 10_000;

interface Limits {
  /** From the first step to the last byte. */
  readonly wholeMs: number;
  readonly bodyMax: number;
}

const LIMITS: Limits = { wholeMs: 5_000, bodyMax: 1024 * 1024 };

/** IPv4 that is not of the open internet: this host, private, shared, link-local, documentation, benchmark, multicast, reserved. */
const inner4 = new BlockList();
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const) {
  inner4.addSubnet(net, bits, 'ipv4');
}

/** IPv6 of the open internet is 2000::/3; mapped, translated, unique local and link-local addresses lie outside. */
const outer6 = new BlockList();
outer6.addSubnet('2000::', 3, 'ipv6');
/** Within it: what carries an IPv4 address inside (Teredo, 6to4), and documentation. */
const inner6 = new BlockList();
for (const [net, bits] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const) {
  inner6.addSubnet(net, bits, 'ipv6');
}

/** Is this an address of the open internet? Everything else is somebody's inside, ours first of all. */
export function isOpenAddress(address: string): boolean {
  if (isIPv4(address)) return !inner4.check(address, 'ipv4');
  const plain = address.replace(/%.*$/, '');
  if (isIP(plain) !== 6) return false;
  return outer6.check(plain, 'ipv6') && !inner6.check(plain, 'ipv6');
}

export interface EgressOptions {
  /** Lets requests go to 127.0.0.1, and there without TLS. For tests: nothing an operator can set leads here. */
  readonly allowLoopback?: boolean;
  /** How names are resolved; for tests. */
  readonly lookup?: LookupFunction;
  /** Names that servers of this machine stand for, `http://127.0.0.1:<port>` each, asked without TLS; for tests. */
  readonly standIns?: Readonly<Record<string, string>>;
  readonly limits?: Partial<Limits>;
  /** Hosts that may lie inside, where `connect` goes: the operator's word (`TAUTLINE_GATEWAY_HOSTS`). Requests never go there. */
  readonly insideHosts?: readonly string[];
}

/**
 * The way out for every request that the server makes to an address somebody gave it: over https, to the open internet only. The address is
 * looked at when the connection is made, and that very address is connected to: a name that answers differently the second time gains nothing.
 * Redirects are answers, not followed.
 */
export class Egress {
  readonly #allowLoopback: boolean;
  readonly #resolve: LookupFunction;
  readonly #limits: Limits;
  readonly #standIns: Readonly<Record<string, string>>;
  readonly #insideHosts: ReadonlySet<string>;
  readonly #agents: { readonly https: Agent; readonly http: PlainAgent };

  constructor({
    allowLoopback = false,
    lookup = resolveName,
    limits = {},
    standIns = {},
    insideHosts = [],
  }: EgressOptions = {}) {
    this.#standIns = standIns;
    this.#insideHosts = new Set(insideHosts.map((host) => host.toLowerCase()));
    this.#allowLoopback = allowLoopback;
    this.#resolve = lookup;
    this.#limits = { ...LIMITS, ...limits };
    const kept = { keepAlive: true, maxSockets: 50, maxFreeSockets: 10, timeout: 30_000 };
    this.#agents = { https: new Agent(kept), http: new PlainAgent(kept) };
  }

  /** May this address be asked, as far as can be said without resolving its name? */
  mayAsk(address: string): boolean {
    return this.#objection(address) === null;
  }

  /** Makes the request. Throws `EgressFailed` where it may not be made, takes too long, or answers too much. */
  async request(address: string, { method, headers, body = null, most }: EgressRequest): Promise<EgressAnswer> {
    const objection = this.#objection(address);
    if (objection !== null) throw new EgressFailed(objection, { isUnsent: true });
    const url = this.#stoodInFor(new URL(address));
    const isPlain = url.protocol === 'http:';
    const options: RequestOptions = {
      method,
      headers: body === null ? { ...headers } : { ...headers, 'content-length': String(Buffer.byteLength(body)) },
      lookup: this.#guardedLookup,
      agent: isPlain ? this.#agents.http : this.#agents.https,
      signal: AbortSignal.timeout(this.#limits.wholeMs),
    };
    return new Promise((resolve, reject) => {
      const fail = (error: Error) => reject(error instanceof EgressFailed ? error : failed(error));
      const outgoing = (isPlain ? askPlainly : ask)(url, options, (incoming) => {
        const parts: Buffer[] = [];
        let length = 0;
        const done = () => {
          const body = Buffer.concat(parts).subarray(0, most);
          resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, body });
        };
        incoming.on('data', (part: Buffer) => {
          length += part.length;
          if (length > this.#limits.bodyMax && most === undefined) {
            outgoing.destroy(new EgressFailed('the answer is too long'));
            return;
          }
          parts.push(part);
          if (length < (most ?? Number.POSITIVE_INFINITY)) return;
          done();
          outgoing.destroy();
        });
        incoming.on('error', fail);
        incoming.on('end', done);
      });
      outgoing.on('error', fail);
      outgoing.end(body ?? undefined);
    });
  }

  /**
   * Opens a connection for a protocol that is not HTTP (mail), to the open internet or to a host that the operator let inside. Under it the
   * same guard: the address that was looked at is the one that is connected to.
   */
  async connect(host: string, port: number): Promise<Socket> {
    const isInside = this.#insideHosts.has(host.toLowerCase()) || (this.#allowLoopback && host === '127.0.0.1');
    if (!isInside && isIP(host) !== 0 && !isOpenAddress(host)) {
      throw new EgressFailed('an address inside', { isUnsent: true });
    }
    const socket = connect({ host, port, ...(isInside ? {} : { lookup: this.#guardedLookup }) });
    return new Promise((resolve, reject) => {
      const fail = (error: Error) => {
        socket.destroy();
        reject(new EgressFailed(error.message, { isUnsent: true, cause: error }));
      };
      const timer = setTimeout(() => fail(new Error('no connection in time')), CONNECT_MS);
      socket.once('error', fail);
      socket.once('connect', () => {
        clearTimeout(timer);
        socket.off('error', fail);
        resolve(socket);
      });
      socket.once('close', () => clearTimeout(timer));
    });
  }

  /** Ends the connections that are kept. */
  close(): void {
    this.#agents.https.destroy();
    this.#agents.http.destroy();
  }

  #stoodInFor(url: URL): URL {
    const here = this.#standIns[url.hostname];
    return here === undefined ? url : new URL(url.pathname + url.search, here);
  }

  #objection(address: string): string | null {
    const url = URL.parse(address);
    if (url === null) return 'not an address';
    if (url.username !== '' || url.password !== '') return 'an address with a password in it';
    const host = url.hostname.replace(/^\[|\]$/g, '');
    if (this.#allowLoopback && host === '127.0.0.1' && /^https?:$/.test(url.protocol)) return null;
    if (url.protocol !== 'https:') return 'not https';
    // A literal address is connected to without being looked up.
    return isIP(host) === 0 || isOpenAddress(host) ? null : 'an address inside';
  }

  readonly #guardedLookup: LookupFunction = (hostname, options, answer) => {
    this.#resolve(hostname, { ...options, all: true }, (error, found) => {
      // A name that cannot be resolved comes without any list.
      const all = error === null && Array.isArray(found) ? found : [];
      const [first] = all;
      if (first === undefined) {
        answer(error ?? new EgressFailed('a name without an address', { isUnsent: true }), [], 0);
      } else if (!all.every(({ address }) => isOpenAddress(address))) {
        // One inside address among others is enough: whoever gives such answers means no good.
        answer(new EgressFailed('a name of an address inside', { isUnsent: true }), [], 0);
      } else if (options.all === true) answer(null, all);
      else answer(null, first.address, first.family);
    });
  };
}

function failed(error: Error): EgressFailed {
  const isLate = error.name === 'AbortError' || error.name === 'TimeoutError';
  const isUnsent = UNCONNECTED.includes(String((error as { code?: unknown }).code));
  return new EgressFailed(isLate ? 'no whole answer in time' : `no answer: ${error.message}`, {
    isUnsent,
    cause: error,
  });
}
