import webpush from 'web-push';
import type { Egress } from '#platform/server/egress.ts';

/** The key pair by which push services know this installation (VAPID), base64url. */
export interface PushKeys {
  readonly publicKey: string;
  readonly privateKey: string;
}

/** A key pair for a new installation. */
export function makePushKeys(): PushKeys {
  return webpush.generateVAPIDKeys();
}

export interface PushTarget {
  readonly endpoint: string;
  readonly p256dh: string;
  readonly auth: string;
}

export interface PushOptions {
  readonly ttlS: number;
  /** What a push service has not delivered yet under this name gives way to what comes next. */
  readonly topic: string;
  readonly urgent: boolean;
}

/** What a push service answered; null: nothing, in time. */
export interface PushAnswer {
  readonly status: number | null;
  readonly retryAfterS: number | null;
  readonly why: string;
}

export type Push = (target: PushTarget, payload: string, options: PushOptions) => Promise<PushAnswer>;

/** Encrypts for one browser, signs for its push service, and sends; `subject` is where that service may complain. */
export function makePush(egress: Egress, keys: PushKeys, subject: string): Push {
  return async ({ endpoint, p256dh, auth }, payload, { ttlS, topic, urgent }) => {
    try {
      const { method, headers, body } = webpush.generateRequestDetails({ endpoint, keys: { p256dh, auth } }, payload, {
        vapidDetails: { subject, ...keys },
        TTL: ttlS,
        topic,
        urgency: urgent ? 'high' : 'normal',
        contentEncoding: 'aes128gcm',
      });
      const answer = await egress.request(endpoint, { method, headers: textHeaders(headers), body });
      const after = Number(answer.headers['retry-after'] ?? Number.NaN);
      return {
        status: answer.status,
        retryAfterS: Number.isFinite(after) && after >= 0 ? after : null,
        why: `the push service answered ${answer.status}`,
      };
    } catch (error) {
      return { status: null, retryAfterS: null, why: error instanceof Error ? error.message : 'no answer' };
    }
  };
}

function textHeaders(headers: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
}
