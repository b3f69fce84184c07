import { IconArrowLeft } from '@tabler/icons-react';
import { type KeyboardEvent, type ReactNode, useEffect, useMemo, useState } from 'react';
import { chatStore } from '#chat/web/index.ts';
import type { ConversationId } from '#platform/model/ids.ts';
import { useGo, useGoBack, useQueryValue } from '#platform/web/navigate.tsx';
import { useShortcut } from '#platform/web/shortcuts.ts';
import { useStore } from '#platform/web/store.ts';
import { Button, ButtonLink, IconButton } from '#platform/web/ui/Button.tsx';
import { Tabs } from '#platform/web/ui/Choice.tsx';
import { EmptyState, ErrorCard } from '#platform/web/ui/EmptyState.tsx';
import { More } from '#platform/web/ui/More.tsx';
import { Skeleton } from '#platform/web/ui/Skeleton.tsx';
import { useWords } from '#platform/web/words.ts';
import { MESSAGES_PER_PAGE, type Saved } from '../model/contract.ts';
import { savedIn, scheduledIn } from '../model/state.ts';
import { clearDone } from './acting.ts';
import { laterStatus, laterStore, readSaved, refreshLater, savedMessages } from './laterStore.ts';
import { RemindDialog } from './RemindDialog.tsx';
import { remindingStore } from './reminding.ts';
import { SavedRow } from './SavedRow.tsx';
import { ScheduledRow } from './ScheduledRow.tsx';
import { words } from './words.ts';
import './later.css';

const none = '' as ConversationId;

type Tab = 'todo' | 'done' | 'scheduled';
const TABS: readonly Tab[] = ['todo', 'done', 'scheduled'];

/** `/later`: what is kept for later, what of it is done, and what is sent later. */
export function LaterPage() {
  const t = useWords(words);
  const go = useGo();
  const goBack = useGoBack();
  const asked = useQueryValue('tab');
  const tab = TABS.find((one) => one === asked) ?? 'todo';
  const read = useStore(savedMessages);
  const counts = useStore(laterStore, (state) => ({
    todo: Object.values(state.saved).filter(({ id, done }) => !done && read[id] !== null).length,
    scheduled: Object.keys(state.scheduled).length,
  }));
  const reminding = useStore(remindingStore);
  const leave = () => goBack('/chat');
  useShortcut('Escape', { zh: '离开稍后', en: 'Leave what is for later' }, leave);
  return (
    <main className="la-page tl-page-alone" id="main" aria-label={t.later} tabIndex={-1} onKeyDown={moveFocus}>
      <header className="la-head">
        <div className="la-title">
          <IconButton
            className="tl-back la-back"
            icon={<IconArrowLeft size={22} stroke={1.75} />}
            label={t.back}
            onClick={leave}
          />
          <h1>{t.later}</h1>
        </div>
        <Tabs
          label={t.lists}
          value={tab}
          onChange={(next) => go(next === 'todo' ? '/later' : `/later?tab=${next}`, { replace: true })}
          options={[
            { value: 'todo', label: t.todo, count: counts.todo },
            { value: 'scheduled', label: t.scheduled, count: counts.scheduled },
            { value: 'done', label: t.done },
          ]}
        />
      </header>
      <div className="la-list" key={tab}>
        {tab === 'scheduled' ? <ScheduledList /> : <SavedList done={tab === 'done'} />}
      </div>
      {reminding !== null && <RemindDialog message={reminding} onClose={() => remindingStore.set(null)} />}
    </main>
  );
}

/** What stands in the place of a list: it is on its way, could not be had, or has nothing in it. */
function Instead({ text, children }: { readonly text: string; readonly children?: ReactNode }) {
  const t = useWords(words);
  const { from, error } = useStore(laterStatus);
  if (from === 'nowhere') {
    if (error !== null) return <ErrorCard error={error} title={t.failed} onRetry={() => void refreshLater()} />;
    return <Skeleton kind="message" rows={5} />;
  }
  return <EmptyState text={text} action={children} />;
}

