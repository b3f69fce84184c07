/** A mention in a text: `<@id>`; whom an id means, the capability knows that draws it. */
const MENTION = /<@([0-9a-f-]{36}|all)>/g;

/** Words and mentions in their order. */
export type MentionPart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'mention'; readonly id: string };

/** Takes a text apart at its mentions. */
export function splitMentions(text: string): MentionPart[] {
  if (!text.includes('<@')) return [{ kind: 'text', text }];
  const parts = text
    .split(MENTION)
    .map(
      (part, index): MentionPart => (index % 2 === 1 ? { kind: 'mention', id: part } : { kind: 'text', text: part }),
    );
  return parts.filter((part) => part.kind === 'mention' || part.text !== '');
}

/** The text without its mentions: to see what else is in it. */
export function withoutMentions(text: string): string {
  return text.replace(MENTION, '');
}
