import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The paths of every file below a folder, with forward slashes; none where the folder does not exist. */
export function filesBelow(folder: string): string[] {
  let entries;
  try {
    entries = readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
  return entries.flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    return entry.isDirectory() ? filesBelow(path) : [path];
  });
}

/** Every file of a folder whose path fits the pattern, with its text. */
export function textsBelow(folder: string, pattern: RegExp): Map<string, string> {
  const paths = filesBelow(folder).filter((path) => pattern.test(path));
  return new Map(paths.map((path) => [path, readFileSync(join(path), 'utf8')]));
}

/** Test code: tests themselves and what only they use. It stands outside the walls, and nobody leans on it. */
export function isTestCode(path: string): boolean {
  return /\.test\.tsx?$|\/testing(?:-[a-z]+)*\.tsx?$|\/testing\//.test(path);
}
