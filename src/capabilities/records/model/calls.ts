import { z } from 'zod';
import { admins, anyMember } from '#directory/model/contract.ts';
import { command, query } from '#platform/model/contract.ts';
import { type ConversationId, idOf } from '#platform/model/ids.ts';
import { instant } from '#platform/model/time.ts';
import { AS_ABOVE, DAYS_MAX, DAYS_MIN, LEVELS } from './retention.ts';

const conversationId = idOf<ConversationId>();
/** Null: for ever. */
const wanted = z.union([z.number().int().min(DAYS_MIN).max(DAYS_MAX), z.null(), z.literal(AS_ABOVE)]);

export const retentionRule = z.object({
  level: z.enum(LEVELS),
  /** Of a single conversation. */
  conversationId: conversationId.nullable(),
  /** Its name, for those who make rules; empty for the others, and for a direct conversation. */
  name: z.string(),
  days: wanted,
  /** What it says from a moment on. */
  next: z.object({ days: wanted, at: instant }).nullable(),
});
export type RetentionRule = z.output<typeof retentionRule>;

export const retentionCalls = {
  retention: query({
    summary:
      'For how long messages are kept, and what will change. Rules of single conversations are told to who reads them, and to who makes rules.',
    allow: anyMember,
    input: z.object({}),
    output: z.array(retentionRule),
    refusals: [],
  }),
  setRetention: command({
    summary:
      'Says for how long messages are kept: in the company, in a kind of conversations, or in one group. What keeps less takes effect after 14 days; what keeps more, at once, and brings back what vanished within 30 days.',
    allow: admins,
    input: z
      .object({ level: z.enum(LEVELS), conversationId: conversationId.nullable().default(null), days: wanted })
      .refine(({ level, conversationId: id }) => (level === 'conversation') === (id !== null), {
        path: ['conversationId'],
      })
      .refine(({ level, days }) => level !== 'company' || days !== AS_ABOVE, { path: ['days'] }),
    output: z.array(retentionRule),
    refusals: ['records.conversationUnknown'],
  }),
};
