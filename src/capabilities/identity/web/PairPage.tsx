import { IconDeviceDesktop, IconDeviceMobile } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { refusalCode } from '#platform/web/call.ts';
import { useParam } from '#platform/web/navigate.tsx';
import { useAct } from '#platform/web/useAnswer.ts';
import { Button, ButtonLink } from '#platform/web/ui/Button.tsx';
import { OpenPage } from '#platform/web/ui/Page.tsx';
import { useWords } from '#platform/web/words.ts';
import type { Me } from '../model/contract.ts';
import { identity } from './api.ts';
import { FormError } from './FormError.tsx';
import { useArrival } from './useArrival.ts';
import { words } from './words.ts';
import './identity.css';

const ASK_EVERY_MS = 1_500;

/** `/pair/<token>`: what the phone shows after it has scanned the code of the desktop. */
export function PairPage() {
  const t = useWords(words);
  const pairing = useParam('token');
  const arrive = useArrival();
  const claim = useAct(() => identity.claimPairing({ pairing }));
  const [taken, setTaken] = useState<{ claim: string; accountName: string; desktop: string } | null>(null);
  const [gone, setGone] = useState(false);
  useCollecting(gone ? null : (taken?.claim ?? null), arrive, () => setGone(true));

  if (gone || refusalCode(claim.error) === 'identity.pairingGone') {
    return (
      <OpenPage title={t.pairTitle}>
        <p className="tl-text-2">{t.pairGone}</p>
        <ButtonLink to="/sign-in" size="big" wide>
          {t.pairInstead}
        </ButtonLink>
      </OpenPage>
    );
  }
  if (taken !== null) {
    return (
      <OpenPage title={t.pairTitle}>
        <div className="id-waiting" role="status">
          <IconDeviceDesktop size={32} stroke={1.5} aria-hidden />
          <b>{t.pairWait(taken.accountName)}</b>
          <span className="tl-text-3">{t.pairWaitOn(taken.desktop)}</span>
        </div>
      </OpenPage>
    );
  }
  return (
    <OpenPage title={t.pairTitle}>
      <div className="id-waiting">
        <IconDeviceMobile size={32} stroke={1.5} aria-hidden />
        <span className="tl-text-2">{t.pairAsk}</span>
      </div>
      <FormError error={claim.error} />
      <Button
        kind="primary"
        size="big"
        wide
        busy={claim.busy}
        onClick={() => void claim.run(undefined).then((answer) => answer !== null && setTaken(answer))}
      >
        {t.pairBegin}
      </Button>
    </OpenPage>
  );
}

/** Asks whether the desktop has approved, until it has or the pairing is gone. */
function useCollecting(claim: string | null, onDone: (me: Me) => void, onGone: () => void): void {
  useEffect(() => {
    if (claim === null) return;
    let here = true;
    let timer: ReturnType<typeof setTimeout>;
    const ask = async () => {
      const answer = await identity.collectPairing({ claim }).catch((error: unknown) => {
        if (refusalCode(error) === 'identity.pairingGone' && here) onGone();
        return null;
      });
      if (!here) return;
      if (answer?.state === 'signedIn') onDone(answer.me);
      else timer = setTimeout(() => void ask(), ASK_EVERY_MS);
    };
    void ask();
    return () => {
      here = false;
      clearTimeout(timer);
    };
    // oxlint-disable-next-line react/exhaustive-deps -- one round of asking for each claim
  }, [claim]);
}
