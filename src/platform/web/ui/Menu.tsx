import { IconCheck } from '@tabler/icons-react';
import {
  cloneElement,
  type KeyboardEvent,
  type ReactElement,
  type ReactNode,
  useCallback,
  useEffect,
  useId,
  useRef,
  useState,
} from 'react';
import { usePhone } from '../useMedia.ts';
import { Kbd } from './Kbd.tsx';
import { Modal } from './Modal.tsx';
import { type Place, usePopover } from './usePopover.ts';
import './menu.css';

export interface MenuAction {
  readonly label: string;
  readonly icon?: ReactNode;
  readonly hint?: string;
  readonly keys?: string;
  readonly kind?: 'plain' | 'danger';
  readonly checked?: boolean;
  readonly disabled?: boolean;
  readonly onSelect: () => void;
}

/** Actions side by side, each drawn as its icon alone; its label is its name. */
export interface MenuRow {
  readonly row: readonly MenuAction[];
}

export type MenuItem = MenuAction | MenuRow | { readonly line: true } | { readonly section: string };

interface TriggerProps {
  readonly ref?: unknown;
  readonly onClick?: (event: unknown) => void;
  readonly onKeyDown?: (event: KeyboardEvent) => void;
}

interface MenuProps {
  /** A button of ours; it gets the handlers. */
  readonly trigger: ReactElement<TriggerProps>;
  readonly label: string;
  readonly items: readonly MenuItem[];
  readonly align?: 'start' | 'end';
}

/** A list of actions: beside its button on a desktop, a sheet on a phone. */
export function Menu({ trigger, label, items, align = 'start' }: MenuProps) {
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLElement>(null);
  const close = useCallback(() => setOpen(false), []);
  return (
    <>
      {cloneElement(trigger, {
        ref: button,
        'aria-haspopup': 'menu',
        'aria-expanded': open,
        onClick: () => setOpen(!open),
        onKeyDown: (event: KeyboardEvent) => {
          if (event.key !== 'ArrowDown') return;
          event.preventDefault();
          setOpen(true);
        },
      } as TriggerProps)}
      {open && (
        <MenuList
          label={label}
          items={items}
          align={align}
          anchor={() => button.current}
          onClose={close}
          giveBack={() => button.current}
        />
      )}
    </>
  );
}

interface ContextMenuProps {
  readonly label: string;
  readonly items: readonly MenuItem[];
  /** Where it was asked for, in the window; null while closed. */
  readonly at: { readonly x: number; readonly y: number } | null;
  readonly onClose: () => void;
}

/** The same actions on right click and long press. */
export function ContextMenu({ label, items, at, onClose }: ContextMenuProps) {
  const before = useRef<HTMLElement | null>(null);
  if (at === null) return null;
  const point: Place = { left: at.x, right: at.x, top: at.y, bottom: at.y };
  return (
    <MenuList
      label={label}
      items={items}
      align="start"
      anchor={() => point}
      onClose={onClose}
      giveBack={() => {
        before.current ??= document.activeElement as HTMLElement | null;
        return before.current;
      }}
    />
  );
}

interface MenuListProps {
  readonly label: string;
  /** Something to read before the actions. */
  readonly head?: ReactNode;
  readonly items: readonly MenuItem[];
  readonly align: 'start' | 'end';
  readonly anchor: () => Element | Place | null;
  readonly onClose: () => void;
  readonly giveBack: () => HTMLElement | null;
}

/** Actions that several buttons open: it is there while they are shown, beside the one that was pressed. */
export function MenuList(props: MenuListProps) {
  const phone = usePhone();
  if (!phone) return <MenuPopover {...props} />;
  return (
    <Modal className="tl-sheet" label={props.label} onClose={props.onClose}>
      {props.head}
      <MenuItems {...props} />
    </Modal>
  );
}

