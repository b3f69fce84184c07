import { MemberName } from '#directory/web/index.ts';
import { Attachments } from '#files/web/index.ts';
import type { ConversationId } from '#platform/model/ids.ts';
import { useFormat } from '#platform/web/useFormat.ts';
import { useWords } from '#platform/web/words.ts';
import { ContactCard } from '../handing/ContactCard.tsx';
import { PlaceCard } from '../handing/PlaceCard.tsx';
import { MessageText } from '../MessageText.tsx';
import { useQuoted } from '../quotes.ts';
import { forwardWords } from './words.ts';

interface OriginalProps {
  readonly conversationId: ConversationId;
  readonly number: number;
}

/** A message from elsewhere as it is now: who said it, when, and what. */
export function Original({ conversationId, number }: OriginalProps) {
  const t = useWords(forwardWords);
  const format = useFormat();
  const message = useQuoted(conversationId, number);
  if (message === undefined) return <p className="ch-forward-hidden">{t.loading}</p>;
  if (message === null || message.recalled) return <p className="ch-forward-hidden">{t.gone}</p>;
  const { card } = message;
  return (
    <>
      <p className="ch-forward-who">
        <b>
          <MemberName id={message.authorId} />
        </b>
        <time dateTime={message.sentAt.toISOString()}>{format.when(message.sentAt)}</time>
      </p>
      {message.files.length > 0 && <Attachments files={message.files} />}
      {card?.kind === 'contact' && <ContactCard memberId={card.memberId} />}
      {card?.kind === 'place' ? (
        <PlaceCard message={{ ...message, card }} />
      ) : (
        message.text !== '' && <MessageText text={message.text} />
      )}
    </>
  );
}
