import type { ReactNode } from 'react';
import type { ShownMessage } from '../model/contract.ts';
import { ForwardCard } from './forward/ForwardCard.tsx';
import { ForwardsCard } from './forward/ForwardsCard.tsx';
import { ContactCard } from './handing/ContactCard.tsx';
import { PlaceCard } from './handing/PlaceCard.tsx';
import { NoticeCard } from './notice/NoticeCard.tsx';
import { MessageText } from './MessageText.tsx';
import { PollCard } from './poll/PollCard.tsx';
import { roomCard } from './slots.ts';

interface MessageCardProps {
  readonly message: ShownMessage;
  /** What hangs on it, drawn: a card of a storey above has it inside. */
  readonly files?: ReactNode;
}

/** What a message that is more than words looks like. */
export function MessageCard({ message, files }: MessageCardProps) {
  const { card } = message;
  switch (card?.kind) {
    case 'notice':
      return <NoticeCard message={{ ...message, card }} />;
    case 'poll':
      return <PollCard message={{ ...message, card }} />;
    case 'forward':
      return <ForwardCard message={message} />;
    case 'forwards':
      return <ForwardsCard message={message} />;
    case 'contact':
      return <ContactCard memberId={card.memberId} />;
    case 'place':
      return <PlaceCard message={{ ...message, card }} />;
    case 'room': {
      const drawn = roomCard(card.room);
      if (drawn !== null) return <drawn.Card message={{ ...message, card }}>{files}</drawn.Card>;
      return (
        <>
          {files}
          {message.text !== '' && <MessageText text={message.text} />}
        </>
      );
    }
    default:
      return null;
  }
}
