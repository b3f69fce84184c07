import type { LiveState } from './connection.ts';
import { CallFailed, Offline } from './failures.ts';

export type { LiveState } from './connection.ts';

/** An event as it came: decoded by the capability that it belongs to. */
export interface WireEvent {
  readonly at: number;
  readonly topic: string;
  readonly type: string;
}

export interface LiveOptions {
  readonly company: string;
  /** The highest company-clock number this device has kept; null on first load. */
  readonly since: number | null;
  onEvent(event: WireEvent): void;
  /** What was missed is too much, or unknown: load afresh. `at` is where the stream stands. */
  onFresh(at: number): void;
  onState(state: LiveState): void;
  /** The clock has moved, with or without an event of ours. */
  onAt?(at: number): void;
  /** The server closed this sign-in, or refused the opening twice: ask who is signed in. */
  onRefused?(): void;
}

export interface Live {
  readonly state: LiveState;
  readonly at: number | null;
  /** A call over the socket, in wire form. Throws `Offline` where the socket is not up or falls before the answer. */
  call(name: string, input: unknown): Promise<unknown>;
  /** Tries at once instead of waiting for the next turn. */
  nudge(): void;
  close(): void;
}

/** What the socket needs of the world; tests bring their own. */
export interface LiveWorld {
  open(url: string): SocketLike;
  after(ms: number, work: () => void): () => void;
  random(): number;
  isOnline(): boolean;
  /** Calls when the network comes or goes, or the page is looked at again. */
  watch(listener: (change: 'online' | 'offline' | 'visible') => void): () => void;
}

export interface SocketLike {
  send(text: string): void;
  close(code?: number): void;
  onopen: (() => void) | null;
  onmessage: ((event: { data: unknown }) => void) | null;
  onclose: ((event: { code: number }) => void) | null;
}

const PING_EVERY_MS = 20_000;
const PONG_WITHIN_MS = 5_000;
const HELLO_WITHIN_MS = 10_000;
const ANSWER_WITHIN_MS = 20_000;
const OFFLINE_AFTER_MS = 1_500;
const BACK_OFF_MS = { first: 250, last: 10_000 };
/** The server's own codes: an ended sign-in, and a member who is off at a strict site. */
const SIGNED_OUT = 4001;
const HELD = 4003;
/** Hours may change meanwhile: it is asked again so often, and whenever the page is looked at. */
const HELD_AGAIN_MS = 60_000;

/** The wait before try `n` (0 = first again): doubling from 0.25 s to 10 s, the upper half of it by chance. */
export function backOffMs(tries: number, chance: number): number {
  const full = Math.min(BACK_OFF_MS.last, BACK_OFF_MS.first * 2 ** tries);
  return Math.round(full * (0.5 + chance / 2));
}

interface Waiting {
  resolve(answer: unknown): void;
  reject(error: Error): void;
  stop(): void;
}

interface Frame {
  readonly hello?: { readonly at: number; readonly fresh: boolean };
  readonly n?: number;
  readonly ok?: unknown;
  readonly no?: {
    readonly code: string;
    readonly facts?: Record<string, string | number>;
    readonly requestId?: string;
  };
  readonly at?: number;
  readonly pong?: number;
  readonly type?: string;
}

