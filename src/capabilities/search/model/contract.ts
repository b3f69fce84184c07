import { z } from 'zod';
import { message } from '#chat/model/contract.ts';
import { anyMember } from '#directory/model/contract.ts';
import { attachment } from '#files/model/contract.ts';
import { query } from '#platform/model/contract.ts';
import { type ConversationId, idOf, type MemberId } from '#platform/model/ids.ts';
import { instant } from '#platform/model/time.ts';
import { SEARCH_LENGTH_MAX } from './terms.ts';
import { HAS } from './wanted.ts';

export const RESULTS_PER_PAGE = 30;

/** Where a page ended: the next one begins below it. */
export const place = z.object({
  sentAt: instant,
  conversationId: idOf<ConversationId>(),
  number: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER),
});
export type Place = z.output<typeof place>;

/** Kinds of files as people tell them apart. */
export const FILE_WISHES = ['any', 'picture', 'document', 'media'] as const;
export type FileWish = (typeof FILE_WISHES)[number];

/** A file, and the message on which it hangs. */
export const foundFile = place.extend({ file: attachment, authorId: idOf<MemberId>() });
export type FoundFile = z.output<typeof foundFile>;

const text = z
  .string()
  .max(SEARCH_LENGTH_MAX)
  .refine((value) => value.isWellFormed() && !value.includes('\0'));

export const searchCalls = {
  messages: query({
    summary:
      'Messages of the conversations one is in now that hold all words of a text, the last of them perhaps half written; newest first, a page at a time.',
    allow: anyMember,
    input: z.object({
      text: text.default(''),
      /** Written by this member. */
      from: idOf<MemberId>().nullable().default(null),
      in: idOf<ConversationId>().nullable().default(null),
      /** From this moment on. */
      after: instant.nullable().default(null),
      /** Until before this moment. */
      before: instant.nullable().default(null),
      /** Messages that have all of these. */
      has: z.array(z.enum(HAS)).max(HAS.length).default([]),
      /** Messages that mean oneself, by name or among all. */
      mentionsMe: z.boolean().default(false),
      /** The end of the page before. */
      below: place.nullable().default(null),
    }),
    output: z.object({
      messages: z.array(message),
      /** Null: there are no more. */
      next: place.nullable(),
      /** Not all messages of the company are in the index yet: more may be found later. */
      incomplete: z.boolean(),
    }),
    refusals: [],
  }),
  files: query({
    summary:
      'Files of the conversations one is in now whose names hold all words of a text; the latest first, a page at a time. A page may be short though more follow.',
    allow: anyMember,
    input: z.object({
      text: text.default(''),
      kind: z.enum(FILE_WISHES).default('any'),
      /** Sent by this member. */
      from: idOf<MemberId>().nullable().default(null),
      in: idOf<ConversationId>().nullable().default(null),
      after: instant.nullable().default(null),
      before: instant.nullable().default(null),
      below: place.nullable().default(null),
    }),
    output: z.object({ files: z.array(foundFile), next: place.nullable(), incomplete: z.boolean() }),
    refusals: [],
  }),
};

/** Search announces nothing. */
export const searchEvent = z.never();
