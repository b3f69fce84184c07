import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import cookie from '@fastify/cookie';
import serveStatic from '@fastify/static';
import Fastify, { type FastifyReply, type FastifyRequest, LogController } from 'fastify';
import { Refused, refuse, type Refusal } from '#platform/model/refusal.ts';
import { RawJson } from './capability.ts';
import type { Credentials, House } from './house.ts';
import type { Edge } from './context.ts';
import { RateLimit } from './limits.ts';
import { type Logger, quietLogger } from './log.ts';
import { callDuration, metricsText, refusalCount } from './metrics.ts';
import type { Settings } from './settings.ts';

export const SESSION_COOKIE = 'tautline_session';
export const DEVICE_COOKIE = 'tautline_device';
const BODY_MAX = 64 * 1024;
const BODY_MAX_EVER = 16 * 1024 * 1024;
const DEVICE_DAYS = 400;

const STATUS: Readonly<Record<string, number>> = {
  'platform.badInput': 422,
  'platform.notSignedIn': 401,
  'platform.forbidden': 403,
  'platform.held': 403,
  'platform.notFound': 404,
  'platform.tooOften': 429,
  'platform.fault': 500,
  'platform.unavailable': 503,
};

// Scripts, styles, fonts and connections of our own origin only. Style attributes are allowed for geometry; scripts by no other way.
const POLICY = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "connect-src 'self'",
  "worker-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types tautline-worker',
].join('; ');

/** Of what a browser has beside the page, only the microphone, for voice messages of our own page; nothing of it for anybody else. */
const PERMISSIONS = [
  'microphone=(self)',
  'geolocation=(self)',
  ...['camera', 'display-capture', 'midi', 'usb', 'serial', 'hid', 'bluetooth', 'payment'].map(
    (feature) => `${feature}=()`,
  ),
].join(', ');

const UNREACHABLE = [
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
];

/** Is the database of this outage-like error away, so that a retry may succeed? */
export function isOutage(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code;
  if (typeof code !== 'string')
    return /terminated|timeout|closed|not queryable/i.test(String((error as Error | null)?.message ?? ''));
  return /^(08|57P|53|40001$|40P01$)/.test(code) || UNREACHABLE.includes(code);
}

/** The HTTP front: `POST /api/<capability>.<call>`, `/live` `/ready` `/metrics`, and the web client. */
export async function makeServer(
  house: House,
  settings: Settings,
  webFolder: string,
  logger: Logger = quietLogger,
  routes: (app: Server) => void = () => {},
): Promise<Server> {
  const app = makeFastify(settings, logger);
  await app.register(cookie);
  const perCaller = new RateLimit(50, 300);

  app.addHook('onSend', (request, reply, _payload, done) => {
    reply.header('x-request-id', request.id);
    // What people brought is given out under a stricter one.
    if (!reply.hasHeader('content-security-policy')) reply.header('content-security-policy', POLICY);
    reply.header('x-content-type-options', 'nosniff');
    reply.header('referrer-policy', 'same-origin');
    reply.header('cross-origin-opener-policy', 'same-origin');
    reply.header('permissions-policy', PERMISSIONS);
    done();
  });

  app.setErrorHandler((error, request, reply) => answerError(error, request, reply));
  app.setNotFoundHandler((request, reply) => answerError(new Refused(refuse('platform.notFound')), request, reply));

  app.post<{ Params: { name: string } }>('/api/:name', async (request, reply) => {
    const { name } = request.params;
    const bound = house.find(name);
    if (bound === null) throw new Refused(refuse('platform.notFound'));
    assertSameOrigin(request, settings);
    const length = Number(request.headers['content-length'] ?? 0);
    const max = bound.call.bodyMax ?? BODY_MAX;
    if (length > max) throw new Refused(refuse('platform.badInput', { field: '', why: 'too_big', max }));
    const credentials = credentialsOf(request, reply, settings);
    if (!perCaller.take(credentials.token ?? request.ip, performance.now())) {
      throw new Refused(refuse('platform.tooOften'));
    }
    const stop = callDuration.startTimer({ call: name });
    try {
      const output = await house.call(name, credentials, request.body ?? {});
      reply.header('cache-control', 'no-store').type('application/json; charset=utf-8');
      return await reply.send(output instanceof RawJson ? output.text : JSON.stringify(output ?? null));
    } finally {
      stop();
    }
  });

  app.get('/live', async () => ({ live: true }));
  app.get('/ready', async (_request, reply) => {
    try {
      await house.database.transaction(null, (tx) => tx`select 1`);
      return { ready: true };
    } catch {
      return reply.code(503).send({ ready: false });
    }
  });

  app.get('/metrics', async (_request, reply) => reply.type('text/plain; version=0.0.4').send(await metricsText()));

  routes(app);

  if (settings.serveClient && existsSync(webFolder)) {
    await app.register(serveStatic, {
      root: webFolder,
      wildcard: false,
      index: false,
      cacheControl: false,
      preCompressed: true,
      setHeaders(response, path) {
        const forever = path.includes('/assets/');
        void response.header('cache-control', forever ? 'public, max-age=31536000, immutable' : 'no-cache');
      },
    });
    // Every other address belongs to the client's router.
    app.get('/*', (request, reply) => {
      if (request.url.startsWith('/api/')) throw new Refused(refuse('platform.notFound'));
      return reply.header('cache-control', 'no-cache').sendFile('index.html');
    });
  }
  return app;
}

