import { type RefObject, useEffect, useMemo, useRef, useState } from 'react';
import { createStore, useStore } from '../store.ts';
import './code.css';

type Highlighter = typeof import('./highlighting.ts');

const highlighter = createStore<Highlighter | null>(null);
let asked = false;

function load(): void {
  if (asked) return;
  asked = true;
  void import('./highlighting.ts').then(highlighter.set, () => {
    asked = false;
  });
}

/** What is longer is shown as it is: telling it apart would keep the screen waiting. */
const LENGTH_MAX = 200_000;

interface CodeTextProps {
  readonly text: string;
  /** As people write it behind the fence, or as a file's name ends. */
  readonly language: string;
}

/** Code, with its parts told apart once it is on the screen. Only colours come: no letter moves. */
export function CodeText({ text, language }: CodeTextProps) {
  const box = useRef<HTMLElement>(null);
  const seen = useSeen(box);
  const wanted = seen && language !== '' && text.length <= LENGTH_MAX;
  if (wanted) load();
  const grammar = useStore(highlighter);
  const pieces = useMemo(
    () => (wanted ? (grammar?.highlight(text, language.toLowerCase()) ?? null) : null),
    [wanted, grammar, text, language],
  );
  return (
    <code ref={box}>
      {pieces === null
        ? text
        : pieces.map((piece, index) =>
            piece.sort === null ? (
              piece.text
            ) : (
              <span key={index} data-code={piece.sort}>
                {piece.text}
              </span>
            ),
          )}
    </code>
  );
}

/** Was it on the screen? */
function useSeen(box: RefObject<HTMLElement | null>): boolean {
  const [seen, setSeen] = useState(false);
  useEffect(() => {
    if (seen || box.current === null) return;
    const observer = new IntersectionObserver((entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) setSeen(true);
    });
    observer.observe(box.current);
    return () => observer.disconnect();
  }, [seen, box]);
  return seen;
}
