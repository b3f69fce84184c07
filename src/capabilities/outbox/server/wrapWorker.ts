import { parentPort, workerData } from 'node:worker_threads';
import webpush from 'web-push';
import type { Answer, Unwrapped, WrapKeys, Wrapped } from './wrapping.ts';

const { subject, publicKey, privateKey } = workerData as WrapKeys;

const SIGNED_FOR_S = 12 * 3_600;
/** What is left of it when it is signed anew: longer than any push is on its way. */
const SIGNED_LEFT_S = 3_600;
/** Push services are few; addresses are the browsers' word. */
const ORIGINS_MOST = 100;

interface Signed {
  readonly header: string;
  readonly untilS: number;
}

const signedFor = new Map<string, Signed>();

/** What a push service knows us by (VAPID). RFC 8292 wants it used again: signing costs as much as half the encrypting. */
function signed(origin: string): string {
  const nowS = Math.floor(Date.now() / 1_000);
  const known = signedFor.get(origin);
  if (known !== undefined && known.untilS - nowS > SIGNED_LEFT_S) return known.header;
  const untilS = nowS + SIGNED_FOR_S;
  const { Authorization: header } = webpush.getVapidHeaders(
    origin,
    subject,
    publicKey,
    privateKey,
    'aes128gcm',
    untilS,
  );
  if (signedFor.size >= ORIGINS_MOST) signedFor.clear();
  signedFor.set(origin, { header, untilS });
  return header;
}

function wrap({ target: { endpoint, p256dh, auth }, payload, options: { ttlS, topic, urgent } }: Unwrapped): Wrapped {
  const { headers, body } = webpush.generateRequestDetails({ endpoint, keys: { p256dh, auth } }, payload, {
    headers: { Authorization: signed(new URL(endpoint).origin) },
    TTL: ttlS,
    topic,
    urgency: urgent ? 'high' : 'normal',
    contentEncoding: 'aes128gcm',
  });
  const text = Object.entries(headers).map(([name, value]) => [name, String(value)]);
  // A copy of its own: posted as it is, the whole pool of buffers in which it lies would go along.
  return { headers: Object.fromEntries(text) as Wrapped['headers'], body: new Uint8Array(body) };
}

function answerTo(asked: Unwrapped): Answer {
  const { number } = asked;
  try {
    return { number, wrapped: wrap(asked) };
  } catch (error) {
    return { number, why: error instanceof Error ? error.message : String(error) };
  }
}

parentPort?.on('message', (asked: Unwrapped) => parentPort?.postMessage(answerTo(asked)));
