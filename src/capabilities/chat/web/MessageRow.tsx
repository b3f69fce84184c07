import { IconArrowBackUp, IconCopy, IconDots, IconMessages, IconMoodSmile } from '@tabler/icons-react';
import { memo, type MouseEvent, type ReactNode, useState } from 'react';
import { MemberAvatar, MemberName, useMember } from '#directory/web/index.ts';
import type { Attachment } from '#files/model/contract.ts';
import { Attachments, UploadProgress } from '#files/web/index.ts';
import type { ConversationId, MemberId } from '#platform/model/ids.ts';
import { useConnection } from '#platform/web/connection.ts';
import { sayRefusal } from '#platform/web/refusals.ts';
import { useStore } from '#platform/web/store.ts';
import { useFormat } from '#platform/web/useFormat.ts';
import { Button, IconButton } from '#platform/web/ui/Button.tsx';
import { useLongPress } from '#platform/web/ui/Menu.tsx';
import { ReceiptGlyph } from '#platform/web/ui/ReceiptGlyph.tsx';
import { useLanguage, useWords, type Words } from '#platform/web/words.ts';
import type { ShownMessage } from '../model/contract.ts';
import { canBeForwarded } from '../model/forwarding.ts';
import type { Pending } from '../model/state.ts';
import { acknowledged, discardPending, retrySending } from './chatStore.ts';
import { SelectMark } from './forward/SelectMark.tsx';
import { LinkPreviews } from './links/LinkPreviews.tsx';
import { MessageCard } from './MessageCard.tsx';
import { MessageText } from './MessageText.tsx';
import { NoteText } from './Preview.tsx';
import { Quote } from './Quote.tsx';
import { type ReactionHandlers, Reactions } from './Reactions.tsx';
import { Receipts } from './Receipts.tsx';
import { recalledText } from './recalling.ts';
import { ThreadBar } from './thread/ThreadBar.tsx';
import { threadWords } from './thread/words.ts';
import type { Row } from './rows.ts';
import { words } from './words.ts';

/** What a row can ask of the conversation; stays the same object, so that rows are not drawn anew. */
export interface RowHandlers extends ReactionHandlers {
  readonly menu: (row: Row, at: { x: number; y: number }) => void;
  readonly reply: (row: Row) => void;
  readonly copy: (row: Row) => void;
  /** Opens the choice of all emoji beside a button. */
  readonly chooseReaction: (row: Row, button: HTMLElement) => void;
  /** Shows what an edited message said before. */
  readonly earlierTexts: (message: ShownMessage) => void;
  /** Opens the thread under a message. */
  readonly thread: (message: ShownMessage) => void;
  readonly jump: (number: number) => void;
  /** Selects a message, or no longer. */
  readonly select: (number: number) => void;
  /** Shows a file, and those around it. */
  readonly open: (file: Attachment) => void;
  /** Puts a text back into the composer. */
  readonly write: (text: string, replyTo: number | null) => void;
  /** Puts a message that waits back into the composer, with its files. */
  readonly writeAnew: (pending: Pending) => void;
}

interface MessageRowProps {
  readonly row: Row;
  readonly conversationId: ConversationId;
  readonly me: MemberId;
  readonly direct: boolean;
  /** How many were unread when the conversation was opened; for the divider. */
  readonly unreadCount: number;
  /** What stands above the first message of the conversation. */
  readonly start: ReactNode;
  readonly highlighted: boolean;
  /** There is a pointer that hovers, or a keyboard: a finger has the long press instead. */
  readonly hasTools: boolean;
  readonly mayReact: boolean;
  /** The conversation is a thread: nothing hangs under its messages. */
  readonly inThread: boolean;
  /** Is it selected? null: nothing is being selected. */
  readonly selected: boolean | null;
  readonly handlers: RowHandlers;
}

/** One message, with the divider that stands above it. */
export const MessageRow = memo(function MessageRow(props: MessageRowProps) {
  const { row, start } = props;
  return (
    <>
      {start}
      {(row.dateAbove || row.unreadAbove) && <Divider row={row} count={props.unreadCount} />}
      <Line {...props} />
    </>
  );
});

/** Why there is nothing before: one came later, or it was kept for its time; null: there never was. */
type Hides = 'later' | 'kept' | null;

export function startText(hides: Hides, t: Words<typeof words>): string {
  return hides === null ? t.startOf : hides === 'later' ? t.startLater : t.startKept;
}

/** Above the first message of a conversation. */
export function Start({ hides }: { readonly hides: Hides }) {
  return <p className="ch-start">{startText(hides, useWords(words))}</p>;
}