/** One socket to one company: notices half-open connections, resumes from the highest number seen. */
export function createLive(options: LiveOptions, world: LiveWorld = browser()): Live {
  let state: LiveState = 'connecting';
  let at = options.since;
  let socket: SocketLike | null = null;
  let greeted = false;
  let closed = false;
  let tries = 0;
  let refusals = 0;
  let serial = 0;
  let stopRetry = () => {};
  let stopPing = () => {};
  let stopPong = () => {};
  let stopHello = () => {};
  let stopOffline = () => {};
  const waiting = new Map<number, Waiting>();

  function say(next: LiveState): void {
    if (next === state) return;
    state = next;
    options.onState(next);
  }

  /** Not at once: a socket that comes back within 1.5 s is nobody's business. */
  function sayLost(): void {
    stopOffline();
    if (!world.isOnline()) return say('offline');
    if (state === 'online') say('connecting');
    if (state === 'connecting') stopOffline = world.after(OFFLINE_AFTER_MS, () => say('offline'));
  }

  function connect(): void {
    stopRetry();
    if (closed || socket !== null) return;
    const since = at === null ? '' : `&since=${at}`;
    const mine = world.open(`/live?company=${encodeURIComponent(options.company)}${since}`);
    socket = mine;
    greeted = false;
    stopHello = world.after(HELLO_WITHIN_MS, () => drop(mine));
    mine.onmessage = (event) => {
      if (socket === mine && typeof event.data === 'string') receive(event.data);
    };
    mine.onclose = (event) => {
      if (socket === mine) lost(event.code);
    };
  }

  /** Gives a socket up without waiting for its goodbye, which a half-open one never says. */
  function drop(mine: SocketLike): void {
    if (socket !== mine) return;
    mine.onclose = null;
    mine.onmessage = null;
    mine.close();
    lost(1006);
  }

  function lost(code: number): void {
    const hadGreeted = greeted;
    socket = null;
    greeted = false;
    for (const stop of [stopPing, stopPong, stopHello]) stop();
    for (const call of waiting.values()) {
      call.stop();
      call.reject(new Offline());
    }
    waiting.clear();
    if (closed) return;
    if (code === SIGNED_OUT) {
      closed = true;
      say('offline');
      options.onRefused?.();
      return;
    }
    if (code === HELD) {
      refusals = 0;
      stopOffline();
      say('held');
      stopRetry = world.after(HELD_AGAIN_MS, connect);
      return;
    }
    // A refused upgrade reaches the page as a socket that never opened, without a reason.
    if (!hadGreeted && world.isOnline() && ++refusals === 2) options.onRefused?.();
    sayLost();
    stopRetry = world.after(backOffMs(tries++, world.random()), connect);
  }

  function receive(text: string): void {
    stopPong();
    const parsed = JSON.parse(text) as Frame | Frame[];
    for (const frame of Array.isArray(parsed) ? parsed : [parsed]) take(frame);
  }

  function take(frame: Frame): void {
    if (frame.hello !== undefined) greet(frame.hello);
    else if (frame.n !== undefined) answer(frame.n, frame);
    else if (frame.type !== undefined) {
      options.onEvent(frame as WireEvent);
      moveTo(frame.at);
    } else moveTo(frame.at ?? frame.pong);
  }

  function greet(hello: { at: number; fresh: boolean }): void {
    greeted = true;
    tries = 0;
    refusals = 0;
    stopHello();
    stopOffline();
    schedulePing();
    if (hello.fresh) {
      options.onFresh(hello.at);
      at = null;
      moveTo(hello.at);
    }
    say('online');
  }

  function moveTo(next: number | undefined): void {
    if (next === undefined || (at !== null && next <= at)) return;
    at = next;
    options.onAt?.(next);
  }

  function answer(n: number, frame: Frame): void {
    const call = waiting.get(n);
    if (call === undefined) return;
    waiting.delete(n);
    call.stop();
    if (frame.no === undefined) call.resolve(frame.ok);
    else call.reject(new CallFailed(frame.no, 400, frame.no.requestId ?? ''));
  }

  function schedulePing(): void {
    stopPing();
    stopPing = world.after(PING_EVERY_MS, ping);
  }

  function ping(): void {
    const mine = socket;
    if (mine === null || !greeted) return;
    stopPong();
    stopPong = world.after(PONG_WITHIN_MS, () => drop(mine));
    mine.send('ping');
    schedulePing();
  }

  const unwatch = world.watch((change) => {
    if (closed) return;
    if (change === 'offline') {
      if (socket !== null) drop(socket);
      stopOffline();
      say('offline');
      return;
    }
    tries = 0;
    if (socket === null) connect();
    else ping();
  });

  connect();
  return {
    get state() {
      return state;
    },
    get at() {
      return at;
    },
    call(name, input) {
      if (socket === null || !greeted) return Promise.reject(new Offline());
      const n = ++serial;
      const mine = socket;
      return new Promise((resolve, reject) => {
        const stop = world.after(ANSWER_WITHIN_MS, () => drop(mine));
        waiting.set(n, { resolve, reject, stop });
        mine.send(JSON.stringify({ n, call: name, input }));
      });
    },
    nudge() {
      tries = 0;
      if (socket === null) connect();
    },
    close() {
      closed = true;
      unwatch();
      for (const stop of [stopRetry, stopPing, stopPong, stopHello, stopOffline]) stop();
      const mine = socket;
      if (mine === null) return;
      mine.onclose = null;
      mine.onmessage = null;
      mine.close(1000);
      lost(1000);
    },
  };
}

function browser(): LiveWorld {
  return {
    open: (path) => new WebSocket(new URL(path, location.href.replace(/^http/, 'ws'))) as SocketLike,
    after(ms, work) {
      const timer = setTimeout(work, ms);
      return () => clearTimeout(timer);
    },
    random: Math.random,
    isOnline: () => navigator.onLine,
    watch(listener) {
      const online = () => listener('online');
      const offline = () => listener('offline');
      const visible = () => document.visibilityState === 'visible' && listener('visible');
      addEventListener('online', online);
      addEventListener('offline', offline);
      document.addEventListener('visibilitychange', visible);
      return () => {
        removeEventListener('online', online);
        removeEventListener('offline', offline);
        document.removeEventListener('visibilitychange', visible);
      };
    },
  };
}
