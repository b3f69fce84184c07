import { createHmac } from 'node:crypto';
import { asking, badStatus, jsonOf, type Sender, textOf } from './sender.ts';

/** What the receiver computes again: HMAC-SHA256 over the time, a full stop, and the body. */
export function signatureOf(secret: string, timestamp: string, body: string): string {
  return `v1=${createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex')}`;
}

/**
 * A server of the company's own. It must take what comes twice under one `tautline-id` for one: where no answer came, it is asked again.
 */
export const sendByWebhook: Sender<'webhook'> = (egress, { url }, secret, letter) => {
  const { id, way, to, text, language, statusUrl } = letter;
  const body = JSON.stringify({ id, way, to, text, language, statusUrl });
  const timestamp = String(Math.floor(Date.now() / 1_000));
  const headers = {
    'content-type': 'application/json',
    'tautline-id': id,
    'tautline-timestamp': timestamp,
    'tautline-signature': signatureOf(secret, timestamp, body),
  };
  return asking(
    () => egress.request(url, { method: 'POST', headers, body, most: 64 * 1024 }),
    (answer) => {
      const said = jsonOf(answer.body);
      if (answer.status >= 200 && answer.status < 300) return { is: 'accepted', ref: textOf(said['ref']) || null };
      return badStatus(answer, textOf(said['error']));
    },
  );
};
