import { IconAt, IconBellOff, IconCheck, IconMoodSmile, IconX } from '@tabler/icons-react';
import {
  type KeyboardEvent,
  Suspense,
  useCallback,
  useEffect,
  useId,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  useState,
  type Ref,
} from 'react';
import { cardHere, useMember, useMembers, useMentionHits, usePolicy } from '#directory/web/index.ts';
import { ChosenFiles } from '#files/web/index.ts';
import type { MemberId } from '#platform/model/ids.ts';
import { useSayError } from '#platform/web/refusals.ts';
import { useCurrentCompany } from '#platform/web/session.ts';
import { useStore } from '#platform/web/store.ts';
import { useAct } from '#platform/web/useAnswer.ts';
import { usePhone } from '#platform/web/useMedia.ts';
import { Button, IconButton } from '#platform/web/ui/Button.tsx';
import { ConfirmDialog } from '#platform/web/ui/Dialog.tsx';
import { EmojiMenu } from '#platform/web/ui/EmojiMenu.tsx';
import { growToFit } from '#platform/web/ui/Field.tsx';
import { type MenuItem, MenuList } from '#platform/web/ui/Menu.tsx';
import { toast } from '#platform/web/ui/Toast.tsx';
import { useLanguage, useWords } from '#platform/web/words.ts';
import { type Conversation, type ShownMessage, type Silence, TEXT_LENGTH_MAX } from '../model/contract.ts';
import { mentionsIn } from '../model/mentions.ts';
import { mayMentionAll, mayWrite } from '../model/sending.ts';
import { AskForm, type AskKind } from './AskForm.tsx';
import { AttachButton } from './AttachButton.tsx';
import { chatStore, deviceNow, send, useConversation } from './chatStore.ts';
import { threadWords } from './thread/words.ts';
import {
  fromWire,
  isMeantAsText,
  keyAct,
  labelFor,
  lettersLeft,
  mentionQuery,
  type Picked,
  toWire,
} from './composing.ts';
import { groupWords } from './group/words.ts';
import { draftOf, isDraftUnsaved, keepDraft, settleDraft } from './drafts.ts';
import { MentionMenu, type MentionHit } from './MentionMenu.tsx';
import { useMessageLine } from './messageLine.ts';
import { useTitle } from './names.tsx';
import { useParticipants } from './participants.ts';
import { LocalTimes } from './reach/LocalTimes.tsx';
import { OffBar } from './reach/OffBar.tsx';
import { useArriving } from './reach/useArriving.ts';
import { SendButton } from './SendButton.tsx';
import { otherSend, toolSend, type Written } from './slots.ts';
import { SilencedHere } from './silence/SilencedHere.tsx';
import { useHasPassed } from './useHasPassed.ts';
import { stage, stillLooking, takeStaged, unstage, useStaged } from './staging.ts';
import { VoiceButton } from './voice/VoiceButton.tsx';
import { canRecord } from './voice/recording.ts';
import { words } from './words.ts';
import './composer.css';

/** What the composer does besides writing something new. */
export type Task =
  | { readonly kind: 'reply'; readonly message: ShownMessage }
  | { readonly kind: 'edit'; readonly message: ShownMessage };

export interface ComposerHandle {
  focus(): void;
  /** Puts a text there, in wire form, in front of what stands there. */
  write(text: string): void;
}

interface ComposerProps {
  readonly conversation: Conversation;
  readonly task: Task | null;
  readonly onTaskDone: () => void;
  readonly onEditLast: () => void;
  readonly onEscape: () => void;
  readonly ref?: Ref<ComposerHandle>;
}

const ASK_ABOVE = 20;
/** In larger conversations an @ searches the whole company instead of fetching everybody's card. */
const KNOW_MOST = 400;
const TYPING_EVERY_MS = 3_000;
const ROWS_MOST = 8;

