import { IconEyeCheck, IconPin, IconPlus, IconSearch } from '@tabler/icons-react';
import { type DragEvent, type KeyboardEvent, memo, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { Virtualizer, type VirtualizerHandle } from 'virtua';
import type { ConversationId } from '#platform/model/ids.ts';
import { openPalette } from '#platform/web/palette.ts';
import { createStore, useStore } from '#platform/web/store.ts';
import { useShortcut } from '#platform/web/shortcuts.ts';
import { useCurrentCompany } from '#platform/web/session.ts';
import { usePhone } from '#platform/web/useMedia.ts';
import { useGo } from '#platform/web/navigate.tsx';
import { Button, IconButton } from '#platform/web/ui/Button.tsx';
import { Tabs } from '#platform/web/ui/Choice.tsx';
import { EmptyState, ErrorCard } from '#platform/web/ui/EmptyState.tsx';
import { SearchButton } from '#platform/web/ui/Field.tsx';
import { ContextMenu, Menu } from '#platform/web/ui/Menu.tsx';
import { CompanyHeader } from '#platform/web/ui/Page.tsx';
import { Skeleton } from '#platform/web/ui/Skeleton.tsx';
import { toast } from '#platform/web/ui/Toast.tsx';
import { useLanguage, useWords } from '#platform/web/words.ts';
import type { Conversation, Section, SectionId } from '../model/contract.ts';
import { attentionOf, isQuiet } from '../model/state.ts';
import { chatStore, listStatus, refreshList } from './chatStore.ts';
import { conversationMenu } from './conversationMenu.tsx';
import { ConversationRow, DRAGGED } from './ConversationRow.tsx';
import { DeletedLine } from './deleted/DeletedLine.tsx';
import { LeaveDialog } from './LeaveDialog.tsx';
import { OpenNoticesBar } from './notice/OpenNoticesBar.tsx';
import { readEverything, TAKE_BACK_MS } from './reading.ts';
import { asListed, belongs, type ListFilter, nextUnread } from './rows.ts';
import { foldedStore, putInto } from './section/acting.ts';
import { itemsOf } from './section/items.ts';
import { MoveDialog } from './section/MoveDialog.tsx';
import { SectionHead } from './section/SectionHead.tsx';
import { sectionWords } from './section/words.ts';
import { listPlaces } from './slots.ts';
import { StartDialog, type StartKind, startItems } from './StartDialog.tsx';
import { useToday } from './useToday.ts';
import { threadPath } from './thread/opening.ts';
import { threadWords } from './thread/words.ts';
import { words } from './words.ts';
import './list.css';

/** Filters by what a conversation is, not by what waits in it: the open one does not stay under them. */
const KINDS: readonly ListFilter[] = ['groups', 'threads', 'archived'];
const filterStore = createStore<ListFilter>('all');
/** Where the list stood when it was left: coming back leads there. */
let leftAt = 0;

interface ConversationListProps {
  readonly openId: string | null;
}

/** The left pane: all conversations, what waits in them, and how to start another. */
export const ConversationList = memo(function ConversationList({ openId }: ConversationListProps) {
  const t = useWords(words);
  const threads = useWords(threadWords);
  const go = useGo();
  const role = useCurrentCompany()?.role ?? 'guest';
  const [start, setStart] = useState<StartKind | null>(null);
  const all = useStore(chatStore, (state) => state.conversations);
  const filter = useStore(filterStore);
  const sections = useStore(chatStore, (state) => state.sections);
  const listed = useMemo(() => asListed(Object.values(all), sections), [all, sections]);
  const shown = useMemo(
    () => listed.filter((one) => belongs(one, filter) || (one.id === openId && !KINDS.includes(filter))),
    [listed, filter, openId],
  );

  function step(direction: 1 | -1): void {
    const next = nextUnread(listed, openId, direction);
    if (next !== null) go(next.thread === null ? `/chat/${next.id}` : threadPath(next.thread));
  }
  useShortcut('Alt+Shift+ArrowDown', { zh: '下一个未读会话', en: 'Next unread conversation' }, () => step(1));
  useShortcut('Alt+Shift+ArrowUp', { zh: '上一个未读会话', en: 'Previous unread conversation' }, () => step(-1));

  return (
    <>
      <CompanyHeader title={t.chat}>
        <ListPlaces />
        <IconButton
          className="tl-only-phone ch-find"
          icon={<IconSearch size={24} stroke={1.75} />}
          label={t.find}
          onClick={openPalette}
        />
        <Menu
          label={t.start}
          align="end"
          trigger={<IconButton icon={<IconPlus size={22} stroke={1.75} />} label={t.start} />}
          items={startItems(role, t, setStart)}
        />
      </CompanyHeader>
      <div className="ch-list-search tl-only-desk">
        <SearchButton label={t.find} keys="Mod+K" onClick={openPalette} />
      </div>
      <div className="ch-list-filters">
        <Tabs
          label={t.filter}
          value={filter}
          onChange={(next) => filterStore.set(next)}
          options={[
            { value: 'all', label: t.all },
            {
              value: 'unread',
              label: t.unread,
              count: listed.filter((one) => belongs(one, 'unread') && !isQuiet({ conversations: all }, one)).length,
            },
            { value: 'mentions', label: t.mentions, count: listed.filter((one) => belongs(one, 'mentions')).length },
            { value: 'groups', label: t.groups },
            ...(listed.some((one) => belongs(one, 'threads')) || filter === 'threads'
              ? [{ value: 'threads' as const, label: threads.threads }]
              : []),
            ...(listed.some(({ archived }) => archived) || filter === 'archived'
              ? [{ value: 'archived' as const, label: t.archived }]
              : []),
          ]}
        />
      </div>
      <OpenNoticesBar />
      <DeletedLine />
      {filter === 'unread' && shown.some((one) => belongs(one, 'unread')) && <ReadEverything />}
      <Rows shown={shown} filter={filter} openId={openId} onStart={() => setStart('direct')} />
      {start !== null && <StartDialog kind={start} onClose={() => setStart(null)} />}
    </>
  );
});

/** Ends what waits, in one step that can be taken back. */
function ReadEverything() {
  const t = useWords(words);
  function read(): void {
    const { count, undo } = readEverything();
    toast({ text: t.allRead(count), undo, ms: TAKE_BACK_MS });
  }
  return (
    <div className="ch-list-acts">
      <Button kind="quiet" size="sm" icon={<IconEyeCheck size={18} stroke={1.75} aria-hidden />} onClick={read}>
        {t.readEverything}
      </Button>
    </div>
  );
}

/** Where the storeys above lead to from here. */
function ListPlaces() {
  const go = useGo();
  const language = useLanguage();
  return useStore(listPlaces).map(({ id, label, icon: Icon, to }) => (
    <IconButton
      key={id}
      className="tl-only-phone ch-find"
      icon={<Icon size={24} stroke={1.75} />}
      label={label[language]}
      onClick={() => go(to(null))}
    />
  ));
}

interface RowsProps {
  readonly shown: readonly Conversation[];
  readonly filter: ListFilter;
  readonly openId: string | null;
  readonly onStart: () => void;
}

function Rows({ shown, filter, openId, onStart }: RowsProps) {
  const t = useWords(words);
  const phone = usePhone();
  useToday();
  const status = useStore(listStatus);
  const list = useRef<VirtualizerHandle>(null);
  useEffect(() => {
    if (leftAt > 0) list.current?.scrollTo(leftAt);
  }, []);
  const [menu, setMenu] = useState<{ conversation: Conversation; at: { x: number; y: number } } | null>(null);
  const [leaving, setLeaving] = useState<Conversation | null>(null);
  const onMenu = useCallback(
    (conversation: Conversation, at: { x: number; y: number }) => setMenu({ conversation, at }),
    [],
  );
  const [moving, setMoving] = useState<Conversation | null>(null);
  const [over, setOver] = useState<string | null>(null);
  const all = useStore(chatStore, (state) => state.sections);
  const sections = filter === 'all' ? all : none;
  const folded = useStore(foldedStore);
  const others = useWords(sectionWords).others;
  const items = useMemo(
    () =>
      itemsOf(shown, {
        all: chatStore.get(),
        sections,
        folded,
        openId,
        pinned: phone ? null : t.pinnedSection,
        rest: restOf(),
      }),
    // oxlint-disable-next-line react/exhaustive-deps -- the words stand for their language
    [shown, sections, folded, openId, phone, t],
  );
  function restOf(): string | null {
    if (sections.length > 0) return others;
    return phone ? null : t.recentSection;
  }
  const sectionOf = useMemo(
    () => new Map(sections.flatMap(({ id, conversationIds }) => conversationIds.map((one) => [one, id] as const))),
    [sections],
  );
  const drags = sections.length > 0 && !phone;

  if (shown.length === 0) {
    if (status.from === 'nowhere' && status.error !== null) {
      return <ErrorCard error={status.error} title={t.listFailed} onRetry={() => void refreshList()} />;
    }
    if (status.from === 'nowhere') return <Skeleton kind="list" rows={8} />;
    return <NoRows filter={filter} onStart={onStart} />;
  }
  return (
    <div
      className="ch-list"
      onKeyDown={moveFocus}
      onDragOver={(event) => {
        const section = sectionAt(event);
        if (section === null) return;
        event.preventDefault();
        setOver(section);
      }}
      onDragLeave={() => setOver(null)}
      onDrop={(event) => {
        const section = sectionAt(event);
        setOver(null);
        if (section === null) return;
        event.preventDefault();
        const id = event.dataTransfer.getData(DRAGGED) as ConversationId;
        const to = section === NO_SECTION ? null : (section as SectionId);
        if ((sectionOf.get(id) ?? null) !== to) void putInto(id, to);
      }}
    >
      <Virtualizer
        ref={list}
        as="ul"
        item="li"
        data={items}
        itemSize={phone ? 72 : 64}
        bufferSize={400}
        onScroll={(offset) => {
          leftAt = offset;
        }}
      >
        {(item) =>
          'head' in item ? (
            <SectionHead
              key={item.key}
              section={item.head}
              folded={item.folded}
              attention={attentionOf(chatStore.get(), item.within)}
              over={over === item.head.id}
              isEmpty={item.within.length === 0}
            />
          ) : 'section' in item ? (
            <h2 key={item.key} className="ch-section" data-section={item.key === 'pinned' ? undefined : NO_SECTION}>
              {item.key === 'pinned' && <IconPin size={13} stroke={1.75} aria-hidden />}
              {item.section}
            </h2>
          ) : (
            <ConversationRow
              key={item.key}
              conversation={item.conversation}
              open={item.conversation.id === openId}
              section={
                drags && !item.conversation.pinned ? (sectionOf.get(item.conversation.id) ?? NO_SECTION) : undefined
              }
              onMenu={onMenu}
            />
          )
        }
      </Virtualizer>
      <ContextMenu
        label={t.conversation}
        at={menu?.at ?? null}
        items={menu === null ? [] : conversationMenu(menu.conversation, t, setLeaving, setMoving)}
        onClose={() => setMenu(null)}
      />
      {moving !== null && <MoveDialog conversation={moving} onClose={() => setMoving(null)} />}
      {leaving !== null && <LeaveDialog conversation={leaving} onClose={() => setLeaving(null)} />}
    </div>
  );
}

const none: readonly Section[] = [];
/** Where those stand that are in no section. */
const NO_SECTION = 'none';

/** The section over which something of the list is dragged; null: none, or something else is. */
function sectionAt(event: DragEvent<HTMLElement>): string | null {
  if (!event.dataTransfer.types.includes(DRAGGED)) return null;
  return (event.target as HTMLElement).closest<HTMLElement>('[data-section]')?.dataset['section'] ?? null;
}

function NoRows({ filter, onStart }: { readonly filter: ListFilter; readonly onStart: () => void }) {
  const t = useWords(words);
  const threads = useWords(threadWords);
  const text = {
    all: t.emptyList,
    unread: t.emptyUnread,
    mentions: t.emptyMentions,
    groups: t.emptyGroups,
    threads: threads.emptyThreads,
    archived: t.emptyArchived,
  }[filter];
  const action =
    filter === 'all' ? (
      <Button kind="primary" onClick={onStart}>
        {t.newDirect}
      </Button>
    ) : (
      <Button onClick={() => filterStore.set('all')}>{t.showAll}</Button>
    );
  return <EmptyState text={text} action={action} />;
}

/** Arrow keys walk through the rows. */
function moveFocus(event: KeyboardEvent<HTMLDivElement>): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step === undefined || event.altKey || event.shiftKey) return;
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>('a.ch-row, .ch-fold')];
  const next = rows[rows.indexOf(document.activeElement as HTMLElement) + step];
  if (next === undefined) return;
  event.preventDefault();
  next.focus();
}
