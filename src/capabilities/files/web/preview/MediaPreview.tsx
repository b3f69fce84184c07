import { useState } from 'react';
import { useWords } from '#platform/web/words.ts';
import type { Attachment } from '../../model/contract.ts';
import { FileIcon } from '../FileIcon.tsx';
import { filePath } from '../paths.ts';
import { words } from '../words.ts';
import { NotShown } from './NotShown.tsx';
import './preview.css';

/** Sound or film, with the browser's own controls: it asks for the parts it needs. */
export function MediaPreview({ file }: { readonly file: Attachment }) {
  const t = useWords(words);
  const [failed, setFailed] = useState(false);
  if (failed) return <NotShown file={file} why={t.notPlayed} />;
  const common = {
    src: filePath(file, 'media'),
    controls: true,
    preload: 'metadata',
    'aria-label': file.name,
    onError: () => setFailed(true),
  } as const;
  if (file.kind === 'video') return <video className="fi-video" playsInline {...common} />;
  return (
    <div className="fi-sound">
      <span className="fi-card-icon">
        <FileIcon kind="sound" size={32} />
      </span>
      <audio {...common} />
    </div>
  );
}
