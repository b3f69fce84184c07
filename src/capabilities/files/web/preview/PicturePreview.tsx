import { type CSSProperties, type PointerEvent, useEffect, useRef, useState } from 'react';
import type { Attachment } from '../../model/contract.ts';
import { filePath } from '../paths.ts';
import type { Zoom } from './useZoom.ts';
import './preview.css';

/** A finger or mouse that moved less has pressed. */
const PRESS_PX = 6;
const TWO_TAPS_MS = 320;
/** A notch of a wheel is about a hundred pixels; two fingers on a touchpad give a few at a time. */
const WHEEL = 0.0035;

interface Press {
  readonly x: number;
  readonly y: number;
  readonly left: number;
  readonly top: number;
}

/** A picture, whole or closer: by a click or two taps there, by two fingers, by the wheel with Ctrl; then it is moved about. */
export function PicturePreview({ file, zoom }: { readonly file: Attachment; readonly zoom: Zoom }) {
  const { box, size } = zoom;
  const pressed = useRef<Press | null>(null);
  const tapped = useRef({ at: 0, x: 0, y: 0 });
  useTwoFingers(zoom);
  // What fills a screen has too few pixels for more; once it is here, it stays.
  const [fine, setFine] = useState(false);
  if (size !== null && !fine) setFine(true);

  function onDown(event: PointerEvent): void {
    pressed.current = event.isPrimary
      ? {
          x: event.clientX,
          y: event.clientY,
          left: box.current?.scrollLeft ?? 0,
          top: box.current?.scrollTop ?? 0,
        }
      : null;
    // What is moved about is not put away by the same finger.
    if (size !== null) event.stopPropagation();
  }
  function onMove(event: PointerEvent): void {
    const from = pressed.current;
    // A finger moves it by itself; a mouse takes hold of it.
    if (from === null || size === null || event.pointerType !== 'mouse') return;
    box.current?.scrollTo(from.left + from.x - event.clientX, from.top + from.y - event.clientY);
  }
  function onUp(event: PointerEvent): void {
    const from = pressed.current;
    pressed.current = null;
    const at = { x: event.clientX, y: event.clientY };
    if (from === null || event.button !== 0 || Math.hypot(at.x - from.x, at.y - from.y) > PRESS_PX) return;
    if (event.pointerType === 'mouse') {
      if (event.target instanceof HTMLImageElement) zoom.toggle(at);
      return;
    }
    const last = tapped.current;
    const isSecond = event.timeStamp - last.at < TWO_TAPS_MS && Math.hypot(at.x - last.x, at.y - last.y) < 40;
    tapped.current = { at: isSecond ? 0 : event.timeStamp, ...at };
    if (isSecond) zoom.toggle(at);
  }

  const style = size === null ? {} : { '--fi-w': `${size.width}px`, '--fi-h': `${size.height}px` };
  return (
    <div
      ref={box}
      className="fi-window"
      // A click on it keeps the keys inside the viewer; closer, it is a stop of its own, as everything that scrolls.
      tabIndex={size === null ? -1 : 0}
      role={size === null ? undefined : 'region'}
      aria-label={size === null ? undefined : file.name}
      data-closer={size === null ? undefined : ''}
      style={style as CSSProperties}
      onPointerDown={onDown}
      onPointerMove={onMove}
      onPointerUp={onUp}
      onPointerCancel={() => {
        pressed.current = null;
      }}
    >
      <img
        src={filePath(file, fine ? 'whole' : 'l')}
        alt={file.name}
        width={file.width ?? undefined}
        height={file.height ?? undefined}
        draggable={false}
      />
    </div>
  );
}

/** Two fingers on it, or the wheel with Ctrl, which is what two fingers on a touchpad are: ours, before the page becomes larger. */
function useTwoFingers(zoom: Zoom): void {
  const now = useRef(zoom);
  useEffect(() => {
    now.current = zoom;
  });
  useEffect(() => {
    const box = now.current.box.current;
    if (box === null) return;
    let apart = 0;
    const onTouch = (event: TouchEvent) => {
      const [one, two] = event.touches;
      if (one === undefined || two === undefined) {
        apart = 0;
        return;
      }
      if (event.cancelable) event.preventDefault();
      const distance = Math.hypot(one.clientX - two.clientX, one.clientY - two.clientY);
      if (apart > 0) {
        const at = { x: (one.clientX + two.clientX) / 2, y: (one.clientY + two.clientY) / 2 };
        now.current.times(distance / apart, at);
      }
      apart = distance;
    };
    const onWheel = (event: WheelEvent) => {
      if (!event.ctrlKey) return;
      event.preventDefault();
      now.current.times(Math.exp(-event.deltaY * WHEEL), { x: event.clientX, y: event.clientY });
    };
    // They are stopped, and React's own listeners could not.
    const mayStop = { passive: false };
    box.addEventListener('touchstart', onTouch, mayStop);
    box.addEventListener('touchmove', onTouch, mayStop);
    box.addEventListener('touchend', onTouch);
    box.addEventListener('wheel', onWheel, mayStop);
    return () => {
      box.removeEventListener('touchstart', onTouch);
      box.removeEventListener('touchmove', onTouch);
      box.removeEventListener('touchend', onTouch);
      box.removeEventListener('wheel', onWheel);
    };
  }, []);
}
