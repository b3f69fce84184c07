import { type ReactNode, useState } from 'react';
import { useAct } from '#platform/web/useAnswer.ts';
import { identity } from '../api.ts';
import { ProofDialog, type Way } from './ProofDialog.tsx';

interface Asked {
  readonly ways: readonly Way[];
  readonly goOn: () => void;
}

interface Proof {
  /** Goes on at once where it was shown lately who sits here, otherwise once it is shown. */
  readonly before: (goOn: () => void) => void;
  /** To be drawn where the step is. */
  readonly dialog: ReactNode;
}

/** For steps that change the ways into the account: an open screen alone may be anybody's. */
export function useProof(): Proof {
  const [asked, setAsked] = useState<Asked | null>(null);
  const ask = useAct(async (goOn: () => void) => {
    // Where nobody answers the step itself will say so; where a proof is missing the server refuses it.
    const { fresh, ways } = await identity.proof({}).catch(() => ({ fresh: true, ways: [] }));
    if (fresh) goOn();
    else setAsked({ ways, goOn });
  });
  return {
    before: (goOn) => void ask.run(goOn),
    dialog: asked !== null && (
      <ProofDialog
        ways={asked.ways}
        onClose={() => setAsked(null)}
        onProved={() => {
          setAsked(null);
          asked.goOn();
        }}
      />
    ),
  };
}
