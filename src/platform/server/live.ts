import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { Refused, refuse } from '#platform/model/refusal.ts';
import { RawJson } from './capability.ts';
import { CLOSE, Connection } from './connection.ts';
import type { Edge } from './context.ts';
import type { Credentials, House } from './house.ts';
import { eventText, hears } from './hub.ts';
import { Bucket } from './limits.ts';
import type { Logger } from './log.ts';
import { DEVICE_COOKIE, isForeignOrigin, originOf, refusalOf, SESSION_COOKIE, tokenOf } from './serve.ts';
import type { Settings } from './settings.ts';

const FRAME_MAX = 64 * 1024;
const FRAMES_PER_SECOND = 1_000;
const POLL_MS = 10_000;
const ATTACH_TRIES = 5;
/** A timer waits no longer than this. */
const TIMER_MAX_MS = 2 ** 31 - 1;
/** How long a stopping server waits for goodbyes; a socket that is half open says none. */
const GOODBYE_MS = 1_500;

/** The socket front at `/live?company=<id>&since=<n>`: calls in, answers and events out. Returns how to stop it. */
export function listenLive(server: Server, house: House, settings: Settings, logger: Logger): () => Promise<void> {
  const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false, maxPayload: FRAME_MAX });

  async function upgrade(request: IncomingMessage, stream: Duplex, head: Buffer): Promise<void> {
    stream.on('error', () => {});
    const url = new URL(request.url ?? '/', 'http://localhost');
    if (url.pathname !== '/live') return refuseUpgrade(stream, 404);
    if (isForeignOrigin(request.headers.origin, originOf(schemeOf(request, settings), settings))) {
      return refuseUpgrade(stream, 403);
    }
    const credentials = credentialsOf(request, url.searchParams.get('company'), settings);
    const since = wholeNumber(url.searchParams.get('since'));
    let opened: Awaited<ReturnType<House['openSocket']>>;
    try {
      opened = await house.openSocket(credentials, since);
    } catch (error) {
      const { code } = refusalOf(error);
      // A page cannot read why an upgrade was refused: who is held is told so over the socket, and nothing else.
      if (code === 'platform.held') {
        sockets.handleUpgrade(request, stream, head, (socket) => {
          socket.close(CLOSE.held, 'held');
        });
        return;
      }
      return refuseUpgrade(stream, code === 'platform.unavailable' || code === 'platform.fault' ? 503 : 401);
    }
    sockets.handleUpgrade(request, stream, head, (socket) => {
      // What a hasty client says before it is greeted waits in the stream: a frame that nobody hears would be lost.
      socket.pause();
      void (async () => {
        for (let tries = 0; tries < ATTACH_TRIES; tries++) {
          if (tries > 0) opened = await house.openSocket(credentials, since);
          const connection = new Connection(
            socket,
            stream,
            opened.identity,
            opened.topics,
            opened.at,
            opened.openUntil,
          );
          if (!house.hub.reaches(connection)) continue;
          connection.send(JSON.stringify({ hello: { at: opened.at, fresh: opened.fresh } }));
          for (const event of opened.missed) {
            if (hears(connection, event)) {
              connection.send(eventText(event.at, event.topic, JSON.stringify(event.body)));
            }
          }
          house.hub.attach(connection);
          serveSocket(socket, connection, credentials.edge);
          socket.resume();
          return;
        }
        socket.resume();
        socket.close(CLOSE.changed, 'try again');
      })().catch(() => {
        socket.resume();
        socket.close(CLOSE.changed, 'try again');
      });
    });
  }

  function serveSocket(socket: WebSocket, connection: Connection, edge: Edge): void {
    const bucket = new Bucket(FRAMES_PER_SECOND, FRAMES_PER_SECOND * 2);
    socket.on('message', (data, isBinary) => {
      const text = isBinary ? '' : (data as Buffer).toString();
      if (text === 'ping') {
        connection.send(`{"pong":${house.hub.toldUntil(connection.identity.companyId) ?? connection.from}}`);
        return;
      }
      if (!bucket.take(performance.now())) {
        connection.close(CLOSE.tooMany, 'too many frames');
        return;
      }
      void answer(connection, edge, text);
    });
    const stopEnding = endAt(connection);
    socket.on('close', () => {
      stopEnding();
      house.hub.detach(connection);
    });
    socket.on('error', () => {}); // a broken frame closes the socket, which is told by 'close'
  }

  /** Closes a socket when its member's working time is over, where nothing may come to him then. Returns how to stop that. */
  function endAt(connection: Connection): () => void {
    const { openUntil } = connection;
    if (openUntil === null) return () => {};
    let timer: NodeJS.Timeout;
    const wait = (): void => {
      const left = openUntil.getTime() - house.now().getTime();
      if (left <= 0) return connection.close(CLOSE.changed, 'working time is over');
      timer = setTimeout(wait, Math.min(left, TIMER_MAX_MS));
      timer.unref();
    };
    wait();
    return () => clearTimeout(timer);
  }

  async function answer(connection: Connection, edge: Edge, text: string): Promise<void> {
    let frame: { n?: unknown; call?: unknown; input?: unknown };
    try {
      frame = JSON.parse(text) as typeof frame;
    } catch {
      connection.send(JSON.stringify({ n: 0, no: refuse('platform.badInput', { field: '', why: 'json' }) }));
      return;
    }
    const n = typeof frame?.n === 'number' ? frame.n : 0;
    try {
      if (typeof frame?.call !== 'string')
        throw new Refused(refuse('platform.badInput', { field: 'call', why: 'shape' }));
      const output = await house.callFrom(connection, edge, frame.call, frame.input ?? {});
      const text = output instanceof RawJson ? output.text : JSON.stringify(output ?? null);
      connection.send(`{"n":${n},"ok":${text}}`);
    } catch (error) {
      const refusal = refusalOf(error);
      if (refusal.code === 'platform.fault') logger.error({ err: error, call: frame.call }, 'socket call failed');
      connection.send(JSON.stringify({ n, no: refusal }));
    }
  }

  server.on('upgrade', (request, stream, head) => {
    upgrade(request, stream, head).catch(() => refuseUpgrade(stream, 500));
  });

  const poll = setInterval(() => {
    const companyIds = house.hub.companyIds();
    if (companyIds.length === 0) return;
    house
      .clocks(companyIds)
      .then((clocks) => Promise.all([...clocks].map(([companyId, at]) => house.hub.heal(companyId, at))))
      .catch(() => {}); // the database is away; the next poll asks again
  }, POLL_MS);
  poll.unref();

  return async () => {
    clearInterval(poll);
    for (const socket of sockets.clients) socket.close(1001, 'stopping');
    const insist = setTimeout(() => {
      for (const socket of sockets.clients) socket.terminate();
    }, GOODBYE_MS);
    await new Promise<void>((resolve) => sockets.close(() => resolve()));
    clearTimeout(insist);
  };
}

