import { type KeyboardEvent, type PointerEvent, type RefObject, useState, type WheelEvent } from 'react';

/** So near the end one is at it. */
export const NEAR_END_PX = 48;
/** So long after a row was measured the list may still move by itself. */
const SETTLED_MS = 300;
const UPWARDS = new Set(['ArrowUp', 'PageUp', 'Home']);
const nowhere = { scrollTop: 0, scrollHeight: 0, clientHeight: 0 };

/**
 * Keeps the end of a list in view until somebody goes up. That a row grows, or a line comes above the composer, is nobody's leaving; and
 * while rows are measured the list itself goes up and down: only a hand counts then.
 */
class End {
  readonly #box: RefObject<HTMLElement | null>;
  #isKept = true;
  /** Where it stood when it was last placed or seen, when a row was last measured, and whether a hand went up since. */
  #seenTop = 0;
  #measuredAt = 0;
  #goesUp = false;

  constructor(box: RefObject<HTMLElement | null>) {
    this.#box = box;
  }

  isKept(): boolean {
    return this.#isKept;
  }

  /** The list is placed: at its end, which is kept from now on, or elsewhere. */
  begin(atEnd: boolean): void {
    this.#measuredAt = performance.now();
    this.#goesUp = false;
    this.#isKept = atEnd;
    if (atEnd) this.go();
  }

  go(): void {
    const box = this.#box.current;
    if (box === null) return;
    box.scrollTop = box.scrollHeight;
    this.#seenTop = box.scrollTop;
    this.#isKept = true;
  }

  leave(): void {
    this.#isKept = false;
  }

  /** Back to the end, where it is kept. */
  keep(): void {
    if (this.#stays()) this.go();
  }

  /** A row was measured, or the box itself. */
  measured(): void {
    this.#measuredAt = performance.now();
    this.keep();
  }

  /** The list was scrolled, `rest` pixels from its foot; `isLast`: nothing comes after what is loaded. True: it was led back to the end. */
  scrolled(rest: number, isLast: boolean): boolean {
    if (this.#stays() && rest >= NEAR_END_PX) {
      this.go();
      return true;
    }
    this.#isKept = rest < NEAR_END_PX && isLast;
    if (rest <= 1) this.#goesUp = false;
    return false;
  }

  hand(): void {
    this.#goesUp = true;
  }

  #stays(): boolean {
    const { scrollTop, scrollHeight, clientHeight } = this.#box.current ?? nowhere;
    const wentUp = scrollTop < this.#seenTop - 1 && scrollHeight - clientHeight - scrollTop >= NEAR_END_PX;
    if (wentUp && (this.#goesUp || performance.now() - this.#measuredAt > SETTLED_MS)) this.#isKept = false;
    this.#seenTop = scrollTop;
    return this.#isKept;
  }
}

/** The end of the list in this box, and what tells it of a hand that goes up. */
export function useEnd(box: RefObject<HTMLElement | null>) {
  const [end] = useState(() => new End(box));
  const [hands] = useState(() => ({
    onWheel: ({ deltaY }: WheelEvent) => deltaY < 0 && end.hand(),
    onTouchMove: () => end.hand(),
    onKeyDown: ({ key }: KeyboardEvent) => UPWARDS.has(key) && end.hand(),
    onPointerDown: ({ target, currentTarget }: PointerEvent) => target === currentTarget && end.hand(),
  }));
  return { end, hands };
}
