import { useCallback, useEffect, useRef, useState } from 'react';
import { chatStore } from '#chat/web/index.ts';
import type { OpenCompany } from '#platform/web/company.ts';
import { restIn, startsOff } from '#worktime/model/contract.ts';
import { looksUntil, ownTime } from '#worktime/web/index.ts';

const OVER_THE_PAGE = 'dialog[open], [role="dialog"], [role="menu"], [role="listbox"]';

/** Was anything pressed since this page was loaded? Who has just signed in, joined or changed the company is at it, and goes on. */
let isTouched = false;
for (const event of ['pointerdown', 'keydown']) globalThis.addEventListener?.(event, () => (isTouched = true), true);

/** Is he to find that he is off, who comes to the start now? `hiddenMs`: how long the page was out of sight; null: it opens. */
function isOffNow(hiddenMs: number | null): boolean {
  const now = Date.now();
  const time = ownTime.get();
  const rest = time === null ? null : restIn(time, now);
  const isInUse = (hiddenMs === null && isTouched) || document.querySelector(OVER_THE_PAGE) !== null;
  return startsOff({ now, rest, looksUntil: looksUntil(), hiddenMs, isInUse });
}

interface Decided {
  readonly open: OpenCompany | null;
  /** Was his time known when it opened? */
  readonly wasKnown: boolean;
  readonly isOff: boolean;
}

interface Facts {
  /** Null while it opens. */
  readonly open: OpenCompany | null;
  readonly path: string;
  /** Where one comes to who opens the product. */
  readonly start: string;
  /** Another page stands in place of every one (R3). */
  readonly isHeld: boolean;
}

/**
 * Does the start of the product say that one is off, in place of the list (W17)? That is decided when the company opens, before its first picture,
 * and when the page is seen again after a while; never while somebody reads.
 */
export function useOffHome({ open, path, start, isHeld }: Facts): {
  readonly isOff: boolean;
  readonly end: () => void;
} {
  const [decided, setDecided] = useState<Decided>({ open: null, wasKnown: false, isOff: false });
  if (decided.open !== open) {
    const isOff = open !== null && path === start && isOffNow(null);
    setDecided({ open, wasKnown: ownTime.get() !== null, isOff });
  }
  const { wasKnown } = decided;
  const set = useCallback((isOff: boolean) => setDecided((old) => (old.isOff === isOff ? old : { ...old, isOff })), []);
  const end = useCallback(() => set(false), [set]);
  const isAtStart = useRef(path === start);
  useEffect(() => {
    isAtStart.current = path === start;
    // Who has gone on into it has looked.
    if (path.startsWith(`${start}/`)) set(false);
  }, [path, start, set]);
  useEffect(() => {
    if (isHeld) set(false);
  }, [isHeld, set]);
  useEffect(() => {
    if (open === null || wasKnown || !isAtStart.current) return;
    return onFirstAnswer(() => isAtStart.current && set(true));
  }, [open, wasKnown, set]);
  useEffect(
    () =>
      onSeenAgain((hiddenMs) => {
        if (isAtStart.current && isOffNow(hiddenMs)) set(true);
      }),
    [set],
  );
  return { isOff: decided.isOff && decided.open === open && path === start, end };
}

/** The first time on a device nothing is kept. The answer counts if it comes before there is a list to read. */
function onFirstAnswer(isOff: () => void): () => void {
  const answered = () => {
    if (ownTime.get() === null) return;
    stop();
    if (chatStore.get().at === 0 && isOffNow(null)) isOff();
  };
  const stop = ownTime.subscribe(answered);
  answered();
  return stop;
}

function onSeenAgain(seen: (hiddenMs: number) => void): () => void {
  let hiddenAt: number | null = null;
  const change = () => {
    if (document.visibilityState === 'hidden') hiddenAt = Date.now();
    else if (hiddenAt !== null) {
      seen(Date.now() - hiddenAt);
      hiddenAt = null;
    }
  };
  document.addEventListener('visibilitychange', change);
  return () => document.removeEventListener('visibilitychange', change);
}
