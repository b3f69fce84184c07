import { IconChevronLeft, IconChevronRight, IconDownload, IconX } from '@tabler/icons-react';
import { type KeyboardEvent, type PointerEvent, useRef, useState } from 'react';
import { useFormat } from '#platform/web/useFormat.ts';
import { IconButton } from '#platform/web/ui/Button.tsx';
import { Modal } from '#platform/web/ui/Modal.tsx';
import { useWords } from '#platform/web/words.ts';
import type { Attachment } from '../model/contract.ts';
import { filePath } from './paths.ts';
import { words } from './words.ts';
import './viewer.css';

export interface ViewerProps {
  /** All pictures that one may go through, in their order. */
  readonly pictures: readonly Attachment[];
  readonly first: Attachment;
  readonly onClose: () => void;
}

const SWIPE_PX = 48;

/** One picture at a time, as large as the screen allows: arrows, Escape, a swipe. */
export function Viewer({ pictures, first, onClose }: ViewerProps) {
  const t = useWords(words);
  const format = useFormat();
  const [id, setId] = useState(first.id);
  const from = useRef<{ x: number; y: number } | null>(null);
  const found = pictures.findIndex((one) => one.id === id);
  // Taken back while one looks at it: there is nothing to see any more.
  const picture = pictures[found];
  const before = pictures[found - 1];
  const after = pictures[found + 1];

  function go(to: Attachment | undefined): void {
    if (to !== undefined) setId(to.id);
  }
  function onKey(event: KeyboardEvent): void {
    if (event.key === 'ArrowLeft') go(before);
    else if (event.key === 'ArrowRight') go(after);
    else return;
    event.preventDefault();
  }
  function onUp(event: PointerEvent): void {
    const start = from.current;
    from.current = null;
    if (start === null || event.pointerType === 'mouse') return;
    const [dx, dy] = [event.clientX - start.x, event.clientY - start.y];
    if (Math.abs(dx) >= SWIPE_PX && Math.abs(dx) > Math.abs(dy)) go(dx > 0 ? before : after);
    else if (dy >= SWIPE_PX * 2) onClose();
  }

  return (
    <Modal className="fi-viewer" label={t.viewer} onClose={onClose}>
      <div className="fi-viewer-in" onKeyDown={onKey}>
        <header className="fi-viewer-head">
          <span className="tl-grow fi-viewer-name" aria-live="polite">
            <b>{picture?.name ?? ''}</b>
            {pictures.length > 1 && found >= 0 && <small>{format.ofAll(found + 1, pictures.length)}</small>}
          </span>
          {picture !== undefined && (
            <a
              className="tl-ib tl-ib-md"
              href={filePath(picture, 'whole')}
              download={picture.name}
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
          onPointerDown={(event) => {
            from.current = { x: event.clientX, y: event.clientY };
          }}
          onPointerUp={onUp}
          onPointerCancel={() => {
            from.current = null;
          }}
        >
          {picture === undefined ? (
            <p>{t.notShown}</p>
          ) : (
            <img
              key={picture.id}
              src={filePath(picture, 'l')}
              alt={picture.name}
              width={picture.width ?? undefined}
              height={picture.height ?? undefined}
              draggable={false}
            />
          )}
        </div>
        {pictures.length > 1 && (
          <>
            <IconButton
              className="fi-viewer-step"
              data-side="left"
              icon={<IconChevronLeft size={24} stroke={1.75} />}
              label={t.previous}
              disabled={before === undefined}
              onClick={() => go(before)}
            />
            <IconButton
              className="fi-viewer-step"
              data-side="right"
              icon={<IconChevronRight size={24} stroke={1.75} />}
              label={t.next}
              disabled={after === undefined}
              onClick={() => go(after)}
            />
          </>
        )}
      </div>
    </Modal>
  );
}
