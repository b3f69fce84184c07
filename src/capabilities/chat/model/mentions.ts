import type { MemberId } from '#platform/model/ids.ts';

const MENTION = /<@([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|all)>/g;

export interface Mentions {
  readonly memberIds: readonly MemberId[];
  readonly all: boolean;
}

const NOBODY: Mentions = { memberIds: [], all: false };

/** Whom a text means: each member once, in order of appearance, and whether it means all. */
export function mentionsIn(text: string): Mentions {
  if (!text.includes('<@')) return NOBODY;
  const names = new Set([...text.matchAll(MENTION)].map((match) => match[1] as string));
  const all = names.delete('all');
  return { memberIds: [...names] as MemberId[], all };
}

/** Is this member meant by the text? */
export function isMentioned(text: string, memberId: MemberId): boolean {
  const { memberIds, all } = mentionsIn(text);
  return all || memberIds.includes(memberId);
}

/** The text with spaces where mentions stand: an id is no word. */
export function withoutMentions(text: string): string {
  return text.includes('<@') ? text.replace(MENTION, (mention) => ' '.repeat(mention.length)) : text;
}

/** A text as it reads where mentions cannot be drawn: names in their place. */
export function namedIn(text: string, nameOf: (id: MemberId) => string): string {
  return text.replace(MENTION, (_, id: string) => `@${id === 'all' ? 'all' : nameOf(id as MemberId)}`);
}