/** Newest first, as far as it is looked through. What one may not read any more is left out. */
function SavedList({ done }: { readonly done: boolean }) {
  const t = useWords(words);
  const [most, setMost] = useState(MESSAGES_PER_PAGE);
  const [error, setError] = useState<unknown>(null);
  const state = useStore(laterStore);
  const read = useStore(savedMessages);
  const all = useMemo(() => savedIn(state, done).filter(({ id }) => read[id] !== null), [state, done, read]);
  const shown = useMemo(() => all.slice(0, most), [all, most]);
  const missing = shown.filter(({ id }) => !(id in read)).map(({ id }) => id);
  const key = missing.join(' ');
  useEffect(() => {
    if (missing.length === 0) return;
    readSaved(missing).then(() => setError(null), setError);
    // oxlint-disable-next-line react/exhaustive-deps -- the key stands for what is missing
  }, [key]);

  if (all.length === 0) {
    return (
      <Instead text={done ? t.emptyDone : t.emptyTodo}>
        <ButtonLink to="/chat">{t.toChat}</ButtonLink>
      </Instead>
    );
  }
  const readable = shown.flatMap((saved): { saved: Saved; message: NonNullable<(typeof read)[Saved['id']]> }[] => {
    const message = read[saved.id] ?? null;
    return message === null ? [] : [{ saved, message }];
  });
  return (
    <>
      {done && <ClearDone />}
      {error !== null && readable.length === 0 && (
        <ErrorCard
          error={error}
          title={t.failed}
          onRetry={() => void readSaved(missing).then(() => setError(null), setError)}
        />
      )}
      {readable.length === 0 && missing.length > 0 && error === null && <Skeleton kind="message" rows={5} />}
      <ul aria-label={done ? t.done : t.todo}>
        {readable.map(({ saved, message }) => (
          <li key={saved.id}>
            <SavedRow saved={saved} message={message} />
          </li>
        ))}
      </ul>
      {all.length > most && missing.length === 0 && (
        <More key={most} label={t.more} onMore={() => setMost((old) => old + MESSAGES_PER_PAGE)} />
      )}
    </>
  );
}

function ClearDone() {
  const t = useWords(words);
  return (
    <div className="la-acts">
      <Button kind="quiet" size="sm" onClick={() => void clearDone()}>
        {t.clearDone}
      </Button>
    </div>
  );
}

function ScheduledList() {
  const t = useWords(words);
  const scheduled = useStore(laterStore, scheduledIn);
  const conversations = useStore(chatStore, (state) => state.conversations);
  if (scheduled.length === 0) {
    return (
      <Instead text={t.emptyScheduled}>
        <ButtonLink to="/chat">{t.toChat}</ButtonLink>
      </Instead>
    );
  }
  return (
    <ul aria-label={t.scheduled}>
      {scheduled.map((one) => (
        <li key={one.id}>
          <ScheduledRow
            scheduled={one}
            conversation={
              conversations[one.conversationId] ?? conversations[one.thread?.conversationId ?? none] ?? null
            }
          />
        </li>
      ))}
    </ul>
  );
}

/** Arrow keys, j and k walk through the rows; e ticks one off. */
function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const target = event.target as HTMLElement;
  const isWriting = /^(?:INPUT|TEXTAREA)$/.test(target.tagName) || target.closest('dialog, [role="menu"]') !== null;
  if (isWriting || event.altKey || event.ctrlKey || event.metaKey) return;
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-row]')];
  const row = target.closest('.la-row');
  if (event.key === 'e') row?.querySelector<HTMLElement>('.la-tick')?.click();
  const step = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 }[event.key];
  if (step === undefined) return;
  const at = rows.findIndex((one) => row?.contains(one) === true);
  const next = rows[at < 0 ? 0 : at + step];
  if (next === undefined) return;
  event.preventDefault();
  next.focus();
}
