import { IconBellOff, IconPencil, IconPin } from '@tabler/icons-react';
import { memo, useRef } from 'react';
import { useMember } from '#directory/web/index.ts';
import { useStore } from '#platform/web/store.ts';
import { Link } from '#platform/web/navigate.tsx';
import { useLongPress } from '#platform/web/ui/Menu.tsx';
import { plainText } from '#platform/web/ui/Markdown.tsx';
import { ReceiptGlyph } from '#platform/web/ui/ReceiptGlyph.tsx';
import { Counter, Tag } from '#platform/web/ui/Tag.tsx';
import { useFormat } from '#platform/web/useFormat.ts';
import { useWords } from '#platform/web/words.ts';
import type { Conversation } from '../model/contract.ts';
import { isQuiet, unreadOf } from '../model/state.ts';
import { chatStore } from './chatStore.ts';
import { withNames } from './composing.ts';
import { ConversationAvatar, useMentionNames, useTitle } from './names.tsx';
import { Preview } from './Preview.tsx';
import { urgentIn } from './slots.ts';
import { threadPath } from './thread/opening.ts';
import { RootWords, ThreadPicture } from './thread/ThreadInList.tsx';
import { words } from './words.ts';

/** What is dragged from the list. */
export const DRAGGED = 'application/x-tautline-conversation';

interface ConversationRowProps {
  readonly conversation: Conversation;
  readonly open: boolean;
  /** The section in which it stands, or none, where it can be dragged into another. */
  readonly section?: string | undefined;
  readonly onMenu: (conversation: Conversation, at: { x: number; y: number }) => void;
}

/** One conversation of the list: who, when, what was said last, and what waits. */
export const ConversationRow = memo(function ConversationRow(props: ConversationRowProps) {
  const { conversation, open, section, onMenu } = props;
  const t = useWords(words);
  const format = useFormat();
  const title = useTitle(conversation);
  const peer = useMember(conversation.peerId);
  const pressed = useRef(false);
  const press = useLongPress((at) => {
    pressed.current = true;
    onMenu(conversation, at);
  });
  const unread = unreadOf(conversation) > 0 || conversation.markedUnread;
  const quiet = useStore(chatStore, (state) => isQuiet(state, conversation));
  const calls = unread && !quiet;
  return (
    <Link
      to={conversation.thread === null ? `/chat/${conversation.id}` : threadPath(conversation.thread)}
      className="ch-row"
      data-open={open ? '' : undefined}
      data-unread={calls ? '' : undefined}
      data-muted={conversation.muted ? '' : undefined}
      data-section={section}
      draggable={section !== undefined}
      onDragStart={(event) => {
        event.dataTransfer.setData(DRAGGED, conversation.id);
        event.dataTransfer.effectAllowed = 'move';
      }}
      {...press}
      onPointerDown={(event) => {
        pressed.current = false;
        press.onPointerDown(event);
      }}
      onClick={(event) => {
        // A long press has opened the menu; lifting the finger is no visit.
        if (pressed.current) event.preventDefault();
        pressed.current = false;
      }}
    >
      {conversation.thread === null ? (
        <ConversationAvatar conversation={conversation} presence />
      ) : (
        <ThreadPicture root={conversation.thread} />
      )}
      <span className="ch-row-text">
        <span className="ch-row-line">
          <b className="tl-one ch-row-title">
            {conversation.thread === null ? title : <RootWords root={conversation.thread} />}
          </b>
          {conversation.kind === 'department' && <Tag>{t.department}</Tag>}
          {(peer?.role === 'guest' || conversation.external) && <Tag kind="external">{t.guest}</Tag>}
          {conversation.archived && <Tag>{t.archived}</Tag>}
          {peer?.active === false && <Tag>{t.left}</Tag>}
          {conversation.pinned && (
            <IconPin className="ch-row-pin" size={14} stroke={1.75} aria-label={t.pinnedSection} />
          )}
          <time className="ch-row-time" dateTime={conversation.activeAt.toISOString()}>
            {format.whenShort(conversation.activeAt)}
          </time>
        </span>
        <span className="ch-row-line">
          <span className="tl-one tl-grow ch-row-preview">
            {conversation.mentions.length > 0 && <span className="ch-row-at">{t.mentionsYou} </span>}
            {conversation.thread !== null && `${title} · `}
            {conversation.draft !== '' && !open ? (
              <Draft text={conversation.draft} />
            ) : (
              <Preview conversation={conversation} />
            )}
          </span>
          <RowState conversation={conversation} />
        </span>
      </span>
    </Link>
  );
});

function Draft({ text }: { readonly text: string }) {
  const t = useWords(words);
  const nameOf = useMentionNames(text);
  return (
    <>
      <span className="ch-row-draft">
        <IconPencil size={14} stroke={1.75} aria-hidden />
        {t.draft}
      </span>{' '}
      {plainText(withNames(text, nameOf))}
    </>
  );
}

/** At the right of the second line: what failed, what waits to go, or what is unread. */
function RowState({ conversation }: { readonly conversation: Conversation }) {
  const t = useWords(words);
  const own = useStore(chatStore, (state) => {
    const mine = state.pending.filter(({ conversationId }) => conversationId === conversation.id);
    if (mine.some((one) => one.state === 'failed')) return 'failed';
    return mine.length > 0 ? 'sending' : null;
  });
  const unread = Math.max(unreadOf(conversation), conversation.markedUnread ? 1 : 0);
  const urgent = useStore(urgentIn, (counts) => counts[conversation.id] ?? 0);
  return (
    <span className="ch-row-state">
      {own !== null && <ReceiptGlyph state={own} />}
      {conversation.muted && <IconBellOff size={14} stroke={1.75} aria-label={t.muted} />}
      <Counter kind="urgent" count={urgent} />
      {urgent > 0 ? null : conversation.mentions.length > 0 ? (
        <Counter kind="mention" count={conversation.muted ? conversation.mentions.length : unread} />
      ) : (
        <Counter kind={conversation.muted ? 'muted' : 'unread'} count={unread} />
      )}
    </span>
  );
}
