import { IconListSearch } from '@tabler/icons-react';
import { chatEvent } from '#chat/model/contract.ts';
import { registerConversationPlace, registerListPlace } from '#chat/web/index.ts';
import { whenCompanyOpens } from '#platform/web/company.ts';
import { useGo } from '#platform/web/navigate.tsx';
import type { Page } from '#platform/web/pages.ts';
import { registerPaletteSource } from '#platform/web/palette.ts';
import { useShortcut } from '#platform/web/shortcuts.ts';
import { addressOf } from '../model/asked.ts';
import { forgetResults, hearOfMessages } from './kept.ts';
import { fileSource, messageSource, saidSource } from './palette.tsx';

for (const source of [messageSource, saidSource, fileSource]) registerPaletteSource(source);
registerListPlace({
  id: 'search',
  label: { zh: '搜索消息', en: 'Search messages' },
  icon: IconListSearch,
  to: () => addressOf({}),
});
registerConversationPlace({
  id: 'search',
  label: { zh: '搜索这个会话', en: 'Search here' },
  icon: IconListSearch,
  to: (conversationId) => addressOf({ in: conversationId }),
});
whenCompanyOpens((company) => {
  const stops = [company.listen('chat', chatEvent, hearOfMessages), company.onFresh(forgetResults)];
  return () => {
    for (const stop of stops) stop();
    forgetResults();
  };
});

/** The keys that lead to the search page from everywhere. */
export function useSearchKeys(): void {
  const go = useGo();
  useShortcut('Mod+Shift+F', { zh: '搜索消息', en: 'Search messages' }, () => go('/search'));
  useShortcut('/', { zh: '搜索消息', en: 'Search messages' }, () => go('/search'));
}

/** The screen of search. */
export const pages: readonly Page[] = [
  {
    path: '/search',
    area: 'company',
    load: () => import('./SearchPage.tsx').then((file) => ({ default: file.SearchPage })),
    nav: { label: { zh: '搜索', en: 'Search' }, icon: IconListSearch, order: 20, railOnly: true },
  },
];
