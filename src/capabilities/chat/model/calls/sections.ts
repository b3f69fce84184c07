import { z } from 'zod';
import { anyMember } from '#directory/model/contract.ts';
import { command } from '#platform/model/contract.ts';
import { type ConversationId, type Id, idOf } from '#platform/model/ids.ts';

export type SectionId = Id<'section'>;

/** So many sections a member makes of his list. */
export const SECTIONS_MAX = 30;

const sectionId = idOf<SectionId>();
const conversationId = idOf<ConversationId>();
const name = z.string().trim().min(1).max(40);
const none = z.object({});

/** A part of a member's own list, under a name of his. A conversation stands in one at most; pinned ones stand on top all the same. */
export const section = z.object({ id: sectionId, name: z.string(), conversationIds: z.array(conversationId) });
export type Section = z.output<typeof section>;

/** All of the caller's own: nobody else sees them. */
export const sectionCalls = {
  makeSection: command({
    summary:
      'Makes a section of the own list, below the others. The id is made by the caller: a retry changes nothing.',
    allow: anyMember,
    input: z.object({ id: sectionId, name }),
    output: none,
    refusals: ['chat.tooManySections'],
  }),
  renameSection: command({
    summary: 'Gives an own section another name.',
    allow: anyMember,
    input: z.object({ id: sectionId, name }),
    output: none,
    refusals: ['chat.sectionUnknown'],
  }),
  removeSection: command({
    summary: 'Dissolves an own section; what stands in it falls back into the list.',
    allow: anyMember,
    input: z.object({ id: sectionId }),
    output: none,
    refusals: ['chat.sectionUnknown'],
  }),
  orderSections: command({
    summary: 'Puts own sections in this order; those left out follow as they stand.',
    allow: anyMember,
    input: z.object({ ids: z.array(sectionId).max(SECTIONS_MAX) }),
    output: none,
    refusals: [],
  }),
  setSection: command({
    summary: 'Puts an own conversation into an own section, or into none.',
    allow: anyMember,
    input: z.object({ conversationId, sectionId: sectionId.nullable() }),
    output: none,
    refusals: ['chat.conversationUnknown', 'chat.sectionUnknown'],
  }),
};
