import { useEffect } from 'react';
import type { MemberId } from '#platform/model/ids.ts';
import type { OpenCompany } from '#platform/web/company.ts';
import { connectionStore } from '#platform/web/connection.ts';
import { createStore, useStore } from '#platform/web/store.ts';
import type { MemberCard } from '../../model/contract.ts';
import { directory } from '../api.ts';

/** What one call may ask for. */
const ASK_MOST = 200;
/** Waiting this long turns a screen full of rows into one call. */
const GATHER_MS = 15;
/** Enough for anybody's conversations; a company of a hundred thousand is not kept on a phone. */
const KEEP_MOST = 4_000;
const KEY = 'directory.cards';

const cards = new Map<string, MemberCard>();
const wanted = new Set<MemberId>();
/** Asked for and on the way, or asked for and unknown to the server. */
const asked = new Set<string>();
/** Kept from before a gap in the stream: shown, and asked for again. */
const stale = new Set<string>();
/** Changes whenever a card does; screens watch it. */
const version = createStore(0);
/** Changes when everything must be asked for again. */
const round = createStore(0);

let company: OpenCompany | null = null;
let timer: ReturnType<typeof setTimeout> | null = null;

/** Takes cards that came with another answer, so that they need not be asked for. */
export function keepCards(news: readonly MemberCard[]): void {
  if (news.length === 0) return;
  for (const card of news) {
    cards.delete(card.id);
    cards.set(card.id, card);
    stale.delete(card.id);
    asked.delete(card.id);
  }
  version.set((old) => old + 1);
  company?.local.put(KEY, () => [...cards.values()].slice(-KEEP_MOST));
}

function want(id: MemberId): void {
  if ((cards.has(id) && !stale.has(id)) || asked.has(id)) return;
  wanted.add(id);
  timer ??= setTimeout(() => void ask(), GATHER_MS);
}

async function ask(): Promise<void> {
  timer = null;
  const ids = [...wanted].slice(0, ASK_MOST);
  for (const id of ids) {
    wanted.delete(id);
    asked.add(id);
  }
  if (wanted.size > 0) timer = setTimeout(() => void ask(), GATHER_MS);
  const asker = company;
  if (asker === null || ids.length === 0) return;
  try {
    const found = await directory.cards({ ids }, { companyId: asker.companyId });
    if (asker === company) keepCards(found);
  } catch {
    // Asked again when the connection is back, or when somebody shows them again.
    for (const id of ids) asked.delete(id);
  }
}

function askAgain(): void {
  asked.clear();
  round.set((old) => old + 1);
}

/** Shows what is kept of this company and follows its changes. */
export async function openCards(opened: OpenCompany): Promise<() => void> {
  company = opened;
  cards.clear();
  asked.clear();
  stale.clear();
  for (const card of (await opened.local.get<MemberCard[]>(KEY)) ?? []) cards.set(card.id, card);
  version.set((old) => old + 1);
  const stopFresh = opened.onFresh(() => {
    for (const id of cards.keys()) stale.add(id);
    askAgain();
  });
  const stopOnline = connectionStore.subscribe(() => {
    if (connectionStore.get() === 'online') askAgain();
  });
  return () => {
    stopFresh();
    stopOnline();
    company = null;
    cards.clear();
    version.set((old) => old + 1);
  };
}

/** The cards that are on this device, outside React. */
export function cardsHere(): readonly MemberCard[] {
  return [...cards.values()];
}

const none: readonly MemberCard[] = [];

/** The cards that are on this device, with those that come while one looks; none where nobody looks. */
export function useCardsHere(looks: boolean): readonly MemberCard[] {
  return useStore(version, () => (looks ? cardsHere() : none));
}

/** One card as it is on this device, outside React. */
export function cardHere(id: string): MemberCard | null {
  return cards.get(id) ?? null;
}

const WAIT_MOST_MS = 3_000;

/** The card of a member, asked for where it is not here; null where nobody has the id, or no answer comes in time. */
export function cardOf(id: MemberId): Promise<MemberCard | null> {
  want(id);
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      stop();
      resolve(cardHere(id));
    };
    const timer = setTimeout(end, cards.has(id) ? 0 : WAIT_MOST_MS);
    const stop = version.subscribe(() => {
      if (cards.has(id)) end();
    });
  });
}

/** The card of a member; null while it is on its way, and for ids that nobody has. */
export function useMember(id: MemberId | null): MemberCard | null {
  const turn = useStore(round);
  useEffect(() => {
    if (id !== null) want(id);
  }, [id, turn]);
  return useStore(version, () => (id === null ? null : (cards.get(id) ?? null)));
}

/** The cards of members, in the order asked for; those still on their way are left out. */
export function useMembers(ids: readonly MemberId[]): readonly MemberCard[] {
  const turn = useStore(round);
  const key = ids.join();
  useEffect(() => {
    for (const id of key === '' ? [] : key.split(',')) want(id as MemberId);
  }, [key, turn]);
  return useStore(version, () => ids.flatMap((id) => cards.get(id) ?? []));
}
