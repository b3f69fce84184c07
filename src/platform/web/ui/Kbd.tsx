import { keyNames } from '../shortcuts.ts';
import './kbd.css';

/** Keys as they are on this machine: `<Kbd keys="Mod+K" />`. */
export function Kbd({ keys }: { readonly keys: string }) {
  return <kbd className="tl-kbd">{keyNames(keys).join(' ')}</kbd>;
}
