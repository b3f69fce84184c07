import { useEffect } from 'react';
import { loadMe, signOutHere, useMe } from '#identity/web/index.ts';
import { useGo } from '#platform/web/navigate.tsx';
import { useAct } from '#platform/web/useAnswer.ts';
import { Button, ButtonLink } from '#platform/web/ui/Button.tsx';
import { OpenPage } from '#platform/web/ui/Page.tsx';
import { Skeleton } from '#platform/web/ui/Skeleton.tsx';
import { useWords } from '#platform/web/words.ts';
import { words } from '../words.ts';
import { SeatList } from './SeatList.tsx';
import './company.css';

const ASK_EVERY_MS = 4_000;

/** `/companies`: for an account that is in none yet, in several, or waits to be let in. */
export function CompaniesPage() {
  const t = useWords(words);
  const go = useGo();
  const me = useMe();
  const signOut = useAct(async () => {
    await signOutHere();
    go('/sign-in', { replace: true });
  });
  const waits = me?.seats.some((seat) => seat.status === 'waiting') ?? false;
  useAskingAgain(waits);

  return (
    <OpenPage
      title={me?.seats.length === 0 ? t.companies : t.chooseCompany}
      foot={
        <Button kind="quiet" busy={signOut.busy} onClick={() => void signOut.run(undefined)}>
          {t.signOut}
        </Button>
      }
    >
      {me === null && <Skeleton kind="list" rows={2} />}
      {me !== null && me.seats.length === 0 && (
        <p className="tl-text-2">
          {t.noCompany}
          {t.noCompanyHint}
        </p>
      )}
      {me !== null && me.seats.length > 0 && <SeatList seats={me.seats} />}
      <div className="di-form">
        <ButtonLink to="/companies/new" kind={me?.seats.length === 0 ? 'primary' : 'plain'} size="big" wide>
          {me?.seats.length === 0 ? t.newCompany : t.anotherCompany}
        </ButtonLink>
      </div>
    </OpenPage>
  );
}

/** While somebody waits to be let in, no socket tells it: the account is in no company yet. */
export function useAskingAgain(waits: boolean): void {
  useEffect(() => {
    void loadMe().catch(() => null);
    if (!waits) return;
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') void loadMe().catch(() => null);
    }, ASK_EVERY_MS);
    return () => clearInterval(timer);
  }, [waits]);
}
