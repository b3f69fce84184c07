import { IconChevronRight, IconMessages } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { useMember } from '#directory/web/index.ts';
import type { ConversationId } from '#platform/model/ids.ts';
import { useWords } from '#platform/web/words.ts';
import type { ShownMessage } from '../../model/contract.ts';
import { useMessageLine } from '../messageLine.ts';
import { usePlaceTitle } from '../names.tsx';
import { useQuoted } from '../quotes.ts';
import { words } from '../words.ts';
import { Forwarded } from './ForwardCard.tsx';
import type { Sources } from './sources.ts';
import { forwardWords } from './words.ts';
import './forward.css';

const ForwardsDialog = lazy(() => import('./ForwardsDialog.tsx').then((file) => ({ default: file.ForwardsDialog })));

/** So many lines are shown before it is opened. */
const LINES = 3;

/** A message that points to several elsewhere: their first lines, and all of them where it is opened. */
export function ForwardsCard({ message }: { readonly message: ShownMessage }) {
  const count = message.card?.kind === 'forwards' ? message.card.count : 0;
  return <Forwarded message={message}>{(source) => <Folded source={source} count={count} />}</Forwarded>;
}

function Folded({ source, count }: { readonly source: Sources; readonly count: number }) {
  const t = useWords(forwardWords);
  const title = usePlaceTitle(source.conversationId);
  const [open, setOpen] = useState(false);
  return (
    <>
      <button type="button" className="ch-forward ch-forwards" aria-haspopup="dialog" onClick={() => setOpen(true)}>
        <b className="tl-one">{t.record(title)}</b>
        {source.numbers.slice(0, LINES).map((number) => (
          <Line key={number} conversationId={source.conversationId} number={number} />
        ))}
        <span className="ch-forwards-foot">
          <IconMessages size={14} stroke={1.75} aria-hidden />
          <span className="tl-grow">{t.count(count)}</span>
          <IconChevronRight size={14} stroke={1.75} aria-hidden />
        </span>
      </button>
      {open && (
        <Suspense fallback={null}>
          <ForwardsDialog source={source} count={count} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}

/** What somebody said, in one line. */
function Line({ conversationId, number }: { readonly conversationId: ConversationId; readonly number: number }) {
  const t = useWords(forwardWords);
  const chat = useWords(words);
  const message = useQuoted(conversationId, number);
  const author = useMember(message?.authorId ?? null);
  const line = useMessageLine(message);
  const text =
    message === undefined
      ? t.loading
      : message === null || message.recalled
        ? t.gone
        : chat.saidNow(author?.name ?? '', line);
  return <span className="tl-one ch-forwards-line">{text}</span>;
}
