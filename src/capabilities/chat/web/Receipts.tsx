import { IconEyeOff } from '@tabler/icons-react';
import { useState } from 'react';
import { MemberAvatar, useMembers } from '#directory/web/index.ts';
import type { ConversationId, MemberId } from '#platform/model/ids.ts';
import { useCurrentCompany } from '#platform/web/session.ts';
import { useStore } from '#platform/web/store.ts';
import { useAnswer } from '#platform/web/useAnswer.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { ErrorCard } from '#platform/web/ui/EmptyState.tsx';
import { Popover } from '#platform/web/ui/Menu.tsx';
import { ReceiptGlyph, type ReceiptState } from '#platform/web/ui/ReceiptGlyph.tsx';
import { Skeleton } from '#platform/web/ui/Skeleton.tsx';
import { useLanguage, useWords, type Words } from '#platform/web/words.ts';
import type { ShownMessage } from '../model/contract.ts';
import { deviceNow } from './chatStore.ts';
import { receiptActions } from './slots.ts';
import { words } from './words.ts';

interface Said {
  readonly state: ReceiptState;
  readonly text: string;
}

/** What a receipt says, by shape and in words. */
function receiptSaid(receipt: ShownMessage['receipt'], direct: boolean, t: Words<typeof words>): Said {
  if (receipt === null || receipt.of <= 0) return { state: 'sent', text: t.sent };
  const unread = Math.max(0, receipt.of - receipt.read);
  if (unread === 0) return { state: 'read', text: direct ? t.read : t.readByAll };
  if (direct) return { state: 'sent', text: t.notRead };
  return { state: receipt.read > 0 ? 'partly' : 'sent', text: t.unreadBy(unread) };
}

interface ReceiptsProps {
  readonly message: ShownMessage;
  readonly direct: boolean;
}

/** Under an own message: who or how many have read it; the names on a tap. */
export function Receipts({ message, direct }: ReceiptsProps) {
  const t = useWords(words);
  const [open, setOpen] = useState(false);
  const { state, text } = receiptSaid(message.receipt, direct, t);
  const inner = (
    <>
      <ReceiptGlyph state={state} named={false} />
      {text}
    </>
  );
  if (message.receipt === null || message.receipt.of <= 0 || direct) return <span className="ch-receipt">{inner}</span>;
  return (
    <Popover
      label={t.receipts}
      open={open}
      onOpenChange={setOpen}
      clear=".ch-msg"
      trigger={
        <button type="button" className="ch-receipt" data-open={open ? '' : undefined}>
          {inner}
        </button>
      }
    >
      <WhoRead conversationId={message.conversationId} number={message.number} stamp={message.receipt.read} />
    </Popover>
  );
}

interface WhoReadProps {
  readonly conversationId: ConversationId;
  readonly number: number;
  /** Changes when the answer does. */
  readonly stamp: number;
}

/** Who has read an own message, in columns; never when. */
export function WhoRead({ conversationId, number, stamp }: WhoReadProps) {
  const t = useWords(words);
  const answer = useAnswer(`chat.receiptsOf ${conversationId} ${number} ${stamp}`, async () =>
    deviceNow()?.calls.receiptsOf({ conversationId, number }),
  );
  if (answer.error !== null) return <ErrorCard error={answer.error} onRetry={answer.reload} />;
  const receipts = answer.value;
  if (receipts === null || receipts === undefined) return <Skeleton kind="list" rows={3} />;
  const { read, unread, off, counts } = receipts;
  const counted = read.length === 0 && counts.read > 0 ? true : unread.length === 0 && counts.unread > 0;
  return (
    <div className="ch-who">
      <div className="ch-who-columns">
        <Column title={t.receiptsUnread} state="sending" ids={unread} count={counts.unread} />
        <Column title={t.receiptsRead} state="read" ids={read} count={counts.read} />
        {counts.off > 0 && <Column title={t.receiptsOff} state="held" ids={off} count={counts.off} />}
      </div>
      {!counted && unread.length > 0 && <Actions conversationId={conversationId} number={number} unread={unread} />}
      <p className="ch-who-foot">
        <IconEyeOff size={14} stroke={1.75} aria-hidden />
        {counted ? t.neverTimesCounted : t.neverTimes}
      </p>
    </div>
  );
}

interface ActionsProps {
  readonly conversationId: ConversationId;
  readonly number: number;
  readonly unread: readonly MemberId[];
}

/** What the storeys above can do about those who have not read it. */
function Actions({ conversationId, number, unread }: ActionsProps) {
  const language = useLanguage();
  const role = useCurrentCompany()?.role ?? '';
  const actions = useStore(receiptActions).filter(({ roles }) => roles.includes(role));
  return actions.map(({ label, icon: Icon, onSelect }, index) => (
    <Button
      key={index}
      kind="quiet"
      size="sm"
      icon={<Icon size={16} stroke={1.75} />}
      onClick={() => onSelect(conversationId, number, unread)}
    >
      {label[language]}
    </Button>
  ));
}

const SHOWN_MOST = 200;

interface ColumnProps {
  readonly title: string;
  readonly state: ReceiptState;
  readonly ids: readonly MemberId[];
  readonly count: number;
}

function Column({ title, state, ids, count }: ColumnProps) {
  const t = useWords(words);
  const language = useLanguage();
  const cards = useMembers(ids.slice(0, SHOWN_MOST));
  const inOrder = [...cards].sort((a, b) => a.name.localeCompare(b.name, language === 'zh' ? 'zh-CN' : 'en'));
  return (
    <section aria-label={title}>
      <p className="ch-who-title">
        {state === 'held' ? (
          <IconEyeOff size={14} stroke={1.75} aria-hidden />
        ) : (
          <ReceiptGlyph state={state} named={false} size={13} />
        )}
        {title} <b>{count}</b>
      </p>
      <ul>
        {inOrder.map((card) => (
          <li key={card.id}>
            <MemberAvatar id={card.id} size={22} />
            <span className="tl-one">{card.name}</span>
          </li>
        ))}
        {ids.length > SHOWN_MOST && <li className="tl-text-3">{t.andMore(ids.length - SHOWN_MOST)}</li>}
        {count === 0 && <li className="tl-text-3">{t.nobody}</li>}
      </ul>
    </section>
  );
}
