import { IconArrowLeft } from '@tabler/icons-react';
import { type KeyboardEvent, type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useGo, useGoBack, useQueryValues } from '#platform/web/navigate.tsx';
import { useShortcut } from '#platform/web/shortcuts.ts';
import { useMedia } from '#platform/web/useMedia.ts';
import { Button, IconButton } from '#platform/web/ui/Button.tsx';
import { Tabs } from '#platform/web/ui/Choice.tsx';
import { EmptyState, ErrorCard } from '#platform/web/ui/EmptyState.tsx';
import { More } from '#platform/web/ui/More.tsx';
import { Skeleton } from '#platform/web/ui/Skeleton.tsx';
import { useWords } from '#platform/web/words.ts';
import {
  addressOf,
  type Asked,
  askedIn,
  asksAnything,
  filterCount,
  nothingAsked,
  typedIn,
  WHATS,
} from '../model/asked.ts';
import { termsOf } from '../model/terms.ts';
import { Filters } from './Filters.tsx';
import { FileRow } from './FileRow.tsx';
import { leftAt, type Results as Shown } from './kept.ts';
import { FoundConversations, FoundPeople } from './Others.tsx';
import { ResultRow } from './ResultRow.tsx';
import { SearchBox } from './SearchBox.tsx';
import { useResults } from './useResults.ts';
import { words } from './words.ts';
import './search.css';

const REST_MS = 250;

/** `/search`: a field, its filters, and what is found: messages, files, people, conversations. The address holds what is asked. */
export function SearchPage() {
  const t = useWords(words);
  const go = useGo();
  const goBack = useGoBack();
  const value = useQueryValues();
  const asked = askedIn(value);
  const address = addressOf(asked);
  const touch = useMedia('(pointer: coarse)');
  // What is typed goes into the address when the hand rests; a filter still being typed is no word yet.
  const [text, setText] = useState(asked.text);
  const box = useRef<HTMLInputElement>(null);
  const settled = useRef(asked.text);
  if (settled.current !== asked.text) {
    settled.current = asked.text;
    if (asked.text !== text.trim()) setText(asked.text);
  }
  const wanted = typedIn(text)?.rest ?? text;
  const ask = (next: Asked) => {
    settled.current = next.text;
    go(addressOf(next), { replace: true });
  };
  const latest = useRef(ask);
  useEffect(() => {
    latest.current = ask;
  });
  useEffect(() => {
    if (wanted.trim() === asked.text.trim()) return;
    const timer = setTimeout(() => latest.current({ ...asked, text: wanted.trim() }), REST_MS);
    return () => clearTimeout(timer);
    // oxlint-disable-next-line react/exhaustive-deps -- the address stands for `asked`
  }, [wanted, address]);
  const leave = () => goBack('/chat');
  useShortcut('Escape', { zh: '离开搜索', en: 'Leave the search' }, leave);
  useEffect(() => {
    if (!touch && !leftAt.has(address)) box.current?.focus();
    // oxlint-disable-next-line react/exhaustive-deps -- on arrival
  }, []);

  function clear(): void {
    setText('');
    ask({ ...nothingAsked, what: asked.what });
  }
  const change = (filters: Partial<Asked>) => ask({ ...asked, text: wanted.trim(), ...filters });
  return (
    <main className="se-page tl-page-alone" id="main" aria-label={t.search} tabIndex={-1} onKeyDown={moveFocus}>
      <header className="se-head">
        <div className="se-field">
          <IconButton
            className="tl-back se-back"
            icon={<IconArrowLeft size={22} stroke={1.75} />}
            label={t.back}
            onClick={leave}
          />
          <h1 className="tl-hidden">{t.search}</h1>
          <SearchBox
            ref={box}
            what={asked.what}
            text={text}
            onText={setText}
            onFilter={(filter, rest) => {
              setText(rest);
              ask({ ...asked, text: rest, ...filter });
            }}
            onEnter={() => {
              ask({ ...asked, text: wanted.trim() });
              if (touch) box.current?.blur();
            }}
            onLeave={leave}
          />
        </div>
        <Tabs
          label={t.what}
          value={asked.what}
          onChange={(what) => change({ what })}
          options={WHATS.map((what) => ({ value: what, label: t[what] }))}
        />
        {(asked.what === 'messages' || asked.what === 'files') && (
          <Filters
            asked={asked}
            onChange={change}
            onType={(key) => {
              const before = wanted.trim();
              setText(`${before === '' ? '' : `${before} `}${key}`);
              box.current?.focus();
            }}
          />
        )}
      </header>
      <Results asked={asked} address={address} onChange={change} onClear={clear} />
    </main>
  );
}

