import { IconChevronLeft, IconChevronRight, IconDownload, IconX, IconZoomIn, IconZoomOut } from '@tabler/icons-react';
import { type KeyboardEvent, lazy, type PointerEvent, Suspense, useRef, useState } from 'react';
import { useFormat } from '#platform/web/useFormat.ts';
import { IconButton } from '#platform/web/ui/Button.tsx';
import { Modal } from '#platform/web/ui/Modal.tsx';
import { useWords } from '#platform/web/words.ts';
import type { Attachment } from '../model/contract.ts';
import { showingOf } from '../model/showing.ts';
import { filePath } from './paths.ts';
import { MediaPreview } from './preview/MediaPreview.tsx';
import { PicturePreview } from './preview/PicturePreview.tsx';
import { useZoom, type Zoom } from './preview/useZoom.ts';
import { words } from './words.ts';
import './viewer.css';

export interface ViewerProps {
  /** All files that one may go through, in their order. */
  readonly files: readonly Attachment[];
  readonly first: Attachment;
  readonly onClose: () => void;
}

const SWIPE_PX = 48;
/** A press of + or − goes so much closer, or away. */
const KEY_STEP = 1.5;
/** Closer, the arrows move the picture about. */
const MOVES: Readonly<Record<string, [x: number, y: number]>> = {
  ArrowLeft: [-120, 0],
  ArrowRight: [120, 0],
  ArrowUp: [0, -120],
  ArrowDown: [0, 120],
};

const PdfPreview = lazy(() => import('./preview/PdfPreview.tsx').then((file) => ({ default: file.PdfPreview })));
const TextPreview = lazy(() => import('./preview/TextPreview.tsx').then((file) => ({ default: file.TextPreview })));

/** One file at a time, as large as the screen allows: arrows, Escape, and for a picture a swipe, + and −. */
export function Viewer({ files, first, onClose }: ViewerProps) {
  const t = useWords(words);
  const format = useFormat();
  const [id, setId] = useState(first.id);
  const from = useRef<{ x: number; y: number } | null>(null);
  const found = files.findIndex((one) => one.id === id);
  // Taken back while one looks at it: there is nothing to see any more.
  const file = files[found];
  const before = files[found - 1];
  const after = files[found + 1];
  const isPicture = file?.kind === 'picture';
  const zoom = useZoom({ width: file?.width ?? 1, height: file?.height ?? 1 }, id);
  const isCloser = zoom.size !== null;

  function go(to: Attachment | undefined): void {
    if (to !== undefined) setId(to.id);
  }
  function onKey(event: KeyboardEvent): void {
    // A player has arrows of its own.
    if (event.target instanceof HTMLMediaElement) return;
    const way = isCloser ? MOVES[event.key] : undefined;
    if (way !== undefined) zoom.box.current?.scrollBy(...way);
    else if (event.key === 'ArrowLeft') go(before);
    else if (event.key === 'ArrowRight') go(after);
    else if (isPicture && (event.key === '+' || event.key === '=')) zoom.times(KEY_STEP);
    else if (isPicture && event.key === '-') zoom.times(1 / KEY_STEP);
    else return;
    event.preventDefault();
  }
  function onUp(event: PointerEvent): void {
    const start = from.current;
    from.current = null;
    if (start === null || event.pointerType === 'mouse' || !isPicture) return;
    const [dx, dy] = [event.clientX - start.x, event.clientY - start.y];
    if (Math.abs(dx) >= SWIPE_PX && Math.abs(dx) > Math.abs(dy)) go(dx > 0 ? before : after);
    else if (dy >= SWIPE_PX * 2) onClose();
  }

  return (
    <Modal className="fi-viewer" label={isPicture ? t.viewer : t.fileViewer} onClose={onClose}>
      <div className="fi-viewer-in" onKeyDown={onKey}>
        <header className="fi-viewer-head">
          <span className="tl-grow fi-viewer-name" aria-live="polite">
            <b>{file?.name ?? ''}</b>
            {files.length > 1 && found >= 0 && <small>{format.ofAll(found + 1, files.length)}</small>}
          </span>
          {isPicture && (
            <IconButton
              icon={isCloser ? <IconZoomOut size={20} stroke={1.75} /> : <IconZoomIn size={20} stroke={1.75} />}
              label={isCloser ? t.smaller : t.larger}
              onClick={() => zoom.toggle()}
            />
          )}
          {file !== undefined && (
            <a
              className="tl-ib tl-ib-md"
              href={filePath(file, 'whole')}
              download={file.name}
              aria-label={t.download}
              title={t.download}
            >
              <IconDownload size={20} stroke={1.75} aria-hidden />
            </a>
          )}
          <IconButton data-autofocus icon={<IconX size={20} stroke={1.75} />} label={t.close} onClick={onClose} />
        </header>
        <div
          className="fi-viewer-stage"
          data-showing={file === undefined ? undefined : showingOf(file)}
          data-alone={files.length > 1 ? undefined : ''}
          data-closer={isCloser ? '' : undefined}
          onPointerDown={(event) => {
            from.current = event.isPrimary ? { x: event.clientX, y: event.clientY } : null;
          }}
          onPointerUp={onUp}
          onPointerCancel={() => {
            from.current = null;
          }}
        >
          {file === undefined ? (
            <p>{t.notShown}</p>
          ) : (
            <Suspense key={file.id} fallback={null}>
              <Stage file={file} zoom={zoom} />
            </Suspense>
          )}
        </div>
        {files.length > 1 && (
          <>
            <IconButton
              className="fi-viewer-step"
              data-side="left"
              icon={<IconChevronLeft size={24} stroke={1.75} />}
              label={isPicture ? t.previous : t.previousFile}
              disabled={before === undefined}
              onClick={() => go(before)}
            />
            <IconButton
              className="fi-viewer-step"
              data-side="right"
              icon={<IconChevronRight size={24} stroke={1.75} />}
              label={isPicture ? t.next : t.nextFile}
              disabled={after === undefined}
              onClick={() => go(after)}
            />
          </>
        )}
      </div>
    </Modal>
  );
}

function Stage({ file, zoom }: { readonly file: Attachment; readonly zoom: Zoom }) {
  switch (showingOf(file)) {
    case 'picture':
      return <PicturePreview file={file} zoom={zoom} />;
    case 'sound':
    case 'video':
      return <MediaPreview file={file} />;
    case 'pdf':
      return <PdfPreview file={file} />;
    case 'table':
    case 'text':
      return <TextPreview file={file} />;
    case null:
      return null;
  }
}
