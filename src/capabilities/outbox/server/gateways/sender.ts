import { type Egress, EgressFailed, type EgressAnswer } from '#platform/server/egress.ts';
import type { GatewayConfig } from '../../model/gateways/config.ts';
import { type GatewayAnswer, reasonOf } from '../../model/gateways/outcomes.ts';
import type { Written } from '../../model/gateways/texts.ts';
import type { Wired } from '../../model/quiet.ts';

/** One thing that is given to a gateway. */
export interface Letter extends Written {
  readonly id: string;
  readonly way: Wired;
  readonly to: string;
  readonly language: 'zh' | 'en';
  /** Digits, where it carries a code: some gateways have a template for it. */
  readonly code: string | null;
  /** Where the gateway says what became of it; null where nobody outside can reach us. */
  readonly statusUrl: string | null;
}

/** Gives a letter to a gateway, once. */
export type Sender<Kind extends GatewayConfig['kind']> = (
  egress: Egress,
  config: Extract<GatewayConfig, { kind: Kind }>,
  secret: string,
  letter: Letter,
) => Promise<GatewayAnswer>;

/** Makes a request, and hands its answer to whoever can read it; what cannot be asked or does not answer is said as it is. */
export async function asking(
  ask: () => Promise<EgressAnswer>,
  read: (answer: EgressAnswer) => GatewayAnswer,
): Promise<GatewayAnswer> {
  try {
    return read(await ask());
  } catch (error) {
    return failedAnswer(error, error instanceof EgressFailed && error.isUnsent);
  }
}

export function failedAnswer(error: unknown, isUnsent: boolean): GatewayAnswer {
  const why = reasonOf(error instanceof Error ? error.message : 'no answer');
  return isUnsent ? { is: 'again', why, afterS: null } : { is: 'unknown', why };
}

/** What a status of HTTP says where it is not success. Only 429 and 503 say that nothing was taken. */
export function badStatus({ status, headers }: EgressAnswer, said: string): GatewayAnswer {
  const why = reasonOf(`${status} ${said}`);
  if (status === 429 || status === 503) {
    const after = Number(headers['retry-after'] ?? Number.NaN);
    return { is: 'again', why, afterS: Number.isFinite(after) && after >= 0 ? after : null };
  }
  if (status >= 500 || status < 300) return { is: 'unknown', why };
  return { is: 'refused', why, blame: [401, 402, 403, 404].includes(status) || status < 400 ? 'gateway' : 'address' };
}

/** An object of an answer in JSON; {} where it is none. */
export function jsonOf(body: Buffer): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(body.toString('utf8'));
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

export const textOf = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : '';
