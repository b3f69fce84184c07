import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react';

export interface Place {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

const EDGE = 8;
const GAP = 4;

/** How much room there is below an anchor, and over it. */
function roomBeside(anchor: Place, view: Size): { readonly below: number; readonly over: number } {
  return { below: view.height - anchor.bottom - GAP - EDGE, over: anchor.top - GAP - EDGE };
}

/** A box lower than this is no use: it then covers what it should not. */
const ROOM_LEAST = 160;

/**
 * What a box stands clear of: beside its anchor, over or below all of what the anchor belongs to, and how high the box
 * may be there. Where that leaves no room, the anchor alone.
 */
export function clearOf(anchor: Place, whole: Place, view: Size): { readonly at: Place; readonly room: number } {
  const at = { left: anchor.left, right: anchor.right, top: whole.top, bottom: whole.bottom };
  const { below, over } = roomBeside(at, view);
  const room = Math.floor(Math.max(below, over));
  return room < ROOM_LEAST ? { at: anchor, room: view.height } : { at, room };
}

/** Where a floating box goes: below its anchor, above where there is more room, never over the edge. */
export function placeBox(
  anchor: Place,
  box: Size,
  view: Size,
  align: 'start' | 'end',
): { x: number; y: number; above: boolean } {
  const { below, over } = roomBeside(anchor, view);
  const above = box.height > below && over > below;
  const y = above ? anchor.top - GAP - box.height : anchor.bottom + GAP;
  const x = align === 'start' ? anchor.left : anchor.right - box.width;
  return {
    x: Math.round(Math.min(Math.max(EDGE, x), Math.max(EDGE, view.width - EDGE - box.width))),
    y: Math.round(Math.min(Math.max(EDGE, y), Math.max(EDGE, view.height - EDGE - box.height))),
    above,
  };
}

interface PopoverOptions {
  readonly open: boolean;
  readonly close: () => void;
  /** The element it belongs to, or a point on the page. */
  readonly anchor: () => Element | Place | null;
  readonly align?: 'start' | 'end';
  readonly matchWidth?: boolean;
  /** Of the parts around the anchor, the nearest of this selector stays visible. */
  readonly clear?: string | undefined;
  /** Gives the focus back to the anchor when it closes by key. */
  readonly giveBack?: () => HTMLElement | null;
}

/** Shows an element in the browser's top layer beside its anchor; closes on Escape, on a press outside and on scrolling away. */
export function usePopover<Box extends HTMLElement>({
  open,
  close,
  anchor,
  align = 'start',
  matchWidth = false,
  clear,
  giveBack,
}: PopoverOptions): RefObject<Box | null> {
  const box = useRef<Box>(null);
  const latest = useRef({ close, anchor, giveBack });
  useEffect(() => {
    latest.current = { close, anchor, giveBack };
  });

  useLayoutEffect(() => {
    const element = box.current;
    if (!open || element === null) return;
    element.showPopover();
    const place = () => {
      const at = latest.current.anchor();
      if (at === null) return;
      const view = { width: innerWidth, height: innerHeight };
      let rect: Place = at instanceof Element ? at.getBoundingClientRect() : at;
      const whole = clear !== undefined && at instanceof Element ? at.closest(clear) : null;
      if (whole !== null) {
        const free = clearOf(rect, whole.getBoundingClientRect(), view);
        rect = free.at;
        element.style.setProperty('--tl-pop-room', `${free.room}px`);
      }
      if (matchWidth) element.style.setProperty('--tl-pop-width', `${Math.round(rect.right - rect.left)}px`);
      const size = { width: element.offsetWidth, height: element.offsetHeight };
      const { x, y } = placeBox(rect, size, view, align);
      element.style.setProperty('--tl-pop-x', `${x}px`);
      element.style.setProperty('--tl-pop-y', `${y}px`);
    };
    place();
    const resized = new ResizeObserver(place);
    resized.observe(element);

    const inside = (target: EventTarget | null) => {
      const at = latest.current.anchor();
      return target instanceof Node && (element.contains(target) || (at instanceof Element && at.contains(target)));
    };
    const onPress = (event: Event) => {
      if (!inside(event.target)) latest.current.close();
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      event.preventDefault();
      event.stopPropagation();
      latest.current.close();
      latest.current.giveBack?.()?.focus();
    };
    const onScroll = (event: Event) => {
      if (!inside(event.target) && latest.current.anchor() instanceof Element) place();
    };
    document.addEventListener('pointerdown', onPress, true);
    document.addEventListener('keydown', onKey, true);
    document.addEventListener('scroll', onScroll, true);
    addEventListener('resize', place);
    return () => {
      resized.disconnect();
      document.removeEventListener('pointerdown', onPress, true);
      document.removeEventListener('keydown', onKey, true);
      document.removeEventListener('scroll', onScroll, true);
      removeEventListener('resize', place);
    };
  }, [open, align, matchWidth, clear]);

  return box;
}
