import { TEXT_LENGTH_MAX } from '../model/contract.ts';

/** What a key does in the composer. */
export type KeyAct =
  | 'send'
  | 'sendSilently'
  | 'write'
  | 'pick'
  | 'down'
  | 'up'
  | 'closeList'
  | 'editLast'
  | 'stop'
  | 'sendOtherwise';

export interface KeyFacts {
  readonly key: string;
  readonly shift: boolean;
  /** Alt, Ctrl or Meta is held. */
  readonly modified: boolean;
  readonly alt: boolean;
  /** An input method is composing: its Enter takes a candidate and never sends (U17). */
  readonly composing: boolean;
  readonly keyCode: number;
  readonly listOpen: boolean;
  readonly empty: boolean;
  /** A reply or an edit is under way. */
  readonly busyWith: boolean;
}

/** Decides about a key; `write` leaves it to the text box. */
export function keyAct(facts: KeyFacts): KeyAct {
  // Safari ends the composition before the key comes; 229 still tells.
  if (facts.composing || facts.keyCode === 229) return 'write';
  if (facts.listOpen) {
    if (facts.key === 'ArrowDown') return 'down';
    if (facts.key === 'ArrowUp') return 'up';
    if (facts.key === 'Escape') return 'closeList';
    if ((facts.key === 'Enter' || facts.key === 'Tab') && !facts.shift) return 'pick';
  }
  if (facts.key === 'Enter' && facts.shift && facts.modified) return 'sendOtherwise';
  if (facts.key === 'Enter' && facts.alt && !facts.shift) return 'sendSilently';
  if (facts.key === 'Enter') return facts.shift ? 'write' : 'send';
  if (facts.modified || facts.shift) return 'write';
  if (facts.key === 'ArrowUp' && facts.empty && !facts.busyWith) return 'editLast';
  if (facts.key === 'Escape' && facts.busyWith) return 'stop';
  return 'write';
}

/** Cells and formatted text are copied with a picture of themselves: they are meant as text. A file from the desktop brings its name only. */
export function isMeantAsText(types: readonly string[]): boolean {
  return types.includes('text/plain') && types.includes('text/html');
}

/** Somebody who was chosen after an @; `id` may be `all`. */
export interface Picked {
  readonly id: string;
  /** What stands behind the @ in the text box. */
  readonly label: string;
}

/** The word behind an @ at the caret, or null: `你好 @罗` → `罗`. */
export function mentionQuery(text: string, caret: number): { readonly from: number; readonly query: string } | null {
  const before = text.slice(0, caret);
  const found = /(?:^|[\s\p{P}\p{Script=Han}])@([^\s@]{0,20})$/u.exec(before);
  if (found === null) return null;
  const query = found[1] ?? '';
  return { from: caret - query.length - 1, query };
}

/** A label that nobody else in this text has. */
export function labelFor(name: string, id: string, picked: readonly Picked[]): string {
  let label = name;
  for (let copy = 2; picked.some((one) => one.label === label && one.id !== id); copy += 1) label = `${name}(${copy})`;
  return label;
}

/** The text as it is sent: `@罗晴` → `<@member-id>`, the longest names first. */
export function toWire(text: string, picked: readonly Picked[]): string {
  const byLength = [...picked].sort((a, b) => b.label.length - a.label.length);
  if (byLength.length === 0) return text;
  const pattern = new RegExp(byLength.map(({ label }) => `@${escaped(label)}`).join('|'), 'gu');
  const ids = new Map(byLength.map(({ label, id }) => [`@${label}`, id]));
  return text.replace(pattern, (found) => `<@${ids.get(found) ?? ''}>`);
}

const MENTION = /<@([0-9a-f-]{36}|all)>/g;

/** The text as it stands in the box, and who is meant in it. */
export function fromWire(text: string, nameOf: (id: string) => string | null): { text: string; picked: Picked[] } {
  const picked: Picked[] = [];
  const shown = text.replace(MENTION, (raw, id: string) => {
    const name = nameOf(id);
    if (name === null) return raw;
    const label = labelFor(name, id, picked);
    if (!picked.some((one) => one.id === id)) picked.push({ id, label });
    return `@${label}`;
  });
  return { text: shown, picked };
}

/** A text on one line with names for mentions: for previews and notifications. */
export function withNames(text: string, nameOf: (id: string) => string | null): string {
  return text.includes('<@') ? text.replace(MENTION, (_raw, id: string) => `@${nameOf(id) ?? '…'}`) : text;
}

/** How many letters are left, once that matters; null before. */
export function lettersLeft(length: number): number | null {
  const left = TEXT_LENGTH_MAX - length;
  return left <= 200 ? left : null;
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
