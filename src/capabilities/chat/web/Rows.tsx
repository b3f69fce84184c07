import { type ReactElement, type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { Virtualizer, type VirtualizerHandle } from 'virtua';
import { currentLanguage } from '#platform/web/words.ts';
import type { Row, Target } from './rows.ts';
import { keepSizes, knownSizes, ROW_PX, rowsAround } from './rowSizes.ts';

/** What is drawn beyond the edges once the first picture stands. */
const BUFFER_PX = 600;
const nothing: readonly number[] = [];

interface RowsProps {
  readonly list: RefObject<VirtualizerHandle | null>;
  /** Of the conversation: its rows are remembered by it. */
  readonly name: string;
  readonly rows: readonly Row[];
  readonly shift: boolean;
  /** Where it opens; null: nobody knows yet. */
  readonly target: Target | null;
  readonly onScroll: () => void;
  /** As soon as the list has measured a row anew: an observer of its foot hears of it a picture later. */
  readonly onResize: () => void;
  readonly children: (row: Row, index: number) => ReactElement;
}

/**
 * The rows in view. The first picture is drawn in one turn: the rows around the place it opens at, as high as they were
 * when they were last seen. What lies beyond the edges follows when that picture stands.
 */
export function Rows({ list, name, rows, shift, target, onScroll, onResize, children }: RowsProps) {
  const [first] = useState(() => {
    const sizes = knownSizes(lookOf(name), rows);
    return { sizes, rows: target === null ? [] : rowsAround(sizes, target, innerHeight) };
  });
  const [stands, setStands] = useState(false);
  useEffect(() => {
    const frame = requestAnimationFrame(() => requestAnimationFrame(() => setStands(true)));
    return () => cancelAnimationFrame(frame);
  }, []);

  const latest = useRef(rows);
  useLayoutEffect(() => {
    latest.current = rows;
  });
  useLayoutEffect(() => {
    const [look, handle] = [lookOf(name), list.current];
    return () => {
      if (handle !== null) keepSizes(look, latest.current, handle.cache);
    };
  }, [name, list]);
  return (
    <Virtualizer
      ref={list}
      data={rows}
      shift={shift}
      cache={first.sizes}
      itemSize={ROW_PX}
      keepMounted={stands ? nothing : first.rows}
      bufferSize={stands ? BUFFER_PX : 0}
      onScroll={onScroll}
      onResize={onResize}
    >
      {children}
    </Virtualizer>
  );
}

/** Heights hold for one width and one language. */
const lookOf = (name: string): string => `${name} ${innerWidth} ${currentLanguage()}`;

/** Scrolls in this turn; the list itself does so a little later, which would be a picture too late. */
export function scrollAtOnce(box: HTMLElement, list: VirtualizerHandle, { index, align, offset }: Target): void {
  const above = list.getItemOffset(index);
  if (align === 'start') box.scrollTop = above + offset;
  else box.scrollTop = above - (box.clientHeight - list.getItemSize(index)) / 2;
}
