import { useCallback, useEffect, useMemo, useState } from 'react';
import { toast } from '#platform/web/ui/Toast.tsx';
import { usePhone } from '#platform/web/useMedia.ts';
import { currentLanguage, wordsIn } from '#platform/web/words.ts';
import { FORWARD_MAX } from '../../model/cards.ts';
import { forwardWords } from './words.ts';

/** Which messages of a conversation are selected, while some are being selected. */
export interface Selecting {
  /** null: none are being selected. */
  readonly numbers: ReadonlySet<number> | null;
  readonly start: (number: number) => void;
  readonly toggle: (number: number) => void;
  readonly stop: () => void;
}

export function useSelecting(): Selecting {
  const [numbers, setNumbers] = useState<ReadonlySet<number> | null>(null);
  const phone = usePhone();
  const isOn = numbers !== null;
  const stop = useCallback(() => setNumbers(null), []);
  const start = useCallback((number: number) => setNumbers(new Set([number])), []);
  const toggle = useCallback((number: number) => setNumbers((old) => (old === null ? null : toggled(old, number))), []);

  // On a phone the way back leads out of it first: a step of its own in the history, which goes when it ends otherwise.
  useEffect(() => {
    if (!isOn || !phone) return;
    const { href } = location;
    let left = false;
    const leave = () => {
      left = true;
      stop();
    };
    history.pushState({ ...history.state }, '');
    addEventListener('popstate', leave);
    return () => {
      removeEventListener('popstate', leave);
      if (!left && location.href === href) history.back();
    };
  }, [isOn, phone, stop]);
  return useMemo(() => ({ numbers, start, toggle, stop }), [numbers, start, toggle, stop]);
}

function toggled(old: ReadonlySet<number>, number: number): ReadonlySet<number> {
  const next = new Set(old);
  if (next.delete(number)) return next;
  if (old.size < FORWARD_MAX) return next.add(number);
  toast({ text: wordsIn(forwardWords, currentLanguage()).atMost(FORWARD_MAX) });
  return old;
}
