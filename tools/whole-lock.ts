// npm leaves those platform packages out of the lockfile that it could not look up while writing it; `npm ci` then
// refuses the lockfile as out of step. This writes them in: their versions are pinned by the packages that want them.
import { readFileSync, writeFileSync } from 'node:fs';

export interface LockedPackage {
  readonly version?: string;
  readonly dev?: boolean;
  readonly optional?: boolean;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly os?: readonly string[];
  readonly cpu?: readonly string[];
  readonly libc?: readonly string[];
}

export type Packages = Readonly<Record<string, LockedPackage>>;

interface Missing {
  readonly name: string;
  readonly version: string;
  readonly wantedBy: string;
}

const PLATFORM =
  /[/-](android|darwin|freebsd|openbsd|linux|openharmony|win32)-(arm64|arm|x64|ia32|ppc64|riscv64|s390x|loong64)(?:-(gnu|musl|msvc|eabi|gnueabihf|musleabihf))?$/;

/** What some package of the lockfile depends on and the lockfile does not have. */
export function missingFrom(packages: Packages): Missing[] {
  return Object.entries(packages).flatMap(([wantedBy, wanting]) =>
    Object.entries({ ...wanting.dependencies, ...wanting.optionalDependencies })
      .filter(([name]) => !reaches(packages, wantedBy, name))
      .map(([name, version]) => ({ name, version, wantedBy })),
  );
}

/** Whether a package finds another as Node looks for it: beside itself, then in each folder above. */
function reaches(packages: Packages, from: string, name: string): boolean {
  if (packages[`${from === '' ? '' : `${from}/`}node_modules/${name}`] !== undefined) return true;
  if (from === '') return false;
  const above = from.lastIndexOf('/node_modules/');
  return reaches(packages, above < 0 ? '' : from.slice(0, above), name);
}

/** The entry of a platform package, from its name: npm fetches it only where it fits. */
function platformEntry({ name, version }: Missing, dev: boolean): LockedPackage {
  const [, os, cpu, abi] = PLATFORM.exec(name) ?? [];
  if (os === undefined || cpu === undefined || !/^\d+\.\d+\.\d+/.test(version)) {
    throw new Error(`${name}@${version} is not in the lockfile, and it is no pinned platform package: install it anew`);
  }
  const libc = os !== 'linux' || abi === undefined ? undefined : abi.startsWith('musl') ? 'musl' : 'glibc';
  return {
    version,
    cpu: [cpu],
    ...(dev ? { dev: true } : {}),
    ...(libc === undefined ? {} : { libc: [libc] }),
    optional: true,
    os: [os],
  };
}

/** The packages of a lockfile with every platform package that was left out. */
export function completed(packages: Packages): Packages {
  const added = missingFrom(packages).map((missing): [string, LockedPackage] => [
    `node_modules/${missing.name}`,
    platformEntry(missing, packages[missing.wantedBy]?.dev === true),
  ]);
  const all = Object.entries(packages).concat(added);
  return Object.fromEntries(all.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

if (import.meta.main) {
  const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as { packages: Packages };
  const packages = completed(lock.packages);
  writeFileSync('package-lock.json', `${JSON.stringify({ ...lock, packages }, null, 2)}\n`);
  console.log(`${missingFrom(lock.packages).length} platform packages written into the lockfile`);
}
