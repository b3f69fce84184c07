import { refusalCode } from '#platform/web/call.ts';
import { wipeDevice } from '#platform/web/local.ts';
import { clearSession, onSignedOut, setSession } from '#platform/web/session.ts';
import { createStore, useStore } from '#platform/web/store.ts';
import type { Me } from '../model/contract.ts';
import { identity } from './api.ts';

const meStore = createStore<Me | null>(null);

onSignedOut(() => meStore.set(null));

/** Takes in who is signed in: the session of the shell follows. */
export function takeMe(me: Me): void {
  meStore.set(me);
  const companies = me.seats
    .filter((seat) => seat.status === 'active')
    .map((seat) => ({ id: seat.companyId, name: seat.companyName, memberId: seat.memberId, role: seat.role }));
  setSession({ id: me.accountId, name: me.name }, companies);
}

/** Asks again who is signed in; where nobody is, the session ends. */
export async function loadMe(): Promise<void> {
  try {
    takeMe(await identity.me({}));
  } catch (error) {
    if (refusalCode(error) !== 'platform.notSignedIn') throw error;
    meStore.set(null);
    clearSession();
  }
}

/** The account that is signed in, with all its seats; null until it was asked for. */
export function useMe(): Me | null {
  return useStore(meStore);
}

/** Signs this device out and leaves nothing on it, whether the server hears of it or not. */
export async function signOutHere(): Promise<void> {
  await identity.signOut({}).catch(() => null);
  await wipeDevice();
  meStore.set(null);
  clearSession();
}
