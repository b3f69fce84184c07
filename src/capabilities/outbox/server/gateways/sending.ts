import type { CompanyId } from '#platform/model/ids.ts';
import type { Egress } from '#platform/server/egress.ts';
import type { GatewayAnswer } from '../../model/gateways/outcomes.ts';
import type { GatewayRow } from '../store/gateways.ts';
import { callByAliyun, sendByAliyun } from './aliyun.ts';
import type { Letter } from './sender.ts';
import type { SmppLines } from './smpp/sending.ts';
import { sendBySmtp } from './smtp.ts';
import { sendByTwilio } from './twilio.ts';
import type { Vault } from './vault.ts';
import { sendByWebhook } from './webhook.ts';

/** What the outbox needs to send by gateways. */
export interface Post {
  readonly egress: Egress;
  readonly vault: Vault;
  readonly lines: SmppLines;
  /** How this installation is reached from outside, or null. */
  readonly publicUrl: string | null;
}

export type LetterTo = Omit<Letter, 'statusUrl' | 'way'>;

/** Gives a letter to the gateway of its way, once; never throws. */
export async function sendLetter(
  { egress, vault, lines, publicUrl }: Post,
  companyId: CompanyId,
  { way, config, sealed }: GatewayRow,
  to: LetterTo,
): Promise<GatewayAnswer> {
  const secret = vault.open(companyId, way, sealed);
  if (secret === null) return { is: 'refused', why: NOT_OPENED, blame: 'gateway' };
  const statusUrl = publicUrl === null ? null : `${publicUrl}${reportPath(vault, companyId, to.id)}`;
  const letter: Letter = { ...to, way, statusUrl };
  switch (config.kind) {
    case 'smtp':
      return sendBySmtp(egress, config, secret, letter);
    case 'smpp':
      return lines.send(companyId, config, secret, letter);
    case 'twilio':
      return sendByTwilio(egress, config, secret, letter);
    case 'aliyun':
      return sendByAliyun(egress, config, secret, letter);
    case 'aliyunCall':
      return callByAliyun(egress, config, secret, letter);
    case 'webhook':
      return sendByWebhook(egress, config, secret, letter);
  }
}

/** Why a gateway cannot be used whose secret was sealed with another key. */
export const NOT_OPENED = 'the secret has to be entered again';

/** Where a gateway says what became of something: an address for this one thing, signed; `reports`: of all, for gateways that have one address. */
export function reportPath(vault: Vault, companyId: CompanyId, what: string): string {
  return `/gateways/${companyId}/${what}/${vault.sign(companyId, what)}`;
}
