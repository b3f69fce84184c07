import { attentionStore, quietStore, shownAttention } from '#platform/web/attention.ts';
import { currentCompany, sessionStore } from '#platform/web/session.ts';
import { titleStore } from '#platform/web/title.ts';
import { tabTitle } from './tabTitle.ts';

function show(): void {
  const { count, mentions, dot, badge } = shownAttention(attentionStore.get(), quietStore.get());
  document.title = tabTitle(count, mentions, titleStore.get(), currentCompany()?.name ?? '');
  const icon = document.querySelector('link[rel="icon"]');
  const wanted = dot ? '/favicon-unread.svg' : '/favicon.svg';
  if (icon !== null && icon.getAttribute('href') !== wanted) icon.setAttribute('href', wanted);
  const badged = badge > 0 ? navigator.setAppBadge?.(badge) : navigator.clearAppBadge?.();
  badged?.catch(() => {}); // refused by browsers that show no badge
}

/** One truth for title, favicon and app badge. */
export function showAttention(): void {
  for (const store of [attentionStore, quietStore, titleStore, sessionStore]) store.subscribe(show);
}
