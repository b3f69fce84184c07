import type { PaletteHit, PaletteSource } from '#platform/web/palette.ts';
import { Avatar } from '#platform/web/ui/Avatar.tsx';
import type { Conversation } from '../model/contract.ts';
import { chatStore, deviceNow } from './chatStore.ts';
import { inListOrder } from './rows.ts';

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
    const wanted = text.trim().toLowerCase();
    const groups = Object.values(chatStore.get().conversations).filter(
      ({ kind }) => kind === 'group' || kind === 'department',
    );
    const near = inListOrder(groups).filter((one) => one.name.toLowerCase().includes(wanted));
    return MAY_BE_PINYIN.test(wanted) ? readAs(wanted, near, signal) : hitsOf(near);
  },
};

const MAY_BE_PINYIN = /^[a-z][a-z ]*$/;

async function readAs(text: string, near: readonly Conversation[], signal: AbortSignal): Promise<PaletteHit[]> {
  const found =
    (await deviceNow()
      ?.calls.findGroups({ text, limit: MOST }, { signal })
      .catch(() => [])) ?? [];
  const { conversations } = chatStore.get();
  const far = found.flatMap((id) => (near.some((one) => one.id === id) ? [] : (conversations[id] ?? [])));
  return hitsOf([...near, ...far]);
}

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
