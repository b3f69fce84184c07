import { IconDots, IconLayoutSidebarRight, IconUserPlus } from '@tabler/icons-react';
import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { cardHere, useMember } from '#directory/web/index.ts';
import type { Attachment } from '#files/model/contract.ts';
import { isShown, Viewer } from '#files/web/index.ts';
import type { ConversationId } from '#platform/model/ids.ts';
import { copyText } from '#platform/web/copyText.ts';
import { useStore } from '#platform/web/store.ts';
import { useGo, useGoBack, useQueryValue } from '#platform/web/navigate.tsx';
import { usePhone } from '#platform/web/useMedia.ts';
import { IconButton } from '#platform/web/ui/Button.tsx';
import { ContextMenu } from '#platform/web/ui/Menu.tsx';
import { PaneHeader } from '#platform/web/ui/Page.tsx';
import { usedEmoji } from '#platform/web/ui/recentEmoji.ts';
import { Tag } from '#platform/web/ui/Tag.tsx';
import { toast } from '#platform/web/ui/Toast.tsx';
import type { Place } from '#platform/web/ui/usePopover.ts';
import { useWords } from '#platform/web/words.ts';
import { canEdit } from '../model/changing.ts';
import type { Conversation, ShownMessage } from '../model/contract.ts';
import { canAdd } from '../model/managing.ts';
import { AddMembers } from './AddMembers.tsx';
import { chatStore, chosenOf, discardPending, useTimeline } from './chatStore.ts';
import { Composer, type ComposerHandle, type Task } from './Composer.tsx';
import { withNames } from './composing.ts';
import { announce } from './group/announcing.ts';
import { AnnouncementBar } from './group/AnnouncementBar.tsx';
import { groupWords } from './group/words.ts';
import { messageMenu, type MessageActs } from './messageMenu.tsx';
import { MessageOver, type Over } from './MessageOver.tsx';
import type { RowHandlers } from './MessageRow.tsx';
import { ConversationAvatar, useNames, useTitle } from './names.tsx';
import { NextUnread } from './NextUnread.tsx';
import { toggleReaction } from './reacting.ts';
import { OwnRest } from './reach/OwnRest.tsx';
import type { Row } from './rows.ts';
import { composerLines } from './slots.ts';
import { SelectionBar } from './forward/SelectionBar.tsx';
import { useSelecting } from './forward/selecting.ts';
import { stage, stageChosen } from './staging.ts';
import { threadPath } from './thread/opening.ts';
import { type Focus, Timeline } from './Timeline.tsx';
import { useTyping } from './typing.ts';
import { useDrop } from './useDrop.ts';
import { words } from './words.ts';

interface ConversationViewProps {
  readonly conversation: Conversation;
  readonly focus: Focus | null;
  /** Something lies over the conversation, as on a phone. */
  readonly covered: boolean;
  readonly onEscape: () => void;
  readonly head: ReactNode;
  /** What stands above the first message. */
  readonly start?: ReactNode;
}

