import { createDecipheriv, createECDH, type ECDH, hkdfSync, randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { openMessageCentre } from '#outbox/server/gateways/testing.ts';

/** So long a gateway takes with an answer, at most: time enough to be killed in. */
const ANSWER_MS = 120;
const REPORT_AGAIN_MS = 250;
const REPORT_TRIES = 100;

export const PUSHES = 'push.faults.example';
export const CALLS = 'calls.faults.example';

/** A push as its device reads it. */
export interface Got {
  readonly memberId: string;
  readonly place: string;
  readonly number: number;
}

type MessageCentre = Awaited<ReturnType<typeof openMessageCentre>>;

export interface CallAsked {
  readonly id: string;
  readonly to: string;
  readonly text: string;
  readonly statusUrl: string;
}

/**
 * Everything outside the product, on this machine, with a count of what it really got: push services with the devices behind them, a server
 * for calls, a message centre for texts (SMPP).
 */
export class Outside {
  /** What came to devices; the same number of a place is one. */
  readonly pushes = new Map<string, Got>();
  /** Calls; the same id is one. */
  readonly calls = new Map<string, CallAsked>();
  /** Told of each call, once. */
  onCall: (call: CallAsked) => void = () => {};
  readonly #centre: MessageCentre;
  readonly #devices = new Map<string, { readonly keys: ECDH; readonly secret: Buffer }>();
  readonly #server = createServer((request, response) => {
    void this.#take(request).then(async (status) => {
      await sleep(Math.random() * ANSWER_MS);
      response.writeHead(status, { 'content-type': 'application/json' }).end('{}');
    });
  });

  private constructor(centre: MessageCentre) {
    this.#centre = centre;
  }

  static async open(): Promise<Outside> {
    const outside = new Outside(await openMessageCentre());
    await new Promise<void>((resolve) => outside.#server.listen(0, '127.0.0.1', resolve));
    return outside;
  }

  /** Where what is asked over https really goes. */
  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  get smppPort(): number {
    return this.#centre.port;
  }

  /** The texts that came, to whom. */
  texts(): { readonly to: string; readonly text: string }[] {
    return this.#centre.submitted.map(({ to, coding, bytes }) => ({
      to,
      text: coding === 8 ? Buffer.from(bytes).swap16().toString('utf16le') : bytes.toString('latin1'),
    }));
  }

  /** A device of this member, as a browser subscribes it. */
  subscribe(memberId: string) {
    const keys = createECDH('prime256v1');
    const p256dh = keys.generateKeys().toString('base64url');
    const secret = randomBytes(16);
    this.#devices.set(memberId, { keys, secret });
    return { endpoint: `https://${PUSHES}/${memberId}`, p256dh, auth: secret.toString('base64url') };
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await this.#centre[Symbol.asyncDispose]();
  }

  async #take(request: IncomingMessage): Promise<number> {
    // Who was killed in the middle has said nothing.
    const body = await request.toArray().catch(() => null);
    if (body === null) return 400;
    const bytes = Buffer.concat(body as Buffer[]);
    if (request.headers['x-meant-for'] === CALLS) {
      const call = JSON.parse(bytes.toString()) as CallAsked;
      const isNew = !this.calls.has(call.id);
      this.calls.set(call.id, call);
      if (isNew) this.onCall(call);
      return 202;
    }
    const memberId = (request.url ?? '').slice(1);
    const device = this.#devices.get(memberId);
    if (device === undefined) return 410;
    const said = JSON.parse(opened(bytes, device.keys, device.secret)) as { do: string; tag: string; number: number };
    const { tag: place, number } = said;
    if (said.do === 'show') this.pushes.set(`${memberId} ${place} ${number}`, { memberId, place, number });
    return 201;
  }
}

/** Tells the product what became of a call, twice, again until it says that it has heard; false when it never did. */
export async function report({ statusUrl }: CallAsked, status: 'unanswered' | 'confirmed'): Promise<boolean> {
  let heard = 0;
  for (let tries = 0; tries < REPORT_TRIES && heard < 2; tries += 1) {
    const answer = await fetch(statusUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ status }),
      signal: AbortSignal.timeout(5_000),
    }).catch(() => null);
    if (answer?.ok === true) heard += 1;
    else await sleep(REPORT_AGAIN_MS);
  }
  return heard > 0;
}

/** The words of a push (RFC 8291, one record of aes128gcm). */
function opened(body: Buffer, keys: ECDH, secret: Buffer): string {
  const [salt, theirs] = [body.subarray(0, 16), body.subarray(21, 21 + (body[20] ?? 0))];
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), keys.getPublicKey(), theirs]);
  const shared = Buffer.from(hkdfSync('sha256', keys.computeSecret(theirs), secret, info, 32));
  const derive = (what: string, length: number) =>
    Buffer.from(hkdfSync('sha256', shared, salt, `Content-Encoding: ${what}\0`, length));
  const sealed = body.subarray(21 + theirs.length);
  const decipher = createDecipheriv('aes-128-gcm', derive('aes128gcm', 16), derive('nonce', 12));
  decipher.setAuthTag(sealed.subarray(-16));
  const text = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]).toString();
  return text.slice(0, text.lastIndexOf('\x02'));
}
