import { useMember } from '#directory/web/index.ts';
import { useStore } from '#platform/web/store.ts';
import { useFormat } from '#platform/web/useFormat.ts';
import { useWords, type Words } from '#platform/web/words.ts';
import type { Conversation, Message } from '../model/contract.ts';
import { chatStore } from './chatStore.ts';
import { useMessageLine } from './messageLine.ts';
import { useNameList } from './names.tsx';
import { words } from './words.ts';

/** The second line of a conversation in the list: what was said last, and by whom. */
export function Preview({ conversation }: { readonly conversation: Conversation }) {
  const waiting = useStore(chatStore, (state) =>
    state.pending.findLast(({ conversationId }) => conversationId === conversation.id),
  );
  const { last } = conversation;
  if (waiting !== undefined)
    return (
      <Said mine text={waiting.text} files={waiting.files} authorId={null} direct={conversation.kind === 'direct'} />
    );
  if (last === null) return conversation.description;
  if (last.note !== null) return <NoteText message={last} />;
  if (last.recalled) return <Recalled />;
  return <LastSaid message={last} direct={conversation.kind === 'direct'} />;
}

function LastSaid({ message, direct }: { readonly message: Message; readonly direct: boolean }) {
  const me = useStore(chatStore, (state) => state.me);
  const { text, files, authorId, card } = message;
  return <Said card={card} mine={authorId === me} text={text} files={files} authorId={authorId} direct={direct} />;
}

interface SaidProps {
  readonly mine: boolean;
  readonly text: string;
  readonly files: Message['files'];
  readonly authorId: Message['authorId'] | null;
  readonly direct: boolean;
  readonly card?: Message['card'];
}

function Said({ card = null, mine, text, files, authorId, direct }: SaidProps) {
  const t = useWords(words);
  const author = useMember(mine || direct ? null : authorId);
  const line = useMessageLine({ text, files, card });
  if (mine) return t.saidNow(t.me, line);
  return author === null ? line : t.saidNow(author.name, line);
}

function Recalled() {
  return useWords(words).recalledPreview;
}

/** What the conversation itself wrote: who made it, who came and went. */
export function NoteText({ message }: { readonly message: Message }) {
  const t = useWords(words);
  const me = useStore(chatStore, (state) => state.me);
  const author = useMember(message.authorId);
  const whom = useNameList(message.note?.memberIds ?? []);
  const format = useFormat();
  const until = message.note?.kind === 'silenced' && message.note.text !== '' ? new Date(message.note.text) : null;
  const who = message.authorId === me ? t.me : (author?.name ?? '');
  if (until !== null) return t.noteSilencedUntil(who, whom, format.when(until));
  return message.note === null ? null : noteSentence(t, message, who, whom);
}

function noteSentence(t: Words<typeof words>, message: Message, who: string, whom: string): string {
  const { note } = message;
  if (note === null) return '';
  switch (note.kind) {
    case 'created':
      return t.noteCreated(who);
    case 'added':
      return note.memberIds.length === 1 && note.memberIds[0] === message.authorId
        ? t.noteJoined(who)
        : t.noteAdded(who, whom);
    case 'joined':
      return t.noteJoined(who);
    case 'removed':
      return t.noteRemoved(who, whom);
    case 'left':
      return t.noteLeft(note.memberIds.length === 0 ? who : whom);
    case 'renamed':
      return t.noteRenamed(who, note.text);
    case 'described':
      return t.noteDescribed(who);
    case 'announced':
      return t.noteAnnounced(who);
    case 'onlyAdminsWrite':
      return t.noteOnlyAdminsWrite(who);
    case 'everybodyWrites':
      return t.noteEverybodyWrites(who);
    case 'silenced':
      return t.noteSilenced(who, whom);
    case 'unsilenced':
      return t.noteUnsilenced(who, whom);
    case 'newcomersSeeLater':
      return t.noteNewcomersSeeLater(who);
    case 'newcomersSeeAll':
      return t.noteNewcomersSeeAll(who);
    case 'archived':
      return t.noteArchived(who);
    case 'unarchived':
      return t.noteUnarchived(who);
    case 'restored':
      return t.noteRestored(who);
  }
}
