import { IconSpeakerphone, IconX } from '@tabler/icons-react';
import { IconButton } from '#platform/web/ui/Button.tsx';
import { useWords } from '#platform/web/words.ts';
import type { Conversation } from '../../model/contract.ts';
import { canManage } from '../../model/managing.ts';
import { useMessageLine } from '../messageLine.ts';
import { useQuoted } from '../quotes.ts';
import { announce } from './announcing.ts';
import { words } from '../words.ts';
import { groupWords } from './words.ts';
import './group.css';

interface AnnouncementBarProps {
  readonly conversation: Conversation;
  readonly number: number;
  readonly onJump: (number: number) => void;
}

/** The message that stands on top of a group for everybody, on one line; leads to it. */
export function AnnouncementBar({ conversation, number, onJump }: AnnouncementBarProps) {
  const t = useWords(groupWords);
  const chat = useWords(words);
  const message = useQuoted(conversation.id, number);
  const text = useMessageLine(message);
  if (message === null || message?.recalled === true) return null;
  return (
    <div className="ch-announced">
      <button type="button" aria-label={`${t.toAnnouncement}, ${text}`} onClick={() => onJump(number)}>
        <IconSpeakerphone size={18} stroke={1.75} aria-hidden />
        <b>{t.announcement}</b>
        <span className="tl-one">{text}</span>
      </button>
      {canManage(conversation.kind, conversation.myRole) === null && !conversation.archived && (
        <IconButton
          icon={<IconX size={16} stroke={1.75} />}
          label={chat.unannounce}
          size="sm"
          onClick={() => announce(conversation.id, null)}
        />
      )}
    </div>
  );
}
