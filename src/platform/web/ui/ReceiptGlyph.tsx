import { useWords } from '../words.ts';
import { words } from './words.ts';
import './glyph.css';

export type ReceiptState = 'sending' | 'sent' | 'delivered' | 'partly' | 'read' | 'held' | 'failed';

interface ReceiptGlyphProps {
  readonly state: ReceiptState;
  readonly size?: number;
  /** Reads its meaning aloud; false where a word stands beside it. */
  readonly named?: boolean;
}

const CHECK = { fill: 'none', strokeLinecap: 'round', strokeLinejoin: 'round' } as const;

/** What became of a message, by shape: dashed ring, check, ringed check, three-quarter pie, filled check, crescent, octagon. */
export function ReceiptGlyph({ state, size = 14, named = true }: ReceiptGlyphProps) {
  const t = useWords(words);
  const name = named ? ({ role: 'img', 'aria-label': t[state] } as const) : ({ 'aria-hidden': true } as const);
  return (
    <svg className={`tl-receipt tl-receipt-${state}`} width={size} height={size} viewBox="0 0 16 16" {...name}>
      {state === 'sending' && (
        <circle cx="8" cy="8" r="5.5" fill="none" stroke="currentColor" strokeWidth="1.5" strokeDasharray="2 2.32" />
      )}
      {state === 'sent' && <path d="M3.5 8.5 6.5 11.5 12.5 5" stroke="currentColor" strokeWidth="1.6" {...CHECK} />}
      {(state === 'delivered' || state === 'partly') && (
        <circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" strokeWidth="1.4" />
      )}
      {state === 'delivered' && (
        <path d="M5.5 8.3 7.3 10 10.5 6.3" stroke="currentColor" strokeWidth="1.4" {...CHECK} />
      )}
      {state === 'partly' && <path d="M8 4.5A3.5 3.5 0 1 1 4.5 8H8z" fill="currentColor" />}
      {state === 'read' && <circle cx="8" cy="8" r="6.7" fill="currentColor" />}
      {state === 'read' && (
        <path className="tl-receipt-cut" d="M5.3 8.3 7.2 10.1 10.7 6.1" strokeWidth="1.6" {...CHECK} />
      )}
      {state === 'held' && <path d="M13 9.8A5.6 5.6 0 1 1 6.9 2.6 4.5 4.5 0 0 0 13 9.8z" fill="currentColor" />}
      {state === 'failed' && <path d="M5.3 1.8h5.4l3.5 3.5v5.4l-3.5 3.5H5.3l-3.5-3.5V5.3z" fill="currentColor" />}
      {state === 'failed' && <path className="tl-receipt-cut" d="M8 4.8v3.7M8 10.9v.1" strokeWidth="1.7" {...CHECK} />}
    </svg>
  );
}
