import {
  IconCamera,
  IconChartBar,
  IconClipboardCheck,
  IconFile,
  IconIdBadge2,
  IconMapPin,
  IconMoodSmile,
  IconPaperclip,
  IconPhoto,
  IconPlus,
} from '@tabler/icons-react';
import { useRef } from 'react';
import { usePhone } from '#platform/web/useMedia.ts';
import { IconButton } from '#platform/web/ui/Button.tsx';
import { Menu, type MenuItem } from '#platform/web/ui/Menu.tsx';
import { useWords } from '#platform/web/words.ts';
import type { AskKind } from './AskForm.tsx';
import { handingWords } from './handing/words.ts';
import { noticeWords } from './notice/words.ts';
import { pollWords } from './poll/words.ts';
import { words } from './words.ts';

interface AttachButtonProps {
  readonly onFiles: (files: File[]) => void;
  /** On a phone emoji are chosen here, too: its field has no room for one more button; null where there are none. */
  readonly onEmoji: (() => void) | null;
  /** Opens the form of what takes more than words; null where only words and files go. */
  readonly onAsk: ((kind: AskKind) => void) | null;
  /** What a storey above sends from here; on a desktop it has a button of its own. */
  readonly tool: MenuItem | null;
}

/**
 * Chooses what goes with the message, or what else can be sent: on a desktop any files, and beside them notices, polls, contacts and places; on a phone all
 * of it behind one button, with the camera and emoji.
 */
export function AttachButton({ onFiles, onEmoji, onAsk, tool }: AttachButtonProps) {
  const t = useWords(words);
  const phone = usePhone();
  const input = useRef<HTMLInputElement>(null);
  const notices = useWords(noticeWords);
  const polls = useWords(pollWords);
  const handing = useWords(handingWords);
  const icon = { size: 18, stroke: 1.75, 'aria-hidden': true } as const;
  const asks: MenuItem[] = [
    {
      label: notices.newNotice,
      hint: notices.newNoticeHint,
      icon: <IconClipboardCheck {...icon} />,
      onSelect: () => onAsk?.('notice'),
    },
    {
      label: polls.newPoll,
      hint: polls.newPollHint,
      icon: <IconChartBar {...icon} />,
      onSelect: () => onAsk?.('poll'),
    },
    {
      label: handing.newContact,
      hint: handing.newContactHint,
      icon: <IconIdBadge2 {...icon} />,
      onSelect: () => onAsk?.('contact'),
    },
    {
      label: handing.newPlace,
      hint: handing.newPlaceHint,
      icon: <IconMapPin {...icon} />,
      onSelect: () => onAsk?.('place'),
    },
  ];

  // One field for all ways: what it asks the system for is set as it is opened.
  function ask(accept: string, camera: boolean): void {
    const field = input.current;
    if (field === null) return;
    field.accept = accept;
    field.multiple = !camera;
    if (camera) field.setAttribute('capture', 'environment');
    else field.removeAttribute('capture');
    field.click();
  }

  return (
    <>
      {phone ? (
        <Menu
          label={t.attach}
          trigger={<IconButton className="ch-attach" icon={<IconPlus size={24} stroke={1.75} />} label={t.attach} />}
          items={[
            { label: t.attachPicture, icon: <IconPhoto {...icon} />, onSelect: () => ask('image/*', false) },
            { label: t.attachCamera, icon: <IconCamera {...icon} />, onSelect: () => ask('image/*', true) },
            { label: t.attachFile, icon: <IconFile {...icon} />, onSelect: () => ask('', false) },
            ...(onEmoji === null ? [] : [{ label: t.emoji, icon: <IconMoodSmile {...icon} />, onSelect: onEmoji }]),
            ...(onAsk === null ? [] : [{ line: true } as const, ...asks]),
            ...(tool === null ? [] : [tool]),
          ]}
        />
      ) : (
        <>
          {onAsk !== null && (
            <Menu
              label={t.askFor}
              trigger={<IconButton className="ch-ask" icon={<IconPlus size={20} stroke={1.75} />} label={t.askFor} />}
              items={asks}
            />
          )}
          <IconButton
            className="ch-attach"
            icon={<IconPaperclip size={20} stroke={1.75} />}
            label={t.attach}
            onClick={() => ask('', false)}
          />
        </>
      )}
      <input
        ref={input}
        type="file"
        hidden
        multiple
        onChange={(event) => {
          const given = [...(event.target.files ?? [])];
          event.target.value = '';
          if (given.length > 0) onFiles(given);
        }}
      />
    </>
  );
}
