import { Offline } from '#platform/web/failures.ts';
import { useAnswer } from '#platform/web/useAnswer.ts';
import { useEffect, useState } from 'react';
import type { z } from 'zod';
import type { dingCalls } from '../model/contract.ts';
import { type Addressing, asksNobody } from './addressing.ts';
import { dingNow } from './dingStore.ts';

export type Preview = z.output<typeof dingCalls.preview.output>;
export type Person = Preview['people'][number];

/** What a ding to these would do now, asked anew every minute; the one before stays while it is asked. */
export function usePreview(
  addressing: Addressing,
  now: Date,
): { readonly shown: Preview | null; readonly isFresh: boolean; readonly error: unknown } {
  const minute = Math.floor(now.getTime() / 60_000);
  const key = asksNobody(addressing) ? null : `ding.preview ${minute} ${JSON.stringify(addressing)}`;
  const [before, setBefore] = useState<Preview | null>(null);
  const { value, error } = useAnswer(key, async () => {
    const calls = dingNow()?.calls;
    if (calls === undefined) throw new Offline();
    return calls.preview(addressing);
  });
  useEffect(() => {
    if (value !== null) setBefore(value);
  }, [value]);
  if (key === null) return { shown: null, isFresh: false, error: null };
  return { shown: value ?? before, isFresh: value !== null, error };
}

/** How those stand whom it would go to. */
export interface Sorted {
  /** Reached by the ladder at once. */
  readonly now: Person[];
  /** Reached when they start. */
  readonly off: Person[];
  readonly onLeave: Person[];
  /** Over their budget of the day: it comes as talk does. */
  readonly full: Person[];
  /** Dinged within the hour. */
  readonly again: Person[];
}

export function sorted(people: readonly Person[]): Sorted {
  const groups: Sorted = { now: [], off: [], onLeave: [], full: [], again: [] };
  for (const one of people) {
    if (one.repeatAt !== null) groups.again.push(one);
    if (one.left <= 0) groups.full.push(one);
    if (one.onLeave) groups.onLeave.push(one);
    else if (one.startsAt === null) groups.now.push(one);
    else groups.off.push(one);
  }
  return groups;
}
