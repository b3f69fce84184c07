import { z } from 'zod';
import { anyMember } from '#directory/model/contract.ts';
import { command } from '#platform/model/contract.ts';
import { type ConversationId, idOf } from '#platform/model/ids.ts';

/** So many links of a message are shown with what stands behind them. */
export const LINKS_PER_MESSAGE_MAX = 3;

/** What stands behind a link, as the server has seen it: text, and a picture that the server keeps. */
export const linkPreview = z.object({
  address: z.string(),
  title: z.string(),
  /** Empty where the page says none. */
  description: z.string(),
  site: z.string(),
  /** Lies at /files/link/<id>. */
  picture: z.object({ id: z.string(), width: z.number().int(), height: z.number().int() }).nullable(),
});
export type LinkPreview = z.output<typeof linkPreview>;

/** The previews of a message, by its number, in the order of its links. */
export const messageLinks = z.object({ number: z.number().int(), links: z.array(linkPreview) });
export type MessageLinks = z.output<typeof messageLinks>;

export const linkCalls = {
  removeLinkPreview: command({
    summary: 'Takes the preview of a link away from an own message, for everybody; the link stays.',
    allow: anyMember,
    input: z.object({
      conversationId: idOf<ConversationId>(),
      number: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER),
      address: z.string().max(1_000),
    }),
    output: z.object({}),
    refusals: ['chat.conversationUnknown', 'chat.messageUnknown', 'chat.notYours'],
  }),
};