interface ResultsProps {
  readonly asked: Asked;
  readonly address: string;
  readonly onChange: (filters: Partial<Asked>) => void;
  readonly onClear: () => void;
}

function Results({ asked, address, onChange, onClear }: ResultsProps) {
  const t = useWords(words);
  const { results, error, busy, reload, moreError, loadMore } = useResults(asked);
  if (asked.what === 'people') return <FoundPeople text={asked.text.trim()} />;
  if (asked.what === 'conversations') return <FoundConversations text={asked.text.trim()} />;
  if (!asksAnything(asked)) {
    return (
      <EmptyState
        text={t.begin}
        action={<Button onClick={() => onChange({ mentionsMe: true })}>{t.showMentions}</Button>}
      />
    );
  }
  if (results === null) {
    if (error !== null) return <ErrorCard error={error} title={t.failed} onRetry={reload} />;
    return busy ? <Skeleton kind="message" rows={6} /> : null;
  }
  if (results.messages.length + results.files.length === 0 && results.next === null) {
    const filtered = filterCount(asked) > 0 && asked.text !== '';
    return (
      <>
        {results.incomplete && <Incomplete />}
        <EmptyState
          text={asked.what === 'files' ? t.noFile : asked.text === '' ? t.nothing : t.nothingFor(asked.text)}
          action={
            filtered ? (
              <Button onClick={() => onChange({ ...nothingAsked, what: asked.what, text: asked.text })}>
                {t.dropFilters}
              </Button>
            ) : (
              <Button onClick={onClear}>{t.clear}</Button>
            )
          }
        />
      </>
    );
  }
  return (
    <List key={address} asked={asked} address={address} results={results}>
      {results.incomplete && <Incomplete />}
      {moreError !== null && <ErrorCard error={moreError} title={t.moreFailed} onRetry={loadMore} />}
      {results.next !== null && moreError === null && (
        <More key={`${results.next.conversationId} ${results.next.number}`} label={t.more} onMore={loadMore} />
      )}
    </List>
  );
}

function Incomplete() {
  const t = useWords(words);
  return <p className="se-note">{t.incomplete}</p>;
}

interface ListProps {
  readonly asked: Asked;
  readonly address: string;
  readonly results: Shown;
  readonly children: ReactNode;
}

function List({ asked, address, results, children }: ListProps) {
  const { messages, files } = results;
  const hasMore = results.next !== null;
  const t = useWords(words);
  const list = useRef<HTMLDivElement>(null);
  const terms = termsOf(asked.text);
  const opened = (id: string) => leftAt.set(address, { top: list.current?.scrollTop ?? 0, opened: id });
  // Coming back leads to where it was left, and to the message that was opened.
  useLayoutEffect(() => {
    const left = leftAt.get(address);
    if (left === undefined || list.current === null) return;
    list.current.scrollTop = left.top;
    if (left.opened !== null) {
      list.current.querySelector<HTMLElement>(`[data-id="${left.opened}"]`)?.focus({ preventScroll: true });
    }
  }, [address]);
  return (
    <div
      ref={list}
      className="se-list"
      onScroll={(event) => {
        const { scrollTop } = event.currentTarget;
        leftAt.set(address, { top: scrollTop, opened: leftAt.get(address)?.opened ?? null });
      }}
    >
      <p className="se-count" role="status">
        {hasMore
          ? t.foundMore(messages.length + files.length)
          : asked.what === 'files'
            ? t.foundFiles(files.length)
            : t.found(messages.length)}
      </p>
      <ul aria-label={t.results}>
        {messages.map((message) => (
          <li key={message.id}>
            <ResultRow message={message} terms={terms} onOpen={() => opened(message.id)} />
          </li>
        ))}
        {files.map((found) => (
          <li key={found.file.id}>
            <FileRow found={found} terms={terms} onOpen={() => opened(found.file.id)} />
          </li>
        ))}
      </ul>
      {children}
    </div>
  );
}

/** Arrow keys walk from the field through the results and back. */
function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step === undefined || event.defaultPrevented || event.nativeEvent.isComposing || event.altKey) return;
  const target = event.target as HTMLElement;
  const field = event.currentTarget.querySelector<HTMLElement>('.se-box input');
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>('a.se-row')];
  const at = rows.indexOf(target);
  if (at < 0 && target !== field) return;
  const next = at + step < 0 ? field : rows[at + step];
  if (next === undefined || next === null) return;
  event.preventDefault();
  next.focus();
}
