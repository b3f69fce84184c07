import { beforeEach, describe, expect, test } from 'vitest';
import type { LiveState } from './connection.ts';
import { CallFailed, Offline } from './failures.ts';
import { backOffMs, createLive, type Live, type LiveWorld, type SocketLike, type WireEvent } from './live.ts';

class FakeSocket implements SocketLike {
  readonly url: string;
  readonly sent: string[] = [];
  closed = false;
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;

  constructor(url: string) {
    this.url = url;
  }
  send(text: string): void {
    this.sent.push(text);
  }
  close(): void {
    this.closed = true;
  }
  say(frame: unknown): void {
    this.onmessage?.({ data: JSON.stringify(frame) });
  }
  fall(code = 1006): void {
    this.onclose?.({ code });
  }
}

interface Timer {
  readonly due: number;
  readonly work: () => void;
}

let sockets: FakeSocket[];
let clock: number;
let timers: Set<Timer>;
let online: boolean;
let tell: (change: 'online' | 'offline' | 'visible') => void;
let states: LiveState[];
let events: WireEvent[];
let freshAt: number[];
let refused: number;
let live: Live;

function pass(ms: number): void {
  const until = clock + ms;
  for (;;) {
    const next = [...timers].filter((timer) => timer.due <= until).sort((a, b) => a.due - b.due)[0];
    if (next === undefined) break;
    clock = next.due;
    timers.delete(next);
    next.work();
  }
  clock = until;
}

const world: LiveWorld = {
  open(url) {
    const socket = new FakeSocket(url);
    sockets.push(socket);
    return socket;
  },
  after(ms, work) {
    const timer = { due: clock + ms, work };
    timers.add(timer);
    return () => timers.delete(timer);
  },
  random: () => 1,
  isOnline: () => online,
  watch(listener) {
    tell = listener;
    return () => {};
  },
};

const last = () => sockets.at(-1) as FakeSocket;

beforeEach(() => {
  [sockets, clock, timers, online, states, events, freshAt, refused] = [[], 0, new Set(), true, [], [], [], 0];
});

function start(since: number | null = 41): void {
  live = createLive(
    {
      company: 'c-1',
      since,
      onEvent: (event) => events.push(event),
      onFresh: (at) => freshAt.push(at),
      onState: (state) => states.push(state),
      onRefused: () => refused++,
    },
    world,
  );
}

describe('resuming', () => {
  test('P5 it asks for what came after the highest number it has seen', () => {
    start(41);
    expect(last().url).toBe('/live?company=c-1&since=41');
    last().say({ hello: { at: 44, fresh: false } });
    last().say({ at: 43, topic: 't', type: 'chat.messageSent' });
    last().say({ at: 50 });
    last().say({ at: 44, topic: 't', type: 'chat.messageSent' });
    last().fall();
    pass(250);
    expect(last().url).toBe('/live?company=c-1&since=50');
    expect(events.map((event) => event.at)).toEqual([43, 44]);
    expect(freshAt).toEqual([]);
  });

  test('the first load asks for nothing and starts fresh', () => {
    start(null);
    expect(last().url).toBe('/live?company=c-1');
    last().say({ hello: { at: 44, fresh: true } });
    expect([freshAt, live.at]).toEqual([[44], 44]);
  });

  test('a fresh start may lie below what was kept, after a restored database', () => {
    start(900);
    last().say({ hello: { at: 44, fresh: true } });
    expect([freshAt, live.at]).toEqual([[44], 44]);
  });
});

