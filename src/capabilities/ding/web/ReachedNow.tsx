import { useEffect } from 'react';
import { client } from '#platform/web/call.ts';
import { useStore } from '#platform/web/store.ts';
import { useAnswer } from '#platform/web/useAnswer.ts';
import { useWords } from '#platform/web/words.ts';
import { type Ding, dingCalls } from '../model/contract.ts';
import { hasReached } from '../model/state.ts';
import { Answering } from './Answering.tsx';
import { dingStore } from './dingStore.ts';
import { WhoSaid } from './WhoSaid.tsx';
import { words } from './words.ts';
import './banner.css';

const calls = client('ding', dingCalls);

export interface ReachedNowProps {
  /** How often it is asked: while everything else is held, nothing tells. */
  readonly everyMs: number;
  readonly onCount: (count: number) => void;
}

/** The dings that reached the reader although he is off, with the answer at a tap; nothing where there is none. */
export function ReachedNow({ everyMs, onCount }: ReachedNowProps) {
  const { value, reload } = useAnswer('ding.reached', (signal) => calls.reached({}, { signal }));
  const known = useStore(dingStore, ({ dings }) => dings);
  useEffect(() => {
    const timer = setInterval(reload, everyMs);
    return () => clearInterval(timer);
  }, [everyMs, reload]);
  // What was answered here goes at once.
  const open = (value ?? []).filter(({ id }) => known[id] === undefined || hasReached(known[id]));
  const count = open.length;
  useEffect(() => onCount(count), [count, onCount]);
  return open.map((ding) => <Reached key={ding.id} ding={ding} />);
}

function Reached({ ding }: { readonly ding: Ding }) {
  const t = useWords(words);
  return (
    <section className="dg-banner dg-reached-now" aria-label={t.ding}>
      <p className="dg-banner-text">
        <WhoSaid ding={ding} />
      </p>
      <div className="dg-banner-acts">
        <Answering ding={ding} />
      </div>
    </section>
  );
}
