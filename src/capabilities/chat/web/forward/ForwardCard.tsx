import { IconArrowForwardUp, IconLock } from '@tabler/icons-react';
import { MemberName } from '#directory/web/index.ts';
import { Attachments } from '#files/web/index.ts';
import { Link } from '#platform/web/navigate.tsx';
import { useFormat } from '#platform/web/useFormat.ts';
import { useWords } from '#platform/web/words.ts';
import type { ShownMessage } from '../../model/contract.ts';
import type { Root } from '../../model/threads.ts';
import { MessageText } from '../MessageText.tsx';
import { usePlaceTitle } from '../names.tsx';
import { useQuoted } from '../quotes.ts';
import { useSource } from './sources.ts';
import { forwardWords } from './words.ts';
import './forward.css';

/** What a message points to: the message elsewhere, for who may see it there. */
export function ForwardCard({ message }: { readonly message: ShownMessage }) {
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
        <Original source={source} />
      )}
    </>
  );
}

function Original({ source }: { readonly source: Root }) {
  const t = useWords(forwardWords);
  const format = useFormat();
  const title = usePlaceTitle(source.conversationId);
  const message = useQuoted(source.conversationId, source.number);
  const path = `/chat/${source.conversationId}?m=${source.number}`;
  return (
    <div className="ch-forward">
      {message === undefined ? (
        <p className="ch-forward-hidden">{t.loading}</p>
      ) : message === null || message.recalled ? (
        <p className="ch-forward-hidden">{t.gone}</p>
      ) : (
        <>
          <p className="ch-forward-who">
            <b>
              <MemberName id={message.authorId} />
            </b>
            <time dateTime={message.sentAt.toISOString()}>{format.when(message.sentAt)}</time>
          </p>
          {message.files.length > 0 && <Attachments files={message.files} />}
          {message.text !== '' && <MessageText text={message.text} />}
        </>
      )}
      <Link to={path} className="ch-forward-from" aria-label={t.open}>
        <IconArrowForwardUp size={14} stroke={1.75} aria-hidden />
        <span className="tl-one">{t.from(title)}</span>
      </Link>
    </div>
  );
}
