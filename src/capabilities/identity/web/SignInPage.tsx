import { useEffect, useState } from 'react';
import { Link, useGo, useQueryValue } from '#platform/web/navigate.tsx';
import { sessionStore } from '#platform/web/session.ts';
import { OpenPage } from '#platform/web/ui/Page.tsx';
import { useWords } from '#platform/web/words.ts';
import { PasswordStep } from './PasswordStep.tsx';
import { SecondStep } from './SecondStep.tsx';
import { safePath, useArrival } from './useArrival.ts';
import { words } from './words.ts';

/** `/sign-in`: password or passkey, then the second step where it is on. */
export function SignInPage() {
  const t = useWords(words);
  const go = useGo();
  const next = useQueryValue('next');
  const arrive = useArrival();
  const [challenge, setChallenge] = useState<string | null>(null);

  // Who is signed in already has no business here.
  useEffect(() => {
    if (sessionStore.get().state === 'signedIn') go(safePath(next), { replace: true });
    // oxlint-disable-next-line react/exhaustive-deps -- only on arrival
  }, []);

  if (challenge !== null) {
    return (
      <OpenPage title={t.secondTitle}>
        <SecondStep challenge={challenge} onDone={arrive} onStartOver={() => setChallenge(null)} />
      </OpenPage>
    );
  }
  const signUp = next === '' ? '/sign-up' : `/sign-up?next=${encodeURIComponent(next)}`;
  return (
    <OpenPage
      title={t.signInTitle}
      foot={
        <>
          {t.noAccount} <Link to={signUp}>{t.signUp}</Link>
        </>
      }
    >
      <PasswordStep onDone={arrive} onSecondFactor={setChallenge} />
    </OpenPage>
  );
}
