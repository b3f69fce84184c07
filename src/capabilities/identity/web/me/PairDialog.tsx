import { IconDeviceMobile } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import type { OutputOf } from '#platform/model/contract.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { Dialog } from '#platform/web/ui/Dialog.tsx';
import { ErrorCard } from '#platform/web/ui/EmptyState.tsx';
import { QrCode } from '#platform/web/ui/QrCode.tsx';
import { Skeleton } from '#platform/web/ui/Skeleton.tsx';
import { toast } from '#platform/web/ui/Toast.tsx';
import { useAct, useAnswer } from '#platform/web/useAnswer.ts';
import { useWords } from '#platform/web/words.ts';
import type { identityCalls } from '../../model/contract.ts';
import { identity } from '../api.ts';
import { FormError } from '../FormError.tsx';
import { words } from '../words.ts';
import './me.css';

type Pairing = OutputOf<typeof identityCalls.startPairing>;
type State = OutputOf<typeof identityCalls.pairingState>;

const ASK_EVERY_MS = 1_000;

interface PairDialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
}

/** The desktop side of signing a phone in: a QR code for two minutes, the phone that took it, and a button to let it in. */
export function PairDialog({ open, onClose }: PairDialogProps) {
  return open ? <OpenPairDialog onClose={onClose} /> : null;
}

function OpenPairDialog({ onClose }: Omit<PairDialogProps, 'open'>) {
  const t = useWords(words);
  const [serial, setSerial] = useState(() => crypto.randomUUID());
  const started = useAnswer(`identity.startPairing ${serial}`, () => identity.startPairing({}));
  return (
    <Dialog open onClose={onClose} title={t.pairPhone} width="narrow">
      {started.value === null && started.error === null && <Skeleton kind="form" rows={3} />}
      {started.value === null && started.error !== null && <ErrorCard error={started.error} onRetry={started.reload} />}
      {started.value !== null && (
        <PairSteps
          key={started.value.pairing}
          pairing={started.value}
          onAgain={() => setSerial(crypto.randomUUID())}
          onDone={onClose}
        />
      )}
    </Dialog>
  );
}

interface PairStepsProps {
  readonly pairing: Pairing;
  readonly onAgain: () => void;
  readonly onDone: () => void;
}

function PairSteps({ pairing, onAgain, onDone }: PairStepsProps) {
  const t = useWords(words);
  const state = usePairingState(pairing.pairing);
  const left = useSecondsLeft(pairing.until);
  const approve = useAct(() => identity.approvePairing({ pairing: pairing.pairing }));
  const done = state?.state === 'done';
  useEffect(() => {
    if (!done) return;
    toast({ text: t.pairDone, kind: 'success' });
    onDone();
    // oxlint-disable-next-line react/exhaustive-deps -- said once
  }, [done]);

  if (state?.state === 'expired' || (left === 0 && state?.state !== 'claimed' && state?.state !== 'approved')) {
    return (
      <div className="id-pair" role="status">
        <p>{t.pairExpired}</p>
        <Button kind="primary" onClick={onAgain}>
          {t.pairAgain}
        </Button>
      </div>
    );
  }
  if (state?.state === 'claimed' || state?.state === 'approved') {
    const approved = state.state === 'approved' || approve.busy;
    return (
      <div className="id-pair" role="status">
        <IconDeviceMobile size={32} stroke={1.5} aria-hidden />
        <b>{t.pairSeen}</b>
        <p>{state.device}</p>
        <p className="tl-small tl-text-3">{approved ? t.pairApproved : t.pairSeenText}</p>
        <FormError error={approve.error} />
        {!approved && (
          <div className="id-code-ways">
            <Button onClick={onAgain}>{t.pairRefuse}</Button>
            <Button kind="primary" onClick={() => void approve.run(undefined)}>
              {t.pairApprove}
            </Button>
          </div>
        )}
      </div>
    );
  }
  return (
    <div className="id-pair">
      <p className="tl-text-2">{t.pairPhoneText}</p>
      <QrCode text={new URL(pairing.link, location.origin).href} label={t.pairQr} size={208} />
      <p className="tl-small tl-text-3" role="timer">
        {t.pairLeft(left)}
      </p>
    </div>
  );
}

/** Asks every second what has become of the pairing, until it has ended. */
function usePairingState(pairing: string): State | null {
  const [state, setState] = useState<State | null>(null);
  useEffect(() => {
    let here = true;
    let timer: ReturnType<typeof setTimeout>;
    const ask = async () => {
      const answer = await identity.pairingState({ pairing }).catch(() => null);
      if (!here) return;
      if (answer !== null) setState(answer);
      if (answer?.state !== 'done' && answer?.state !== 'expired') timer = setTimeout(() => void ask(), ASK_EVERY_MS);
    };
    void ask();
    return () => {
      here = false;
      clearTimeout(timer);
    };
  }, [pairing]);
  return state;
}

function useSecondsLeft(until: Date): number {
  const left = () => Math.max(0, Math.ceil((until.getTime() - Date.now()) / 1_000));
  const [seconds, setSeconds] = useState(left);
  useEffect(() => {
    const timer = setInterval(() => setSeconds(left()), 500);
    return () => clearInterval(timer);
    // oxlint-disable-next-line react/exhaustive-deps -- one countdown for each pairing
  }, [until]);
  return seconds;
}
