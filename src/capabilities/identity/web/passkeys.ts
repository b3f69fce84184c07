import { useCallback, useEffect, useRef } from 'react';
import { useAct } from '#platform/web/useAnswer.ts';
import type { OutputOf } from '#platform/model/contract.ts';
import type { identityCalls, Me } from '../model/contract.ts';
import { identity } from './api.ts';

/** The person closed the browser's own dialog, or it gave up. */
export class PasskeyStopped extends Error {}

/** Whether this browser knows passkeys at all. */
export const passkeysPossible = typeof globalThis.PublicKeyCredential === 'function';

const webauthn = () => import('@simplewebauthn/browser');
type Options = { readonly optionsJSON: never };

type Begun = OutputOf<typeof identityCalls.beginPasskeySignIn>;

/** Lets the browser ask for a passkey. */
async function answerTo({ challenge, options }: Begun, byItself: boolean) {
  const { startAuthentication } = await webauthn();
  const response = await startAuthentication({
    ...({ optionsJSON: options } as unknown as Options),
    useBrowserAutofill: byItself,
  }).catch((error: unknown) => {
    throw new PasskeyStopped('stopped', { cause: error });
  });
  return { challenge, response: { ...response } };
}

async function signIn(byItself: boolean): Promise<Me> {
  return identity.signInWithPasskey(await answerTo(await identity.beginPasskeySignIn({}), byItself));
}

/** Shows by a passkey of the account who sits here. */
export async function proveByPasskey(): Promise<void> {
  await identity.prove({ by: 'passkey', ...(await answerTo(await identity.beginPasskeyProof({}), false)) });
}

/** Makes a passkey in this device and keeps its public half on the server. */
export async function makePasskey(name: string): Promise<OutputOf<typeof identityCalls.addPasskey>> {
  const { startRegistration } = await webauthn();
  const { challenge, options } = await identity.beginPasskey({});
  const response = await startRegistration({ optionsJSON: options } as unknown as Options).catch((error: unknown) => {
    throw new PasskeyStopped('stopped', { cause: error });
  });
  return identity.addPasskey({ challenge, response: { ...response }, name });
}

/** Signing in by passkey: by the button, and offered by the browser inside the name field where it can. */
export function usePasskeySignIn(onDone: (me: Me) => void) {
  const latest = useRef(onDone);
  useEffect(() => {
    latest.current = onDone;
  });
  const step = useAct(async () => latest.current(await signIn(false)));

  useEffect(() => {
    let here = true;
    void offerInField((me) => {
      if (here) latest.current(me);
    });
    return () => {
      here = false;
      void webauthn().then(({ WebAuthnAbortService }) => WebAuthnAbortService.cancelCeremony());
    };
  }, []);

  const { run } = step;
  const start = useCallback(() => void run(undefined), [run]);
  return { possible: passkeysPossible, start, busy: step.busy, error: step.error, clear: step.clear };
}

async function offerInField(onDone: (me: Me) => void): Promise<void> {
  if (!passkeysPossible) return;
  const { browserSupportsWebAuthnAutofill } = await webauthn();
  if (!(await browserSupportsWebAuthnAutofill())) return;
  // Whatever goes wrong here was not asked for by anybody: the button and the password remain.
  await signIn(true).then(onDone, () => null);
}
