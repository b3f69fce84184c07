import type { ConversationId, MemberId } from '#platform/model/ids.ts';

/** What somebody looks for; all of it must hold. */
export interface Wanted {
  readonly text: string;
  readonly from: MemberId | null;
  readonly in: ConversationId | null;
  /** From this moment on. */
  readonly after: Date | null;
  /** Until before this moment. */
  readonly before: Date | null;
  readonly hasLink: boolean;
  /** Messages that mean this member, by name or among all. */
  readonly mentions: MemberId | null;
}

const LINK = /https?:\/\/[^\s/]/i;

/** Does a text hold a link? */
export const hasLink = (text: string): boolean => LINK.test(text);
