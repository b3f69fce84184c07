import { getDocument, type PDFDocumentLoadingTask, PDFWorker, version } from 'pdfjs-dist/legacy/build/pdf.mjs';
// oxlint-disable-next-line import/default -- an address, made by the build
import workerPath from 'pdfjs-dist/legacy/build/pdf.worker.min.mjs?url';
import { workerAddress } from '#platform/web/workers.ts';

export type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** Letters and fonts that a PDF names and does not bring, from our own origin; vite.config.ts lays them there. */
const PARTS = import.meta.env.DEV ? '/node_modules/pdfjs-dist' : `/assets/pdf-${version}`;

/**
 * Reads a PDF in a worker of our own, the parts that are looked at only. Its pages are drawn as pictures: what is in it is never run, and
 * nothing in it is a link. `close` ends the worker.
 */
export function openPdf(address: string): { readonly task: PDFDocumentLoadingTask; readonly close: () => void } {
  const port = new Worker(workerAddress(workerPath), { type: 'module' });
  const task = getDocument({
    url: address,
    worker: PDFWorker.create({ port }),
    cMapUrl: `${PARTS}/cmaps/`,
    standardFontDataUrl: `${PARTS}/standard_fonts/`,
    wasmUrl: `${PARTS}/wasm/`,
    // The content security policy lets no WebAssembly in; what stands in for it is slower, and enough.
    useWasm: false,
    enableXfa: false,
    rangeChunkSize: 256 * 1024,
    disableAutoFetch: true,
    verbosity: 0,
  });
  return {
    task,
    close: () => void task.destroy().finally(() => port.terminate()),
  };
}
