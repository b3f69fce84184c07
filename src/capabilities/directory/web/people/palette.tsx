import type { PaletteSource } from '#platform/web/palette.ts';
import { MemberAvatar } from '../members/MemberAvatar.tsx';
import { searchMembers } from '../members/search.ts';

const MOST = 8;

/** Ctrl/Cmd+K finds people by Chinese name, pinyin and initials, and leads to the conversation with them. */
export const peopleSource: PaletteSource = {
  id: 'people',
  label: { zh: '通讯录', en: 'People' },
  order: 10,
  async find(text, _language, signal) {
    const found = await searchMembers(text, signal, MOST);
    return found.map((card) => ({
      id: card.id,
      label: card.name,
      ...(card.title === '' ? {} : { hint: card.title }),
      picture: <MemberAvatar id={card.id} size={24} />,
      // The router follows the browser's own history.
      go: () => history.pushState(null, '', `/chat/with/${card.id}`),
    }));
  },
};
