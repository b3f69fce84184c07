import { IconBuilding, IconChevronRight, IconCompass } from '@tabler/icons-react';
import { useState } from 'react';
import { Link, useQueryValue } from '#platform/web/navigate.tsx';
import { useSession } from '#platform/web/session.ts';
import { OpenPage } from '#platform/web/ui/Page.tsx';
import { useAct, useAnswer } from '#platform/web/useAnswer.ts';
import { useWords } from '#platform/web/words.ts';
import { DemoPeople } from './DemoPeople.tsx';
import { FormError } from './FormError.tsx';
import { type DemoPerson, useDemo } from './slots.ts';
import { words } from './words.ts';
import './identity.css';

/** `/welcome`: the first start. The link printed by the server carries `?setup=`. */
export function WelcomePage() {
  const t = useWords(words);
  const setup = useQueryValue('setup');
  const signedIn = useSession().state === 'signedIn';
  const demo = useDemo();
  const isThere = useAnswer(demo === null ? null : 'welcome.demo', async () => demo?.isThere() ?? false).value === true;
  const [people, setPeople] = useState<readonly DemoPerson[] | null>(null);
  const step = useAct(async () => setPeople((await demo?.people(setup)) ?? null));
  if (demo !== null && people !== null) return <DemoPeople demo={demo} setup={setup} people={people} />;

  const create = '/companies/new';
  return (
    <OpenPage
      title={t.welcomeTitle}
      subtitle={t.welcomeText}
      foot={
        <>
          {t.haveAccount} <Link to="/sign-in">{t.signIn}</Link>
        </>
      }
    >
      <div className="id-ways">
        <Link className="id-way" to={signedIn ? create : `/sign-up?next=${encodeURIComponent(create)}`}>
          <IconBuilding size={22} stroke={1.75} aria-hidden />
          <span className="tl-grow">
            <b>{t.createCompany}</b>
            <small>{t.createCompanyText}</small>
          </span>
          <IconChevronRight size={18} stroke={1.75} aria-hidden />
        </Link>
        {demo !== null && (setup !== '' || isThere) && (
          <button type="button" className="id-way" aria-busy={step.busy} onClick={() => void step.run(undefined)}>
            <IconCompass size={22} stroke={1.75} aria-hidden />
            <span className="tl-grow">
              <b>{t.exploreDemo}</b>
              <small>{step.busy ? t.demoMaking : t.exploreDemoText}</small>
            </span>
            <IconChevronRight size={18} stroke={1.75} aria-hidden />
          </button>
        )}
      </div>
      <FormError error={step.error} />
    </OpenPage>
  );
}
