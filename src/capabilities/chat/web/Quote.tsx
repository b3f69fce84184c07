import { useMember } from '#directory/web/index.ts';
import type { ConversationId } from '#platform/model/ids.ts';
import { useWords } from '#platform/web/words.ts';
import { useMessageLine } from './messageLine.ts';
import { useQuoted } from './quotes.ts';
import { words } from './words.ts';

interface QuoteProps {
  readonly conversationId: ConversationId;
  readonly number: number;
  readonly onJump?: (number: number) => void;
}

/** The message that is answered, on one line; leads to it. */
export function Quote({ conversationId, number, onJump }: QuoteProps) {
  const t = useWords(words);
  const message = useQuoted(conversationId, number);
  const author = useMember(message?.authorId ?? null);
  const line = useMessageLine(message);
  const gone = message === null || message?.recalled === true;
  const text = gone ? (message === null ? t.quoteNotHere : t.quoteGone) : message === undefined ? t.quoteMissing : line;
  const inner = (
    <>
      {!gone && author !== null && <b>{author.name}</b>}
      <span className="tl-one">{text}</span>
    </>
  );
  if (onJump === undefined) return <span className="ch-quote">{inner}</span>;
  return (
    <button type="button" className="ch-quote" disabled={gone} onClick={() => onJump(number)}>
      {inner}
    </button>
  );
}
