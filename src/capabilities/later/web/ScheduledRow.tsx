import { IconBellOff, IconClock, IconDots, IconPencil, IconSend2, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import type { Conversation } from '#chat/model/contract.ts';
import { ConversationAvatar, useMentionNames, usePlaceTitle, withNames } from '#chat/web/index.ts';
import { useSaid } from '#files/web/index.ts';
import { sayRefusal } from '#platform/web/refusals.ts';
import { attempt } from '#platform/web/steps.ts';
import { Avatar } from '#platform/web/ui/Avatar.tsx';
import { Button, IconButton } from '#platform/web/ui/Button.tsx';
import { ConfirmDialog } from '#platform/web/ui/Dialog.tsx';
import { plainText } from '#platform/web/ui/Markdown.tsx';
import { Menu } from '#platform/web/ui/Menu.tsx';
import { Tag } from '#platform/web/ui/Tag.tsx';
import { useFormat } from '#platform/web/useFormat.ts';
import { useLanguage, useWords } from '#platform/web/words.ts';
import type { Scheduled } from '../model/contract.ts';
import { EditScheduled } from './EditScheduled.tsx';
import { laterNow, showAtOnce } from './laterStore.ts';
import { words } from './words.ts';

interface ScheduledRowProps {
  readonly scheduled: Scheduled;
  /** Of a thread that is not followed, the one it hangs in. Null: its author is not in it any more. */
  readonly conversation: Conversation | null;
}

/** One message that waits for its moment, or was not sent at it and why. */
export function ScheduledRow({ scheduled, conversation }: ScheduledRowProps) {
  const t = useWords(words);
  const format = useFormat();
  const language = useLanguage();
  const title = usePlaceTitle(scheduled.conversationId);
  const nameOf = useMentionNames(scheduled.text);
  const said = useSaid();
  const [over, setOver] = useState<'edit' | 'remove' | null>(null);
  const { id, state, failure } = scheduled;
  const at = format.whenExactly(scheduled.sendAt);
  const icon = { size: 18, stroke: 1.75, 'aria-hidden': true } as const;
  const edit = () => setOver('edit');

  async function sendNow(): Promise<void> {
    const now = await attempt(() => laterNow()?.calls.sendScheduledNow({ id }));
    if (now !== null) showAtOnce({ type: 'later.scheduledChanged', scheduled: now });
  }

  async function remove(): Promise<void> {
    setOver(null);
    const gone = await attempt(() => laterNow()?.calls.removeScheduled({ id }));
    if (gone !== null) showAtOnce({ type: 'later.scheduledRemoved', id });
  }

  return (
    <article className="la-row" data-failed={state === 'failed' ? '' : undefined}>
      <button type="button" className="la-link" data-row disabled={state === 'sending'} onClick={edit}>
        {conversation === null ? (
          <Avatar id={scheduled.conversationId} name="?" kind="group" size={36} />
        ) : (
          <ConversationAvatar conversation={conversation} size={36} />
        )}
        <span className="la-text">
          <span className="la-line-1">
            <b className="tl-one tl-grow la-author">{conversation === null ? t.gone : title}</b>
          </span>
          <span className="la-excerpt">{said(plainText(withNames(scheduled.text, nameOf)), scheduled.files)}</span>
          <span className="la-tags">
            <Tag
              kind={state === 'failed' ? 'danger' : 'plain'}
              icon={<IconClock size={14} stroke={1.75} aria-hidden />}
            >
              {state === 'failed' ? t.notSent(at) : state === 'sending' ? t.sending : t.sends(at)}
            </Tag>
            {scheduled.silent && <Tag icon={<IconBellOff size={14} stroke={1.75} aria-hidden />}>{t.silent}</Tag>}
          </span>
          {failure !== null && <span className="la-why">{sayRefusal(failure, {}, '', language)}</span>}
        </span>
      </button>
      {state !== 'sending' && (
        <>
          <Button kind="quiet" size="sm" className="tl-only-desk" onClick={() => void sendNow()}>
            {t.sendNow}
          </Button>
          <Menu
            label={t.actions}
            align="end"
            trigger={<IconButton icon={<IconDots size={20} stroke={1.75} />} label={t.actions} className="la-more" />}
            items={[
              { label: t.edit, icon: <IconPencil {...icon} />, onSelect: edit },
              { label: t.sendNow, icon: <IconSend2 {...icon} />, onSelect: () => void sendNow() },
              { line: true },
              { label: t.remove, icon: <IconTrash {...icon} />, kind: 'danger', onSelect: () => setOver('remove') },
            ]}
          />
        </>
      )}
      {over === 'edit' && <EditScheduled scheduled={scheduled} onClose={() => setOver(null)} />}
      <ConfirmDialog
        open={over === 'remove'}
        onClose={() => setOver(null)}
        title={t.removeTitle}
        action={t.remove}
        onConfirm={() => void remove()}
      >
        {t.removeText}
      </ConfirmDialog>
    </article>
  );
}
