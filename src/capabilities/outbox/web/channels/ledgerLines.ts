import type { Phrase } from '#platform/web/words.ts';
import { words } from './words.ts';

type Facts = Readonly<Record<string, unknown>>;

const text = (fact: unknown): string => (typeof fact === 'string' || typeof fact === 'number' ? String(fact) : '');

function wayOf(fact: unknown): Phrase {
  return fact === 'sms' || fact === 'call' || fact === 'mail' ? words[fact] : { zh: text(fact), en: text(fact) };
}

/** What entries of the ledger say of gateways. */
export const ledgerLines: Readonly<Record<string, (facts: Facts) => Phrase>> = {
  'outbox.gatewaySaved': ({ way, where }) => ({
    zh: `设置${wayOf(way).zh}网关：${text(where)}`,
    en: `Set the gateway for ${wayOf(way).en.toLowerCase()}: ${text(where)}`,
  }),
  'outbox.gatewayRemoved': ({ way }) => ({
    zh: `移除${wayOf(way).zh}网关`,
    en: `Removed the gateway for ${wayOf(way).en.toLowerCase()}`,
  }),
  'outbox.letterRetried': () => ({ zh: '重试一条没有发出的通知', en: 'Tried something again that had not been sent' }),
};