/** The server that routes of capabilities are added to. */
export type Server = ReturnType<typeof makeFastify>;

function makeFastify(settings: Settings, logger: Logger) {
  return Fastify({
    loggerInstance: logger,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: BODY_MAX_EVER,
    trustProxy: settings.trustProxy,
    genReqId: () => randomBytes(6).toString('hex'),
    forceCloseConnections: true,
  });
}

/** A browser says where a request comes from: a foreign page may not call with our cookie. */
export function isForeignOrigin(origin: string | undefined, ownOrigin: string): boolean {
  return origin !== undefined && origin !== ownOrigin;
}

/** Does a browser say that a page of somebody else's makes this request? */
export function isFromElsewhere(request: FastifyRequest, settings: Settings): boolean {
  return (
    isForeignOrigin(request.headers.origin, originOf(request, settings)) ||
    request.headers['sec-fetch-site'] === 'cross-site'
  );
}

function assertSameOrigin(request: FastifyRequest, settings: Settings): void {
  const type = request.headers['content-type'] ?? '';
  if (isFromElsewhere(request, settings) || !type.startsWith('application/json')) {
    throw new Refused(refuse('platform.forbidden'));
  }
}

/** Scheme and host as the browser sees them. */
export function originOf(
  request: { headers: Record<string, string | string[] | undefined>; protocol?: string },
  settings: Settings,
): string {
  if (settings.publicUrl !== null) return settings.publicUrl;
  return `${request.protocol ?? 'http'}://${String(request.headers['host'] ?? 'localhost')}`;
}

function credentialsOf(request: FastifyRequest, reply: FastifyReply, settings: Settings): Credentials {
  const secure = request.protocol === 'https' || settings.publicUrl?.startsWith('https:') === true;
  const base = { path: '/', httpOnly: true, sameSite: 'lax', secure } as const;
  const edge: Edge = {
    address: request.ip,
    userAgent: String(request.headers['user-agent'] ?? '').slice(0, 300),
    origin: originOf(request, settings),
    deviceToken: request.cookies[DEVICE_COOKIE] ?? null,
    setSession: (token, expires) => void reply.setCookie(SESSION_COOKIE, token, { ...base, expires }),
    clearSession: () => void reply.clearCookie(SESSION_COOKIE, base),
    setDevice: (token) => void reply.setCookie(DEVICE_COOKIE, token, { ...base, maxAge: DEVICE_DAYS * 86_400 }),
  };
  return {
    token: tokenOf(request.headers, request.cookies[SESSION_COOKIE]),
    companyId: companyOf(request.headers),
    edge,
  };
}

/** The session token of a request: bearer first, then cookie. */
export function tokenOf(
  headers: Record<string, string | string[] | undefined>,
  cookieToken: string | undefined,
): string | null {
  const bearer = headers['authorization'];
  if (typeof bearer === 'string' && bearer.startsWith('Bearer ')) return bearer.slice(7);
  return cookieToken ?? null;
}

function companyOf(headers: Record<string, string | string[] | undefined>): string | null {
  const company = headers['x-company'];
  return typeof company === 'string' ? company : null;
}

/** What a refusal, a fault or an outage looks like on the wire: a code, facts, never prose or a stack. */
export function refusalOf(error: unknown): Refusal {
  if (error instanceof Refused) return error.refusal;
  if ((error as { statusCode?: number }).statusCode === 413) {
    return refuse('platform.badInput', { field: '', why: 'too_big' });
  }
  if (((error as { statusCode?: number }).statusCode ?? 500) < 500)
    return refuse('platform.badInput', { field: '', why: 'shape' });
  return refuse(isOutage(error) ? 'platform.unavailable' : 'platform.fault');
}

function answerError(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const refusal = refusalOf(error);
  const status = STATUS[refusal.code] ?? 409;
  refusalCount.inc({ code: refusal.code });
  if (status >= 500) request.log.error({ err: error, reqId: request.id, url: request.url.split('?')[0] }, refusal.code);
  return reply
    .code(status)
    .header('cache-control', 'no-store')
    .send({ ...refusal, requestId: request.id });
}
