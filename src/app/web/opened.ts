import { chooseCompany, sessionStore } from '#platform/web/session.ts';

/** Goes to another company of the person who is signed in, where it is one of theirs. */
function enter(companyId: string): void {
  const { companies, companyId: here } = sessionStore.get();
  if (companyId !== here && companies.some((one) => one.id === companyId)) chooseCompany(companyId);
}

/** A notification opened this page: its address says in which company what it is about lies. */
export function takeCompanyFromAddress(): void {
  const url = new URL(location.href);
  const companyId = url.searchParams.get('company');
  if (companyId === null) return;
  url.searchParams.delete('company');
  history.replaceState(history.state, '', url.pathname + url.search);
  enter(companyId);
}

/** A notification was tapped while a page was open: it goes where the notification leads. */
export function followNotifications(): void {
  navigator.serviceWorker?.addEventListener('message', (event: MessageEvent<{ goTo?: string; companyId?: string }>) => {
    const { goTo, companyId } = event.data ?? {};
    if (typeof goTo !== 'string' || !goTo.startsWith('/') || goTo.startsWith('//')) return;
    if (companyId !== undefined) enter(companyId);
    // The router follows the browser's own history.
    history.pushState(null, '', goTo);
  });
}
