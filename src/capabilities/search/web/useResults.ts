import { useCallback, useEffect, useRef, useState } from 'react';
import { useStore } from '#platform/web/store.ts';
import { addressOf, type Asked, asksAnything } from '../model/asked.ts';
import { askFor } from './asking.ts';
import { forgotten, keepResults, keptResults, type Results } from './kept.ts';

interface Answer {
  readonly results: Results | null;
  readonly error: unknown;
  readonly moreError: unknown;
  readonly busy: boolean;
  readonly reload: () => void;
  readonly loadMore: () => void;
}

/** People and conversations come whole, from elsewhere. */
const isPaged = ({ what }: Asked): boolean => what === 'messages' || what === 'files';

/** What is found for this; nothing is asked while it asks for nothing. Results that are here already are shown as they were left. */
export function useResults(asked: Asked): Answer {
  const key = addressOf({ ...asked, text: asked.text.trim() });
  const results = useStore(keptResults, (all) => all.get(key) ?? null);
  const round = useStore(forgotten);
  const [turn, setTurn] = useState(0);
  const [failed, setFailed] = useState<{ key: string; error: unknown; more: boolean } | null>(null);
  const latest = useRef(asked);
  const loading = useRef<string | null>(null);
  useEffect(() => {
    latest.current = asked;
  });
  useEffect(() => {
    if (!asksAnything(latest.current) || !isPaged(latest.current)) return;
    if (turn === 0 && keptResults.get().has(key)) return;
    let wanted = true;
    askFor(latest.current, null).then(
      (found) => {
        if (!wanted) return;
        setFailed(null);
        keepResults(key, found);
      },
      (error: unknown) => {
        if (wanted) setFailed({ key, error, more: false });
      },
    );
    return () => {
      wanted = false;
    };
  }, [key, turn, round]);

  const loadMore = useCallback(() => {
    const known = keptResults.get().get(key);
    const next = known?.next ?? null;
    if (known === undefined || next === null || loading.current === key) return;
    loading.current = key;
    askFor(latest.current, next)
      .then((found) => {
        setFailed(null);
        const now = keptResults.get().get(key) ?? known;
        const files = [...now.files, ...found.files];
        keepResults(key, { ...found, files, messages: [...now.messages, ...found.messages] });
      })
      .catch((error: unknown) => setFailed({ key, error, more: true }))
      .finally(() => {
        loading.current = null;
      });
  }, [key]);
  const reload = useCallback(() => setTurn((old) => old + 1), []);
  const mine = failed?.key === key ? failed : null;
  return {
    results,
    error: mine?.more === false ? mine.error : null,
    moreError: mine?.more === true ? mine.error : null,
    busy: asksAnything(asked) && isPaged(asked) && results === null && mine === null,
    reload,
    loadMore,
  };
}
