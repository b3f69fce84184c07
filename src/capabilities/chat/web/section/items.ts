import type { Conversation, Section } from '../../model/contract.ts';
import { type ChatState, isQuiet } from '../../model/state.ts';
import { belongs, inParts } from '../rows.ts';

/** A line of the list: a heading, the head of a section with all that stands in it, or a conversation. */
export type Item =
  | { readonly key: string; readonly section: string }
  | { readonly key: string; readonly head: Section; readonly folded: boolean; readonly within: readonly Conversation[] }
  | { readonly key: string; readonly conversation: Conversation };

interface Headings {
  /** All conversations: a thread is as quiet as what it hangs in. */
  readonly all: Pick<ChatState, 'conversations'>;
  readonly sections: readonly Section[];
  readonly folded: readonly string[];
  readonly openId: string | null;
  /** Null: no heading. On a desktop pinned ones stand under one; on a phone each has a pin. */
  readonly pinned: string | null;
  readonly rest: string | null;
}

/** The lines of the list. What calls in a folded section is shown all the same, and so is what is open. */
export function itemsOf(
  shown: readonly Conversation[],
  { all, sections, folded, openId, pinned, rest }: Headings,
): Item[] {
  const calls = (one: Conversation) => one.mentions.length > 0 || (belongs(one, 'unread') && !isQuiet(all, one));
  const parts = inParts(shown, sections);
  const hasAbove = parts.some(
    ({ kind, conversations }) => kind === 'section' || (kind === 'pinned' && conversations.length > 0),
  );
  return parts.flatMap((part): Item[] => {
    const rows = part.conversations.map((conversation) => ({ key: conversation.id, conversation }));
    if (part.section !== null) {
      const isFolded = folded.includes(part.section.id);
      const visible = rows.filter(({ conversation: one }) => !isFolded || one.id === openId || calls(one));
      const head = { key: part.section.id, head: part.section, folded: isFolded, within: part.conversations };
      return [head, ...visible];
    }
    if (rows.length === 0) return [];
    const heading = part.kind === 'pinned' ? pinned : hasAbove ? rest : null;
    return heading === null ? rows : [{ key: part.kind === 'pinned' ? 'pinned' : 'recent', section: heading }, ...rows];
  });
}
