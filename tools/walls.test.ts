import { existsSync, readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { isTestCode, textsBelow } from './house.ts';
import { circleIn, importsOf, objection, objectionToPackage, placeOf, resolve, storeys } from './walls.ts';

const chat = 'src/capabilities/chat';
const directory = 'src/capabilities/directory';

test.each([
  [`${chat}/web/Page.tsx`, `${chat}/model/contract.ts`],
  [`${chat}/web/Page.tsx`, `${chat}/web/conversation.css`],
  [`${chat}/web/Page.tsx`, `${directory}/web/index.ts`],
  [`${chat}/web/Page.tsx`, `${directory}/model/contract.ts`],
  [`${chat}/server/service.ts`, `${directory}/server/index.ts`],
  [`${chat}/server/service.ts`, `${chat}/server/store/messages.ts`],
  [`${chat}/model/timeline.ts`, `${directory}/model/contract.ts`],
  ['src/app/server/main.ts', `${chat}/server/index.ts`],
  ['src/app/web/routes.tsx', `${chat}/web/index.ts`],
  ['src/platform/server/serve.ts', 'src/platform/model/contract.ts'],
  [`${chat}/server/service.test.ts`, `${directory}/server/store.ts`],
  [`${chat}/server/service.test.ts`, 'seed/cast.ts'],
  ['src/app/server/setup.ts', 'seed/demo.ts'],
])('%s may use %s', (from, to) => expect(objection(from, to)).toBeNull());

test.each([
  [`${chat}/web/Page.tsx`, `${chat}/server/service.ts`, 'web never reaches server'],
  [`${chat}/server/service.ts`, `${chat}/web/words.ts`, 'server never reaches web'],
  [`${chat}/model/sending.ts`, 'src/platform/web/call.ts', 'model never reaches web'],
  [`${chat}/model/sending.ts`, `${chat}/server/store.ts`, 'model never reaches server'],
  [`${chat}/server/service.ts`, `${directory}/server/store.ts`, 'by its door'],
  [`${chat}/model/sending.ts`, `${directory}/model/roles.ts`, 'by its door'],
  ['src/app/web/routes.tsx', `${chat}/web/ConversationPage.tsx`, 'by its door'],
  [`${directory}/server/index.ts`, `${chat}/server/index.ts`, 'lives above directory'],
  [`${directory}/model/contract.ts`, `${chat}/model/contract.ts`, 'lives above directory'],
  ['src/platform/server/serve.ts', `${chat}/server/index.ts`, 'never looks up to capabilities'],
  [`${chat}/server/service.ts`, 'src/app/server/main.ts', 'never looks up to app'],
  [`${chat}/server/service.ts`, 'src/platform/server/testing.ts', 'for tests'],
  [`${chat}/server/service.ts`, 'seed/cast.ts', 'beside the house'],
  ['src/app/server/main.ts', 'bench/main.ts', 'beside the house'],
  ['src/app/server/setup.ts', 'seed/cast.ts', 'beside the house'],
  [`${chat}/server/service.ts`, 'seed/demo.ts', 'beside the house'],
  [`${chat}/server/service.ts`, 'src/shared/text.ts', 'no floor and side'],
  [`${chat}/text.ts`, `${chat}/model/contract.ts`, 'no floor and side'],
  ['src/capabilities/gossip/model/contract.ts', `${chat}/model/contract.ts`, 'no floor and side'],
])('%s may not use %s', (from, to, because) => expect(objection(from, to)).toContain(because));

test.each([
  [`${chat}/model/contract.ts`, 'zod'],
  [`${chat}/model/sending.test.ts`, 'fast-check'],
  [`${chat}/server/store.ts`, 'node:crypto'],
  [`${chat}/web/Page.tsx`, '@mantine/core'],
])('%s may use the package %s', (from, name) => expect(objectionToPackage(from, name)).toBeNull());

test.each([
  [`${chat}/model/sending.ts`, 'node:crypto'],
  [`${chat}/model/sending.ts`, 'react'],
  [`${chat}/web/Page.tsx`, 'node:path'],
  [`${chat}/web/Page.tsx`, 'pg'],
  ['src/platform/web/live.ts', 'ws'],
  ['src/platform/web/call.ts', 'fastify'],
  [`${chat}/server/service.ts`, '@mantine/hooks'],
])('%s may not use the package %s', (from, name) => expect(objectionToPackage(from, name)).not.toBeNull());

test('an import is found in every way it can be written', () => {
  const source = [
    "import { a } from './a.ts';",
    "import type { B } from '#chat/model/contract.ts';",
    'import {\n  c,\n  d,\n} from "./c.ts";',
    "import './style.css';",
    "export { e } from './e.ts';",
    "export * from './f.ts';",
    "const Page = lazy(() => import('./Page.tsx'));",
    "type G = typeof import('./g.ts');",
    "// import { no } from './no.ts'",
    " * as in import('./no.ts')",
    "const text = 'from here';",
    "export const from = 'nowhere';",
  ].join('\n');
  expect(importsOf(source).sort()).toEqual(
    ['#chat/model/contract.ts', './Page.tsx', './a.ts', './c.ts', './e.ts', './f.ts', './g.ts', './style.css'].sort(),
  );
});

test('an import is followed to the file it means', () => {
  expect(resolve(`${chat}/web/Page.tsx`, '../model/contract.ts')).toBe(`${chat}/model/contract.ts`);
  expect(resolve(`${chat}/web/Page.tsx`, '#directory/web/index.ts')).toBe(`${directory}/web/index.ts`);
  expect(resolve(`${chat}/web/Page.tsx`, '#platform/web/call.ts')).toBe('src/platform/web/call.ts');
  expect(resolve(`${chat}/web/Page.tsx`, './worker.ts?worker')).toBe(`${chat}/web/worker.ts`);
  expect(resolve('src/app/server/main.ts', '#seed/cast.ts')).toBe('seed/cast.ts');
  expect(resolve('src/app/server/main.ts', 'fastify')).toBeNull();
});

test('a circle is seen', () => {
  expect(
    circleIn(
      new Map([
        ['a', ['b']],
        ['b', ['c']],
        ['c', ['b']],
      ]),
    ),
  ).toEqual(['b', 'c', 'b']);
  expect(
    circleIn(
      new Map([
        ['a', ['b', 'c']],
        ['b', ['c']],
        ['c', []],
      ]),
    ),
  ).toBeNull();
});

describe('the walls of the house', () => {
  const sources = textsBelow('src', /\.tsx?$/);
  const files = [...sources.keys()];
  const written = [...sources].flatMap(([from, source]) => importsOf(source).map((name) => ({ from, name })));
  const arrows = written.flatMap(({ from, name }) => {
    const to = resolve(from, name);
    return to === null ? [] : [{ from, to }];
  });

  test('are looked at in full: suspiciously few arrows mean that the guard is blind', () => {
    const mentions = [...sources.values()].join('\n').match(/(?:\bfrom|\bimport\(?) '(?:#|\.)/g) ?? [];
    expect(arrows.length).toBeGreaterThanOrEqual(mentions.length);
    expect(arrows.length).toBeGreaterThan(Math.max(30, files.length));
  });

  test('lead only to files that exist', () => {
    expect(arrows.filter(({ to }) => !sources.has(to) && !existsSync(to))).toEqual([]);
  });

  test('let no import up, across or past a door', () => {
    const broken = arrows.flatMap(({ from, to }) => objection(from, to)?.concat(` (${from} → ${to})`) ?? []);
    expect(broken).toEqual([]);
  });

  test('let no package onto the wrong side', () => {
    const packages = written.filter(({ from, name }) => resolve(from, name) === null);
    expect(packages.flatMap(({ from, name }) => objectionToPackage(from, name)?.concat(` (${from})`) ?? [])).toEqual(
      [],
    );
  });

  test('stand around every file', () => {
    expect(files.filter((path) => !isTestCode(path) && placeOf(path) === null)).toEqual([]);
  });

  test('hold no circle', () => {
    const graph = new Map(files.map((file) => [file, arrows.filter(({ from }) => from === file).map(({ to }) => to)]));
    expect(circleIn(graph)).toBeNull();
  });

  test('have a storey for every capability', () => {
    expect(readdirSync('src/capabilities').filter((name) => !storeys.includes(name))).toEqual([]);
  });
});
