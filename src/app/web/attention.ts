import { attentionStore } from '#platform/web/attention.ts';
import { currentCompany, sessionStore } from '#platform/web/session.ts';
import { titleStore } from '#platform/web/title.ts';
import { tabTitle } from './tabTitle.ts';

function show(): void {
  const { unread, mentions } = attentionStore.get();
  document.title = tabTitle(unread, mentions, titleStore.get(), currentCompany()?.name ?? '');
  const icon = document.querySelector('link[rel="icon"]');
  const wanted = unread > 0 ? '/favicon-unread.svg' : '/favicon.svg';
  if (icon !== null && icon.getAttribute('href') !== wanted) icon.setAttribute('href', wanted);
  const badged = unread > 0 ? navigator.setAppBadge?.(unread) : navigator.clearAppBadge?.();
  badged?.catch(() => {}); // refused by browsers that show no badge
}

/** One truth for title, favicon and app badge. */
export function showAttention(): void {
  for (const store of [attentionStore, titleStore, sessionStore]) store.subscribe(show);
}
