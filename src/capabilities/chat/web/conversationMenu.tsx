import {
  IconBell,
  IconBellOff,
  IconCircleDot,
  IconDoorExit,
  IconEyeCheck,
  IconFolder,
  IconPin,
  IconPinnedOff,
} from '@tabler/icons-react';
import type { MenuItem } from '#platform/web/ui/Menu.tsx';
import { currentLanguage, type Words, wordsIn } from '#platform/web/words.ts';
import type { Conversation } from '../model/contract.ts';
import { canLeave } from '../model/managing.ts';
import { setMuted, setPinned } from './actions.ts';
import { markUnread, readAll } from './reading.ts';
import { belongs } from './rows.ts';
import { sectionWords } from './section/words.ts';
import { conversationPlaces } from './slots.ts';
import type { words } from './words.ts';

/** What can be done with a conversation of the list: the same by right click and by long press. */
export function conversationMenu(
  conversation: Conversation,
  t: Words<typeof words>,
  onLeave: (conversation: Conversation) => void,
  onMove: (conversation: Conversation) => void,
): MenuItem[] {
  const { id, pinned, muted, kind } = conversation;
  const icon = { size: 18, stroke: 1.75, 'aria-hidden': true } as const;
  const items: MenuItem[] = [
    {
      label: pinned ? t.unpin : t.pin,
      icon: pinned ? <IconPinnedOff {...icon} /> : <IconPin {...icon} />,
      onSelect: () => setPinned(id, !pinned),
    },
    {
      label: muted ? t.unmute : t.mute,
      icon: muted ? <IconBell {...icon} /> : <IconBellOff {...icon} />,
      onSelect: () => setMuted(id, !muted),
    },
    belongs(conversation, 'unread')
      ? { label: t.markRead, icon: <IconEyeCheck {...icon} />, onSelect: () => readAll(id) }
      : { label: t.markUnread, icon: <IconCircleDot {...icon} />, onSelect: () => void markUnread(id) },
  ];
  if (kind !== 'thread' && !pinned) {
    const label = wordsIn(sectionWords, currentLanguage()).move;
    items.push({ label, icon: <IconFolder {...icon} />, onSelect: () => onMove(conversation) });
  }
  for (const { label, icon: Icon, to } of conversationPlaces.get()) {
    // The router follows the browser's own history.
    const onSelect = () => history.pushState(null, '', to(id));
    items.push({ label: label[currentLanguage()], icon: <Icon size={18} stroke={1.75} />, onSelect });
  }
  if (canLeave(kind) !== null) return items;
  return [
    ...items,
    { line: true },
    { label: t.leave, icon: <IconDoorExit {...icon} />, kind: 'danger', onSelect: () => onLeave(conversation) },
  ];
}
