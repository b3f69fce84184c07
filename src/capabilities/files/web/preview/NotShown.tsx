import { IconDownload } from '@tabler/icons-react';
import { useFormat } from '#platform/web/useFormat.ts';
import { useWords } from '#platform/web/words.ts';
import type { Attachment } from '../../model/contract.ts';
import { FileIcon } from '../FileIcon.tsx';
import { filePath } from '../paths.ts';
import { words } from '../words.ts';
import './preview.css';

/** Why a file is not shown here, and the way to have it all the same. */
export function NotShown({ file, why }: { readonly file: Attachment; readonly why: string }) {
  const t = useWords(words);
  const format = useFormat();
  return (
    <div className="fi-not-shown" role="status">
      <span className="fi-card-icon">
        <FileIcon kind={file.kind} size={32} />
      </span>
      <p>{why}</p>
      <a className="tl-btn tl-btn-plain tl-btn-md" href={filePath(file, 'whole')} download={file.name}>
        <IconDownload size={18} stroke={1.75} aria-hidden />
        <span>
          {t.download} {format.fileSize(file.size)}
        </span>
      </a>
    </div>
  );
}
