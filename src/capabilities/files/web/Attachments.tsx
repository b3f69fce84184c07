import { IconDownload, IconPhotoOff } from '@tabler/icons-react';
import { type CSSProperties, memo, useEffect, useState } from 'react';
import { useConnection } from '#platform/web/connection.ts';
import { useFormat } from '#platform/web/useFormat.ts';
import { usePhone } from '#platform/web/useMedia.ts';
import { useWords } from '#platform/web/words.ts';
import type { Attachment } from '../model/contract.ts';
import { fitted } from '../model/fitting.ts';
import { extensionOf } from '../model/naming.ts';
import { showingOf } from '../model/showing.ts';
import { FileIcon, useKindName } from './FileIcon.tsx';
import { useLocalPicture } from './localPictures.ts';
import { filePath } from './paths.ts';
import { VoicePlayer } from './voice/VoicePlayer.tsx';
import { words } from './words.ts';
import './attachments.css';

interface AttachmentsProps {
  readonly files: readonly Attachment[];
  /** They are on this device only: neither opened nor saved from here. */
  readonly waiting?: boolean;
  readonly onOpen?: (file: Attachment) => void;
}

/** One picture alone is drawn in its own shape within this box; several stand as squares, three beside each other on a phone. */
const BOX = { desk: { width: 360, height: 280 }, phone: { width: 260, height: 260 } };
const SQUARE = { desk: 132, phone: 92 };
const LEAST = 44;

/** Pictures and files under a message. Their sizes are known before a byte is loaded, so that nothing moves when it comes. */
export const Attachments = memo(function Attachments({ files, waiting = false, onOpen }: AttachmentsProps) {
  const phone = usePhone();
  const pictures = files.filter(({ kind }) => kind === 'picture');
  const others = files.filter(({ kind, voice }) => kind !== 'picture' && voice === undefined);
  return (
    <div className="fi-files">
      {pictures.length > 0 && (
        <div className="fi-pictures" data-many={pictures.length > 1 ? '' : undefined}>
          {pictures.map((file) => (
            <Picture
              key={file.id}
              file={file}
              size={sizeOf(file, pictures.length, phone ? 'phone' : 'desk')}
              waiting={waiting}
              {...(onOpen === undefined ? {} : { onOpen })}
            />
          ))}
        </div>
      )}
      {files.map(
        (file) =>
          file.voice !== undefined && <VoicePlayer key={file.id} file={file} voice={file.voice} waiting={waiting} />,
      )}
      {others.map((file) => (
        <FileCard key={file.id} file={file} waiting={waiting} {...(onOpen === undefined ? {} : { onOpen })} />
      ))}
    </div>
  );
});

function sizeOf({ width, height }: Attachment, count: number, where: 'desk' | 'phone') {
  if (count > 1) return { width: SQUARE[where], height: SQUARE[where] };
  return fitted({ width: width ?? 1, height: height ?? 1 }, BOX[where], LEAST);
}

interface PictureProps {
  readonly file: Attachment;
  readonly size: { readonly width: number; readonly height: number };
  readonly waiting: boolean;
  readonly onOpen?: (file: Attachment) => void;
}

function Picture({ file, size, waiting, onOpen }: PictureProps) {
  const t = useWords(words);
  const local = useLocalPicture(file, waiting);
  const isGif = extensionOf(file.name) === 'gif';
  // Nothing moves beside what one reads: what was brought from here would, and what the server has made of it stands still.
  const here = isGif && !waiting ? null : local;
  const [failed, setFailed] = useState(false);
  // What could not be had without a network may be had now.
  const online = useConnection() === 'online';
  useEffect(() => setFailed(false), [online]);
  const box = { '--fi-w': `${size.width}px`, '--fi-h': `${size.height}px` } as CSSProperties;
  const sources = waiting
    ? {}
    : { src: filePath(file, 's'), srcSet: `${filePath(file, 's')} 1x, ${filePath(file, 'm')} 2x` };
  const source = here === null ? sources : { src: here };
  const inner = failed ? (
    <span className="fi-lost">
      <IconPhotoOff size={20} stroke={1.5} aria-hidden />
      {t.notShown}
    </span>
  ) : (
    <img
      {...source}
      alt={file.name}
      width={size.width}
      height={size.height}
      decoding="async"
      draggable={false}
      onError={() => setFailed(true)}
    />
  );
  const moves = isGif && <small aria-hidden>GIF</small>;
  if (waiting || onOpen === undefined) {
    return (
      <span className="fi-shot" style={box}>
        {inner}
        {moves}
      </span>
    );
  }
  return (
    <button
      type="button"
      className="fi-shot"
      style={box}
      aria-label={t.openPicture(file.name)}
      onClick={() => {
        setFailed(false);
        onOpen(file);
      }}
    >
      {inner}
      {moves}
    </button>
  );
}

interface FileCardProps {
  readonly file: Attachment;
  readonly waiting: boolean;
  readonly onOpen?: (file: Attachment) => void;
}

/** A file that is shown opens with a press, and has its own way to be saved; any other is saved with a press. */
function FileCard({ file, waiting, onOpen }: FileCardProps) {
  const t = useWords(words);
  const format = useFormat();
  const kind = useKindName(file.kind);
  const opens = !waiting && onOpen !== undefined && showingOf(file) !== null;
  const inner = (
    <>
      <span className="fi-card-icon">
        <FileIcon kind={file.kind} size={24} />
      </span>
      <span className="fi-card-text">
        {!waiting && <span className="tl-hidden">{opens ? t.open : t.download} </span>}
        <b className="fi-card-name">{file.name}</b>{' '}
        <small>
          {kind}, {format.fileSize(file.size)}
        </small>
      </span>
    </>
  );
  const save = <IconDownload size={20} stroke={1.75} aria-hidden />;
  if (waiting) return <span className="fi-card">{inner}</span>;
  if (!opens) {
    return (
      <a className="fi-card" href={filePath(file, 'whole')} download={file.name}>
        {inner}
        {save}
      </a>
    );
  }
  return (
    <span className="fi-card fi-card-opens">
      <button type="button" onClick={() => onOpen(file)}>
        {inner}
      </button>
      <a
        className="tl-ib tl-ib-md"
        href={filePath(file, 'whole')}
        download={file.name}
        aria-label={t.downloadFile(file.name)}
        title={t.download}
      >
        {save}
      </a>
    </span>
  );
}
