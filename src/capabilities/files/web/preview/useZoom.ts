import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { Size } from '../../model/fitting.ts';
import { zoomsOf, type Zooms } from '../../model/zooming.ts';

/** A point of the screen. */
interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Zoom {
  /** The window in which the picture lies, and is moved about. */
  readonly box: RefObject<HTMLDivElement | null>;
  /** Its size on the screen; null: all of it is seen. */
  readonly size: Size | null;
  /** As close as one step leads, and back; a point stays where it is, without one the middle does. */
  readonly toggle: (at?: Point) => void;
  /** So many times as close as now. */
  readonly times: (factor: number, at?: Point) => void;
}

interface Closer {
  /** Whose picture it is: another one is seen whole. */
  readonly id: string;
  /** Its size when it was seen whole, and how many times as large it is now. */
  readonly whole: Size;
  readonly by: number;
  /** What stays where it is: a part of the picture, and its place on the screen. */
  readonly part: Point;
  readonly at: Point;
}

/** So little closer is whole. */
const WHOLE_BELOW = 1.02;
/** A picture that is so many times as high as it is wide is long. */
const LONG = 2;

/** Goes closer to the picture of this size and name, and about in it. */
export function useZoom(own: Size, id: string): Zoom {
  const box = useRef<HTMLDivElement>(null);
  const [state, setState] = useState<Closer | null>(null);
  const closer = state?.id === id ? state : null;

  useLayoutEffect(() => {
    const picture = pictureIn(box.current);
    if (state === null || picture === null) return;
    const { left, top, width, height } = picture.getBoundingClientRect();
    box.current?.scrollBy(left + state.part.x * width - state.at.x, top + state.part.y * height - state.at.y);
  }, [state]);

  useEffect(() => {
    // A phone that is turned has another window.
    const back = () => setState(null);
    window.addEventListener('resize', back);
    return () => window.removeEventListener('resize', back);
  }, []);

  function to(wanted: (zooms: Zooms) => number, point?: Point): void {
    const picture = pictureIn(box.current);
    if (box.current === null || picture === null) return;
    const { left, top, width, height } = picture.getBoundingClientRect();
    if (width === 0 || height === 0) return;
    const whole = closer?.whole ?? { width, height };
    const zooms = zoomsOf(own, whole, { width: box.current.clientWidth, height: box.current.clientHeight });
    const by = Math.min(zooms.most, wanted(zooms));
    const at = point ?? placeIn(box.current.getBoundingClientRect());
    const part = { x: within((at.x - left) / width), y: within((at.y - top) / height) };
    setState(by < WHOLE_BELOW ? null : { id, whole, by, part, at });
  }

  /** What stays where nobody says: the middle, and of a long picture that is seen whole the beginning, as it is read from there. */
  function placeIn({ left, top, width, height }: DOMRect): Point {
    const fromTop = closer === null && own.height > own.width * LONG ? 0 : height / 2;
    return { x: left + width / 2, y: top + fromTop };
  }

  return {
    box,
    size: closer === null ? null : { width: closer.whole.width * closer.by, height: closer.whole.height * closer.by },
    toggle: (at) => to((zooms) => (closer === null ? zooms.closer : 1), at),
    times: (factor, at) => to(() => (closer?.by ?? 1) * factor, at),
  };
}

const within = (part: number): number => Math.min(1, Math.max(0, part));
const pictureIn = (box: HTMLElement | null): HTMLElement | null => box?.querySelector('img') ?? null;