/** Where one writes. Mount it anew for another conversation. */
export function Composer({ conversation, task, onTaskDone, onEditLast, onEscape, ref }: ComposerProps) {
  const t = useWords(words);
  const say = useSayError();
  const listId = useId();
  const { id } = conversation;
  const box = useRef<HTMLTextAreaElement>(null);
  const nameOf = useCallback((one: string) => (one === 'all' ? t.everybody : (cardHere(one)?.name ?? null)), [t]);
  const [{ text, picked }, setContent] = useState(() => fromWire(draftOf(id), nameOf));
  const [query, setQuery] = useState<{ from: number; query: string } | null>(null);
  const [asking, setAsking] = useState(false);
  const [choosing, setChoosing] = useState(false);
  const [ask, setAsk] = useState<AskKind | null>(null);
  const smile = useRef<HTMLButtonElement>(null);
  const way = useStore(otherSend);
  const toolWay = useStore(toolSend);
  const role = useCurrentCompany()?.role ?? '';
  const language = useLanguage();
  const [otherwise, setOtherwise] = useState<Written | null>(null);
  const [tooled, setTooled] = useState<Written | null>(null);
  const arriving = useArriving(conversation);
  const [ways, setWays] = useState<HTMLElement | null>(null);
  const openWays = (by: HTMLElement) => setWays((old) => (old === by ? null : by));
  const editing = task?.kind === 'edit' ? task.message : null;
  const title = useTitle(conversation);
  const threads = useWords(threadWords);
  const prompt = conversation.kind === 'thread' ? threads.writeHere : title === '' ? t.write : t.writeTo(title);
  const peer = useMember(conversation.peerId);
  const hits = useHits(conversation, query?.query ?? null);
  const [active, setActive] = useState(0);
  const listOpen = query !== null && hits.length > 0;
  const wire = toWire(text.trim(), picked);
  const left = lettersLeft(wire.length);
  const phone = usePhone();
  const staged = useStaged(id);
  // An edit changes words only: what waits to go with the next message keeps waiting.
  const files = editing === null ? staged.map(({ file }) => file) : [];
  const { thread: hangs } = conversation;
  const thread = hangs === null ? null : { conversationId: hangs.conversationId, number: hangs.number };
  const isEmpty = wire === '' && files.length === 0;
  const mayGo = !isEmpty && wire.length <= TEXT_LENGTH_MAX;
  const talks = isEmpty && editing === null && canRecord();
  // A silence ends by the clock.
  useHasPassed(conversation.silence?.until ?? null);
  const act = useAct(async (changed: string) => {
    if (editing === null) return;
    await deviceNow()?.calls.editMessage({ conversationId: id, number: editing.number, text: changed });
    stopEditing();
  });

  // The words of the button leave more or less room for it.
  useLayoutEffect(() => growToFit(box.current, ROWS_MOST), [text, arriving.arrival]);

  // An edit borrows the box: the draft is put aside and comes back.
  const editingId = editing?.id ?? null;
  const { clear } = act;
  useEffect(() => {
    clear();
    setContent(fromWire(editingId === null ? draftOf(id) : (editing?.text ?? ''), nameOf));
    // oxlint-disable-next-line react/exhaustive-deps
  }, [editingId, id, nameOf, clear]);
  useEffect(() => {
    if (task !== null) box.current?.focus();
  }, [task]);

  // A draft from another device, as long as nothing newer is written here.
  const { draft } = conversation;
  useEffect(() => {
    if (editingId === null && !isDraftUnsaved(id)) setContent(fromWire(draft, nameOf));
  }, [draft, editingId, id, nameOf]);

  // Names of a draft's mentions may come later than the draft.
  const rawNames = useMembers(mentionsIn(text).memberIds);
  useEffect(() => {
    if (rawNames.length > 0) setContent((old) => merge(fromWire(old.text, nameOf), old.picked));
    // oxlint-disable-next-line react/exhaustive-deps
  }, [rawNames.length]);

  useEffect(() => () => settleDraft(id), [id]);

  useImperativeHandle(ref, () => ({
    focus: () => box.current?.focus(),
    write(more) {
      setContent((old) => {
        const added = fromWire(more, nameOf);
        const next = merge(
          { ...added, text: old.text.trim() === '' ? added.text : `${added.text}\n${old.text}` },
          old.picked,
        );
        keepDraft(id, toWire(next.text, next.picked));
        return next;
      });
      box.current?.focus();
    },
  }));

  const lastTyping = useRef(0);
  function tellTyping(): void {
    const now = new Date();
    if (now.getTime() - lastTyping.current < TYPING_EVERY_MS) return;
    lastTyping.current = now.getTime();
    deviceNow()
      ?.calls.typing({ conversationId: id })
      .catch(() => {});
  }

  function set(next: string, whom: readonly Picked[] = picked): void {
    setContent({ text: next, picked: [...whom] });
    if (editing !== null) return;
    keepDraft(id, next.trim() === '' ? '' : toWire(next, whom));
    if (next.trim() !== '') tellTyping();
  }

  function findQuery(): void {
    const area = box.current;
    if (area === null || area.selectionStart !== area.selectionEnd) return setQuery(null);
    const next = mentionQuery(area.value, area.selectionStart);
    setQuery((old) => (old?.from === next?.from && old?.query === next?.query ? old : next));
    setActive(0);
  }

  function pick(hit: MentionHit): void {
    const area = box.current;
    if (area === null || query === null) return;
    const label = labelFor(hit.name, hit.id, picked);
    const before = `${text.slice(0, query.from)}@${label} `;
    const whom = picked.some((one) => one.id === hit.id) ? picked : [...picked, { id: hit.id, label }];
    set(before + text.slice(area.selectionStart), whom);
    setQuery(null);
    caretTo(area, before.length);
  }

  function startMention(): void {
    const area = box.current;
    if (area === null) return;
    const at = area.selectionStart;
    const before = `${text.slice(0, at)}${at === 0 || /\s$/.test(text.slice(0, at)) ? '' : ' '}@`;
    set(before + text.slice(at));
    area.focus();
    caretTo(area, before.length, findQuery);
  }

  /** Where the caret stands, in place of what is selected; the box remembers both while the emoji are looked through. */
  function insert(emoji: string): void {
    const area = box.current;
    if (area === null) return;
    const before = text.slice(0, area.selectionStart) + emoji;
    set(before + text.slice(area.selectionEnd));
    area.focus();
    caretTo(area, before.length);
  }

  function stopEditing(): void {
    setContent(fromWire(draftOf(id), nameOf));
    onTaskDone();
  }

  function submit({ confirmed = false, silent = false } = {}): void {
    const looking = editing === null ? stillLooking(id) : null;
    if ((isEmpty && looking === null) || wire.length > TEXT_LENGTH_MAX) return;
    const calls = mentionsIn(wire).all && conversation.memberCount > ASK_ABOVE;
    if (calls && !confirmed && !silent) return setAsking(true);
    setAsking(false);
    if (editing !== null) {
      if (wire === editing.text) stopEditing();
      else void act.run(wire);
      return;
    }
    const replyTo = task?.message.number ?? null;
    const go = () => {
      const chosen = takeStaged(id);
      if (wire !== '' || chosen.length > 0) void send(id, { text: wire, replyTo, thread, chosen, silent });
    };
    // What was chosen a moment ago goes with this message, also where looking at it takes longer than writing.
    if (looking === null) go();
    else void looking.then(go);
    if (silent) toast({ text: t.sentSilently });
    empty();
  }

  /** What was written, where it can be sent in another way as well. */
  function sendOtherwise(): void {
    if (way === null || editing !== null || !mayGo || stillLooking(id) !== null) return;
    setOtherwise({ conversationId: id, text: wire, replyTo: task?.message.number ?? null, thread, chosen: staged });
  }

  /** What stands in the box and beside it, or nothing yet, by the tool of a storey above. */
  const byTool = () => setTooled({ conversationId: id, text: wire, replyTo: null, thread: null, chosen: staged });
  const mayTool = toolWay?.roles.includes(role) === true && editing === null && conversation.kind !== 'thread';
  const tool = mayTool ? toolWay : null;

  const icon = { size: 18, stroke: 1.75, 'aria-hidden': true } as const;
  const otherWays: MenuItem[] = [
    {
      label: t.sendSilently,
      hint: t.sendSilentlyHint,
      icon: <IconBellOff {...icon} />,
      keys: 'Alt+Enter',
      disabled: !mayGo,
      onSelect: () => submit({ silent: true }),
    },
  ];
  if (way !== null) {
    otherWays.push({
      label: way.label[language],
      icon: <way.icon {...icon} />,
      keys: 'Mod+Shift+Enter',
      disabled: !mayGo,
      onSelect: sendOtherwise,
    });
  }

  function empty(): void {
    setContent({ text: '', picked: [] });
    keepDraft(id, '');
    settleDraft(id);
    lastTyping.current = 0;
    setQuery(null);
    if (task !== null) onTaskDone();
    box.current?.focus();
  }

  function onKey(event: KeyboardEvent<HTMLTextAreaElement>): void {
    const does = keyAct({
      key: event.key,
      shift: event.shiftKey,
      alt: event.altKey,
      modified: event.altKey || event.ctrlKey || event.metaKey,
      composing: event.nativeEvent.isComposing,
      // oxlint-disable-next-line typescript/no-deprecated -- Safari tells of a composition by 229 alone
      keyCode: event.nativeEvent.keyCode,
      listOpen,
      empty: text === '',
      busyWith: task !== null,
    });
    if (does === 'write') {
      if (event.key === 'Escape') onEscape();
      return;
    }
    event.preventDefault();
    event.stopPropagation();
    const hit = hits[active];
    if (does === 'send') submit();
    else if (does === 'sendSilently') submit({ silent: editing === null });
    else if (does === 'sendOtherwise') sendOtherwise();
    else if (does === 'pick' && hit !== undefined) pick(hit);
    else if (does === 'down') setActive((active + 1) % hits.length);
    else if (does === 'up') setActive((active - 1 + hits.length) % hits.length);
    else if (does === 'closeList') setQuery(null);
    else if (does === 'editLast') onEditLast();
    else if (does === 'stop') onTaskDone();
  }

  const closed = mayWrite({
    ...{ ...conversation, role: conversation.myRole },
    ...{ canSend: peer?.active !== false, now: new Date() },
  });
  if (closed !== null) return <Closed code={closed.code} silence={conversation.silence} />;
  return (
    <>
      <OffBar arriving={arriving} isDirect={conversation.peerId !== null} onOpen={openWays} open={ways !== null} />
      <footer className="ch-composer">
        {listOpen && <MentionMenu id={listId} hits={hits} active={active} onActive={setActive} onPick={pick} />}
        {task !== null && <TaskBar task={task} onStop={onTaskDone} />}
        {files.length > 0 && <ChosenFiles files={files} onTakeOut={(file) => unstage(id, file.id)} />}
        <div className="ch-composer-box" data-joined={task === null ? undefined : ''}>
          <textarea
            ref={box}
            rows={1}
            value={text}
            aria-label={prompt}
            placeholder={prompt}
            enterKeyHint="send"
            aria-autocomplete="list"
            aria-controls={listOpen ? listId : undefined}
            aria-activedescendant={listOpen ? `${listId}-${hits[active]?.id}` : undefined}
            onChange={(event) => {
              set(event.target.value);
              findQuery();
            }}
            onSelect={findQuery}
            onKeyDown={onKey}
            onPaste={(event) => {
              const { files: pasted, types } = event.clipboardData;
              if (pasted.length === 0 || isMeantAsText(types) || editing !== null) return;
              event.preventDefault();
              void stage(id, [...pasted]);
            }}
            onBlur={() => setQuery(null)}
          />
          <div className="ch-composer-acts">
            {editing === null && (
              <AttachButton
                onFiles={(given) => {
                  void stage(id, given);
                  if (!phone) box.current?.focus();
                }}
                onEmoji={() => setChoosing(true)}
                onAsk={conversation.kind === 'thread' ? null : setAsk}
                tool={
                  tool === null
                    ? null
                    : { label: tool.label[language], icon: <tool.icon size={18} stroke={1.75} />, onSelect: byTool }
                }
              />
            )}
            <IconButton
              ref={smile}
              className="ch-smile"
              icon={<IconMoodSmile size={20} stroke={1.75} />}
              label={t.emoji}
              aria-haspopup="dialog"
              aria-expanded={choosing}
              onClick={() => setChoosing(!choosing)}
            />
            <IconButton
              className="ch-mention"
              icon={<IconAt size={20} stroke={1.75} />}
              label={t.mention}
              onPointerDown={(event) => event.preventDefault()}
              onClick={startMention}
            />
            {tool !== null && (
              <Button
                kind="quiet"
                className="tl-only-desk ch-tool"
                icon={<tool.icon size={18} stroke={1.75} />}
                aria-haspopup="dialog"
                onClick={byTool}
              >
                {tool.label[language]}
              </Button>
            )}
            <span className="tl-grow ch-composer-hint">
              {act.error !== null && (
                <span role="alert" className="ch-composer-error">
                  {say(act.error)}
                </span>
              )}
              {left !== null && (
                <span data-over={left < 0 ? '' : undefined}>
                  {left < 0 ? t.lettersOver(-left) : t.lettersLeft(left)}
                </span>
              )}
            </span>
            {talks && (
              <VoiceButton
                onSaid={(said) => {
                  const replyTo = task?.message.number ?? null;
                  void send(id, { text: '', replyTo, thread, chosen: [said] });
                  if (task !== null) onTaskDone();
                }}
              />
            )}
            {editing !== null && (
              <Button
                kind="primary"
                className="ch-send"
                icon={<IconCheck size={16} stroke={1.75} aria-hidden />}
                disabled={!mayGo}
                busy={act.busy}
                onPointerDown={(event) => event.preventDefault()}
                onClick={() => submit()}
              >
                {t.save}
              </Button>
            )}
            {editing === null && (!talks || !phone) && (
              <SendButton
                arrival={arriving.arrival}
                disabled={!mayGo}
                onSend={() => submit()}
                onWays={openWays}
                open={ways !== null}
              />
            )}
          </div>
        </div>
      </footer>
      {choosing && (
        <EmojiMenu
          label={t.emoji}
          anchor={() => smile.current}
          onPick={insert}
          onClose={() => setChoosing(false)}
          giveBack={() => box.current}
        />
      )}
      {ways !== null && (
        <MenuList
          label={t.ways}
          head={arriving.off.length > 0 && <LocalTimes arriving={arriving} />}
          items={editing === null ? otherWays : []}
          align="end"
          anchor={() => ways}
          onClose={() => setWays(null)}
          giveBack={() => ways}
        />
      )}
      {ask !== null && <AskForm kind={ask} conversation={conversation} onClose={() => setAsk(null)} />}
      {way !== null && otherwise !== null && (
        <way.Choose
          written={otherwise}
          onTaken={() => {
            takeStaged(id);
            empty();
          }}
          onClose={() => setOtherwise(null)}
        />
      )}
      {toolWay !== null && tooled !== null && (
        <Suspense fallback={null}>
          <toolWay.Choose
            written={tooled}
            onTaken={() => {
              takeStaged(id);
              empty();
            }}
            onClose={() => setTooled(null)}
          />
        </Suspense>
      )}
      <ConfirmDialog
        open={asking}
        onClose={() => setAsking(false)}
        title={t.allTitle}
        kind="primary"
        action={t.allAction(conversation.memberCount)}
        onConfirm={() => submit({ confirmed: true })}
      >
        {t.allText(conversation.memberCount)}
      </ConfirmDialog>
    </>
  );
}