function schemeOf(
  request: IncomingMessage,
  settings: Settings,
): { headers: IncomingMessage['headers']; protocol: string } {
  const forwarded = settings.trustProxy ? request.headers['x-forwarded-proto'] : undefined;
  return { headers: request.headers, protocol: typeof forwarded === 'string' ? forwarded : 'http' };
}

function credentialsOf(request: IncomingMessage, companyId: string | null, settings: Settings): Credentials {
  const cookies = new Map(
    (request.headers.cookie ?? '').split(/; */).map((pair): [string, string] => {
      const [name = '', ...value] = pair.split('=');
      return [name, decodeURIComponent(value.join('='))];
    }),
  );
  const edge: Edge = {
    address: request.socket.remoteAddress ?? '',
    userAgent: String(request.headers['user-agent'] ?? '').slice(0, 300),
    origin: originOf(schemeOf(request, settings), settings),
    deviceToken: cookies.get(DEVICE_COOKIE) ?? null,
    // A socket has no way to set cookies: calls that sign in or out go over HTTP.
    setSession() {
      throw new Refused(refuse('platform.badInput', { field: '', why: 'http_only' }));
    },
    clearSession() {},
    setDevice() {},
  };
  return { token: tokenOf(request.headers, cookies.get(SESSION_COOKIE)), companyId, edge };
}

function wholeNumber(text: string | null): number | null {
  if (text === null || !/^\d{1,15}$/.test(text)) return null;
  return Number(text);
}

function refuseUpgrade(stream: Duplex, status: number): void {
  stream.end(`HTTP/1.1 ${status} Refused\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);
}
