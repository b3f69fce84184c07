import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Made on first start and kept in the data folder, readable by its owner only. */
export interface Secrets {
  readonly databaseOwner: string;
  readonly databaseApp: string;
  /** In the link that the first start prints. */
  readonly setup: string;
}

const FILE = 'secrets.json';

/** Reads the secrets of a data folder, making them on first start. */
export function readSecrets(dataFolder: string): Secrets {
  mkdirSync(dataFolder, { recursive: true });
  const file = join(dataFolder, FILE);
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as Secrets;
  const make = (): string => randomBytes(24).toString('base64url');
  const secrets: Secrets = { databaseOwner: make(), databaseApp: make(), setup: make() };
  writeFileSync(`${file}.new`, JSON.stringify(secrets, null, 2), { mode: 0o600 });
  renameSync(`${file}.new`, file);
  return secrets;
}
