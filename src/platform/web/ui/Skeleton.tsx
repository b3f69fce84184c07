import type { CSSProperties } from 'react';
import { useWords } from '../words.ts';
import { words } from './words.ts';
import './empty.css';

interface SkeletonProps {
  readonly kind: 'list' | 'message' | 'table' | 'form';
  readonly rows?: number;
}

const WIDTHS = ['58%', '42%', '66%', '50%', '36%', '61%'];

/** The shape of what comes, after 200 ms; it does not move. */
export function Skeleton({ kind, rows = 6 }: SkeletonProps) {
  const t = useWords(words);
  return (
    <div className={`tl-skeleton tl-skeleton-${kind}`} role="status" aria-label={t.loading}>
      {Array.from({ length: rows }, (_, row) => (
        <div key={row}>
          <i />
          <span>
            <i style={{ '--tl-w': WIDTHS[row % WIDTHS.length] } as CSSProperties} />
            <i style={{ '--tl-w': WIDTHS[(row + 2) % WIDTHS.length] } as CSSProperties} />
          </span>
        </div>
      ))}
    </div>
  );
}
