import { useEffect } from 'react';
import { useMe } from '#identity/web/index.ts';
import { useGo } from '#platform/web/navigate.tsx';
import { chooseCompany } from '#platform/web/session.ts';
import { ButtonLink } from '#platform/web/ui/Button.tsx';
import { OpenPage } from '#platform/web/ui/Page.tsx';
import { useWords } from '#platform/web/words.ts';
import { useAskingAgain } from '../company/CompaniesPage.tsx';
import { words } from '../words.ts';
import '../company/company.css';

interface WaitingProps {
  readonly companyId: string;
  readonly companyName: string;
}

/** Asked to join and not yet answered; goes in by itself once somebody has approved. */
export function Waiting({ companyId, companyName }: WaitingProps) {
  const t = useWords(words);
  const go = useGo();
  const me = useMe();
  const isIn = me?.seats.some((seat) => seat.companyId === companyId && seat.status === 'active') ?? false;
  useAskingAgain(!isIn);
  useEffect(() => {
    if (!isIn) return;
    chooseCompany(companyId);
    go('/', { replace: true });
  }, [isIn, companyId, go]);
  return (
    <OpenPage title={t.joinWaiting} subtitle={t.joinWaitingText(companyName)}>
      <div className="di-form" role="status">
        <ButtonLink to="/companies" size="big" wide>
          {t.companies}
        </ButtonLink>
      </div>
    </OpenPage>
  );
}
