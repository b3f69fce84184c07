import { IconBuilding, IconChevronRight, IconCompass } from '@tabler/icons-react';
import { Link, useQueryValue } from '#platform/web/navigate.tsx';
import { useSession } from '#platform/web/session.ts';
import { useAct } from '#platform/web/useAnswer.ts';
import { OpenPage } from '#platform/web/ui/Page.tsx';
import { useWords } from '#platform/web/words.ts';
import { FormError } from './FormError.tsx';
import { useDemo } from './slots.ts';
import { words } from './words.ts';
import './identity.css';

/** `/welcome`: the first start. The link printed by the server carries `?setup=`. */
export function WelcomePage() {
  const t = useWords(words);
  const setup = useQueryValue('setup');
  const signedIn = useSession().state === 'signedIn';
  const explore = useDemo();
  const step = useAct(async () => explore?.(setup));
  const create = `/companies/new${setup === '' ? '' : `?setup=${encodeURIComponent(setup)}`}`;
  return (
    <OpenPage
      title={t.welcomeTitle}
      foot={
        <>
          {t.haveAccount} <Link to="/sign-in">{t.signIn}</Link>
        </>
      }
    >
      <p className="tl-text-2">{t.welcomeText}</p>
      <div className="id-ways">
        <Link className="id-way" to={signedIn ? create : `/sign-up?next=${encodeURIComponent(create)}`}>
          <IconBuilding size={22} stroke={1.75} aria-hidden />
          <span className="tl-grow">
            <b>{t.createCompany}</b>
            <small>{t.createCompanyText}</small>
          </span>
          <IconChevronRight size={18} stroke={1.75} aria-hidden />
        </Link>
        {explore !== null && (
          <button type="button" className="id-way" aria-busy={step.busy} onClick={() => void step.run(undefined)}>
            <IconCompass size={22} stroke={1.75} aria-hidden />
            <span className="tl-grow">
              <b>{t.exploreDemo}</b>
              <small>{t.exploreDemoText}</small>
            </span>
            <IconChevronRight size={18} stroke={1.75} aria-hidden />
          </button>
        )}
      </div>
      <FormError error={step.error} />
    </OpenPage>
  );
}
