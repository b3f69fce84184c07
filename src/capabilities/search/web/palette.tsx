import { IconListSearch } from '@tabler/icons-react';
import type { PaletteSource } from '#platform/web/palette.ts';
import { addressOf } from '../model/asked.ts';

/** Ctrl/Cmd+K leads on to the messages that hold the text. */
export const messageSource: PaletteSource = {
  id: 'messages',
  label: { zh: '消息', en: 'Messages' },
  order: 95,
  find: (text, language) =>
    text.trim() === ''
      ? []
      : [
          {
            id: 'search',
            label: language === 'zh' ? `搜索消息：${text.trim()}` : `Search messages: ${text.trim()}`,
            picture: <IconListSearch size={20} stroke={1.75} />,
            // The router follows the browser's own history.
            go: () => history.pushState(null, '', addressOf({ text: text.trim() })),
          },
        ],
};
