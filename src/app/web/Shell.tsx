import { Outlet } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useState } from 'react';
import { setAttention } from '#platform/web/attention.ts';
import { bannerStore } from '#platform/web/banners.ts';
import { openCompany, useOpenCompany } from '#platform/web/company.ts';
import { connectionStore, heldStore } from '#platform/web/connection.ts';
import { useGo, usePath } from '#platform/web/navigate.tsx';
import { openPalette, registerPaletteSource } from '#platform/web/palette.ts';
import { useCurrentCompany, useSession } from '#platform/web/session.ts';
import { useShortcut } from '#platform/web/shortcuts.ts';
import { useStore } from '#platform/web/store.ts';
import { OfflineBanner } from '#platform/web/ui/Banner.tsx';
import { ErrorCard } from '#platform/web/ui/EmptyState.tsx';
import { Skeleton } from '#platform/web/ui/Skeleton.tsx';
import { forgetAnswers } from '#platform/web/useAnswer.ts';
import { useSearchKeys } from '#search/web/index.ts';
import { useWords } from '#platform/web/words.ts';
import { pages } from './capabilities.ts';
import { pageSource } from './pageSource.tsx';
import { placesFor } from './places.ts';
import { GoTo, ToSignIn, Waiting } from './gates.tsx';
import { useOffHome } from './off/useOffHome.ts';
import { Rail } from './Rail.tsx';
import { words } from './words.ts';

const Held = lazy(() => import('./off/Held.tsx').then((file) => ({ default: file.Held })));
const Resting = lazy(() => import('./off/Resting.tsx').then((file) => ({ default: file.Resting })));

/** The own settings and hours stay open to who is off; everything else says what waits (R3). */
const OPEN_WHILE_HELD = /^\/(me|hours)(\/|$)/;

/** The frame of every page inside a company: rail or tab bar, offline banner, the page. */
export function Shell() {
  const session = useSession();
  const company = useCurrentCompany();
  if (session.state === 'unknown') return <Waiting />;
  if (session.state === 'signedOut') return <ToSignIn />;
  if (company === null) return <GoTo to="/companies" />;
  return <CompanyShell key={company.id} companyId={company.id} role={company.role} />;
}

function CompanyShell({ companyId, role }: { readonly companyId: string; readonly role: string }) {
  const t = useWords(words);
  const go = useGo();
  const { error, retry } = useOpening(companyId);
  const opened = useOpenCompany();
  const open = opened?.companyId === companyId ? opened : null;
  const path = usePath();
  const isHeld = useStore(heldStore) && !OPEN_WHILE_HELD.test(path);
  const places = placesFor(role, pages);
  const { isOff, end } = useOffHome({ open, path, start: places[0]?.to ?? '/me', isHeld });
  useShortcut('Mod+K', { zh: '搜索和跳转', en: 'Find and go' }, openPalette);
  useSearchKeys();
  useEffect(() => registerPaletteSource(pageSource(role, go)), [role, go]);
  return (
    <div className="tl-shell">
      <a className="tl-skip" href="#main" onClick={() => document.getElementById('main')?.focus()}>
        {t.skip}
      </a>
      <Rail places={places} isQuiet={isHeld || isOff} />
      <div className="tl-stage">
        <OfflineBanner />
        {open !== null && !isHeld && <Banners />}
        <div className="tl-page">
          {error !== null && <ErrorCard error={error} title={t.couldNotOpen} onRetry={retry} />}
          {error === null && open !== null && (isHeld || isOff) && (
            <Suspense fallback={null}>{isHeld ? <Held /> : <Resting onEnd={end} />}</Suspense>
          )}
          {error === null && open !== null && !isHeld && !isOff && <Outlet />}
          {error === null && open === null && <Skeleton kind="list" />}
        </div>
      </div>
    </div>
  );
}

/** What the capabilities have to say above every page. */
function Banners() {
  return useStore(bannerStore).map((One, index) => <One key={index} />);
}

let changing: Promise<unknown> = Promise.resolve();

/** Opens the company and closes it again; one opening or closing at a time. */
function useOpening(companyId: string): { readonly error: unknown; readonly retry: () => void } {
  const [error, setError] = useState<unknown>(null);
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    let wanted = true;
    setError(null);
    const opened = changing.then(async () => (wanted ? await openCompany(companyId) : null));
    changing = opened.catch((thrown: unknown) => {
      console.error(thrown);
      if (wanted) setError(thrown);
    });
    return () => {
      wanted = false;
      changing = opened
        .then((close) => close?.())
        .catch(() => {})
        .then(() => {
          connectionStore.set('connecting');
          setAttention({ unread: 0, mentions: 0 });
          forgetAnswers();
        });
    };
  }, [companyId, turn]);
  return { error, retry: () => setTurn((old) => old + 1) };
}
