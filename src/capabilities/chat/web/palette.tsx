import type { PaletteSource } from '#platform/web/palette.ts';
import { Avatar } from '#platform/web/ui/Avatar.tsx';
import { chatStore } from './chatStore.ts';
import { inListOrder } from './rows.ts';

const MOST = 8;

/** Ctrl/Cmd+K finds groups by name; people come from the directory, and lead to the conversation with them. */
export const conversationSource: PaletteSource = {
  id: 'conversations',
  label: { zh: '会话', en: 'Conversations' },
  order: 20,
  find(text) {
    const wanted = text.trim().toLowerCase();
    const groups = Object.values(chatStore.get().conversations).filter((one) => one.kind !== 'direct');
    return inListOrder(groups)
      .filter((one) => one.name.toLowerCase().includes(wanted))
      .slice(0, MOST)
      .map((one) => ({
        id: one.id,
        label: one.name,
        ...(one.description === '' ? {} : { hint: one.description }),
        picture: <Avatar id={one.id} name={one.name} kind="group" size={24} />,
        // The router follows the browser's own history.
        go: () => history.pushState(null, '', `/chat/${one.id}`),
      }));
  },
};