function MenuPopover(props: MenuListProps) {
  const box = usePopover<HTMLDivElement>({
    open: true,
    close: props.onClose,
    anchor: props.anchor,
    align: props.align,
    giveBack: props.giveBack,
  });
  return (
    <div ref={box} className="tl-pop tl-menu-pop" popover="manual">
      {props.head}
      <MenuItems {...props} />
    </div>
  );
}

const isAction = (item: MenuItem): item is MenuAction => 'onSelect' in item;

function MenuItems({ label, items, onClose, giveBack }: MenuListProps) {
  const list = useRef<HTMLDivElement>(null);
  const id = useId();
  // The finger of a long press is lifted over the sheet that it opened: only a press that began here is meant.
  const pressed = useRef(false);
  const buttons = () => [...(list.current?.querySelectorAll<HTMLButtonElement>('button:not(:disabled)') ?? [])];

  useEffect(() => {
    buttons()[0]?.focus({ preventScroll: true });
  }, []);

  function onKey(event: KeyboardEvent): void {
    const all = buttons();
    const index = all.indexOf(document.activeElement as HTMLButtonElement);
    // From a row up and down lead out of it; along it lead the other two.
    const row = all[index]?.closest('.tl-menu-row') ?? null;
    const [first, last] = row === null ? [index, index] : edgesOf(all, row);
    const along: Record<string, number> = row === null ? {} : { ArrowRight: index + 1, ArrowLeft: index - 1 };
    const across = { ArrowDown: last + 1, ArrowUp: first - 1, Home: 0, End: all.length - 1 };
    const to = { ...along, ...across }[event.key];
    if (to !== undefined) {
      event.preventDefault();
      all[(to + all.length) % all.length]?.focus();
    } else if (event.key === 'Tab') {
      event.preventDefault();
      onClose();
      giveBack()?.focus();
    } else if (event.key.length === 1 && !event.ctrlKey && !event.metaKey) {
      const wanted = event.key.toLowerCase();
      const rest = [...all.slice(index + 1), ...all.slice(0, index + 1)];
      rest.find((button) => button.textContent?.trim().toLowerCase().startsWith(wanted))?.focus();
    }
  }

  return (
    <div
      ref={list}
      className="tl-menu"
      role="menu"
      aria-label={label}
      onKeyDown={onKey}
      onPointerDown={() => {
        pressed.current = true;
      }}
      onClickCapture={(event) => {
        if (event.detail > 0 && !pressed.current) event.stopPropagation();
      }}
    >
      {items.map((item, index) => {
        if ('line' in item) return <hr key={`${id}-${index}`} />;
        if ('section' in item) {
          return (
            <p key={`${id}-${index}`} className="tl-menu-section">
              {item.section}
            </p>
          );
        }
        if ('row' in item) {
          return (
            <div key={`${id}-${index}`} className="tl-menu-row" role="group">
              {item.row.map((one) => (
                <ActionRow key={one.label} item={one} bare onClose={onClose} giveBack={giveBack} />
              ))}
            </div>
          );
        }
        return isAction(item) ? <ActionRow key={item.label} item={item} onClose={onClose} giveBack={giveBack} /> : null;
      })}
    </div>
  );
}

/** The first and the last place of those buttons that lie in a row. */
function edgesOf(all: readonly Element[], row: Element): [number, number] {
  return [all.findIndex((one) => row.contains(one)), all.findLastIndex((one) => row.contains(one))];
}

type ActionRowProps = { readonly item: MenuAction; readonly bare?: boolean } & Pick<
  MenuListProps,
  'onClose' | 'giveBack'
>;

