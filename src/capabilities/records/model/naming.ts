const LENGTH_MAX = 80;

/** What no file system should be asked to keep in a name, and what turns the reading direction or takes no room. */
const UNSAFE = /[<>:"/\\|?*\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/gu;

/**
 * The name of a folder or file in a copy: a number of ours first, so that no two are the same and none is `..`, `CON` or a formula; then the
 * name that people gave, without what a path is made of.
 */
export function entryName(place: number, given: string): string {
  const plain = given.toWellFormed().normalize('NFC').replace(UNSAFE, ' ').replace(/\s+/gu, ' ').trim();
  const short = [...plain].slice(0, LENGTH_MAX).join('');
  return `${String(place).padStart(4, '0')} ${short}`.replace(/[. ]+$/u, '');
}

/** The same for a file: its ending stays, as far as it is a plain one. */
export function fileEntryName(place: number, given: string): string {
  const ending = /\.[A-Za-z0-9]{1,10}$/.exec(given)?.[0] ?? '';
  return `${entryName(place, given.slice(0, given.length - ending.length))}${ending}`;
}
