import { IconBoltFilled, IconGripVertical } from '@tabler/icons-react';
import { type DragEvent, type KeyboardEvent, lazy, type ReactNode, Suspense, useState } from 'react';
import { useMe, useMentionNames, usePlaceTitle, withNames } from '#chat/web/index.ts';
import { insiders } from '#directory/model/contract.ts';
import { MemberName, useDepartments, useMembers } from '#directory/web/index.ts';
import { type Chosen, useSaid } from '#files/web/index.ts';
import type { ConversationId } from '#platform/model/ids.ts';
import { Link, useGo, useGoBack, useQueryValue } from '#platform/web/navigate.tsx';
import { sayRefusal } from '#platform/web/refusals.ts';
import { useCurrentCompany } from '#platform/web/session.ts';
import { useShortcut } from '#platform/web/shortcuts.ts';
import { useStore } from '#platform/web/store.ts';
import { useFormat } from '#platform/web/useFormat.ts';
import { Button, ButtonLink, IconButton } from '#platform/web/ui/Button.tsx';
import { Tabs } from '#platform/web/ui/Choice.tsx';
import { EmptyState, ErrorCard } from '#platform/web/ui/EmptyState.tsx';
import { plainText } from '#platform/web/ui/Markdown.tsx';
import { Menu, type MenuItem } from '#platform/web/ui/Menu.tsx';
import { Skeleton } from '#platform/web/ui/Skeleton.tsx';
import { useLanguage, useWords } from '#platform/web/words.ts';
import { type Ding, type DingId, STEPS } from '../model/contract.ts';
import { openIn, sentIn } from '../model/state.ts';
import { Answering } from './Answering.tsx';
import { Answers } from './Answers.tsx';
import { reorder } from './acting.ts';
import { Cancelling } from './Cancelling.tsx';
import { Counts } from './DingCard.tsx';
import { dingStatus, dingStore, refreshDings } from './dingStore.ts';
import { pathOf } from './notices.ts';
import { useDing } from './useDing.ts';
import { words } from './words.ts';
import './page.css';

const SendDialog = lazy(() => import('./SendDialog.tsx').then((file) => ({ default: file.SendDialog })));

/** So many are named in a line. */
const WHOM_MOST = 5;
const none: readonly Chosen[] = [];

type Tab = 'forMe' | 'sent' | 'scheduled';
const TABS: readonly Tab[] = ['forMe', 'sent', 'scheduled'];

/** `/ding`: what is urgent and waits for the reader, in his order; what he has sent, and what he will. */
export function DingPage() {
  const t = useWords(words);
  const go = useGo();
  const goBack = useGoBack();
  const me = useMe();
  const asked = useQueryValue('tab');
  const tab = TABS.find((one) => one === asked) ?? 'forMe';
  const open = useStore(dingStore, openIn);
  const sent = useStore(dingStore, (state) => sentIn(state, me).sent);
  const scheduled = useStore(dingStore, (state) => sentIn(state, me).scheduled);
  const maySend = (insiders as readonly string[]).includes(useCurrentCompany()?.role ?? '');
  const [isWriting, setWriting] = useState(false);
  const leave = () => goBack('/chat');
  useShortcut('Escape', { zh: '离开 DING', en: 'Leave DING' }, leave);
  return (
    <main className="dg-page" id="main" aria-label={t.page} tabIndex={-1}>
      <header className="dg-page-head">
        <div className="dg-page-title">
          <h1>{t.page}</h1>
          {maySend && (
            <Button kind="urgent" icon={<IconBoltFilled size={16} aria-hidden />} onClick={() => setWriting(true)}>
              {t.sendOne}
            </Button>
          )}
        </div>
        <Tabs
          label={t.tabs}
          value={tab}
          onChange={(next) => go(next === 'forMe' ? '/ding' : `/ding?tab=${next}`, { replace: true })}
          options={[
            { value: 'forMe', label: t.forMe, count: open.length },
            { value: 'sent', label: t.sent },
            { value: 'scheduled', label: t.scheduled, count: scheduled.length },
          ]}
        />
      </header>
      <div className="dg-list" key={tab}>
        {tab === 'forMe' && <Waiting open={open} />}
        {tab === 'sent' && (
          <List dings={sent} label={t.sent} empty={t.emptySent}>
            {(ding) => <SentRow id={ding.id} />}
          </List>
        )}
        {tab === 'scheduled' && (
          <List dings={scheduled} label={t.scheduled} empty={t.emptyScheduled}>
            {(ding) => <ScheduledRow ding={ding} />}
          </List>
        )}
      </div>
      {isWriting && (
        <Suspense fallback={null}>
          <SendDialog
            conversationId={null}
            text=""
            memberIds={null}
            about={null}
            chosen={none}
            onSent={({ state }) => go(`/ding?tab=${state === 'scheduled' ? 'scheduled' : 'sent'}`, { replace: true })}
            onClose={() => setWriting(false)}
          />
        </Suspense>
      )}
    </main>
  );
}