function Divider({ row, count }: { readonly row: Row; readonly count: number }) {
  const t = useWords(words);
  const format = useFormat();
  const date = format.dateLine(row.at);
  const text = row.unreadAbove ? (row.dateAbove ? t.dateAndUnread(date, count) : t.unreadBelow(count)) : date;
  return (
    <div className="ch-divider" data-unread={row.unreadAbove ? '' : undefined} role="separator" aria-label={text}>
      {text}
    </div>
  );
}

function Line(props: MessageRowProps) {
  const { message } = props.row;
  if (message !== null && message.note !== null) {
    return (
      <p className="ch-note">
        <NoteText message={message} />
      </p>
    );
  }
  return message?.recalled === true ? <RecalledLine {...props} /> : <Said {...props} />;
}

function RecalledLine({ row, handlers }: MessageRowProps) {
  const t = useWords(words);
  const thread = row.message?.thread ?? null;
  const author = useMember(row.message?.authorId ?? null);
  const text = row.mine ? recalledText(row.id) : null;
  return (
    <p className="ch-note">
      {row.mine ? t.recalledByMe : t.recalledBy(author?.name ?? '')}
      {text !== null && (
        <button type="button" className="ch-link" onClick={() => handlers.write(text, row.message?.replyTo ?? null)}>
          {t.editAgain}
        </button>
      )}
      {row.message !== null && thread !== null && (
        <ThreadBar message={row.message} thread={thread} onOpen={handlers.thread} />
      )}
    </p>
  );
}

function Said({
  row,
  conversationId,
  me,
  direct,
  inThread,
  highlighted,
  hasTools,
  mayReact,
  selected,
  handlers,
}: MessageRowProps) {
  const t = useWords(words);
  const format = useFormat();
  const [visited, setVisited] = useState(false);
  const press = useLongPress((at) => selected === null && handlers.menu(row, at));
  const { message, pending } = row;
  const authorId = message?.authorId ?? me;
  const selectable = message !== null && canBeForwarded(message);
  const text = message?.text ?? pending?.text ?? '';
  const replyTo = message?.replyTo ?? pending?.replyTo ?? null;
  const files = message?.files ?? pending?.files ?? none;
  const shown = files.length > 0 && <Attachments files={files} waiting={message === null} onOpen={handlers.open} />;
  const time = (
    <time dateTime={row.at.toISOString()} title={format.whenExactly(row.at)}>
      {format.clock(row.at)}
    </time>
  );
  return (
    <article
      className="ch-msg"
      data-own={row.mine ? '' : undefined}
      data-continues={row.continues ? '' : undefined}
      data-direct={direct ? '' : undefined}
      data-highlighted={highlighted ? '' : undefined}
      data-number={row.number ?? undefined}
      data-selecting={selected === null ? undefined : ''}
      inert={selected !== null && !selectable}
      {...press}
      onPointerEnter={() => setVisited(true)}
      onContextMenu={(event) => {
        // A selected text keeps the browser's own menu, for copying a part.
        if (document.getSelection()?.isCollapsed === false) return;
        press.onContextMenu(event);
      }}
    >
      {row.continues ? <span className="ch-msg-side">{time}</span> : <MemberAvatar id={authorId} size="msg" />}
      <div className="ch-msg-body">
        {!row.continues && (
          <header className="ch-msg-who">
            <b>
              <MemberName id={authorId} />
            </b>
            {time}
          </header>
        )}
        <Block own={row.mine}>
          {replyTo !== null && <Quote conversationId={conversationId} number={replyTo} onJump={handlers.jump} />}
          {message?.card?.kind !== 'room' && shown}
          {message !== null && message.card !== null ? (
            <MessageCard message={message} files={shown} />
          ) : (
            text !== '' && <MessageText text={text} />
          )}
          {message !== null && message.editedAt !== null && (
            <button
              type="button"
              className="ch-edited"
              aria-label={t.showEarlier}
              onClick={() => handlers.earlierTexts(message)}
            >
              {t.edited}
            </button>
          )}
        </Block>
        {message !== null && message.links.length > 0 && <LinkPreviews message={message} mine={row.mine} />}
        {message !== null && message.reactions.length > 0 && (
          <Reactions message={message} mayReact={mayReact} handlers={handlers} />
        )}
        {pending !== null && <PendingLine pending={pending} handlers={handlers} />}
        {message !== null && row.showsReceipt && <Receipts message={message} direct={direct} />}
        {message !== null && message.thread !== null && (
          <ThreadBar message={message} thread={message.thread} onOpen={handlers.thread} />
        )}
      </div>
      {selected !== null && selectable && (
        <SelectMark message={message} selected={selected} onToggle={handlers.select} />
      )}
      {hasTools && selected === null && row.number !== null && (
        <Tools
          row={row}
          handlers={handlers}
          mayReact={mayReact}
          inThread={inThread}
          visited={visited}
          onVisit={() => setVisited(true)}
        />
      )}
    </article>
  );
}

