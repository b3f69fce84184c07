import type { ShownMessage } from '../model/contract.ts';
import { ForwardCard } from './forward/ForwardCard.tsx';
import { ForwardsCard } from './forward/ForwardsCard.tsx';
import { NoticeCard } from './notice/NoticeCard.tsx';
import { PollCard } from './poll/PollCard.tsx';

/** What a message that asks for an answer looks like. */
export function MessageCard({ message }: { readonly message: ShownMessage }) {
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
    default:
      return null;
  }
}
