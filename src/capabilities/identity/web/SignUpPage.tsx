import { Link, useQueryValue } from '#platform/web/navigate.tsx';
import { OpenPage } from '#platform/web/ui/Page.tsx';
import { useWords } from '#platform/web/words.ts';
import { SignUpForm } from './SignUpForm.tsx';
import { useArrival } from './useArrival.ts';
import { words } from './words.ts';

/** `/sign-up`: a new account; the company comes after. */
export function SignUpPage() {
  const t = useWords(words);
  const arrive = useArrival();
  const next = useQueryValue('next');
  return (
    <OpenPage
      title={t.signUpTitle}
      foot={
        <>
          {t.haveAccount} <Link to={signInPath(next)}>{t.signIn}</Link>
        </>
      }
    >
      <SignUpForm onDone={arrive} />
    </OpenPage>
  );
}

function signInPath(next: string): string {
  return next === '' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(next)}`;
}
