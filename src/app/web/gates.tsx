import { Outlet } from '@tanstack/react-router';
import { type ReactNode, useEffect } from 'react';
import { useGo, usePath } from '#platform/web/navigate.tsx';
import { loadSession, useCurrentCompany, useSession } from '#platform/web/session.ts';
import { useStore } from '#platform/web/store.ts';
import { ButtonLink } from '#platform/web/ui/Button.tsx';
import { EmptyState, ErrorCard } from '#platform/web/ui/EmptyState.tsx';
import { useAnswer } from '#platform/web/useAnswer.ts';
import { useWords } from '#platform/web/words.ts';
import { pages } from './capabilities.ts';
import { placesFor } from './places.ts';
import { nowhere, setup } from './setup.ts';
import { startError, startFailed } from './start.ts';
import { words } from './words.ts';

/** Sends the reader elsewhere. */
export function GoTo({ to }: { readonly to: string }) {
  const go = useGo();
  useEffect(() => go(to, { replace: true }));
  return null;
}

/** While nobody has said who is signed in: nothing, or why not. */
export function Waiting() {
  const t = useWords(words);
  const error = useStore(startError);
  if (error === null) return null;
  const retry = () => {
    startError.set(null);
    void loadSession().catch(startFailed);
  };
  return <ErrorCard error={error} title={t.noServer} onRetry={retry} />;
}

/** To the sign-in, and back here afterwards. */
export function ToSignIn() {
  const path = usePath();
  // On the way there already, while its part is still loading: that is no place to come back to.
  if (path === '/sign-in') return null;
  return <GoTo to={path === '/' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(path)}`} />;
}

/** Pages for a signed-in person, in no company. */
export function AccountGate() {
  const { state } = useSession();
  if (state === 'unknown') return <Waiting />;
  if (state === 'signedOut') return <ToSignIn />;
  return <Outlet />;
}

/** Pages for some roles: the others are told so. The server refuses them too. */
export function RoleGate({ roles, children }: { readonly roles: readonly string[]; readonly children: ReactNode }) {
  const t = useWords(words);
  const company = useCurrentCompany();
  if (company !== null && roles.includes(company.role)) return children;
  return (
    <main className="tl-lost" id="main">
      <EmptyState text={t.notForRole} action={<ButtonLink to="/">{t.toStart}</ButtonLink>} />
    </main>
  );
}

/** Where nobody has an account yet, the welcome; elsewhere the sign-in. */
function FirstPage() {
  const { value, error } = useAnswer('setup.state', () => setup.state({}, nowhere));
  if (value === null && error === null) return null;
  return value?.isNew === true ? <GoTo to="/welcome" /> : <ToSignIn />;
}

/** `/`: where this person begins. */
export function Start() {
  const session = useSession();
  const company = useCurrentCompany();
  if (session.state === 'unknown') return <Waiting />;
  if (session.state === 'signedOut') return <FirstPage />;
  if (company === null) return <GoTo to="/companies" />;
  return <GoTo to={placesFor(company.role, pages)[0]?.to ?? '/me'} />;
}

/** No page has this address. */
export function NotFound() {
  const t = useWords(words);
  return (
    <main className="tl-lost" id="main">
      <EmptyState text={t.notFound} action={<ButtonLink to="/">{t.toStart}</ButtonLink>} />
    </main>
  );
}
