import { useWords } from '#platform/web/words.ts';
import type { Attachment } from '../model/contract.ts';
import { useProgress } from './uploads.ts';
import { words } from './words.ts';
import './attachments.css';

/** How much of the files of a message is on the server; nothing while none is on its way. */
export function UploadProgress({ files }: { readonly files: readonly Attachment[] }) {
  const t = useWords(words);
  const part = useProgress(files);
  if (part === null) return null;
  const percent = Math.floor(part * 100);
  return (
    <>
      <progress className="fi-progress" aria-label={t.progress} value={percent} max={100} />
      {percent}%
    </>
  );
}
