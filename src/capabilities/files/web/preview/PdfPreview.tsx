import { IconMinus, IconPlus } from '@tabler/icons-react';
import { type CSSProperties, type RefObject, useEffect, useRef, useState } from 'react';
import { IconButton } from '#platform/web/ui/Button.tsx';
import { useWords } from '#platform/web/words.ts';
import type { Attachment } from '../../model/contract.ts';
import { filePath } from '../paths.ts';
import { words } from '../words.ts';
import { NotShown } from './NotShown.tsx';
import { openPdf, type PDFDocumentProxy, type PDFPageProxy } from './pdf.ts';
import './preview.css';

const ZOOMS = [0.5, 0.75, 1, 1.25, 1.5, 2, 3];
const AS_WIDE_AS_IT_FITS = 2;
const MARGIN_PX = 24;
const WIDTH_MAX = 960;
/** Pages so near the window are drawn; the others give their pixels back. */
const NEAR = '600px 0px';
/** A canvas has an end on every phone. */
const CANVAS_PIXELS_MAX = 12_000_000;

interface Size {
  readonly width: number;
  readonly height: number;
}

interface Opened {
  readonly pdf: PDFDocumentProxy;
  /** Of the first page, at a scale of one: what the others are taken for until they are there. */
  readonly size: Size;
}

/** A PDF, page by page. */
export function PdfPreview({ file }: { readonly file: Attachment }) {
  const t = useWords(words);
  const [opened, setOpened] = useState<Opened | null>(null);
  const [why, setWhy] = useState<string | null>(null);
  const [zoom, setZoom] = useState(AS_WIDE_AS_IT_FITS);
  const [shown, setShown] = useState(1);
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box);
  useEffect(() => {
    const { task, close } = openPdf(filePath(file, 'whole'));
    let isOpen = true;
    task.promise
      .then(async (pdf) => {
        const { width: wide, height } = (await pdf.getPage(1)).getViewport({ scale: 1 });
        if (isOpen) setOpened({ pdf, size: { width: wide, height } });
      })
      .catch((error: unknown) => {
        if (isOpen) setWhy((error as Error).name === 'PasswordException' ? t.locked : t.notPdf);
      });
    return () => {
      isOpen = false;
      close();
    };
    // oxlint-disable-next-line react/exhaustive-deps
  }, [file]);
  if (why !== null) return <NotShown file={file} why={why} />;
  const fits = Math.min(WIDTH_MAX, width - MARGIN_PX) / (opened?.size.width ?? 1);
  const scale = fits * (ZOOMS[zoom] ?? 1);
  return (
    <div className="fi-pdf-frame">
      <div ref={box} className="fi-pdf" tabIndex={0} role="region" aria-label={file.name}>
        {opened !== null && width > 0 && (
          <div className="fi-pdf-pages">
            {Array.from({ length: opened.pdf.numPages }, (_, index) => (
              <Page key={index} opened={opened} number={index + 1} scale={scale} root={box} onShown={setShown} />
            ))}
          </div>
        )}
      </div>
      {opened !== null && (
        <div className="fi-pdf-bar">
          <IconButton
            icon={<IconMinus size={18} stroke={1.75} />}
            label={t.smaller}
            disabled={zoom === 0}
            onClick={() => setZoom(zoom - 1)}
          />
          <span aria-live="polite">{t.page(shown, opened.pdf.numPages)}</span>
          <IconButton
            icon={<IconPlus size={18} stroke={1.75} />}
            label={t.larger}
            disabled={zoom === ZOOMS.length - 1}
            onClick={() => setZoom(zoom + 1)}
          />
        </div>
      )}
    </div>
  );
}

interface PageProps {
  readonly opened: Opened;
  readonly number: number;
  readonly scale: number;
  readonly root: RefObject<HTMLElement | null>;
  readonly onShown: (number: number) => void;
}

function Page({ opened, number, scale, root, onShown }: PageProps) {
  const t = useWords(words);
  const { pdf } = opened;
  const box = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const [near, setNear] = useState(false);
  const [page, setPage] = useState<PDFPageProxy | null>(null);
  useEffect(() => {
    if (box.current === null) return;
    const nearby = new IntersectionObserver(([entry]) => setNear(entry?.isIntersecting === true), {
      root: root.current,
      rootMargin: NEAR,
    });
    const inMiddle = new IntersectionObserver(([entry]) => entry?.isIntersecting === true && onShown(number), {
      root: root.current,
      rootMargin: '-50% 0px',
    });
    nearby.observe(box.current);
    inMiddle.observe(box.current);
    return () => {
      nearby.disconnect();
      inMiddle.disconnect();
    };
  }, [number, root, onShown]);
  useEffect(() => {
    if (near && page === null) void pdf.getPage(number).then(setPage, () => {});
  }, [near, page, pdf, number]);
  useEffect(() => {
    if (!near || page === null || canvas.current === null) return;
    const whole = page.getViewport({ scale: scale * devicePixelRatio });
    const most = Math.sqrt(CANVAS_PIXELS_MAX / (whole.width * whole.height));
    const viewport = page.getViewport({ scale: scale * devicePixelRatio * Math.min(1, most) });
    canvas.current.width = Math.floor(viewport.width);
    canvas.current.height = Math.floor(viewport.height);
    const drawing = page.render({ canvas: canvas.current, viewport });
    drawing.promise.catch(() => {});
    return () => drawing.cancel();
  }, [near, page, scale]);
  const { width, height } = page?.getViewport({ scale: 1 }) ?? opened.size;
  const size = { '--fi-w': `${Math.round(width * scale)}px`, '--fi-h': `${Math.round(height * scale)}px` };
  return (
    <div
      ref={box}
      className="fi-pdf-page"
      role="img"
      aria-label={t.page(number, pdf.numPages)}
      style={size as CSSProperties}
    >
      {near && <canvas ref={canvas} />}
    </div>
  );
}

/** How wide an element is; 0 before it was measured. */
function useWidth(box: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0);
  useEffect(() => {
    if (box.current === null) return;
    const observer = new ResizeObserver(([entry]) => setWidth(Math.floor(entry?.contentRect.width ?? 0)));
    observer.observe(box.current);
    return () => observer.disconnect();
  }, [box]);
  return width;
}
