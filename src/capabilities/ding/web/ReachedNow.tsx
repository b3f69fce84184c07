import { IconBoltFilled } from '@tabler/icons-react';
import { useEffect } from 'react';
import { useMentionNames, withNames } from '#chat/web/index.ts';
import { MemberName } from '#directory/web/index.ts';
import { useSaid } from '#files/web/index.ts';
import { client } from '#platform/web/call.ts';
import { useStore } from '#platform/web/store.ts';
import { plainText } from '#platform/web/ui/Markdown.tsx';
import { useAnswer } from '#platform/web/useAnswer.ts';
import { useWords } from '#platform/web/words.ts';
import { type Ding, dingCalls } from '../model/contract.ts';
import { hasReached } from '../model/state.ts';
import { Answering } from './Answering.tsx';
import { dingStore } from './dingStore.ts';
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
  const nameOf = useMentionNames(ding.text);
  const said = useSaid();
  return (
    <section className="dg-banner dg-reached" aria-label={t.ding}>
      <p className="dg-banner-text">
        <IconBoltFilled size={18} aria-hidden />
        <span>
          <b>
            <MemberName id={ding.authorId} />
          </b>
          <span className="dg-banner-words">{said(plainText(withNames(ding.text, nameOf)), ding.files)}</span>
        </span>
      </p>
      <div className="dg-banner-acts">
        <Answering ding={ding} />
      </div>
    </section>
  );
}
