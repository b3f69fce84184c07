import { z } from 'zod';
import { anyMember, insiders } from '#directory/model/contract.ts';
import { command, query } from '#platform/model/contract.ts';
import { type ConversationId, idOf, type MemberId } from '#platform/model/ids.ts';
import { instant } from '#platform/model/time.ts';

const conversationId = idOf<ConversationId>();
const memberId = idOf<MemberId>();
const none = z.object({});
const unknown = 'chat.conversationUnknown';
const mayNotManage = 'chat.mayNotManage';
const linkUnknown = 'chat.linkUnknown';

/** How long a link into a group may stay open, in days. */
export const LINK_DAYS = [1, 7, 30, 365] as const;

/** What a group's owner and admins decide about it. */
export const groupRules = z.object({
  /** `admins`: a channel that the others read. */
  whoWrites: z.enum(['everybody', 'admins']),
  whoAdds: z.enum(['everybody', 'admins']),
  /** May only be tighter than what the company says. */
  whoMentionsAll: z.enum(['everybody', 'groupAdmins']),
});
export type GroupRules = z.output<typeof groupRules>;

/** The rules of a group that nobody has changed. */
export const OPEN_RULES: GroupRules = { whoWrites: 'everybody', whoAdds: 'everybody', whoMentionsAll: 'everybody' };

/** For how long somebody may be silenced. `nextStart`: until his working time begins on another day; `lifted`: until it is lifted. */
export const SILENCE_SPANS = ['hour', 'eightHours', 'nextStart', 'week', 'lifted'] as const;
export type SilenceSpan = (typeof SILENCE_SPANS)[number];

/** Somebody may not write in a group for a time; null: until it is lifted. */
export const silence = z.object({ until: instant.nullable(), byId: memberId });
export type Silence = z.output<typeof silence>;

const groupRole = z.enum(['owner', 'admin', 'member']);

/** Somebody in a conversation, and until when he may not write there. */
export const participant = z.object({ memberId, role: groupRole, silence: silence.nullable() });

/** The words in a link: 128 bits, unguessable. */
const token = z.string().regex(/^[A-Za-z0-9_-]{22}$/);

export const groupLink = z.object({ token, approval: z.boolean(), expiresAt: instant });
export type GroupLink = z.output<typeof groupLink>;

/** Where one stands with a group that a link leads to. `waits`: has asked. */
export const standing = z.enum(['inside', 'waits', 'outside']);

/** Calls about how a group is kept, and ways into it. */
export const groupCalls = {
  setGroupRules: command({
    summary: 'Says who may write, bring others in and mention everybody in a group.',
    allow: anyMember,
    input: z.object({ conversationId, rules: groupRules }),
    output: none,
    refusals: [unknown, mayNotManage],
  }),
  setAnnouncement: command({
    summary: 'Keeps a message of a group on top for everybody, or none.',
    allow: anyMember,
    input: z.object({ conversationId, number: z.number().int().min(1).max(Number.MAX_SAFE_INTEGER).nullable() }),
    output: none,
    refusals: [unknown, mayNotManage, 'chat.messageUnknown', 'chat.archived'],
  }),
  setArchived: command({
    summary: 'Puts a group away: it can be read and found, but nobody writes in it; or takes it out again.',
    allow: insiders,
    input: z.object({ conversationId, archived: z.boolean() }),
    output: none,
    refusals: [unknown, mayNotManage],
  }),
  findParticipants: query({
    summary: 'Members of a conversation that a text may mean: by a part of the name, by pinyin or by initials.',
    allow: anyMember,
    input: z.object({
      conversationId,
      text: z.string().trim().min(1).max(60),
      limit: z.number().int().min(1).max(200).default(100),
    }),
    output: z.array(participant),
    refusals: [unknown],
  }),
  silence: command({
    summary:
      'Silences a member of a group: for a time, or until it is lifted, he reads and reacts there, and neither writes nor changes what he wrote. In place of a silence there was.',
    allow: anyMember,
    input: z.object({ conversationId, memberId, span: z.enum(SILENCE_SPANS) }),
    output: none,
    refusals: [unknown, mayNotManage, 'chat.memberUnknown'],
  }),
  liftSilence: command({
    summary: 'Lets a member of a group write again.',
    allow: anyMember,
    input: z.object({ conversationId, memberId }),
    output: none,
    refusals: [unknown, mayNotManage, 'chat.memberUnknown'],
  }),
  groupLink: query({
    summary: 'The link into a group that works now, if there is one; for those who may bring others in.',
    allow: insiders,
    input: z.object({ conversationId }),
    output: z.object({ link: groupLink.nullable() }),
    refusals: [unknown, mayNotManage],
  }),
  makeGroupLink: command({
    summary: 'Makes a link into a group, in place of the one there was. With approval, an admin lets in.',
    allow: insiders,
    input: z.object({
      conversationId,
      approval: z.boolean(),
      days: z.literal(LINK_DAYS),
    }),
    output: z.object({ link: groupLink }),
    refusals: [unknown, mayNotManage, 'chat.archived'],
  }),
  closeGroupLink: command({
    summary: 'Ends the link into a group.',
    allow: insiders,
    input: z.object({ conversationId }),
    output: none,
    refusals: [unknown, mayNotManage],
  }),
  groupByLink: query({
    summary: 'What a link leads to, for whoever thinks of joining: nothing that is said there.',
    allow: anyMember,
    input: z.object({ token }),
    output: z.object({
      conversationId,
      name: z.string(),
      description: z.string(),
      memberCount: z.number().int(),
      approval: z.boolean(),
      standing,
    }),
    refusals: [linkUnknown],
  }),
  joinByLink: command({
    summary: 'Joins a group, or asks to where an admin lets in; guests always ask.',
    allow: anyMember,
    input: z.object({ token }),
    output: z.object({ conversationId, standing }),
    refusals: [linkUnknown, 'chat.groupTooLarge'],
  }),
  joinRequests: query({
    summary: 'Who asks to be let into a group, the longest waiting first; for its owner and admins.',
    allow: anyMember,
    input: z.object({ conversationId }),
    output: z.array(memberId),
    refusals: [unknown, mayNotManage],
  }),
  answerJoinRequest: command({
    summary: 'Lets in who asks, or not. Who is not let in is not told.',
    allow: anyMember,
    input: z.object({ conversationId, memberId, accept: z.boolean() }),
    output: none,
    refusals: [unknown, mayNotManage, 'chat.memberUnknown', 'chat.groupTooLarge'],
  }),
};