interface ListProps {
  readonly dings: readonly Ding[];
  readonly label: string;
  readonly empty: string;
  readonly children: (ding: Ding) => ReactNode;
}

function List({ dings, label, empty, children }: ListProps) {
  if (dings.length === 0) return <Instead text={empty} />;
  return (
    <ul aria-label={label}>
      {dings.map((ding) => (
        <li key={ding.id}>{children(ding)}</li>
      ))}
    </ul>
  );
}

/** What stands in the place of a list: it is on its way, could not be had, or has nothing in it. */
function Instead({ text }: { readonly text: string }) {
  const t = useWords(words);
  const { isKnown, error } = useStore(dingStatus);
  if (isKnown) return <EmptyState text={text} action={<ButtonLink to="/chat">{t.toChat}</ButtonLink>} />;
  if (error !== null) return <ErrorCard error={error} title={t.failed} onRetry={() => void refreshDings()} />;
  return <Skeleton kind="message" rows={4} />;
}

/** What waits, in an order that the reader alone sets: by dragging, or by the menu of the grip. */
function Waiting({ open }: { readonly open: readonly Ding[] }) {
  const t = useWords(words);
  const [dragged, setDragged] = useState<DingId | null>(null);
  const [over, setOver] = useState<number | null>(null);
  if (open.length === 0) return <Instead text={t.emptyForMe} />;
  const ids = open.map(({ id }) => id);

  function move(id: DingId, to: number): void {
    const from = ids.indexOf(id);
    const target = Math.max(0, Math.min(ids.length - 1, to));
    if (from === target || from < 0) return;
    const rest = ids.filter((one) => one !== id);
    void reorder([...rest.slice(0, target), id, ...rest.slice(target)]);
  }

  return (
    <>
      {open.length > 1 && <p className="tl-hint dg-order">{t.myOrder}</p>}
      <ul aria-label={t.forMe}>
        {open.map((ding, index) => (
          <li
            key={ding.id}
            data-dragged={dragged === ding.id ? '' : undefined}
            data-over={over === index && dragged !== null && dragged !== ding.id ? '' : undefined}
            draggable={open.length > 1}
            onDragStart={(event: DragEvent) => {
              event.dataTransfer.effectAllowed = 'move';
              setDragged(ding.id);
            }}
            onDragOver={(event) => {
              if (dragged === null) return;
              event.preventDefault();
              setOver(index);
            }}
            onDrop={(event) => {
              event.preventDefault();
              if (dragged !== null) move(dragged, index);
            }}
            onDragEnd={() => {
              setDragged(null);
              setOver(null);
            }}
          >
            <WaitingRow
              ding={ding}
              grip={
                open.length > 1 && (
                  <Grip
                    isFirst={index === 0}
                    isLast={index === open.length - 1}
                    onMove={(by) => move(ding.id, by === 'top' ? 0 : index + by)}
                  />
                )
              }
            />
          </li>
        ))}
      </ul>
    </>
  );
}

interface GripProps {
  readonly isFirst: boolean;
  readonly isLast: boolean;
  readonly onMove: (by: -1 | 1 | 'top') => void;
}

function Grip({ isFirst, isLast, onMove }: GripProps) {
  const t = useWords(words);
  const items: MenuItem[] = [
    ...(isFirst
      ? []
      : [
          { label: t.moveTop, onSelect: () => onMove('top') },
          { label: t.moveUp, onSelect: () => onMove(-1) },
        ]),
    ...(isLast ? [] : [{ label: t.moveDown, onSelect: () => onMove(1) }]),
  ];
  return (
    <Menu
      label={t.order}
      align="end"
      trigger={<IconButton className="dg-grip" icon={<IconGripVertical size={18} stroke={1.75} />} label={t.order} />}
      items={items}
    />
  );
}

