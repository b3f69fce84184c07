import { IconArrowForwardUp, IconLock } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Link } from '#platform/web/navigate.tsx';
import { useWords } from '#platform/web/words.ts';
import type { ShownMessage } from '../../model/contract.ts';
import { MessageText } from '../MessageText.tsx';
import { usePlaceTitle } from '../names.tsx';
import { Original } from './Original.tsx';
import { type Sources, useSource } from './sources.ts';
import { forwardWords } from './words.ts';
import './forward.css';

interface ForwardCardProps {
  readonly message: ShownMessage;
  /** What is shown of the messages it points to. */
  readonly children: (source: Sources) => ReactNode;
}

/** What a message points to, for who may see it there, and the line that was sent with it. */
export function Forwarded({ message, children }: ForwardCardProps) {
  const t = useWords(forwardWords);
  const source = useSource(message.conversationId, message.number);
  return (
    <>
      {message.text !== '' && <MessageText text={message.text} />}
      {source === null ? (
        <p className="ch-forward ch-forward-hidden">
          <IconLock size={16} stroke={1.75} aria-hidden />
          {t.hidden}
        </p>
      ) : source === undefined ? (
        <p className="ch-forward ch-forward-hidden">{t.loading}</p>
      ) : (
        children(source)
      )}
    </>
  );
}

/** A message that points to one elsewhere. */
export function ForwardCard({ message }: { readonly message: ShownMessage }) {
  return (
    <Forwarded message={message}>
      {({ conversationId, numbers: [number = 0] }) => (
        <div className="ch-forward">
          <Original conversationId={conversationId} number={number} />
          <From conversationId={conversationId} number={number} />
        </div>
      )}
    </Forwarded>
  );
}

/** Leads to the original. */
function From({ conversationId, number }: { conversationId: Sources['conversationId']; number: number }) {
  const t = useWords(forwardWords);
  const title = usePlaceTitle(conversationId);
  return (
    <Link to={`/chat/${conversationId}?m=${number}`} className="ch-forward-from" aria-label={t.open}>
      <IconArrowForwardUp size={14} stroke={1.75} aria-hidden />
      <span className="tl-one">{t.from(title)}</span>
    </Link>
  );
}
