import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { completed, missingFrom, type Packages } from './whole-lock.ts';

const packages: Packages = {
  '': { dependencies: { linter: '1.0.0' } },
  'node_modules/linter': {
    version: '1.0.0',
    dev: true,
    optionalDependencies: {
      '@linter/linux-x64-gnu': '1.0.0',
      '@linter/linux-arm-musleabihf': '1.0.0',
      '@linter/win32-x64': '1.0.0',
    },
  },
  'node_modules/@linter/linux-x64-gnu': { version: '1.0.0', optional: true },
};

test('a platform package that was left out is seen and written in', () => {
  expect(missingFrom(packages).map(({ name }) => name)).toEqual(['@linter/linux-arm-musleabihf', '@linter/win32-x64']);
  const whole = completed(packages);
  expect(missingFrom(whole)).toEqual([]);
  expect(whole['node_modules/@linter/linux-arm-musleabihf']).toEqual({
    version: '1.0.0',
    cpu: ['arm'],
    dev: true,
    libc: ['musl'],
    optional: true,
    os: ['linux'],
  });
});

test('a package found beside the one that wants it is not missing', () => {
  const nested = { ...packages, 'node_modules/linter/node_modules/@linter/win32-x64': { version: '1.0.0' } };
  expect(missingFrom(nested).map(({ name }) => name)).toEqual(['@linter/linux-arm-musleabihf']);
});

test('any other package that is missing is not made up', () => {
  expect(() => completed({ '': { dependencies: { fastify: '5.0.0' } } })).toThrow(
    'fastify@5.0.0 is not in the lockfile',
  );
});

test('the lockfile is whole: npm ci takes it (mend it with: node tools/whole-lock.ts)', () => {
  const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as { packages: Packages };
  expect(Object.keys(lock.packages).length).toBeGreaterThan(100);
  expect(missingFrom(lock.packages)).toEqual([]);
});
