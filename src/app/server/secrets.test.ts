import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readSecrets } from './secrets.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tautline-secrets-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const file = () => join(folder, 'secrets.json');

test('secrets are made once, and readable to their owner only', () => {
  const made = readSecrets(folder);
  expect(Buffer.from(made.push.publicKey, 'base64url')).toHaveLength(65);
  expect(Buffer.from(made.push.privateKey, 'base64url')).toHaveLength(32);
  expect(statSync(file()).mode & 0o777).toBe(0o600);
  expect(readSecrets(folder)).toEqual(made);
});

test('P13 a folder of an earlier version gets what it lacks and keeps what it has', () => {
  const earlier = { databaseOwner: 'a', databaseApp: 'b', setup: 'c' };
  writeFileSync(file(), JSON.stringify(earlier));
  const secrets = readSecrets(folder);
  expect(secrets).toMatchObject(earlier);
  expect(JSON.parse(readFileSync(file(), 'utf8'))).toEqual(secrets);
});
