import type { Message } from '#chat/model/contract.ts';
import type { ConversationId, MemberId } from '#platform/model/ids.ts';

/** What a message can have besides words. */
export const HAS = ['link', 'file', 'picture'] as const;
export type Has = (typeof HAS)[number];

/** What somebody looks for; all of it must hold. */
export interface Wanted {
  readonly text: string;
  readonly from: MemberId | null;
  readonly in: ConversationId | null;
  /** From this moment on. */
  readonly after: Date | null;
  /** Until before this moment. */
  readonly before: Date | null;
  /** All of these. */
  readonly has: readonly Has[];
  /** Messages that mean this member, by name or among all. */
  readonly mentions: MemberId | null;
}

const LINK = /https?:\/\/[^\s/]/i;

/** What a message has, in the order of `HAS`. */
export function hadBy({ text, files }: Pick<Message, 'text' | 'files'>): Has[] {
  const had = { link: LINK.test(text), file: files.length > 0, picture: files.some(({ kind }) => kind === 'picture') };
  return HAS.filter((one) => had[one]);
}
