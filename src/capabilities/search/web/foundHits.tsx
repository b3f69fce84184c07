import type { Message } from '#chat/model/contract.ts';
import { useMentionNames, usePlaceTitle, withNames } from '#chat/web/index.ts';
import { MemberAvatar, MemberName } from '#directory/web/index.ts';
import { FileIcon, useSaid } from '#files/web/index.ts';
import type { ConversationId, MemberId } from '#platform/model/ids.ts';
import type { PaletteHit } from '#platform/web/palette.ts';
import { plainText } from '#platform/web/ui/Markdown.tsx';
import { useFormat } from '#platform/web/useFormat.ts';
import { nothingAsked } from '../model/asked.ts';
import { type Term, termsOf } from '../model/terms.ts';
import { askFor } from './asking.ts';
import { Marked } from './ResultRow.tsx';

/** The latest few; the search page has the rest. */
const MOST = 3;
const IN_ONE_LINE = 6;

/** The latest messages that hold the text; each opens among its neighbours. */
export async function saidHits(text: string, signal: AbortSignal): Promise<PaletteHit[]> {
  const { messages } = await askFor({ ...nothingAsked, text }, null, signal);
  const terms = termsOf(text);
  return messages.slice(0, MOST).map((message) => ({
    id: message.id,
    label: <Said message={message} terms={terms} />,
    hint: <Where {...message} />,
    picture: <MemberAvatar id={message.authorId} size={24} />,
    go: () => openAt(message),
  }));
}

/** The latest files of that name; each opens where it was sent. */
export async function fileHits(text: string, signal: AbortSignal): Promise<PaletteHit[]> {
  const { files } = await askFor({ ...nothingAsked, what: 'files', text }, null, signal);
  return files.slice(0, MOST).map((found) => ({
    id: found.file.id,
    label: found.file.name,
    hint: <Where {...found} />,
    picture: <FileIcon kind={found.file.kind} size={20} />,
    go: () => openAt(found),
  }));
}

interface Place {
  readonly conversationId: ConversationId;
  readonly number: number;
}

// The router follows the browser's own history.
const openAt = ({ conversationId, number }: Place): void =>
  history.pushState(null, '', `/chat/${conversationId}?m=${number}`);

/** What a message says, with what was looked for marked in it, in one line. */
function Said({ message, terms }: { readonly message: Message; readonly terms: readonly Term[] }) {
  const said = useSaid();
  const named = withNames(message.text, useMentionNames(message.text));
  const names = message.files.map(({ name }) => name).join(' ');
  const text = said(plainText(named), message.files);
  return <Marked text={text} otherwise={`${named} ${names}`} terms={terms} before={IN_ONE_LINE} />;
}

interface WhereProps {
  readonly authorId: MemberId;
  readonly conversationId: ConversationId;
  readonly sentAt: Date;
}

/** Who said or sent it, where and when. */
function Where({ authorId, conversationId, sentAt }: WhereProps) {
  const format = useFormat();
  const title = usePlaceTitle(conversationId);
  return (
    <>
      <MemberName id={authorId} bare /> {title} {format.when(sentAt)}
    </>
  );
}