function Block({ own, children }: { readonly own: boolean; readonly children: ReactNode }) {
  return <div className={own ? 'ch-block ch-block-own' : 'ch-block'}>{children}</div>;
}

interface ToolsProps {
  readonly row: Row;
  readonly handlers: RowHandlers;
  readonly mayReact: boolean;
  readonly inThread: boolean;
  /** The pointer or the focus was here. */
  readonly visited: boolean;
  readonly onVisit: () => void;
}

/**
 * Shows when the pointer is over the row or the focus in it; the menu holds the same and more. Before that it is one
 * bare button for the Tab key: four drawn buttons a row would be half of what a conversation is made of.
 */
function Tools({ row, handlers, mayReact, inThread, visited, onVisit }: ToolsProps) {
  const t = useWords(words);
  const threads = useWords(threadWords);
  const { message } = row;
  const icon = { size: 18, stroke: 1.75, 'aria-hidden': true } as const;
  const openMenu = (event: MouseEvent<HTMLButtonElement>) => {
    const { left, bottom } = event.currentTarget.getBoundingClientRect();
    handlers.menu(row, { x: left, y: bottom + 4 });
  };
  return (
    <div className="ch-tools" onFocus={onVisit}>
      {visited && (
        <>
          {mayReact && (
            <IconButton
              icon={<IconMoodSmile {...icon} />}
              label={t.react}
              size="sm"
              tabIndex={-1}
              aria-haspopup="dialog"
              onClick={(event) => handlers.chooseReaction(row, event.currentTarget)}
            />
          )}
          <IconButton
            icon={<IconArrowBackUp {...icon} />}
            label={t.reply}
            size="sm"
            tabIndex={-1}
            onClick={() => handlers.reply(row)}
          />
          {!inThread && message !== null && (
            <IconButton
              icon={<IconMessages {...icon} />}
              label={threads.replyInThread}
              size="sm"
              tabIndex={-1}
              onClick={() => handlers.thread(message)}
            />
          )}
          <IconButton
            icon={<IconCopy {...icon} />}
            label={t.copy}
            size="sm"
            tabIndex={-1}
            onClick={() => handlers.copy(row)}
          />
        </>
      )}
      <IconButton
        icon={visited ? <IconDots {...icon} /> : null}
        label={t.more}
        size="sm"
        aria-haspopup="menu"
        onClick={openMenu}
      />
    </div>
  );
}

interface PendingLineProps {
  readonly pending: Pending;
  readonly handlers: RowHandlers;
}

/** Under a message that the server does not have: it waits, or it failed and its author decides. */
function PendingLine({ pending, handlers }: PendingLineProps) {
  const t = useWords(words);
  const language = useLanguage();
  const connection = useConnection();
  const sent = useStore(acknowledged, (ids) => ids.has(pending.id));
  if (pending.state === 'failed') {
    return (
      <div className="ch-failed" role="alert">
        <span className="ch-receipt">
          <ReceiptGlyph state="failed" named={false} />
          {t.notSent}
        </span>
        <span className="ch-failed-why">{sayRefusal(pending.refusal ?? '', {}, '', language)}</span>
        <span className="ch-failed-acts">
          <Button kind="quiet" size="sm" onClick={() => retrySending(pending.id)}>
            {t.retry}
          </Button>
          <Button kind="quiet" size="sm" onClick={() => handlers.writeAnew(pending)}>
            {t.edit}
          </Button>
          <Button kind="quiet" size="sm" onClick={() => discardPending(pending.id)}>
            {t.discard}
          </Button>
        </span>
      </div>
    );
  }
  const said = sent ? t.sent : connection === 'offline' ? t.waitsForNetwork : t.sending;
  if (pending.files.length === 0 || sent) {
    return (
      <span className="ch-receipt">
        <ReceiptGlyph state={sent ? 'sent' : 'sending'} named={false} />
        {said}
      </span>
    );
  }
  return (
    <div className="ch-failed ch-bringing">
      <span className="ch-receipt">
        <ReceiptGlyph state="sending" named={false} />
        {said}
        <UploadProgress files={pending.files} />
      </span>
      <span className="ch-failed-acts">
        <Button kind="quiet" size="sm" onClick={() => discardPending(pending.id)}>
          {t.cancelUpload}
        </Button>
      </span>
    </div>
  );
}

const none: readonly Attachment[] = [];