interface ClosedProps {
  readonly code: NonNullable<ReturnType<typeof mayWrite>>['code'];
  readonly silence: Silence | null;
}

/** Where nobody, or not everybody, writes: why. */
function Closed({ code, silence }: ClosedProps) {
  const t = useWords(words);
  const group = useWords(groupWords);
  if (code === 'chat.silenced') return <SilencedHere silence={silence} />;
  const text = {
    'chat.mayNotSend': t.mayNotSend,
    'chat.archived': group.archivedHere,
    'chat.onlyAdminsWrite': group.onlyAdminsHere,
  }[code];
  return <p className="ch-closed">{text}</p>;
}

function merge(next: { text: string; picked: Picked[] }, more: readonly Picked[]): { text: string; picked: Picked[] } {
  const added = more.filter((one) => !next.picked.some(({ id }) => id === one.id));
  return { text: next.text, picked: [...next.picked, ...added] };
}

/** After React has drawn the new text. */
function caretTo(area: HTMLTextAreaElement, at: number, then?: () => void): void {
  requestAnimationFrame(() => {
    area.setSelectionRange(at, at);
    then?.();
  });
}

/** Whom an @ may mean here: those in the conversation, and everybody at once. */
function useHits(conversation: Conversation, query: string | null): readonly MentionHit[] {
  const t = useWords(words);
  const policy = usePolicy();
  const me = useStore(chatStore, (state) => state.me);
  // In a thread everybody can be meant who is where it hangs.
  const whole = useConversation(conversation.thread?.conversationId ?? null) ?? conversation;
  const knowable = whole.memberCount <= KNOW_MOST;
  const participants = useParticipants(whole, query !== null && knowable ? 'all' : 'nobody');
  const cards = useMembers((participants.value?.list ?? none).map(({ memberId }) => memberId));
  const found = useMentionHits(query, participants.value === null ? null : cards);
  if (query === null) return [];
  const mayAll = mayMentionAll(
    conversation.kind,
    conversation.myRole,
    policy?.whoMentionsAll ?? 'everybody',
    conversation.rules,
  );
  const meansAll = mayAll && `${t.everybody} all everybody 所有人`.toLowerCase().includes(query.toLowerCase());
  const people = found
    .filter((card) => card.id !== me)
    .map((card) => ({ id: card.id as string, name: card.name, hint: card.title }));
  return meansAll
    ? [{ id: 'all', name: t.everybody, hint: t.everybodyHint(conversation.memberCount) }, ...people]
    : people;
}

const none: readonly { readonly memberId: MemberId }[] = [];

function TaskBar({ task, onStop }: { readonly task: Task; readonly onStop: () => void }) {
  const t = useWords(words);
  const author = useMember(task.message.authorId);
  const line = useMessageLine(task.message);
  return (
    <div className="ch-task">
      <b>{task.kind === 'edit' ? t.editing : t.replyingTo(author?.name ?? '')}</b>
      <span className="tl-one tl-grow">{line}</span>
      <IconButton
        icon={<IconX size={16} stroke={1.75} />}
        label={task.kind === 'edit' ? t.stopEdit : t.stopReply}
        size="sm"
        onClick={onStop}
      />
    </div>
  );
}
