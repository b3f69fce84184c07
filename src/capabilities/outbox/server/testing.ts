import { createDecipheriv, createECDH, createPublicKey, hkdfSync, randomBytes, verify } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type AnyPushMessage, pushMessage, type Subscription } from '../model/contract.ts';

export interface Received {
  readonly message: AnyPushMessage;
  readonly ttlS: number;
  readonly topic: string;
  readonly urgency: string;
  readonly subject: string;
}

/** A browser as a push service knows it. */
export interface TestBrowser {
  readonly subscription: Subscription;
  readonly received: readonly Received[];
  /** Every request, answered well or not. */
  readonly asked: () => number;
  /** What the push service answers from here on. */
  answers(status: number, headers?: Record<string, string>): void;
}

/** A push service on this machine: it checks who sends (VAPID, RFC 8292) and opens what comes as a browser would (RFC 8291). */
export async function openPushService() {
  interface State {
    readonly received: Received[];
    asked: number;
    status: number;
    headers: Record<string, string>;
    open(body: Buffer): Buffer;
  }
  const browsers = new Map<string, State>();
  const wrong: string[] = [];
  const server = createServer((request, response) => {
    void (async () => {
      const state = browsers.get(request.url ?? '');
      const body = Buffer.concat((await request.toArray()) as Buffer[]);
      if (state === undefined) return response.writeHead(404).end();
      state.asked += 1;
      try {
        const received = {
          ...headersOf(request),
          subject: subjectOf(request, origin),
          message: read(state.open(body)),
        };
        if (state.status < 300) state.received.push(received);
      } catch (error) {
        wrong.push(String(error));
        return response.writeHead(400).end();
      }
      return response.writeHead(state.status, state.headers).end();
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  function browser(): TestBrowser {
    const path = `/${randomBytes(9).toString('base64url')}`;
    const keys = createECDH('prime256v1');
    keys.generateKeys();
    const auth = randomBytes(16);
    const state: State = {
      received: [],
      asked: 0,
      status: 201,
      headers: {},
      open: (body) => decrypted(body, keys, auth),
    };
    browsers.set(path, state);
    return {
      subscription: {
        endpoint: origin + path,
        p256dh: keys.getPublicKey().toString('base64url'),
        auth: auth.toString('base64url'),
      },
      received: state.received,
      asked: () => state.asked,
      answers(status, headers = {}) {
        Object.assign(state, { status, headers });
      },
    };
  }

  return {
    browser,
    /** What no sender may do. */
    wrong,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const read = (bytes: Buffer): AnyPushMessage => pushMessage.parse(JSON.parse(bytes.toString()));

function headersOf({ headers }: IncomingMessage) {
  return { ttlS: Number(headers['ttl']), topic: String(headers['topic']), urgency: String(headers['urgency']) };
}

function subjectOf({ headers }: IncomingMessage, origin: string): string {
  const [, token = '', key = ''] = /^vapid t=([^,]+), ?k=(.+)$/.exec(headers.authorization ?? '') ?? [];
  const [head = '', claims = '', signature = ''] = token.split('.');
  const point = Buffer.from(key, 'base64url');
  const [x, y] = [point.subarray(1, 33).toString('base64url'), point.subarray(33).toString('base64url')];
  const publicKey = createPublicKey({ format: 'jwk', key: { kty: 'EC', crv: 'P-256', x, y } });
  const holds = verify(
    'sha256',
    Buffer.from(`${head}.${claims}`),
    { key: publicKey, dsaEncoding: 'ieee-p1363' },
    Buffer.from(signature, 'base64url'),
  );
  if (!holds) throw new Error('not signed by the key it names');
  const { aud, exp, sub } = JSON.parse(Buffer.from(claims, 'base64url').toString()) as Record<string, unknown>;
  if (aud !== origin) throw new Error(`signed for ${String(aud)}`);
  const hours = (Number(exp) - Date.now() / 1_000) / 3_600;
  if (!(hours > 0 && hours <= 24)) throw new Error(`signed for ${hours} h`);
  return String(sub);
}

function decrypted(body: Buffer, keys: ReturnType<typeof createECDH>, auth: Buffer): Buffer {
  const salt = body.subarray(0, 16);
  const length = body.readUInt8(20);
  const sender = body.subarray(21, 21 + length);
  const sealed = body.subarray(21 + length);
  const derive = (ikm: Buffer, with_: Buffer, info: Buffer, size: number) =>
    Buffer.from(hkdfSync('sha256', ikm, with_, info, size));
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), keys.getPublicKey(), sender]);
  const ikm = derive(keys.computeSecret(sender), auth, info, 32);
  const key = derive(ikm, salt, Buffer.from('Content-Encoding: aes128gcm\0'), 16);
  const nonce = derive(ikm, salt, Buffer.from('Content-Encoding: nonce\0'), 12);
  const cipher = createDecipheriv('aes-128-gcm', key, nonce);
  cipher.setAuthTag(sealed.subarray(-16));
  const padded = Buffer.concat([cipher.update(sealed.subarray(0, -16)), cipher.final()]);
  return padded.subarray(0, padded.lastIndexOf(2));
}