function ActionRow({ item, bare = false, onClose, giveBack }: ActionRowProps) {
  return (
    <button
      type="button"
      role={item.checked === undefined ? 'menuitem' : 'menuitemcheckbox'}
      aria-checked={item.checked}
      disabled={item.disabled}
      aria-label={bare ? item.label : undefined}
      title={bare ? item.label : undefined}
      tabIndex={-1}
      data-kind={item.kind}
      onPointerMove={(event) => event.pointerType === 'mouse' && event.currentTarget.focus({ preventScroll: true })}
      onClick={() => {
        onClose();
        giveBack()?.focus({ preventScroll: true });
        item.onSelect();
      }}
    >
      {item.icon}
      {!bare && (
        <span className="tl-grow">
          {item.label}
          {item.hint !== undefined && <small>{item.hint}</small>}
        </span>
      )}
      {item.keys !== undefined && <Kbd keys={item.keys} />}
      {!bare && item.checked === true && <IconCheck size={16} stroke={2} aria-hidden />}
    </button>
  );
}

const LONG_PRESS_MS = 450;
const MOVED_PX = 10;

/** Handlers for an element that answers to a long press and to a right click with a point in the window. */
export function useLongPress(onPress: (at: { x: number; y: number }) => void) {
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  const start = useRef({ x: 0, y: 0 });
  const stop = () => {
    if (timer.current !== null) clearTimeout(timer.current);
    timer.current = null;
  };
  useEffect(() => stop, []);
  return {
    onContextMenu(event: { preventDefault(): void; clientX: number; clientY: number }) {
      event.preventDefault();
      stop();
      onPress({ x: event.clientX, y: event.clientY });
    },
    onPointerDown(event: { pointerType: string; clientX: number; clientY: number }) {
      if (event.pointerType === 'mouse') return;
      start.current = { x: event.clientX, y: event.clientY };
      timer.current = setTimeout(() => onPress(start.current), LONG_PRESS_MS);
    },
    onPointerMove(event: { clientX: number; clientY: number }) {
      if (Math.hypot(event.clientX - start.current.x, event.clientY - start.current.y) > MOVED_PX) stop();
    },
    onPointerUp: stop,
    onPointerCancel: stop,
  };
}

interface PopoverProps {
  readonly trigger: ReactElement<TriggerProps>;
  readonly label: string;
  readonly children: ReactNode;
  readonly open?: boolean;
  readonly onOpenChange?: (open: boolean) => void;
  readonly align?: 'start' | 'end';
  /** Of the parts around the button, the nearest of this selector stays visible. */
  readonly clear?: string;
}

/** Something to read or do beside its button; a sheet on a phone. */
export function Popover({ trigger, label, children, open: asked, onOpenChange, align = 'start', clear }: PopoverProps) {
  const [own, setOwn] = useState(false);
  const open = asked ?? own;
  const phone = usePhone();
  const button = useRef<HTMLElement>(null);
  const set = (next: boolean) => {
    setOwn(next);
    onOpenChange?.(next);
  };
  const close = () => set(false);
  return (
    <>
      {cloneElement(trigger, {
        ref: button,
        'aria-haspopup': 'dialog',
        'aria-expanded': open,
        onClick: () => set(!open),
      } as TriggerProps)}
      {open && phone && (
        <Modal className="tl-sheet" label={label} onClose={close}>
          <div className="tl-modal-body">{children}</div>
        </Modal>
      )}
      {open && !phone && (
        <PopoverBox label={label} align={align} clear={clear} onClose={close} anchor={() => button.current}>
          {children}
        </PopoverBox>
      )}
    </>
  );
}

interface PopoverBoxProps {
  readonly label: string;
  readonly align: 'start' | 'end';
  readonly clear: string | undefined;
  readonly onClose: () => void;
  readonly anchor: () => HTMLElement | null;
  readonly children: ReactNode;
}

function PopoverBox({ label, align, clear, onClose, anchor, children }: PopoverBoxProps) {
  const box = usePopover<HTMLDivElement>({ open: true, close: onClose, anchor, align, clear, giveBack: anchor });
  useEffect(() => {
    const inside = box.current?.querySelector<HTMLElement>('[data-autofocus], input, textarea');
    (inside ?? box.current)?.focus({ preventScroll: true });
  }, [box]);
  return (
    <div ref={box} className="tl-pop" popover="manual" role="dialog" aria-label={label} tabIndex={-1}>
      {children}
    </div>
  );
}
