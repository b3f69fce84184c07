import { usePlaceTitle } from '#chat/web/index.ts';
import { MemberName } from '#directory/web/index.ts';
import { FileIcon, filePath } from '#files/web/index.ts';
import { Link } from '#platform/web/navigate.tsx';
import { useFormat } from '#platform/web/useFormat.ts';
import type { FoundFile } from '../model/contract.ts';
import type { Term } from '../model/terms.ts';
import { Marked } from './ResultRow.tsx';

interface FileRowProps {
  readonly found: FoundFile;
  readonly terms: readonly Term[];
  readonly onOpen: () => void;
}

/** One file that was found: what it is, who sent it, where and when. It opens where it was sent. */
export function FileRow({ found, terms, onOpen }: FileRowProps) {
  const format = useFormat();
  const { file, conversationId, number, authorId, sentAt } = found;
  const title = usePlaceTitle(conversationId);
  return (
    <Link to={`/chat/${conversationId}?m=${number}&via=search`} className="se-row" data-id={file.id} onClick={onOpen}>
      <span className="se-file" aria-hidden>
        {file.kind === 'picture' ? (
          <img src={filePath(file, 's')} alt="" loading="lazy" />
        ) : (
          <FileIcon kind={file.kind} size={24} />
        )}
      </span>
      <span className="se-row-text">
        <span className="se-row-line">
          <b className="tl-one tl-grow se-name">
            <Marked text={file.name} otherwise={file.name} terms={terms} />
          </b>
          <time dateTime={sentAt.toISOString()}>{format.when(sentAt)}</time>
        </span>
        <span className="tl-one se-where">
          <MemberName id={authorId} bare /> · {title} · {format.fileSize(file.size)}
        </span>
      </span>
    </Link>
  );
}
