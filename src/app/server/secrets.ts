import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeGatewayKey, makePushKeys, type PushKeys } from '#outbox/server/index.ts';

/** Made on first start and kept in the data folder, readable by its owner only. */
export interface Secrets {
  readonly databaseOwner: string;
  readonly databaseApp: string;
  /** In the link that the first start prints. */
  readonly setup: string;
  /** By which push services know this installation. Another pair, and every browser has to subscribe anew. */
  readonly push: PushKeys;
  /** Seals what companies tell of their gateways (256 bits, base64url). Without it they have to be told anew. */
  readonly gateways: string;
}

const FILE = 'secrets.json';

/** Reads the secrets of a data folder, making them on first start. */
export function readSecrets(dataFolder: string): Secrets {
  mkdirSync(dataFolder, { recursive: true });
  const file = join(dataFolder, FILE);
  const known = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Partial<Secrets>) : {};
  const make = (): string => randomBytes(24).toString('base64url');
  const secrets: Secrets = {
    databaseOwner: known.databaseOwner ?? make(),
    databaseApp: known.databaseApp ?? make(),
    setup: known.setup ?? make(),
    push: known.push ?? makePushKeys(),
    gateways: known.gateways ?? makeGatewayKey(),
  };
  // A folder of an earlier version lacks what this one knows of.
  if (Object.keys(secrets).every((name) => name in known)) return secrets;
  writeFileSync(`${file}.new`, JSON.stringify(secrets, null, 2), { mode: 0o600 });
  renameSync(`${file}.new`, file);
  return secrets;
}
