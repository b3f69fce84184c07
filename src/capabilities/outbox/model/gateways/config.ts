import { z } from 'zod';
import type { Wired } from '../quiet.ts';

const host = z
  .string()
  .max(253)
  .regex(/^[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?$/);
const port = z.number().int().min(1).max(65_535);
const word = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .regex(/^[^\p{Cc}]+$/u);

/** `unprotected`: whoever is on the way can read it, and take the password. */
export const security = z.enum(['tls', 'starttls', 'unprotected']);

/** What a company says of its gateway. The one secret of each (a password, a token, a key) is kept apart, sealed. */
export const gatewayConfig = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('smtp'),
    host,
    port,
    security,
    user: z.string().trim().max(200),
    from: z.email().max(200),
  }),
  z.object({
    kind: z.literal('twilio'),
    accountSid: z.string().regex(/^AC[0-9a-f]{32}$/),
    from: z.string().regex(/^(?:\+[1-9]\d{6,14}|[A-Za-z0-9 ]{1,11}|MG[0-9a-f]{32})$/),
  }),
  z.object({
    kind: z.literal('aliyun'),
    accessKeyId: word,
    signName: word,
    /** Approved by the carrier, with the variable `content`; and one for codes, with the variable `code`. */
    template: word,
    codeTemplate: word,
  }),
  z.object({
    kind: z.literal('aliyunCall'),
    accessKeyId: word,
    /** The number that is shown, bought there; empty: one of Aliyun's own. */
    showNumber: z.string().regex(/^\d{0,15}$/),
    template: word,
    codeTemplate: word,
  }),
  z.object({
    kind: z.literal('smpp'),
    host,
    port,
    security: z.enum(['tls', 'unprotected']),
    systemId: z.string().regex(/^[!-~]{1,15}$/),
    /** A number, or a name of up to eleven letters. */
    from: z.string().regex(/^(?:\+?\d{3,15}|[A-Za-z0-9 ]{1,11})$/),
  }),
  z.object({ kind: z.literal('webhook'), url: z.url({ protocol: /^https?$/ }).max(1_000) }),
]);
export type GatewayConfig = z.output<typeof gatewayConfig>;
export type GatewayKind = GatewayConfig['kind'];

/** By which kinds of gateway each way can be gone. */
export const kindsOfWay: Readonly<Record<Wired, readonly GatewayKind[]>> = {
  mail: ['smtp'],
  sms: ['aliyun', 'twilio', 'smpp', 'webhook'],
  call: ['aliyunCall', 'twilio', 'webhook'],
};

/**
 * Does it take the same thing twice for one? Then it is asked again where no answer came. Twilio, Aliyun, SMPP and SMTP have no such key: the
 * Message-ID of a mail is for reading, Aliyun's nonce only stops the very same request.
 */
export function isIdempotent(kind: GatewayKind): boolean {
  return kind === 'webhook';
}

/** May the secret that is known be kept? Only for whom it was given: elsewhere it would be told to somebody new. */
export function keepsSecret(old: GatewayConfig, next: GatewayConfig): boolean {
  const target = (config: GatewayConfig): string => {
    switch (config.kind) {
      case 'smtp':
        return `${config.host} ${config.port} ${config.security} ${config.user}`;
      case 'smpp':
        return `${config.host} ${config.port} ${config.security} ${config.systemId}`;
      case 'twilio':
        return config.accountSid;
      case 'aliyun':
      case 'aliyunCall':
        return config.accessKeyId;
      case 'webhook':
        return config.url;
    }
  };
  return old.kind === next.kind && target(old) === target(next);
}
