import webpush from 'web-push';
import type { Egress } from '#platform/server/egress.ts';
import { type PushKeys, type PushOptions, type PushTarget, Wrapping } from './wrapping.ts';

/** A key pair for a new installation. */
export function makePushKeys(): PushKeys {
  return webpush.generateVAPIDKeys();
}

/** What a push service answered; null: nothing, in time. */
export interface PushAnswer {
  readonly status: number | null;
  readonly retryAfterS: number | null;
  readonly why: string;
}

/** Sends to browsers by way of their push services. */
export interface Push {
  send(target: PushTarget, payload: string, options: PushOptions): Promise<PushAnswer>;
  close(): Promise<void>;
}

/** Encrypts for one browser, signs for its push service, and sends; `subject` is where that service may complain. */
export function makePush(egress: Egress, keys: PushKeys, subject: string): Push {
  const wrapping = new Wrapping({ ...keys, subject });
  return {
    async send(target, payload, options) {
      try {
        const { headers, body } = await wrapping.wrap(target, payload, options);
        const answer = await egress.request(target.endpoint, { method: 'POST', headers, body: Buffer.from(body) });
        const after = Number(answer.headers['retry-after'] ?? Number.NaN);
        return {
          status: answer.status,
          retryAfterS: Number.isFinite(after) && after >= 0 ? after : null,
          why: `the push service answered ${answer.status}`,
        };
      } catch (error) {
        return { status: null, retryAfterS: null, why: error instanceof Error ? error.message : 'no answer' };
      }
    },
    close: () => wrapping.close(),
  };
}
