import { IconX } from '@tabler/icons-react';
import { useFormat } from '#platform/web/useFormat.ts';
import { IconButton } from '#platform/web/ui/Button.tsx';
import { useWords } from '#platform/web/words.ts';
import type { Attachment } from '../model/contract.ts';
import { FileIcon } from './FileIcon.tsx';
import { useLocalPicture } from './localPictures.ts';
import { filePath } from './paths.ts';
import { lengthOf } from './voice/lengthOf.ts';
import { words } from './words.ts';
import './attachments.css';

interface ChosenFilesProps {
  readonly files: readonly Attachment[];
  /** Before them, what goes along from another message: it is on the server. */
  readonly passed?: readonly Attachment[];
  /** Null while they stay. */
  readonly onTakeOut: ((file: Attachment) => void) | null;
}

/** What will go with the message: seen before it goes, and taken out again. */
export function ChosenFiles({ files, passed = [], onTakeOut }: ChosenFilesProps) {
  const t = useWords(words);
  return (
    <ul className="fi-chosen" aria-label={t.chosen}>
      {[...passed, ...files].map((file) => (
        <li key={file.id}>
          <Chip file={file} isPassed={passed.includes(file)} />
          {onTakeOut !== null && (
            <IconButton
              icon={<IconX size={16} stroke={1.75} />}
              label={t.takeOut(file.name)}
              size="sm"
              onClick={() => onTakeOut(file)}
            />
          )}
        </li>
      ))}
    </ul>
  );
}

function Chip({ file, isPassed }: { readonly file: Attachment; readonly isPassed: boolean }) {
  const format = useFormat();
  const here = useLocalPicture(file, false);
  const address = here ?? (isPassed && file.kind === 'picture' ? filePath(file, 's') : null);
  if (address !== null) {
    return (
      <span className="fi-chip fi-chip-picture">
        <img src={address} alt={file.name} draggable={false} />
      </span>
    );
  }
  return (
    <span className="fi-chip">
      <FileIcon kind={file.kind} size={24} />
      <span className="fi-card-text">
        <b className="fi-card-name">{file.name}</b>
        <small>{file.voice === undefined ? format.fileSize(file.size) : lengthOf(file.voice.durationMs)}</small>
      </span>
    </span>
  );
}
