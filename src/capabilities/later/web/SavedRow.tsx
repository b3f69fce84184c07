import { IconAlarm, IconAlarmOff, IconCheck, IconDots, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import type { Message } from '#chat/model/contract.ts';
import { useConversation, useMessageLine, usePlaceTitle } from '#chat/web/index.ts';
import { MemberAvatar, MemberName } from '#directory/web/index.ts';
import { Link } from '#platform/web/navigate.tsx';
import { IconButton } from '#platform/web/ui/Button.tsx';
import { Menu } from '#platform/web/ui/Menu.tsx';
import { Tag } from '#platform/web/ui/Tag.tsx';
import { useFormat } from '#platform/web/useFormat.ts';
import { useWords } from '#platform/web/words.ts';
import type { Saved } from '../model/contract.ts';
import { dropReminder, setDone, unsave } from './acting.ts';
import { remindingStore } from './reminding.ts';
import { words } from './words.ts';

interface SavedRowProps {
  readonly saved: Saved;
  readonly message: Message;
}

/** One message that is kept: who, where, when, what; its tick, and what else can be done. It opens among its neighbours. */
export function SavedRow({ saved, message }: SavedRowProps) {
  const t = useWords(words);
  const format = useFormat();
  const conversation = useConversation(message.conversationId);
  const title = usePlaceTitle(message.conversationId);
  const line = useMessageLine(message);
  const isPeer = conversation?.peerId === message.authorId;
  const icon = { size: 18, stroke: 1.75, 'aria-hidden': true } as const;
  const { remindAt } = saved;
  const [now] = useState(() => new Date());
  const isPast = remindAt !== null && remindAt <= now;
  return (
    <article className="la-row">
      <button
        type="button"
        className="la-tick"
        role="checkbox"
        aria-checked={saved.done}
        aria-label={saved.done ? t.markOpen : t.markDone}
        title={saved.done ? t.markOpen : t.markDone}
        onClick={() => void setDone(saved, !saved.done)}
      >
        <span className="la-ring" aria-hidden>
          <IconCheck size={14} stroke={2.5} />
        </span>
      </button>
      <Link to={`/chat/${message.conversationId}?m=${message.number}&via=later`} className="la-link" data-row>
        <MemberAvatar id={message.authorId} size={36} />
        <span className="la-text">
          <span className="la-line-1">
            <b className="tl-one la-author">
              <MemberName id={message.authorId} bare />
            </b>
            <span className="tl-one tl-grow la-where">{isPeer ? t.direct : title}</span>
            <time dateTime={message.sentAt.toISOString()}>{format.when(message.sentAt)}</time>
          </span>
          <span className="la-excerpt" data-off={message.recalled ? '' : undefined}>
            {message.recalled ? t.recalled : line}
          </span>
          {remindAt !== null && (
            <span className="la-tags">
              <Tag kind={isPast ? 'accent' : 'plain'} icon={<IconAlarm size={14} stroke={1.75} aria-hidden />}>
                {isPast ? t.reminded(format.whenExactly(remindAt)) : t.reminds(format.whenExactly(remindAt))}
              </Tag>
            </span>
          )}
        </span>
      </Link>
      <Menu
        label={t.actions}
        align="end"
        trigger={<IconButton icon={<IconDots size={20} stroke={1.75} />} label={t.actions} className="la-more" />}
        items={[
          ...(message.recalled || saved.done
            ? []
            : [
                {
                  label: remindAt === null ? t.remindMe : t.remindAgain,
                  icon: <IconAlarm {...icon} />,
                  onSelect: () => remindingStore.set(message),
                },
              ]),
          ...(remindAt === null
            ? []
            : [{ label: t.noReminder, icon: <IconAlarmOff {...icon} />, onSelect: () => void dropReminder(saved) }]),
          { label: t.unsave, icon: <IconTrash {...icon} />, onSelect: () => void unsave(saved) },
        ]}
      />
    </article>
  );
}
