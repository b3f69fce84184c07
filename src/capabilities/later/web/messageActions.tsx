import { IconAlarm, IconBookmark, IconBookmarkFilled } from '@tabler/icons-react';
import type { Message } from '#chat/model/contract.ts';
import type { MenuAction } from '#platform/web/ui/Menu.tsx';
import { currentLanguage, wordsIn } from '#platform/web/words.ts';
import { save, saveSeveral, savedOf, unsave } from './acting.ts';
import { remindingStore } from './reminding.ts';
import { words } from './words.ts';

/** What can be done with a message for later. What was taken back is kept no more, but can be let go. */
export function actionsOf(message: Message): readonly MenuAction[] {
  const t = wordsIn(words, currentLanguage());
  const icon = { size: 18, stroke: 1.75, 'aria-hidden': true } as const;
  const saved = savedOf(message);
  const isOpen = saved !== null && !saved.done;
  if (message.recalled && !isOpen) return [];
  const keep: MenuAction = isOpen
    ? { label: t.unsave, icon: <IconBookmarkFilled {...icon} />, onSelect: () => void unsave(saved) }
    : { label: t.save, icon: <IconBookmark {...icon} />, onSelect: () => void save(message) };
  if (message.recalled) return [keep];
  const label = isOpen && saved.remindAt !== null ? t.remindAgain : t.remindMe;
  return [keep, { label, icon: <IconAlarm {...icon} />, onSelect: () => remindingStore.set(message) }];
}

/** What can be done with several messages for later. */
export function selectionActionsOf(messages: () => readonly Message[]): readonly MenuAction[] {
  const t = wordsIn(words, currentLanguage());
  const icon = <IconBookmark size={18} stroke={1.75} aria-hidden />;
  return [{ label: t.save, icon, onSelect: () => void saveSeveral(messages()) }];
}
