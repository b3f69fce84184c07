import { IconSearch } from '@tabler/icons-react';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { type PaletteHit, type PaletteSource, paletteOpen, paletteSources } from '../palette.ts';
import { useStore } from '../store.ts';
import { useLanguage, useWords } from '../words.ts';
import { Kbd } from './Kbd.tsx';
import { Modal } from './Modal.tsx';
import { words } from './words.ts';
import './palette.css';

interface Found {
  readonly source: PaletteSource;
  readonly hits: readonly PaletteHit[];
}

const MOST_PER_SOURCE = 8;

/** Ctrl/Cmd+K: finds people, rooms, pages, what was said and files, and goes there. */
export function Palette() {
  const t = useWords(words);
  const language = useLanguage();
  const sources = useStore(paletteSources);
  const [text, setText] = useState('');
  const [found, setFound] = useState<readonly Found[]>([]);
  const [at, setAt] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const close = () => paletteOpen.set(false);

  useEffect(() => {
    const stop = new AbortController();
    const answers = new Map<PaletteSource, readonly PaletteHit[]>();
    const show = () => {
      if (stop.signal.aborted) return;
      setFound(
        sources
          .map((source) => ({ source, hits: (answers.get(source) ?? []).slice(0, MOST_PER_SOURCE) }))
          .filter((one) => one.hits.length > 0),
      );
    };
    setAt(0);
    for (const source of sources) {
      const answer = source.find(text.trim(), language, stop.signal);
      if (!(answer instanceof Promise)) answers.set(source, answer);
      else void answer.then((hits) => answers.set(source, hits)).then(show, () => {});
    }
    show();
    return () => stop.abort();
  }, [text, sources, language]);

  const hits = found.flatMap((one) => one.hits);
  const active = hits[Math.min(at, hits.length - 1)];
  useEffect(() => {
    list.current?.querySelector('[data-active]')?.scrollIntoView({ block: 'nearest' });
  }, [at]);

  function go(hit: PaletteHit): void {
    close();
    hit.go();
  }

  function onKey(event: KeyboardEvent): void {
    if (event.nativeEvent.isComposing) return;
    const to = { ArrowDown: at + 1, ArrowUp: at - 1 }[event.key];
    if (to !== undefined) {
      event.preventDefault();
      setAt((to + hits.length) % Math.max(1, hits.length));
    } else if (event.key === 'Enter' && active !== undefined) {
      event.preventDefault();
      go(active);
    }
  }

  return (
    <Modal className="tl-palette tl-modal-top" label={t.find} onClose={close}>
      <div className="tl-palette-box tl-modal-body" onKeyDown={onKey}>
        <span className="tl-palette-search">
          <IconSearch size={20} stroke={1.75} aria-hidden />
          <input
            value={text}
            role="combobox"
            aria-label={t.find}
            aria-expanded={hits.length > 0}
            aria-controls="palette-list"
            aria-activedescendant={active === undefined ? undefined : `palette-${active.id}`}
            autoComplete="off"
            spellCheck={false}
            placeholder={t.findHint}
            onChange={(event) => setText(event.target.value)}
          />
          <Kbd keys="Escape" />
          <button type="button" className="tl-palette-close" onClick={close}>
            {t.cancel}
          </button>
        </span>
        <div ref={list} id="palette-list" className="tl-palette-list" role="listbox" aria-label={t.find}>
          {found.map(({ source, hits: some }) => (
            <div key={source.id} role="group" aria-label={source.label[language]}>
              <p aria-hidden>{source.label[language]}</p>
              {some.map((hit) => (
                <div
                  key={hit.id}
                  id={`palette-${hit.id}`}
                  className="tl-palette-hit"
                  role="option"
                  aria-selected={hit === active}
                  data-active={hit === active ? '' : undefined}
                  onPointerMove={() => setAt(hits.indexOf(hit))}
                  onClick={() => go(hit)}
                >
                  {hit.picture}
                  <span className="tl-one">{hit.label}</span>
                  {hit.hint !== undefined && <span className="tl-one tl-grow tl-text-3">{hit.hint}</span>}
                </div>
              ))}
            </div>
          ))}
        </div>
        {hits.length === 0 && <p className="tl-palette-none">{text.trim() === '' ? t.findHint : t.nothingFound}</p>}
      </div>
    </Modal>
  );
}
