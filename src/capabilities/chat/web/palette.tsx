import type { PaletteHit, PaletteSource } from '#platform/web/palette.ts';
import { Avatar } from '#platform/web/ui/Avatar.tsx';
import type { Conversation } from '../model/contract.ts';
import { groupsNamed, isReadByServer, readAs } from './naming.ts';

const MOST = 8;

/**
 * Ctrl/Cmd+K finds groups by name, pinyin and initials: the server reads Chinese, so that no dictionary is loaded.
 * Without it, by name. People come from the directory, and lead to the conversation with them.
 */
export const conversationSource: PaletteSource = {
  id: 'conversations',
  label: { zh: '会话', en: 'Conversations' },
  order: 20,
  find(text, _language, signal) {
    const near = groupsNamed(text);
    return isReadByServer(text) ? readAs(text, near, signal).then(hitsOf) : hitsOf(near);
  },
};

function hitsOf(groups: readonly Conversation[]): PaletteHit[] {
  return groups.slice(0, MOST).map((one) => ({
    id: one.id,
    label: one.name,
    ...(one.description === '' ? {} : { hint: one.description }),
    picture: <Avatar id={one.id} name={one.name} kind="group" size={24} />,
    // The router follows the browser's own history.
    go: () => history.pushState(null, '', `/chat/${one.id}`),
  }));
}