function WaitingRow({ ding, grip }: { readonly ding: Ding; readonly grip: ReactNode }) {
  const t = useWords(words);
  const format = useFormat();
  const { mine } = ding;
  const way = mine === null ? undefined : STEPS[mine.step]?.way;
  const next =
    mine?.state === 'later' && mine.laterAt !== null
      ? t.youLater(format.when(mine.laterAt))
      : mine?.state === 'waits' && mine.nextAt !== null && way !== undefined && mine.step < ding.steps
        ? t.nextStep(t[way], format.when(mine.nextAt))
        : '';
  return (
    <article className="dg-row" data-urgent="">
      <Head ding={ding} said={next}>
        {grip}
      </Head>
      <Said ding={ding} />
      <div className="dg-row-acts">
        <Answering ding={ding} />
      </div>
    </article>
  );
}

function SentRow({ id }: { readonly id: DingId }) {
  const t = useWords(words);
  const format = useFormat();
  const language = useLanguage();
  const ding = useDing(id);
  if (ding === null) return null;
  const isLive = ding.state === 'sent';
  const waiting = ding.counts.confirmed + ding.counts.later < ding.counts.of;
  return (
    <article className="dg-row" data-urgent={isLive && waiting ? '' : undefined}>
      <Head ding={ding} said={format.when(ding.sentAt)} />
      <Said ding={ding} />
      {ding.state === 'failed' && (
        <p className="tl-field-error">{t.notSent(sayRefusal(ding.failure ?? '', {}, '', language))}</p>
      )}
      {ding.state === 'cancelled' && <p className="dg-counts-row">{t.cancelled}</p>}
      {ding.state !== 'failed' && (ding.lines.length > 0 ? <Answers ding={ding} /> : <Counts ding={ding} />)}
      {isLive && waiting && (
        <div className="dg-row-acts">
          <Cancelling ding={ding} />
        </div>
      )}
    </article>
  );
}

function ScheduledRow({ ding }: { readonly ding: Ding }) {
  const t = useWords(words);
  const format = useFormat();
  return (
    <article className="dg-row">
      <Head ding={ding} said={t.sendsAt(format.whenExactly(ding.sentAt))} />
      <Said ding={ding} />
      <div className="dg-row-acts">
        <Cancelling ding={ding} />
      </div>
    </article>
  );
}

interface HeadProps {
  readonly ding: Ding;
  readonly said: string;
  readonly children?: ReactNode;
}

function Head({ ding, said, children }: HeadProps) {
  const t = useWords(words);
  const me = useMe();
  const title = usePlaceTitle(ding.places[0]?.conversationId ?? ('' as ConversationId));
  return (
    <p className="dg-row-head">
      <IconBoltFilled size={16} aria-hidden />
      <b>{t.ding}</b>
      {ding.authorId !== me && (
        <span>
          <MemberName id={ding.authorId} />
        </span>
      )}
      <span className="tl-one dg-row-where">
        {ding.state === 'scheduled' ? (
          <Whom ding={ding} />
        ) : ding.places.length > 1 ? (
          t.andPlaces(title, ding.places.length)
        ) : (
          title
        )}
      </span>
      <span className="dg-row-said">{said}</span>
      {children}
    </p>
  );
}

/** Where a ding is to stand, and whom it is to ask besides. */
function Whom({ ding: { places, memberIds, departmentIds } }: { readonly ding: Ding }) {
  const t = useWords(words);
  const title = usePlaceTitle(places[0]?.conversationId ?? ('' as ConversationId));
  const cards = useMembers(memberIds.slice(0, WHOM_MOST));
  const { all } = useDepartments();
  const units = (all ?? []).filter(({ id }) => departmentIds.includes(id));
  return [title, ...units.map(({ name }) => name), ...cards.map(({ name }) => name)]
    .filter((name) => name !== '')
    .join(t.comma);
}

function Said({ ding }: { readonly ding: Ding }) {
  const nameOf = useMentionNames(ding.text);
  const said = useSaid();
  const text = said(plainText(withNames(ding.text, nameOf)), ding.files);
  if (ding.state === 'scheduled') return <p className="dg-row-text">{text}</p>;
  return (
    <Link to={pathOf(ding)} className="dg-row-text" data-row onKeyDown={moveFocus}>
      {text}
    </Link>
  );
}

/** Arrow keys, j and k walk through the rows. */
function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const step = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 }[event.key];
  if (step === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
  const rows = [...(event.currentTarget.closest('ul')?.querySelectorAll<HTMLElement>('[data-row]') ?? [])];
  const next = rows[rows.indexOf(event.currentTarget) + step];
  if (next === undefined) return;
  event.preventDefault();
  next.focus();
}
