import type { Words } from '#platform/web/words.ts';
import type { Attachment } from '../model/contract.ts';
import { lengthOf } from './voice/lengthOf.ts';
import type { words } from './words.ts';

/** Files in a few words, where they are not shown: `[图片]`, `[文件] 报价.xlsx`, `[3 张图片]`; empty where there are none. */
export function sayFiles(files: readonly Attachment[], t: Words<typeof words>): string {
  const [first, ...others] = files;
  if (first === undefined) return '';
  const allPictures = files.every(({ kind }) => kind === 'picture');
  if (allPictures) return others.length === 0 ? t.picture : t.pictures(files.length);
  if (first.voice !== undefined && others.length === 0) return t.voice(lengthOf(first.voice.durationMs));
  return others.length === 0 ? t.file(first.name) : t.files(files.length);
}