describe('reconnecting', () => {
  test('the wait doubles from 0.25 s to 10 s, half of it by chance', () => {
    expect([0, 1, 2, 3, 4, 5, 6, 20].map((n) => backOffMs(n, 1))).toEqual([
      250, 500, 1000, 2000, 4000, 8000, 10000, 10000,
    ]);
    expect([backOffMs(0, 0), backOffMs(6, 0)]).toEqual([125, 5000]);
  });

  test('each failure waits longer; a greeting starts anew', () => {
    start();
    for (const wait of [250, 500, 1000]) {
      last().fall();
      const before = sockets.length;
      pass(wait - 1);
      expect(sockets.length).toBe(before);
      pass(1);
      expect(sockets.length).toBe(before + 1);
    }
    last().say({ hello: { at: 41, fresh: false } });
    last().fall();
    pass(250);
    expect(sockets.length).toBe(5);
  });

  test('it tries at once when the network is back', () => {
    start();
    for (let n = 0; n < 6; n++) {
      last().fall();
      pass(10_000);
    }
    last().fall();
    const before = sockets.length;
    tell('online');
    expect(sockets.length).toBe(before + 1);
    pass(10_000);
    expect(sockets.filter((socket) => !socket.closed).length).toBeGreaterThan(0);
  });

  test('a sign-in that ended is said once and not retried', () => {
    start();
    last().say({ hello: { at: 41, fresh: false } });
    last().fall(4001);
    pass(60_000);
    expect([sockets.length, refused, live.state]).toEqual([1, 1, 'offline']);
  });

  test('R3 held: said at once, not offline; asked again after a minute, or when the page is looked at', () => {
    start();
    last().fall(4003);
    expect(states).toEqual(['held']);
    pass(59_999);
    expect([sockets.length, refused]).toEqual([1, 0]);
    pass(1);
    last().fall(4003);
    tell('visible');
    expect(sockets.length).toBe(3);
    last().say({ hello: { at: 44, fresh: false } });
    expect(states).toEqual(['held', 'online']);
  });

  test('two refused openings in a row ask who is signed in', () => {
    start();
    last().fall();
    pass(250);
    expect(refused).toBe(0);
    last().fall();
    expect(refused).toBe(1);
  });
});

describe('what the screen is told', () => {
  test('U13 offline within two seconds, and not for a blink', () => {
    start();
    last().say({ hello: { at: 41, fresh: false } });
    last().fall();
    expect(states).toEqual(['online', 'connecting']);
    pass(250);
    last().say({ hello: { at: 41, fresh: false } });
    pass(5_000);
    expect(states).toEqual(['online', 'connecting', 'online']);
    last().fall();
    pass(1_500);
    expect(states.at(-1)).toBe('offline');
  });

  test('at once where the browser knows', () => {
    start();
    last().say({ hello: { at: 41, fresh: false } });
    online = false;
    tell('offline');
    expect([live.state, last().closed]).toEqual(['offline', true]);
  });
});

describe('half-open sockets', () => {
  test('no answer within 5 s of a ping: another socket', () => {
    start();
    last().say({ hello: { at: 41, fresh: false } });
    pass(20_000);
    expect(last().sent).toEqual(['ping']);
    pass(4_999);
    expect(last().closed).toBe(false);
    pass(1);
    expect(last().closed).toBe(true);
    pass(250);
    expect(sockets.length).toBe(2);
  });

  test('any frame is a sign of life', () => {
    start();
    last().say({ hello: { at: 41, fresh: false } });
    pass(20_000);
    last().say({ pong: 60 });
    pass(19_000);
    expect([sockets.length, last().closed, live.at]).toEqual([1, false, 60]);
  });

  test('looking at the page again asks at once', () => {
    start();
    last().say({ hello: { at: 41, fresh: false } });
    tell('visible');
    expect(last().sent).toEqual(['ping']);
  });

  test('a socket that never greets is given up', () => {
    start();
    pass(10_000);
    expect(sockets[0]?.closed).toBe(true);
    pass(250);
    expect(sockets.length).toBe(2);
  });
});

describe('calls', () => {
  test('answers find their call', async () => {
    start();
    last().say({ hello: { at: 41, fresh: false } });
    const [one, two] = [live.call('chat.a', { x: 1 }), live.call('chat.b', {})];
    expect(last().sent.map((text) => JSON.parse(text))).toEqual([
      { n: 1, call: 'chat.a', input: { x: 1 } },
      { n: 2, call: 'chat.b', input: {} },
    ]);
    last().say({ n: 2, no: { code: 'chat.notAMember', facts: { count: 2 } } });
    last().say({ n: 1, ok: { y: 1 } });
    await expect(one).resolves.toEqual({ y: 1 });
    await expect(two).rejects.toSatisfy(
      (error) => error instanceof CallFailed && error.refusal.code === 'chat.notAMember',
    );
  });

  test('a call whose socket falls is offline, and so is one without a socket', async () => {
    start();
    await expect(live.call('chat.a', {})).rejects.toBeInstanceOf(Offline);
    last().say({ hello: { at: 41, fresh: false } });
    const call = live.call('chat.a', {});
    last().fall();
    await expect(call).rejects.toBeInstanceOf(Offline);
  });

  test('after closing nothing moves', () => {
    start();
    last().say({ hello: { at: 41, fresh: false } });
    live.close();
    pass(60_000);
    expect([sockets.length, timers.size]).toEqual([1, 0]);
  });
});
