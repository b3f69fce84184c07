import { useEffect, useState } from 'react';
import './qr.css';

interface QrCodeProps {
  readonly text: string;
  /** What it is for. */
  readonly label: string;
  readonly size?: number;
}

interface Drawing {
  readonly side: number;
  readonly path: string;
}

const QUIET = 4;

async function draw(text: string): Promise<Drawing> {
  const { create } = await import('qrcode');
  const { modules } = create(text, { errorCorrectionLevel: 'M' });
  let path = '';
  for (let y = 0; y < modules.size; y++) {
    for (let x = 0; x < modules.size; x++) if (modules.get(y, x)) path += `M${x + QUIET} ${y + QUIET}h1v1h-1z`;
  }
  return { side: modules.size + 2 * QUIET, path };
}

/** A QR code, dark on light in both themes because cameras need it. */
export function QrCode({ text, label, size = 192 }: QrCodeProps) {
  const [drawing, setDrawing] = useState<Drawing | null>(null);
  useEffect(() => {
    let wanted = true;
    void draw(text).then((made) => wanted && setDrawing(made));
    return () => {
      wanted = false;
    };
  }, [text]);
  const side = drawing?.side ?? 1;
  return (
    <svg
      className="tl-qr"
      width={size}
      height={size}
      viewBox={`0 0 ${side} ${side}`}
      role="img"
      aria-label={label}
      shapeRendering="crispEdges"
    >
      {drawing !== null && <path d={drawing.path} />}
    </svg>
  );
}
