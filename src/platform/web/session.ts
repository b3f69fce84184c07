import { createStore, useStore } from './store.ts';

/** The person who is signed in. */
export interface SessionAccount {
  readonly id: string;
  readonly name: string;
}

/** A company of that person, and who he or she is there. */
export interface SessionCompany {
  readonly id: string;
  readonly name: string;
  readonly memberId: string;
  readonly role: string;
}

export interface Session {
  /** `unknown` until somebody has said: on start the kept session is shown, so that opening offline works. */
  readonly state: 'unknown' | 'signedOut' | 'signedIn';
  readonly account: SessionAccount | null;
  readonly companies: readonly SessionCompany[];
  readonly companyId: string | null;
}

const KEY = 'tautline.session';
/** Which company each account had open last on this device; it outlives a session that ran out, not a sign-out. */
const LAST_KEY = 'tautline.companies';
const nobody: Session = { state: 'signedOut', account: null, companies: [], companyId: null };

function keptSession(): Session {
  try {
    const text = globalThis.localStorage?.getItem(KEY) ?? null;
    if (text === null) return { ...nobody, state: 'unknown' };
    return { ...(JSON.parse(text) as Session), state: 'signedIn' };
  } catch {
    return { ...nobody, state: 'unknown' };
  }
}

function lastCompanies(): Record<string, string> {
  try {
    return JSON.parse(globalThis.localStorage?.getItem(LAST_KEY) ?? '{}') as Record<string, string>;
  } catch {
    return {};
  }
}

export const sessionStore = createStore<Session>(keptSession());

function keep(session: Session): void {
  if (session.account === null) globalThis.localStorage?.removeItem(KEY);
  else globalThis.localStorage?.setItem(KEY, JSON.stringify(session));
  if (session.account === null || session.companyId === null) return;
  const last = { ...lastCompanies(), [session.account.id]: session.companyId };
  globalThis.localStorage?.setItem(LAST_KEY, JSON.stringify(last));
}

/**
 * Says who is signed in. Open is the company on the screen, else the one this account had open last on this device, where it is
 * still one of theirs; else the first of the list, which is the one they joined first.
 */
export function setSession(account: SessionAccount, companies: readonly SessionCompany[]): void {
  sessionStore.set((old) => {
    const wanted = old.account?.id === account.id ? old.companyId : (lastCompanies()[account.id] ?? null);
    const companyId = companies.some((one) => one.id === wanted) ? wanted : (companies[0]?.id ?? null);
    const next: Session = { state: 'signedIn', account, companies, companyId };
    keep(next);
    return next;
  });
}

/** Goes to another company of the same person. */
export function chooseCompany(companyId: string): void {
  sessionStore.set((old) => {
    const next = { ...old, companyId };
    keep(next);
    return next;
  });
}

/** Forgets who was signed in, on this screen only; `wipeDevice` clears what is stored. */
export function clearSession(): void {
  keep(nobody);
  sessionStore.set(nobody);
}

/** Who is signed in, and where. */
export function useSession(): Session {
  return useStore(sessionStore);
}

/** The company on the screen, or null. */
export function currentCompany(session: Session = sessionStore.get()): SessionCompany | null {
  return session.companies.find((company) => company.id === session.companyId) ?? null;
}

/** The company on the screen, or null. */
export function useCurrentCompany(): SessionCompany | null {
  return currentCompany(useSession());
}

const listeners = new Set<() => void>();

/** Called when the server says that nobody is signed in any more. */
export function onSignedOut(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Tells all listeners that the sign-in has ended. */
export function tellSignedOut(): void {
  for (const listener of [...listeners]) listener();
}

type Loader = () => Promise<void>;
let loader: Loader | null = null;

/** Sign-in's own screens say how the session is fetched; it must call `setSession` or `clearSession`. */
export function registerSessionLoader(load: Loader): void {
  loader = load;
}

/** Asks the server who is signed in. Throws `Offline` where nobody answers; the kept session then stays. */
export async function loadSession(): Promise<void> {
  await loader?.();
}
