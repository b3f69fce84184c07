import { resolve } from 'node:path';

/** What an operator may set, all by environment; README has the table. */
export interface Settings {
  readonly port: number;
  readonly host: string;
  /** Absolute path of the data folder: secrets, and the embedded database unless `databaseUrl` is set. */
  readonly dataFolder: string;
  readonly databaseUrl: string | null;
  /** The address people open, where it differs from http://host:port (behind a proxy). */
  readonly publicUrl: string | null;
  readonly trustProxy: boolean;
  readonly demo: boolean;
  readonly logLevel: string;
  /** Off: the API and sockets only, no web client. */
  readonly serveClient: boolean;
  /** The largest file that may be brought, and all files of a member and of a company together, in MiB. */
  readonly fileMib: number;
  readonly memberFilesMib: number;
  readonly companyFilesMib: number;
  /** Hosts of mail servers that may lie inside the operator's own network; all others must be of the open internet. */
  readonly gatewayHosts: readonly string[];
  /** Allows a database that may lose acknowledged data (fsync and its kin off): development only. */
  readonly allowUnsafeDatabase: boolean;
}

/** Reads the settings from an environment and command-line words; a bad value throws with a sentence for the operator. */
export function readSettings(env: NodeJS.ProcessEnv, args: readonly string[]): Settings {
  return {
    port: wholeNumber('PORT', env['PORT'], 3000, 0, 65_535),
    host: env['HOST'] ?? '0.0.0.0',
    dataFolder: resolve(env['TAUTLINE_DATA'] ?? 'data'),
    databaseUrl: env['DATABASE_URL'] ?? null,
    publicUrl: env['PUBLIC_URL']?.replace(/\/+$/, '') ?? null,
    trustProxy: env['TRUST_PROXY'] === '1',
    demo: args.includes('--demo'),
    logLevel: env['LOG_LEVEL'] ?? 'info',
    serveClient: env['TAUTLINE_CLIENT'] !== 'off',
    fileMib: mebibytes('TAUTLINE_FILE_MIB', env, 1_024),
    memberFilesMib: mebibytes('TAUTLINE_MEMBER_FILES_MIB', env, 20_480),
    companyFilesMib: mebibytes('TAUTLINE_COMPANY_FILES_MIB', env, 512_000),
    gatewayHosts: (env['TAUTLINE_GATEWAY_HOSTS'] ?? '').split(/[\s,]+/).filter((host) => host !== ''),
    allowUnsafeDatabase: env['TAUTLINE_ALLOW_UNSAFE_DATABASE'] === '1',
  };
}

function mebibytes(name: string, env: NodeJS.ProcessEnv, fallback: number): number {
  return wholeNumber(name, env[name], fallback, 1, 1_000_000_000);
}

function wholeNumber(name: string, text: string | undefined, fallback: number, min: number, max: number): number {
  if (text === undefined || text === '') return fallback;
  const value = Number(text);
  if (!Number.isInteger(value) || value < min || value > max) {
    throw new Error(`${name} must be a whole number from ${min} to ${max}, not "${text}".`);
  }
  return value;
}
