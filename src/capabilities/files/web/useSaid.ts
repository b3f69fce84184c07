import { useWords } from '#platform/web/words.ts';
import type { Attachment } from '../model/contract.ts';
import { sayFiles } from './saying.ts';
import { words } from './words.ts';

/** Files and text of a message on one line, for lists, quotes and readers: `[图片] 现场`. */
export function useSaid(): (text: string, files: readonly Attachment[]) => string {
  const t = useWords(words);
  return (text, files) => [sayFiles(files, t), text].filter((part) => part !== '').join(' ');
}