/** Head, messages and composer of one conversation or thread. Mount it anew for another. */
export function ConversationView({ conversation, focus, covered, onEscape, head, start }: ConversationViewProps) {
  const t = useWords(words);
  const me = useStore(chatStore, (state) => state.me);
  const go = useGo();
  const composer = useRef<ComposerHandle>(null);
  const [task, setTask] = useState<Task | null>(null);
  const [menu, setMenu] = useState<{ row: Row; at: { x: number; y: number }; now: Date } | null>(null);
  const [over, setOver] = useState<Over | null>(null);
  const [viewing, setViewing] = useState<Attachment | null>(null);
  const [target, setTarget] = useState(focus);
  const selecting = useSelecting();
  const { start: startSelecting, toggle: toggleSelected } = selecting;
  const { id } = conversation;
  // With somebody who has left nothing is said any more, not even so.
  const mayReact = useMember(conversation.peerId)?.active !== false && !conversation.archived;
  useEffect(() => setTarget(focus), [focus]);
  // On a desktop one writes at once; on a phone the keyboard would cover what one came to read.
  const phone = usePhone();
  useEffect(() => {
    if (!phone) composer.current?.focus();
    // oxlint-disable-next-line react/exhaustive-deps -- on arrival
  }, []);

  const lastMenu = useRef<Place>({ left: 0, right: 0, top: 0, bottom: 0 });
  const acts: MessageActs = useMemo(
    () => ({
      thread: ({ message }) => message !== null && go(threadPath(message)),
      forward: ({ message }) => message !== null && setOver({ kind: 'forward', message }),
      select: ({ number }) => number !== null && startSelecting(number),
      reply: ({ message }) => message !== null && setTask({ kind: 'reply', message }),
      copy: (row) => copy(named(row.message?.text ?? row.pending?.text ?? '', t.everybody), t.copied),
      copyLink: (row) => copy(`${location.origin}/chat/${id}?m=${row.number}`, t.copied),
      edit: ({ message }) => message !== null && setTask({ kind: 'edit', message }),
      recall: ({ message }) => message !== null && setOver({ kind: 'recall', message }),
      whoRead: ({ message }) => message !== null && setOver({ kind: 'whoRead', message }),
      announce: ({ message }, on) => announce(id, on ? (message?.number ?? null) : null),
      react: ({ message }, emoji) => message !== null && react(message, emoji),
      chooseReaction: ({ message }) =>
        message !== null && setOver({ kind: 'chooseReaction', message, at: lastMenu.current }),
      whoReacted: ({ message }) => message !== null && setOver({ kind: 'whoReacted', message, emoji: null }),
      earlierTexts: ({ message }) => message !== null && setOver({ kind: 'earlierTexts', message }),
    }),
    [id, t, go, startSelecting],
  );
  const write = useCallback(
    (text: string, replyTo: number | null) => {
      const answered = replyTo === null ? undefined : messageOf(id, replyTo);
      setTask(answered === undefined ? null : { kind: 'reply', message: answered });
      composer.current?.write(text);
    },
    [id],
  );
  const handlers: RowHandlers = useMemo(
    () => ({
      menu: (row, at) => {
        lastMenu.current = { left: at.x, right: at.x, top: at.y, bottom: at.y };
        setMenu({ row, at, now: new Date() });
      },
      reply: acts.reply,
      copy: acts.copy,
      react,
      chooseReaction: ({ message }, at) => message !== null && setOver({ kind: 'chooseReaction', message, at }),
      whoReacted: (message, emoji) => setOver({ kind: 'whoReacted', message, emoji }),
      earlierTexts: (message) => setOver({ kind: 'earlierTexts', message }),
      thread: (message) => go(threadPath(message)),
      jump: (number) => setTarget({ number }),
      select: toggleSelected,
      open: setViewing,
      write,
      writeAnew: (pending) => {
        void chosenOf(pending).then((chosen) => {
          discardPending(pending.id);
          stageChosen(id, chosen);
          write(pending.text, pending.replyTo);
        });
      },
    }),
    [acts, id, write, go, toggleSelected],
  );

  const drop = useDrop((files) => void stage(id, files));

  function editLast(): void {
    const { timelines } = chatStore.get();
    const now = new Date();
    const last = timelines[id]?.messages.findLast((message) => {
      const facts = { me, myRole: conversation.myRole, kind: conversation.kind, now };
      return (
        canEdit({
          ...facts,
          message: { ...message, isNote: message.note !== null, hasCard: message.card !== null },
        }) === null
      );
    });
    if (last !== undefined) setTask({ kind: 'edit', message: last });
  }

  return (
    <div
      className="ch-view"
      {...drop.handlers}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || selecting.numbers === null) return;
        // A dialog over it is closed first, by itself.
        if ((event.target as Element).closest('dialog') !== null) return;
        event.stopPropagation();
        selecting.stop();
      }}
    >
      {head}
      {conversation.announced !== null && (
        <AnnouncementBar
          conversation={conversation}
          number={conversation.announced}
          onJump={(number) => setTarget({ number })}
        />
      )}
      <Timeline
        conversation={conversation}
        focus={target}
        covered={covered}
        mayReact={mayReact}
        start={start}
        selected={selecting.numbers}
        handlers={handlers}
      />
      <TypingLine conversationId={id} />
      {phone && <NextUnread conversation={conversation} />}
      {selecting.numbers === null ? (
        <>
          <Lines conversationId={id} />
          {conversation.kind !== 'thread' && <OwnRest />}
          <Composer
            ref={composer}
            conversation={conversation}
            task={task}
            onTaskDone={() => setTask(null)}
            onEditLast={editLast}
            onEscape={onEscape}
          />
        </>
      ) : (
        <SelectionBar conversationId={id} selecting={selecting} />
      )}
      <ContextMenu
        label={t.messageActions}
        at={menu?.at ?? null}
        items={menu === null ? [] : messageMenu({ ...menu, conversation, me, mayReact }, acts, t)}
        onClose={() => setMenu(null)}
      />
      {over !== null && <MessageOver over={over} onClose={() => setOver(null)} />}
      {drop.over && <p className="ch-drop">{t.dropHere}</p>}
      {viewing !== null && <Shown conversationId={id} first={viewing} onClose={() => setViewing(null)} />}
    </div>
  );
}

