import { IconArrowDown } from '@tabler/icons-react';
import { type ReactNode, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { VirtualizerHandle } from 'virtua';
import { useMember } from '#directory/web/index.ts';
import { useSaid } from '#files/web/index.ts';
import { useStore } from '#platform/web/store.ts';
import { useMedia } from '#platform/web/useMedia.ts';
import { useFormat } from '#platform/web/useFormat.ts';
import { EmptyState, ErrorCard } from '#platform/web/ui/EmptyState.tsx';
import { plainText } from '#platform/web/ui/Markdown.tsx';
import { Skeleton } from '#platform/web/ui/Skeleton.tsx';
import { useWords } from '#platform/web/words.ts';
import type { Conversation } from '../model/contract.ts';
import { withWishes } from '../model/reacting.ts';
import { type Timeline as Loaded, unreadOf } from '../model/state.ts';
import {
  chatStore,
  fetchPage,
  isVerified,
  loadAfter,
  loadAround,
  loadBefore,
  loadNewest,
  putOnScreen,
  useTimeline,
} from './chatStore.ts';
import { withNames } from './composing.ts';
import { MessageRow, type RowHandlers, Start, startText } from './MessageRow.tsx';
import { useMentionNames } from './names.tsx';
import { isLookedAt, seen } from './reading.ts';
import { countReceipts } from './receiptCounts.ts';
import { dividerAtFirst, dividerSince, isPrepended, type Row, rowsOf, type Target, targetIn } from './rows.ts';
import { Rows, scrollAtOnce } from './Rows.tsx';
import { NEAR_END_PX, useEnd } from './useEnd.ts';
import { useToday } from './useToday.ts';
import { words } from './words.ts';
import './timeline.css';

/** A message to go to; another object asks anew, also for the same one. */
export interface Focus {
  readonly number: number;
}

interface TimelineProps {
  readonly conversation: Conversation;
  /** The message to show; null: the first unread one, or the end. */
  readonly focus: Focus | null;
  /** Something lies over the timeline: nothing is read then. */
  readonly covered: boolean;
  /** One may write here, and answer with an emoji. */
  readonly mayReact: boolean;
  /** What stands above the first message, instead of that the conversation starts here. */
  readonly start?: ReactNode;
  /** Numbers of selected messages, while some are being selected. */
  readonly selected: ReadonlySet<number> | null;
  readonly handlers: RowHandlers;
}

const LOAD_WITHIN_PX = 800;
const HIGHLIGHT_MS = 2_400;
/** A message counts as seen when so much of it stands above the lower edge. */
const SEEN_PX = 24;

/** Where somebody was when he left a conversation in the middle of its history. */
const places = new Map<string, Place>();

interface Place {
  /** The message at the upper edge, and how much of it lies above. */
  readonly number: number;
  readonly below: number;
}

const covers = (timeline: Loaded | null | undefined, number: number): boolean => {
  const [first, last] = [timeline?.messages[0], timeline?.messages.at(-1)];
  return first !== undefined && last !== undefined && first.number <= number && number <= last.number;
};

/** The messages of a conversation. Mount it anew for another conversation: it then finds its place anew. */
export function Timeline({ conversation, focus, covered, mayReact, start, selected, handlers }: TimelineProps) {
  const t = useWords(words);
  useToday();
  const { id } = conversation;
  const { cameLater, hiddenNumber } = conversation;
  const hides = cameLater ? 'later' : hiddenNumber > 0 ? 'kept' : null;
  const me = useStore(chatStore, (state) => state.me);
  const timeline = useTimeline(id);
  const pending = useStore(chatStore, (state) => state.pending.filter((one) => one.conversationId === id));
  const [divider, setDivider] = useState(() => dividerAtFirst(conversation));
  const [ready, setReady] = useState(() => {
    const target = focus?.number ?? divider.number;
    return timeline !== null && (target === null || covers(timeline, target));
  });
  const [error, setError] = useState<unknown>(null);
  const [generation, setGeneration] = useState(0);
  const [highlighted, setHighlighted] = useState<number | null>(null);
  const [atEnd, setAtEnd] = useState(true);
  const touch = useMedia('(pointer: coarse)');
  const list = useRef<VirtualizerHandle>(null);
  const box = useRef<HTMLDivElement>(null);
  const placed = useRef(false);
  const { end, hands } = useEnd(box);
  const wishes = useStore(chatStore, (state) => state.wishes.filter((one) => one.conversationId === id));
  const loaded = timeline?.messages ?? none;
  const messages = useMemo(() => withWishes(loaded, wishes), [loaded, wishes]);
  const rows = useMemo(
    () => rowsOf({ me, messages, pending: timeline?.hasAfter === true ? [] : pending, firstUnread: divider.number }),
    [me, messages, pending, timeline?.hasAfter, divider.number],
  );
  const latest = useRef({ rows, timeline, focus, conversation, covered });
  // Marked unread while it is open, here or on another device: it stays so until it is opened again or written in.
  const wasPlain = useRef(false);
  useLayoutEffect(() => {
    latest.current = { rows, timeline, focus, conversation, covered };
    if (!conversation.markedUnread) wasPlain.current = true;
  });

  const [shown, setShown] = useState<{ rows: readonly Row[]; shift: boolean }>({ rows, shift: false });
  if (shown.rows !== rows) setShown({ rows, shift: isPrepended(shown.rows, rows) });

  const target = (): Target =>
    targetIn(rows, {
      asked: focus?.number ?? null,
      firstUnread: divider.number,
      left: generation === 0 ? places.get(id) : undefined,
    });

  const open = useCallback(async () => {
    const wanted = latest.current.focus?.number ?? divider.number;
    const known = chatStore.get().timelines[id];
    setError(null);
    try {
      if (wanted !== null && !covers(known, wanted)) await loadAround(id, wanted);
      else if (known === undefined) await loadNewest(id);
      else if (!isVerified(id)) await fetchPage(id, wanted === null ? {} : { around: wanted });
    } catch (thrown) {
      setError(thrown);
    }
    setReady(true);
  }, [id, divider.number]);

  useEffect(() => {
    const leave = putOnScreen(id);
    void open();
    return leave;
    // Once for each conversation: the place is found when it is opened.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [id]);

  /** To the end, whatever else it was led to. */
  const goToEnd = useCallback(() => {
    list.current?.scrollToIndex(latest.current.rows.length - 1, { align: 'end' });
    end.go();
  }, [end]);

  const look = useCallback(() => {
    const handle = list.current;
    if (handle === null || !placed.current || latest.current.covered || !isLookedAt()) return;
    if (wasPlain.current && chatStore.get().conversations[id]?.markedUnread === true) return;
    const { rows: now, timeline: loaded } = latest.current;
    const lowest = Math.min(handle.findItemIndex(handle.scrollOffset + handle.viewportSize - SEEN_PX), now.length - 1);
    const atLast = !(loaded?.hasAfter ?? true) && lowest >= now.length - 1;
    for (let index = lowest; index >= 0; index -= 1) {
      const number = now[index]?.number;
      if (number === null || number === undefined) continue;
      seen(id, atLast ? Math.max(number, loaded?.messages.at(-1)?.number ?? 0) : number);
      return;
    }
  }, [id]);

  // Finds the place: the message asked for, where one was, the first unread one, or the end.
  useLayoutEffect(() => {
    const handle = list.current;
    if (placed.current || !ready || handle === null || rows.length === 0) return;
    placed.current = true;
    const { index, align, offset } = target();
    end.begin(align === 'end');
    // The list follows a row for a moment while it measures, whoever scrolls meanwhile: the end is kept without it.
    if (align !== 'end') {
      if (box.current !== null) scrollAtOnce(box.current, handle, { index, align, offset });
      handle.scrollToIndex(index, { align, offset });
    }
    if (align === 'center') setHighlighted(latest.current.focus?.number ?? null);
    const frame = requestAnimationFrame(() => requestAnimationFrame(look));
    return () => cancelAnimationFrame(frame);
    // oxlint-disable-next-line react/exhaustive-deps
  }, [ready, rows, divider.number, generation, id, look, end]);

  // New rows: the end stays in view for who is there, and for who has just written.
  const last = rows.at(-1);
  const lastId = last?.id;
  const justWrote = (last?.pending ?? null) !== null;
  useLayoutEffect(() => {
    if (!placed.current || lastId === undefined) return;
    if (justWrote) goToEnd();
    else end.keep();
    const frame = requestAnimationFrame(look);
    return () => cancelAnimationFrame(frame);
  }, [lastId, justWrote, end, goToEnd, look]);

  // The last row itself may grow, by a reaction: its foot is in view in the same picture, before the list has measured it.
  useLayoutEffect(() => {
    if (placed.current) end.keep();
  }, [last, end]);

  // Rows that are measured, a line that comes above the composer, a window that is drawn larger: seen before they are drawn.
  const onResize = useCallback(() => {
    if (!placed.current) return;
    end.measured();
    look();
  }, [end, look]);
  const isDrawn = rows.length > 0;
  useLayoutEffect(() => {
    if (!isDrawn || box.current === null) return;
    const observer = new ResizeObserver(onResize);
    for (const one of [box.current, ...box.current.children]) observer.observe(one);
    return () => observer.disconnect();
  }, [isDrawn, generation, onResize]);

  // Who writes while reading old messages wants to see what was written.
  const wrote = pending.length;
  useEffect(() => {
    if (wrote > 0 && latest.current.timeline?.hasAfter === true) void toLatest();
    // oxlint-disable-next-line react/exhaustive-deps
  }, [wrote]);

  // What comes while nobody looks gets the divider, wherever it stood.
  const { lastNumber } = conversation;
  const [firstUpTo] = useState(() => (isLookedAt() ? lastNumber : conversation.readNumber));
  const lookedAtUpTo = useRef(firstUpTo);
  useEffect(() => {
    if (isLookedAt()) lookedAtUpTo.current = lastNumber;
    else setDivider((old) => dividerSince(latest.current.conversation, lookedAtUpTo.current) ?? old);
  }, [lastNumber]);

  useEffect(() => {
    const onLook = () => {
      if (isLookedAt()) lookedAtUpTo.current = latest.current.conversation.lastNumber;
      look();
    };
    addEventListener('focus', onLook);
    document.addEventListener('visibilitychange', onLook);
    return () => {
      removeEventListener('focus', onLook);
      document.removeEventListener('visibilitychange', onLook);
    };
  }, [look]);
  useEffect(() => {
    if (!covered) look();
  }, [covered, look]);

  useEffect(() => {
    if (timeline?.receiptsStale === true) void countReceipts(id);
  }, [timeline?.receiptsStale, id]);

  // Leaving in the middle of the history: the way back leads there.
  const place = useRef<Place | null>(null);
  useEffect(
    () => () => {
      if (place.current === null) places.delete(id);
      else places.set(id, place.current);
    },
    [id],
  );

  const jump = useCallback(
    async (number: number) => {
      const index = latest.current.rows.findIndex((row) => row.number === number);
      end.leave();
      if (index >= 0) list.current?.scrollToIndex(index, { align: 'center' });
      else {
        await loadAround(id, number);
        placed.current = false;
        setGeneration((old) => old + 1);
      }
      setHighlighted(number);
    },
    [id, end],
  );
  const firstFocus = useRef(focus);
  useEffect(() => {
    if (focus === null || focus === firstFocus.current) return;
    void jump(focus.number).catch(setError);
  }, [focus, jump]);
  useEffect(() => {
    if (highlighted === null) return;
    const timer = setTimeout(() => setHighlighted(null), HIGHLIGHT_MS);
    return () => clearTimeout(timer);
  }, [highlighted]);

  async function toLatest(): Promise<void> {
    if (latest.current.timeline?.hasAfter === true) {
      await loadNewest(id).catch(() => {});
      placed.current = false;
      setDivider({ number: null, count: 0 });
      setGeneration((old) => old + 1);
      return;
    }
    goToEnd();
  }

  function onScroll(): void {
    const handle = list.current;
    // Before it is measured nobody has scrolled: the list was put where it opens.
    if (handle === null || !placed.current || handle.viewportSize === 0) return;
    const rest = handle.scrollSize - handle.viewportSize - handle.scrollOffset;
    const isLast = timeline?.hasAfter !== true;
    if (end.scrolled(rest, isLast)) return;
    setAtEnd(rest < NEAR_END_PX * 4 && isLast);
    if (handle.scrollOffset < LOAD_WITHIN_PX && timeline?.hasBefore === true) void loadBefore(id).catch(() => {});
    if (rest < LOAD_WITHIN_PX && !isLast) void loadAfter(id).catch(() => {});
    const upper = handle.findItemIndex(handle.scrollOffset);
    const number = rows[upper]?.number ?? null;
    const below = handle.scrollOffset - handle.getItemOffset(upper);
    place.current = end.isKept() || number === null ? null : { number, below };
    look();
  }

  if (rows.length === 0) {
    if (error !== null) return <ErrorCard error={error} title={t.conversationFailed} onRetry={() => void open()} />;
    if (!ready) return <Skeleton kind="message" rows={7} />;
    return start === undefined ? (
      <EmptyState text={hides === null ? t.emptyConversation : startText(hides, t)} />
    ) : (
      <div className="ch-scroll">{start}</div>
    );
  }
  return (
    <div className="ch-timeline">
      <div
        ref={box}
        className="ch-scroll"
        role="log"
        aria-live="off"
        aria-label={t.conversation}
        tabIndex={0}
        {...hands}
      >
        <div className="ch-scroll-space" />
        <Rows
          key={generation}
          list={list}
          name={id}
          rows={rows}
          shift={shown.shift}
          target={ready ? target() : null}
          onScroll={onScroll}
          onResize={onResize}
        >
          {(row, index) => (
            <MessageRow
              key={row.id}
              row={row}
              conversationId={id}
              me={me}
              direct={conversation.kind === 'direct'}
              unreadCount={divider.count}
              start={index === 0 && timeline?.hasBefore === false ? (start ?? <Start hides={hides} />) : null}
              highlighted={row.number !== null && row.number === highlighted}
              hasTools={!touch}
              mayReact={mayReact}
              inThread={conversation.kind === 'thread'}
              selected={selected === null ? null : row.number !== null && selected.has(row.number)}
              handlers={handlers}
            />
          )}
        </Rows>
      </div>
      {!atEnd && <ToLatest conversation={conversation} onClick={() => void toLatest()} />}
      <Announcer rows={rows} />
    </div>
  );
}

const none: Loaded['messages'] = [];

function ToLatest({ conversation, onClick }: { readonly conversation: Conversation; readonly onClick: () => void }) {
  const t = useWords(words);
  const format = useFormat();
  const unread = unreadOf(conversation);
  return (
    <button type="button" className="ch-latest" onClick={onClick}>
      <IconArrowDown size={16} stroke={1.75} aria-hidden />
      {unread > 0 ? t.newBelow(format.badge(unread)) : t.toLatest}
    </button>
  );
}

/** Reads out what comes in, politely. */
function Announcer({ rows }: { readonly rows: readonly Row[] }) {
  const t = useWords(words);
  const last = rows.at(-1);
  const [first] = useState(last?.id);
  const message = last?.mine === false ? last.message : null;
  const author = useMember(message?.authorId ?? null);
  const nameOf = useMentionNames(message?.text ?? '');
  const said = useSaid();
  const isNew = last?.id !== first;
  const text = isNew && message !== null ? said(plainText(withNames(message.text, nameOf)), message.files) : '';
  return (
    <p className="tl-hidden" role="status" aria-live="polite">
      {text === '' ? '' : t.saidNow(author?.name ?? '', text)}
    </p>
  );
}
