import { Fragment } from 'react';
import type { Message } from '#chat/model/contract.ts';
import { useConversation, useMentionNames, usePlaceTitle, withNames } from '#chat/web/index.ts';
import { MemberAvatar, MemberName } from '#directory/web/index.ts';
import { useSaid } from '#files/web/index.ts';
import { Link } from '#platform/web/navigate.tsx';
import { plainText } from '#platform/web/ui/Markdown.tsx';
import { useFormat } from '#platform/web/useFormat.ts';
import { useWords } from '#platform/web/words.ts';
import { excerptOf } from '../model/excerpt.ts';
import type { Term } from '../model/terms.ts';
import { words } from './words.ts';

interface ResultRowProps {
  readonly message: Message;
  readonly terms: readonly Term[];
  readonly onOpen: () => void;
}

/** One message that was found: who, where, when, and what was looked for, marked. It opens among its neighbours. */
export function ResultRow({ message, terms, onOpen }: ResultRowProps) {
  const t = useWords(words);
  const format = useFormat();
  const conversation = useConversation(message.conversationId);
  const title = usePlaceTitle(message.conversationId);
  // In a direct conversation the other one's name would stand there twice.
  const isPeer = conversation?.peerId === message.authorId;
  const nameOf = useMentionNames(message.text);
  const said = useSaid();
  const named = withNames(message.text, nameOf);
  const names = message.files.map(({ name }) => name).join(' ');
  return (
    <Link
      to={`/chat/${message.conversationId}?m=${message.number}&via=search`}
      className="se-row"
      data-id={message.id}
      onClick={onOpen}
    >
      <MemberAvatar id={message.authorId} size={36} />
      <span className="se-row-text">
        <span className="se-row-line">
          <b className="tl-one se-author">
            <MemberName id={message.authorId} bare />
          </b>
          <span className="tl-one tl-grow se-where">{isPeer ? t.direct : title}</span>
          <time dateTime={message.sentAt.toISOString()}>{format.when(message.sentAt)}</time>
        </span>
        <span className="se-excerpt">
          <Marked text={said(plainText(named), message.files)} otherwise={`${named} ${names}`} terms={terms} />
        </span>
      </span>
    </Link>
  );
}

interface MarkedProps {
  readonly text: string;
  /** What was found may stand in what formatting hides, in a link for one, or in the name of a second file. */
  readonly otherwise: string;
  readonly terms: readonly Term[];
  /** So many letters before the first mark; fewer where it has one line only. */
  readonly before?: number;
}

/** A text with what was looked for marked in it. */
export function Marked({ text, otherwise, terms, before }: MarkedProps) {
  return excerptOf(text, otherwise, terms, before).map(({ text: part, marked }, index) => (
    <Fragment key={index}>{marked ? <mark>{part}</mark> : part}</Fragment>
  ));
}
