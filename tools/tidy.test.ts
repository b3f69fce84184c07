import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { filesBelow, isTestCode, textsBelow } from './house.ts';
import { breaches, foreignCreations, foreignSchemas, manners, placeOfBreach } from './tidy.ts';
import { storeys } from './walls.ts';

const house = new Map(
  ['src', 'seed', 'e2e', 'bench', 'faults', 'tools', 'docs'].flatMap((folder) => [
    ...textsBelow(folder, /\.(?:tsx?|css|html|sql|md)$/),
  ]),
);
const schemas = ['platform', ...storeys];

test('there is a house to look at', () => {
  expect(house.size).toBeGreaterThan(40);
});

describe.each(manners)('$name', (manner) => {
  test.each(manner.good)('lets pass: %s', (text) => expect(breaches(manner, text, sampleOf(manner.in))).toEqual([]));
  test.each(manner.bad)('stops: %s', (text) => expect(breaches(manner, text, sampleOf(manner.in))).not.toEqual([]));

  test('holds in the house', () => {
    const broken = [...house]
      .filter(([path]) => manner.in.test(path))
      .flatMap(([path, text]) => breaches(manner, text, path).map((index) => placeOfBreach(path, text, index)));
    expect(broken, manner.why).toEqual([]);
  });
});

test.each([
  ['the model is told the time', 'src/capabilities/chat/model/sending.ts', true],
  ['the model is told the time', 'src/platform/model/time.ts', true],
  ['the model is told the time', 'src/capabilities/chat/model/sending.test.ts', false],
  ['sql lives in stores', 'src/capabilities/chat/server/service.ts', true],
  ['sql lives in stores', 'src/app/server/verify.ts', true],
  ['sql lives in stores', 'src/capabilities/chat/server/store.ts', false],
  ['sql lives in stores', 'src/capabilities/chat/server/store/messages.ts', false],
  ['sql lives in stores', 'src/platform/server/announce.ts', false],
  ['no colour outside the tokens', 'src/capabilities/chat/web/conversation.css', true],
  ['no colour outside the tokens', 'src/platform/web/ui/button.css', true],
  ['no colour outside the tokens', 'src/platform/web/tokens.css', false],
  ['no inline style', 'src/app/web/Shell.tsx', true],
  ['every test runs', 'e2e/first-message.test.ts', true],
  ['every test runs', 'tools/tidy.ts', false],
])('%s speaks of %s: %s', (name, path, expected) => {
  expect(manners.find((manner) => manner.name === name)?.in.test(path)).toBe(expected);
});

test('a comment may quote what code may not write', () => {
  const [time] = manners;
  expect(time && breaches(time, '// never new Date() here\nnow /* not Date.now() */')).toEqual([]);
  expect(time && breaches(time, "const url = 'https://x'; new Date()")).toHaveLength(1);
});

test('a store that names another schema is seen', () => {
  const seen = (source: string) => foreignSchemas('chat', source, schemas);
  expect(seen('tx`select 1 from directory.member`')).toEqual(['directory']);
  expect(seen('tx`select 1 from chat.message m, files.file f`')).toEqual(['files']);
  expect(seen("client.query('select platform.tick($1)')")).toEqual(['platform']);
  expect(seen("tx`select message.id from chat.message where kind = 'directory.x'`; refuse('files.tooBig')")).toEqual(
    [],
  );
  expect(seen('// as directory.member has\ntx`select 1 from chat.message`')).toEqual([]);
});

test('a store names only its own schema: what others know is asked for at their door', () => {
  const foreign = [...house]
    .filter(([path]) => /\/server\/(?:.*\/)?[^/]+\.ts$/.test(path) && path.startsWith('src/') && !isTestCode(path))
    .flatMap(([path, text]) => {
      const [, capability] = /^src\/capabilities\/([^/]+)\/server\/store(?:\.ts|\/)/.exec(path) ?? [];
      const own = path.startsWith('src/platform/') ? 'platform' : capability;
      return own === undefined ? [] : foreignSchemas(own, text, schemas).map((schema) => `${path} names ${schema}`);
    });
  expect(foreign).toEqual([]);
});

test('a schema file makes things in its own schema only, under a number of its own', () => {
  expect(foreignCreations('chat', 'create table chat.a (); CREATE OR REPLACE FUNCTION platform.b()')).toEqual([
    'platform',
  ]);
  const files = [...house].filter(([path]) => /^src\/.*\/server\/schema\/[^/]+\.sql$/.test(path));
  const foreign = files.flatMap(([path, sql]) => {
    const [, own = ''] = /^src\/(?:capabilities\/)?([^/]+)\//.exec(path) ?? [];
    return foreignCreations(own, sql).map((schema) => `${path} makes something in ${schema}`);
  });
  expect(foreign).toEqual([]);
  const numbers = files.map(([path]) => /\/(\d{4})_[a-z_]+\.sql$/.exec(path)?.[1] ?? path);
  expect(numbers.filter((number, index) => numbers.indexOf(number) !== index || number.length !== 4)).toEqual([]);
});

test('a capability says in its README what it promises', () => {
  const built = storeys.filter((name) => filesBelow(`src/capabilities/${name}`).some((path) => /\.tsx?$/.test(path)));
  expect(built.filter((name) => !existsSync(`src/capabilities/${name}/README.md`))).toEqual([]);
});

/** A path with the ending of those a manner speaks of, so that its samples are read as that sort of text. */
function sampleOf(pattern: RegExp): string {
  return pattern.source.includes('css$') ? 'sample.css' : 'sample.tsx';
}
