import { Link } from '#platform/web/navigate.tsx';
import { useStore } from '#platform/web/store.ts';
import { useWords } from '#platform/web/words.ts';
import type { Ding } from '../model/contract.ts';
import { Answering } from './Answering.tsx';
import { dingStore, toldStore } from './dingStore.ts';
import { pathOf } from './notices.ts';
import { WhoSaid } from './WhoSaid.tsx';
import { words } from './words.ts';
import './banner.css';

/** Above every page, while something urgent waits that this page has not led to yet: who, what, and the answer at a tap. */
export function DingBanner() {
  const told = useStore(toldStore);
  const dings = useStore(dingStore, (state) => told.map(({ id }) => state.dings[id] ?? null));
  const [first, ...others] = dings.filter((one) => one !== null);
  return (
    <div aria-live="assertive" className="dg-banners">
      {first !== undefined && <Told key={first.id} ding={first} more={others.length} />}
    </div>
  );
}

function Told({ ding, more }: { readonly ding: Ding; readonly more: number }) {
  const t = useWords(words);
  // Who has gone there sees it in the conversation.
  const seen = () => toldStore.set((old) => old.filter(({ id }) => id !== ding.id));
  return (
    <section className="dg-banner" aria-label={t.ding}>
      <Link to={pathOf(ding)} className="dg-banner-text" onClick={seen}>
        <WhoSaid ding={ding} />
      </Link>
      <div className="dg-banner-acts">
        <Answering ding={ding} />
        {more > 0 && (
          <Link to="/ding" className="dg-banner-more">
            {t.moreWait(more)}
          </Link>
        )}
      </div>
    </section>
  );
}
