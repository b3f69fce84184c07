import { IconAlertOctagon, IconCircleCheck, IconX } from '@tabler/icons-react';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { createStore, useStore } from '../store.ts';
import { useWords } from '../words.ts';
import { Button, IconButton } from './Button.tsx';
import { words } from './words.ts';
import './toast.css';

export interface ToastContent {
  readonly text: string;
  /** Takes the step back. */
  readonly undo?: () => void;
  readonly action?: { readonly label: string; readonly onSelect: () => void };
  readonly kind?: 'plain' | 'success' | 'danger';
  /** How long it stays; 0 until it is closed. */
  readonly ms?: number;
}

interface Shown extends ToastContent {
  readonly id: number;
}

const MOST = 3;
const store = createStore<readonly Shown[]>([]);
let serial = 0;

/** Says something short at the foot of the screen. What can be undone can be undone here. */
export function toast(content: ToastContent): () => void {
  const shown = { ...content, id: ++serial };
  store.set((old) => [...old.slice(1 - MOST), shown]);
  return () => store.set((old) => old.filter((one) => one.id !== shown.id));
}

/** Where toasts appear; the shell draws it once. */
export function Toasts() {
  const shown = useStore(store);
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const element = box.current;
    if (element === null || typeof element.showPopover !== 'function') return;
    if (element.matches(':popover-open')) element.hidePopover();
    if (shown.length > 0) element.showPopover();
  }, [shown]);
  return (
    <div ref={box} className="tl-toasts" popover="manual" role="status" aria-live="polite">
      {shown.map((one) => (
        <ToastBox
          key={one.id}
          content={one}
          onGone={() => store.set((old) => old.filter((other) => other.id !== one.id))}
        />
      ))}
    </div>
  );
}

function ToastBox({ content, onGone }: { readonly content: ToastContent; readonly onGone: () => void }) {
  const t = useWords(words);
  const {
    text,
    undo,
    action,
    kind = 'plain',
    ms = undo === undefined && action === undefined ? 5_000 : 10_000,
  } = content;
  const [held, setHeld] = useState(false);
  const gone = useRef(onGone);
  useEffect(() => {
    gone.current = onGone;
  });
  useEffect(() => {
    if (held || ms === 0) return;
    const timer = setTimeout(() => gone.current(), ms);
    return () => clearTimeout(timer);
  }, [held, ms]);
  const step = undo === undefined ? action : { label: t.undo, onSelect: undo };
  return (
    <div
      className={`tl-toast tl-toast-${kind}`}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      {kind === 'success' && <IconCircleCheck size={18} stroke={1.75} aria-hidden />}
      {kind === 'danger' && <IconAlertOctagon size={18} stroke={1.75} aria-hidden />}
      <span className="tl-grow">{text}</span>
      {step !== undefined && (
        <Button
          kind="quiet"
          size="sm"
          onClick={() => {
            onGone();
            step.onSelect();
          }}
        >
          {step.label}
        </Button>
      )}
      <IconButton icon={<IconX size={16} stroke={1.75} />} label={t.close} size="sm" onClick={onGone} />
    </div>
  );
}
