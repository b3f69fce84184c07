import { IconAlertOctagon } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { requestIdOf } from '../failures.ts';
import { useSayError } from '../refusals.ts';
import { useWords } from '../words.ts';
import { Button } from './Button.tsx';
import { words } from './words.ts';
import './empty.css';
import './glyph.css';

interface EmptyStateProps {
  /** One sentence. */
  readonly text: ReactNode;
  /** One action. */
  readonly action?: ReactNode;
  readonly drawing?: ReactNode;
}

/** Nothing here: one sentence, one action, and a slack line. */
export function EmptyState({ text, action, drawing }: EmptyStateProps) {
  return (
    <div className="tl-empty">
      <span className="tl-empty-drawing" aria-hidden>
        {drawing ?? (
          <svg className="tl-dayline" width="96" height="36" viewBox="0 0 96 36">
            <path className="tl-dayline-taut" d="M2 8H22M74 8H94" />
            <path className="tl-dayline-slack" d="M22 8Q48 54 74 8" />
          </svg>
        )}
      </span>
      <p>{text}</p>
      {action}
    </div>
  );
}

interface ErrorCardProps {
  readonly error: unknown;
  /** What did not happen. */
  readonly title?: string;
  readonly onRetry?: () => void;
}

/** What did not happen, what to do, and a number to quote. */
export function ErrorCard({ error, title, onRetry }: ErrorCardProps) {
  const t = useWords(words);
  const say = useSayError(false);
  const requestId = requestIdOf(error);
  return (
    <div className="tl-error" role="alert">
      <p className="tl-error-title">
        <IconAlertOctagon size={18} stroke={1.75} aria-hidden />
        <b>{title ?? say(error)}</b>
      </p>
      {title !== undefined && <p>{say(error)}</p>}
      <div className="tl-row">
        {onRetry !== undefined && <Button onClick={onRetry}>{t.retry}</Button>}
        {requestId !== null && <span className="tl-small tl-text-3 tl-mono">{t.number(requestId)}</span>}
      </div>
    </div>
  );
}
