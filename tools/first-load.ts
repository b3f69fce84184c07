import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

/** The most JavaScript, in kB gzip, that a browser may need before it shows anything. */
const LIMIT_KB = 300;

export interface Chunk {
  readonly file: string;
  readonly isEntry?: boolean;
  readonly imports?: readonly string[];
  readonly css?: readonly string[];
}

export type Manifest = Readonly<Record<string, Chunk>>;

/** The files a browser loads before anything else: every entry, what it imports statically, and their stylesheets. */
export function firstFiles(manifest: Manifest): { scripts: string[]; styles: string[] } {
  const [seen, scripts, styles] = [new Set<string>(), new Set<string>(), new Set<string>()];
  function visit(key: string): void {
    if (seen.has(key)) return;
    seen.add(key);
    const chunk = manifest[key];
    if (chunk === undefined) throw new Error(`the manifest imports ${key} and does not have it`);
    (chunk.file.endsWith('.css') ? styles : scripts).add(chunk.file);
    for (const file of chunk.css ?? []) styles.add(file);
    for (const next of chunk.imports ?? []) visit(next);
  }
  for (const [key, chunk] of Object.entries(manifest)) if (chunk.isEntry === true) visit(key);
  if (scripts.size === 0) throw new Error('the manifest has no entry');
  return { scripts: [...scripts], styles: [...styles] };
}

/** The scripts and stylesheets that a page names itself: those outside the manifest count as well. */
export function filesOfPage(html: string): { scripts: string[]; styles: string[] } {
  const named = (pattern: RegExp) => [...html.matchAll(pattern)].map((match) => (match[1] ?? '').replace(/^\.?\//, ''));
  return {
    scripts: [
      ...named(/<script\b[^>]*\bsrc="([^"]+)"/g),
      ...named(/<link\b(?=[^>]*\brel="modulepreload")[^>]*\bhref="([^"]+)"/g),
    ],
    styles: named(/<link\b(?=[^>]*\brel="stylesheet")[^>]*\bhref="([^"]+)"/g),
  };
}

/** The size of some files together in kB (1,000 bytes), each compressed on its own as it travels. */
export function gzipKb(files: Iterable<string>, read: (file: string) => Uint8Array): number {
  let bytes = 0;
  for (const file of new Set(files)) bytes += gzipSync(read(file)).length;
  return bytes / 1000;
}

/** Measures a finished build; true when it is within the limit. */
export function measure(folder: string, say: (line: string) => void = console.log, limitKb = LIMIT_KB): boolean {
  const read = (file: string) => readFileSync(`${folder}/${file}`);
  const loaded = firstFiles(JSON.parse(read('.vite/manifest.json').toString()) as Manifest);
  const page = filesOfPage(read('index.html').toString());
  const scripts = gzipKb([...loaded.scripts, ...page.scripts], read);
  const styles = gzipKb([...loaded.styles, ...page.styles], read);
  say(`first load ${scripts.toFixed(1)} kB gzip`);
  say(`stylesheets ${styles.toFixed(1)} kB gzip`);
  if (scripts <= limitKb) return true;
  say(`The first load is over ${limitKb} kB: load later what the first screen does not need.`);
  return false;
}

if (import.meta.main) process.exitCode = measure('dist/web') ? 0 : 1;
