import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';
import type { CompanyId } from '#platform/model/ids.ts';
import type { Wired } from '../../model/quiet.ts';

const NONCE = 12;
const TAG = 16;

/** A key for a new installation: 256 bits, base64url. */
export function makeGatewayKey(): string {
  return randomBytes(32).toString('base64url');
}

/** Seals secrets of gateways, and signs the addresses at which gateways may report. */
export interface Vault {
  /** AES-256-GCM, bound to the company and the way: moved to another row it does not open. */
  seal(companyId: CompanyId, way: Wired, secret: string): Buffer;
  /** Null where it was sealed with another key, for another row, or was changed. */
  open(companyId: CompanyId, way: Wired, sealed: Buffer): string | null;
  /** What proves that an address was made here; `what` is a wire, or all reports of a company. */
  sign(companyId: string, what: string): string;
  isSigned(companyId: string, what: string, signature: string): boolean;
}

export function makeVault(key: string): Vault {
  const derive = (info: string): Buffer => Buffer.from(hkdfSync('sha256', Buffer.from(key, 'base64url'), '', info, 32));
  const sealing = derive('gateway secrets');
  const signing = derive('gateway addresses');
  const about = (companyId: CompanyId, way: Wired): Buffer => Buffer.from(`${companyId} ${way}`);
  const sign = (companyId: string, what: string): string =>
    createHmac('sha256', signing).update(`${companyId} ${what}`).digest('base64url');
  return {
    seal(companyId, way, secret) {
      const nonce = randomBytes(NONCE);
      const cipher = createCipheriv('aes-256-gcm', sealing, nonce).setAAD(about(companyId, way));
      const body = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), body]);
    },
    open(companyId, way, sealed) {
      try {
        const decipher = createDecipheriv('aes-256-gcm', sealing, sealed.subarray(0, NONCE), { authTagLength: TAG })
          .setAAD(about(companyId, way))
          .setAuthTag(sealed.subarray(NONCE, NONCE + TAG));
        return Buffer.concat([decipher.update(sealed.subarray(NONCE + TAG)), decipher.final()]).toString('utf8');
      } catch {
        return null;
      }
    },
    sign,
    isSigned(companyId, what, signature) {
      const [given, own] = [Buffer.from(signature), Buffer.from(sign(companyId, what))];
      return given.length === own.length && timingSafeEqual(given, own);
    },
  };
}