interface ShownProps {
  readonly conversationId: ConversationId;
  readonly first: Attachment;
  readonly onClose: () => void;
}

/** A file that is shown, with all others that are loaded of the conversation. */
function Shown({ conversationId, first, onClose }: ShownProps) {
  const timeline = useTimeline(conversationId);
  const files = useMemo(
    () => (timeline?.messages ?? []).flatMap((message) => message.files.filter(isShown)),
    [timeline?.messages],
  );
  return <Viewer files={files} first={first} onClose={onClose} />;
}

function messageOf(id: ConversationId, number: number): ShownMessage | undefined {
  return chatStore.get().timelines[id]?.messages.find((message) => message.number === number);
}

function named(text: string, everybody: string): string {
  return withNames(text, (id) => (id === 'all' ? everybody : (cardHere(id)?.name ?? null)));
}

/** An emoji that was given stands ready from then on. */
function react(message: ShownMessage, emoji: string): void {
  usedEmoji(emoji);
  toggleReaction(message, emoji);
}

function copy(text: string, done: string): void {
  void copyText(text).then((copied) => copied && toast({ text: done, kind: 'success' }));
}

interface HeadProps {
  readonly conversation: Conversation;
  readonly detailsOpen: boolean;
  readonly onDetails: () => void;
}

/** The head of a conversation: who it is with, and what can be done. */
export function ConversationHead({ conversation, detailsOpen, onDetails }: HeadProps) {
  const t = useWords(words);
  const group = useWords(groupWords);
  const title = useTitle(conversation);
  const peer = useMember(conversation.peerId);
  const [adding, setAdding] = useState(false);
  // Who came from elsewhere (search) goes back there.
  const isVisit = useQueryValue('via') !== '';
  const goBack = useGoBack();
  return (
    <>
      <PaneHeader
        back={isVisit ? () => goBack('/chat') : '/chat'}
        backAlways={isVisit}
        picture={<ConversationAvatar conversation={conversation} size={32} presence />}
        title={
          <>
            {title}
            {conversation.kind !== 'direct' && (
              <span className="ch-count">{t.memberCount(conversation.memberCount)}</span>
            )}
            {(peer?.role === 'guest' || conversation.external) && <Tag kind="external">{t.guest}</Tag>}
            {conversation.archived && <Tag>{t.archived}</Tag>}
            {!conversation.archived && conversation.rules.whoWrites === 'admins' && <Tag>{group.channel}</Tag>}
          </>
        }
        subtitle={(peer?.title ?? conversation.description) === '' ? null : (peer?.title ?? conversation.description)}
      >
        {canAdd({ ...conversation, role: conversation.myRole }, 1) === null && (
          <IconButton
            className="tl-only-desk"
            icon={<IconUserPlus size={20} stroke={1.75} />}
            label={t.addMembers}
            onClick={() => setAdding(true)}
          />
        )}
        <IconButton
          className="tl-only-desk"
          icon={<IconLayoutSidebarRight size={20} stroke={1.75} />}
          label={t.showDetails}
          active={detailsOpen}
          onClick={onDetails}
        />
        <IconButton
          className="tl-only-phone"
          icon={<IconDots size={24} stroke={1.75} />}
          label={t.showDetails}
          onClick={onDetails}
        />
      </PaneHeader>
      {adding && <AddMembers conversation={conversation} onClose={() => setAdding(false)} />}
    </>
  );
}

/** What the storeys above say here. */
function Lines({ conversationId }: { readonly conversationId: ConversationId }) {
  return useStore(composerLines).map((Line, index) => <Line key={index} conversationId={conversationId} />);
}

/** Who is writing now; nothing outside working hours (R19). */
function TypingLine({ conversationId }: { readonly conversationId: ConversationId }) {
  const t = useWords(words);
  const writers = useTyping(conversationId);
  const nameOf = useNames(writers);
  const [first] = writers;
  if (first === undefined) return null;
  return (
    <p className="ch-typing" aria-live="off">
      {writers.length === 1 ? t.typingOne(nameOf(first) ?? '') : t.typingSome(writers.length)}
    </p>
  );
}
