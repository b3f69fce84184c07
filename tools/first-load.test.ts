import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { filesOfPage, firstFiles, measure, type Manifest } from './first-load.ts';

const manifest: Manifest = {
  'index.html': { file: 'assets/index.js', isEntry: true, imports: ['_react.js', '_ui.js'], css: ['assets/index.css'] },
  '_react.js': { file: 'assets/react.js', imports: ['_ui.js'] },
  '_ui.js': { file: 'assets/ui.js', imports: ['_react.js'], css: ['assets/ui.css'] },
  'src/capabilities/chat/web/ConversationPage.tsx': { file: 'assets/chat.js', css: ['assets/chat.css'] },
};
const html = '<script src="/theme.js"></script><script type="module" crossorigin src="/assets/index.js"></script>';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'first-load-'));
  mkdirSync(join(folder, '.vite'));
  mkdirSync(join(folder, 'assets'));
  writeFileSync(join(folder, '.vite/manifest.json'), JSON.stringify(manifest));
  writeFileSync(join(folder, 'index.html'), html);
  for (const name of ['theme', 'assets/index', 'assets/react', 'assets/ui', 'assets/chat']) {
    writeFileSync(join(folder, `${name}.js`), randomBytes(10_000)); // cannot be compressed
  }
  for (const name of ['index', 'ui', 'chat']) writeFileSync(join(folder, `assets/${name}.css`), randomBytes(1000));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('what is loaded at once counts, what is loaded later does not', () => {
  expect(firstFiles(manifest)).toEqual({
    scripts: ['assets/index.js', 'assets/react.js', 'assets/ui.js'],
    styles: ['assets/index.css', 'assets/ui.css'],
  });
});

test('a page names scripts and stylesheets of its own', () => {
  expect(
    filesOfPage(
      '<script src="/a.js"></script><link rel="stylesheet" crossorigin href="/b.css"><link rel="modulepreload" href="./c.js"><link rel="icon" href="/d.svg">',
    ),
  ).toEqual({ scripts: ['a.js', 'c.js'], styles: ['b.css'] });
});

test('a manifest without an entry, or with a hole, is refused', () => {
  expect(() => firstFiles({ 'a.ts': { file: 'a.js' } })).toThrow('no entry');
  expect(() => firstFiles({ 'a.ts': { file: 'a.js', isEntry: true, imports: ['b'] } })).toThrow('does not have it');
});

test('a first load within the limit passes, one over it fails and says so', () => {
  const lines: string[] = [];
  expect(measure(folder, (line) => lines.push(line), 41)).toBe(true);
  expect(lines).toEqual(['first load 40.1 kB gzip', 'stylesheets 2.0 kB gzip']);
  expect(measure(folder, (line) => lines.push(line), 40)).toBe(false);
  expect(lines.at(-1)).toContain('over 40 kB');
});

test('a build that is not there is a fault, not a small one', () => {
  expect(() => measure(join(folder, 'nowhere'))).toThrow('nowhere');
});
