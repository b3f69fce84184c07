import { useEffect, useState } from 'react';
import type { MemberId } from '#platform/model/ids.ts';
import { CallFailed } from '#platform/web/call.ts';
import { useAnswer } from '#platform/web/useAnswer.ts';
import type { MemberCard } from '../../model/contract.ts';
import { directory } from '../api.ts';
import { cardsHere, keepCards, useCardsHere } from './cards.ts';

/** Those of the given cards whose name or title holds the text: what works without a connection. */
export function matching(cards: readonly MemberCard[], text: string): MemberCard[] {
  const wanted = text.trim().toLowerCase();
  return cards.filter((card) => `${card.name} ${card.title}`.toLowerCase().includes(wanted));
}

/** Finds members by name, pinyin, initials, e-mail or number; offline among those this device knows. */
export async function searchMembers(text: string, signal?: AbortSignal, limit = 20): Promise<readonly MemberCard[]> {
  if (text.trim() === '') return [];
  try {
    const found = await directory.search({ text, limit }, signal === undefined ? {} : { signal });
    keepCards(found);
    return found;
  } catch (error) {
    if (error instanceof CallFailed || signal?.aborted === true) throw error;
    return matching(cardsHere(), text)
      .filter((card) => card.active)
      .slice(0, limit);
  }
}

/** A value that has rested for a moment, so that not every letter asks the server. */
export function useRested<Value>(value: Value, ms = 120): Value {
  const [rested, setRested] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), ms);
    return () => clearTimeout(timer);
  }, [value, ms]);
  return rested;
}

/** The answer to a search; empty text asks nothing. The last answer stays while one types on. */
export function useMemberSearch(text: string, limit = 20) {
  const rested = useRested(text.trim());
  return useAnswer(rested === '' ? null : `directory.search ${limit} ${rested}`, (signal) =>
    searchMembers(rested, signal, limit),
  );
}

/** Departments by name, pinyin or initials; without a text, the topmost. The last answer stays while one types on. */
export function useDepartmentSearch(text: string, limit: number) {
  const rested = useRested(text.trim());
  return useAnswer(`directory.findDepartments ${limit} ${rested}`, (signal) =>
    directory.findDepartments({ text: rested, limit }, { signal }),
  );
}

/**
 * Whom an @ may mean: among the given members, or in the whole company where `among` is null. Null text: nobody.
 * Answers at once from the cards at hand, then by pinyin and initials from the server.
 */
export function useMentionHits(
  text: string | null,
  among: readonly MemberCard[] | null,
  limit = 8,
): readonly MemberCard[] {
  const wanted = text?.trim() ?? '';
  const here = useCardsHere(text !== null && among === null);
  const far = useMemberSearch(text === null ? '' : wanted, 50).value ?? [];
  if (text === null) return [];
  const near = matching(among ?? here, wanted).filter((card) => card.active);
  const allowed = among === null ? null : new Set<MemberId>(among.map((card) => card.id));
  const rest = wanted === '' ? [] : far.filter((card) => allowed === null || allowed.has(card.id));
  const seen = new Set<MemberId>();
  return [...near, ...rest].filter((card) => !seen.has(card.id) && seen.add(card.id) !== undefined).slice(0, limit);
}
