import { z } from 'zod';
import { anyMember, insiders } from '#directory/model/contract.ts';
import { attachment, FILES_PER_MESSAGE_MAX } from '#files/model/contract.ts';
import { command, query } from '#platform/model/contract.ts';
import {
  type ConversationId,
  type DepartmentId,
  type FileId,
  idOf,
  type MemberId,
  type MessageId,
} from '#platform/model/ids.ts';
import { instant } from '#platform/model/time.ts';
import { forwardCalls } from './calls/forwards.ts';
import { groupCalls, groupRules, participant, silence } from './calls/groups.ts';
import { deletedConversation, deletingCalls } from './calls/deleting.ts';
import { handingCalls } from './calls/handing.ts';
import { historyCalls, newcomersSee } from './calls/history.ts';
import { linkCalls, type LinkPreview, linkPreview, messageLinks } from './calls/links.ts';
import { noticeCalls } from './calls/notices.ts';
import { pollCalls } from './calls/polls.ts';
import { card, type CardState, cardState } from './cards.ts';
import { section, sectionCalls } from './calls/sections.ts';

export {
  type GroupLink,
  type GroupRules,
  LINK_DAYS,
  OPEN_RULES,
  type Silence,
  SILENCE_SPANS,
  type SilenceSpan,
} from './calls/groups.ts';
export type { DeletedConversation } from './calls/deleting.ts';
export type { NewcomersSee } from './calls/history.ts';
export { type Section, type SectionId, SECTIONS_MAX } from './calls/sections.ts';
export { isMentioned, mentionsIn, namedIn, withoutMentions } from './mentions.ts';
export { type Root, threadIdOf } from './threads.ts';
export { FORWARD_MAX } from './cards.ts';
export type { Card, CardState, NoticeCard, NoticeState, PlaceCard, PollCard, PollState } from './cards.ts';
export { LINKS_PER_MESSAGE_MAX, type LinkPreview, type MessageLinks } from './calls/links.ts';

export const TEXT_LENGTH_MAX = 8_000;
export const GROUP_SIZE_MAX = 5_000;
/** An author may change a message for this long, and take it back for this long. */
export const EDIT_WINDOW_MS = 24 * 3_600_000;
export const RECALL_WINDOW_MS = 24 * 3_600_000;
/** So often a message may be changed: each of its earlier texts is kept. */
export const EDITS_MAX = 20;
/** So many kinds of reactions a message has at most; of each kind a member gives one. */
export const REACTION_KINDS_MAX = 20;
/** The longest emoji are flags and families: some joined signs. */
const EMOJI_LENGTH_MAX = 32;

const conversationId = idOf<ConversationId>();
const memberId = idOf<MemberId>();
const none = z.object({});
const number = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER);
const groupName = z.string().trim().min(1).max(60);

/** Which texts are emoji is a rule of the server: an older browser need not know the newest of them. */
const emoji = z.string().min(1).max(EMOJI_LENGTH_MAX);

export const isBlank = (value: string) => value.trim() === '';

/** What may stand beside files: nothing, or well-formed Unicode without NUL, which no database text can hold. */
export const caption = z
  .string()
  .max(TEXT_LENGTH_MAX)
  .refine((value) => value.isWellFormed() && !value.includes('\0'));

/** What people write. Mentions are `<@member-id>` and `<@all>`. */
export const text = caption.min(1).refine((value) => !isBlank(value));

/** A line that the conversation itself writes: who made it, who came and went. */
export const note = z.object({
  kind: z.enum([
    'created',
    'added',
    'joined',
    'removed',
    'left',
    'renamed',
    'described',
    'announced',
    'onlyAdminsWrite',
    'everybodyWrites',
    'silenced',
    'unsilenced',
    'newcomersSeeLater',
    'newcomersSeeAll',
    'archived',
    'unarchived',
    'restored',
  ]),
  memberIds: z.array(memberId),
  text: z.string(),
});

/** How many of those who share receipts have read an own message; never when (R17). */
export const receipt = z.object({ read: z.number().int(), of: z.number().int() });

export const message = z.object({
  id: idOf<MessageId>(),
  conversationId,
  /** Gapless in its conversation, in commit order: what everything sorts by. */
  number,
  authorId: memberId,
  /** Empty when recalled, and for notes; may be where there are files. */
  text: z.string(),
  note: note.nullable(),
  /** The number of the message it answers. */
  replyTo: number.nullable(),
  sentAt: instant,
  editedAt: instant.nullable(),
  recalled: z.boolean(),
  /** Pictures and files that hang on it, in the order in which they were chosen. */
  files: z.array(attachment),
  /** What makes it a notice or a poll; null for plain talk. */
  card: card.nullable(),
});
export type Message = z.output<typeof message>;

/** The receipt of an own message, by its number. */
const numberedReceipt = receipt.extend({ number });
export type NumberedReceipt = z.output<typeof numberedReceipt>;

/** How many answered a message with an emoji, and whether one did so oneself. Kinds stand in the order in which they came. */
const reaction = z.object({ emoji: z.string(), count: z.number().int(), mine: z.boolean() });
export type Reaction = z.output<typeof reaction>;

/** A reaction to a message, by its number. */
const numberedReaction = reaction.extend({ number });
export type NumberedReaction = z.output<typeof numberedReaction>;

/** What a conversation shows of the thread under a message of it: how many answers, who answered last (three at most), and when. */
const threadSummary = z.object({
  id: conversationId,
  replies: number,
  authorIds: z.array(memberId),
  activeAt: instant,
});
export type ThreadSummary = z.output<typeof threadSummary>;
const numberedThread = threadSummary.extend({ number });
export type NumberedThread = z.output<typeof numberedThread>;

/** A message with what stands beside it: what only its author sees, what it was answered with, the thread under it, and what stands behind its links. */
export type ShownMessage = Message & {
  readonly receipt: z.output<typeof receipt> | null;
  readonly reactions: readonly Reaction[];
  readonly thread: ThreadSummary | null;
  /** How its card stands; null where it has none. */
  readonly cardState: CardState | null;
  readonly links: readonly LinkPreview[];
};

export const groupRole = z.enum(['owner', 'admin', 'member']);
export type GroupRole = z.output<typeof groupRole>;

/** What of a group's talk notifies a member of it: all of it, or only what means him. A muted one notifies of nothing. */
export const notify = z.enum(['all', 'mentions']);

/** A conversation as one member sees it in the list. Unread = lastNumber − readNumber. */
export const conversation = z.object({
  id: conversationId,
  kind: z.enum(['direct', 'group', 'department', 'thread']),
  /** Of a thread: the message that it answers, and whether one follows it. */
  thread: z.object({ conversationId, number, following: z.boolean() }).nullable(),
  /** Empty for a direct conversation, which bears the other's name, and for a thread. */
  name: z.string(),
  description: z.string(),
  peerId: memberId.nullable(),
  departmentId: idOf<DepartmentId>().nullable(),
  memberCount: z.number().int(),
  /** How many of the members share receipts, oneself included. */
  sharers: z.number().int(),
  /** Does one share receipts here oneself; who does not sees none. */
  shares: z.boolean(),
  lastNumber: number,
  last: message.nullable(),
  /** Orders the list: when the last message came, or the conversation was made. */
  activeAt: instant,
  myRole: groupRole,
  rules: groupRules,
  /** Oneself is silenced, or was; it ends by the clock. */
  silence: silence.nullable(),
  /** What of a group those see who join it from now on. */
  newcomersSee,
  /** Up to this number nothing is there for oneself: because one came later, or because it was kept for its time. 0: all is there. */
  hiddenNumber: number,
  cameLater: z.boolean(),
  /** Put away: can be read and found, but nobody writes in it. */
  archived: z.boolean(),
  /** The number of the message that stands on top for everybody. */
  announced: number.nullable(),
  /** Guests are in it. */
  external: z.boolean(),
  /** How many ask to be let in; 0 for whoever does not decide about it. */
  requests: z.number().int(),
  readNumber: number,
  markedUnread: z.boolean(),
  /** Numbers of unread messages that mention me, at most 100. */
  mentions: z.array(number),
  muted: z.boolean(),
  notify,
  pinned: z.boolean(),
  draft: z.string(),
});
export type Conversation = z.output<typeof conversation>;

/** What a query saw: everything up to this place on the company clock, and nothing after. */
const at = number;

const unknown = 'chat.conversationUnknown';

/** The message under which a thread hangs. */
export const root = z.object({ conversationId, number });

export const sendRefusals = [
  unknown,
  'chat.mayNotSend',
  'chat.onlyAdminsWrite',
  'chat.silenced',
  'chat.archived',
  'chat.deleted',
  'chat.mentionsAllRefused',
  'chat.idTaken',
  'chat.messageUnknown',
  'files.unknown',
] as const;
export type SendRefusal = (typeof sendRefusals)[number];

export const chatCalls = {
  conversations: query({
    summary:
      'The own conversations, latest first, the sections one has made of them, and groups one was in that were deleted.',
    allow: anyMember,
    input: none,
    output: z.object({
      at,
      conversations: z.array(conversation),
      sections: z.array(section),
      deleted: z.array(deletedConversation),
    }),
    refusals: [],
  }),
  waiting: query({
    summary:
      'How many unread messages wait for the caller, and how many of them mention him: the numbers of his badge, and nothing else of them.',
    allow: anyMember,
    input: none,
    output: z.object({ unread: z.number().int(), mentions: z.number().int() }),
    refusals: [],
    whileHeld: true,
  }),
  conversation: query({
    summary: 'One own conversation.',
    allow: anyMember,
    input: z.object({ conversationId }),
    output: z.object({ at, conversation }),
    refusals: [unknown],
  }),
  findGroups: query({
    summary: 'Own groups that a text may mean: by a part of the name, by pinyin or by initials.',
    allow: anyMember,
    input: z.object({ text: z.string().trim().min(1).max(60), limit: z.number().int().min(1).max(50).default(20) }),
    output: z.array(conversationId),
    refusals: [],
  }),
  messages: query({
    summary: 'A page of a conversation, ascending: the newest, or before, after or around a number.',
    allow: anyMember,
    input: z.object({
      conversationId,
      before: number.optional(),
      after: number.optional(),
      around: number.optional(),
      limit: z.number().int().min(1).max(100).default(50),
    }),
    output: z.object({
      at,
      messages: z.array(message),
      /** Of the own messages among them, where one shares receipts. */
      receipts: z.array(numberedReceipt),
      /** To the messages among them. */
      reactions: z.array(numberedReaction),
      /** Under the messages among them. */
      threads: z.array(numberedThread),
      /** How the cards among them stand. */
      cards: z.array(cardState),
      /** What stands behind links in them. */
      links: z.array(messageLinks),
      hasBefore: z.boolean(),
      hasAfter: z.boolean(),
    }),
    refusals: [unknown],
  }),
  messagesByNumber: query({
    summary: 'Single messages of a conversation, for quotes; unknown numbers are left out.',
    allow: anyMember,
    input: z.object({ conversationId, numbers: z.array(number).max(50) }),
    output: z.array(message),
    refusals: [unknown],
  }),
  sendMessage: command({
    summary:
      'Sends a message, also as an answer in a thread. The id is made by the sender: a retry answers with the first number and stores nothing new. Files are own ones that are finished and hang nowhere yet.',
    allow: anyMember,
    input: z
      .object({
        id: idOf<MessageId>(),
        conversationId,
        text: caption,
        replyTo: number.nullable().default(null),
        files: z.array(idOf<FileId>()).max(FILES_PER_MESSAGE_MAX).default([]),
        /** Under which message the conversation is the thread: whoever answers begins it, and follows it. */
        thread: root.nullable().default(null),
        /** Nobody is told of it, at any time, whoever it means; it counts as unread. */
        silent: z.boolean().default(false),
      })
      .refine((send) => send.files.length > 0 || !isBlank(send.text), { path: ['text'] }),
    output: z.object({ number, sentAt: instant }),
    refusals: sendRefusals,
  }),
  openThread: query({
    summary:
      'The thread under a message, as the caller sees it; null where nobody has answered yet. Over a socket it is heard from here on, followed or not.',
    allow: anyMember,
    input: root,
    output: z.object({ at, conversation: conversation.nullable() }),
    refusals: [unknown, 'chat.messageUnknown'],
  }),
  threadRoots: query({
    summary: 'Under which messages threads hang, for those whose conversation the caller is in; others are left out.',
    allow: anyMember,
    input: z.object({ ids: z.array(conversationId).max(100) }),
    output: z.array(root.extend({ id: conversationId })),
    refusals: [],
  }),
  followThread: command({
    summary:
      'Follows a thread, so that its answers count as unread, or no longer. Who answers or is meant follows by that.',
    allow: anyMember,
    input: z.object({ conversationId, on: z.boolean() }),
    output: none,
    refusals: [unknown],
  }),
  editMessage: command({
    summary:
      'Changes the text of an own message within its window; its files stay, and its earlier texts can be read by who is in the conversation.',
    allow: anyMember,
    input: z.object({ conversationId, number, text }),
    output: message,
    refusals: [
      unknown,
      'chat.messageUnknown',
      'chat.notYours',
      'chat.windowOver',
      'chat.notEditable',
      'chat.editedTooOften',
      'chat.mentionsAllRefused',
      'chat.mayNotSend',
      'chat.onlyAdminsWrite',
      'chat.silenced',
      'chat.archived',
    ],
  }),
  earlierTexts: query({
    summary: 'What a message said before it was edited, oldest first; without times. A recalled message has none.',
    allow: anyMember,
    input: z.object({ conversationId, number }),
    output: z.object({ texts: z.array(z.string()) }),
    refusals: [unknown],
  }),
  recallMessage: command({
    summary:
      'Takes an own message back within its window, its files with it (owner and admins of a group: any message).',
    allow: anyMember,
    input: z.object({ conversationId, number }),
    output: message,
    refusals: [unknown, 'chat.messageUnknown', 'chat.notYours', 'chat.windowOver'],
  }),
  setReaction: command({
    summary: 'Answers a message with an emoji, or takes that back. It reads nothing and acknowledges nothing.',
    allow: anyMember,
    input: z.object({ conversationId, number, emoji, on: z.boolean() }),
    output: none,
    refusals: [
      unknown,
      'chat.messageUnknown',
      'chat.mayNotSend',
      'chat.archived',
      'chat.notAnEmoji',
      'chat.tooManyReactions',
    ],
  }),
  reactors: query({
    summary: 'Who answered a message with an emoji, by id, a page at a time; never when.',
    allow: anyMember,
    input: z.object({
      conversationId,
      number,
      emoji,
      after: memberId.nullable().default(null),
      limit: z.number().int().min(1).max(500).default(200),
    }),
    output: z.object({ memberIds: z.array(memberId), more: z.boolean() }),
    refusals: [unknown],
  }),
  markRead: command({
    summary: 'Moves the own read cursor forward, never back.',
    allow: anyMember,
    input: z.object({ conversationId, number }),
    output: none,
    refusals: [unknown],
  }),
  markUnread: command({
    summary: 'Marks a conversation as unread for oneself; reading on clears it.',
    allow: anyMember,
    input: z.object({ conversationId }),
    output: none,
    refusals: [unknown],
  }),
  setPinned: command({
    summary: 'Keeps a conversation on top of the own list, or not.',
    allow: anyMember,
    input: z.object({ conversationId, pinned: z.boolean() }),
    output: none,
    refusals: [unknown],
  }),
  setMuted: command({
    summary: 'Mutes a conversation for oneself, or not.',
    allow: anyMember,
    input: z.object({ conversationId, muted: z.boolean() }),
    output: none,
    refusals: [unknown],
  }),
  setNotify: command({
    summary: 'Says what of a conversation notifies oneself: all, only what means one, or nothing, which mutes it.',
    allow: anyMember,
    input: z.object({ conversationId, notify: z.enum([...notify.options, 'nothing']) }),
    output: none,
    refusals: [unknown],
  }),
  setDraft: command({
    summary: 'Keeps an unsent text for the own devices; empty clears it.',
    allow: anyMember,
    input: z.object({ conversationId, text: z.string().max(TEXT_LENGTH_MAX) }),
    output: none,
    refusals: [unknown],
  }),
  typing: command({
    summary: 'Lets those who look at the conversation know that one is writing. Not stored.',
    allow: anyMember,
    input: z.object({ conversationId }),
    output: none,
    refusals: [unknown],
  }),
  openDirect: command({
    summary: 'The direct conversation with a member; made when there is none.',
    allow: anyMember,
    input: z.object({ memberId }),
    output: z.object({ conversation }),
    refusals: ['chat.memberUnknown', 'chat.guestsAsk'],
  }),
  createGroup: command({
    summary: 'Makes a group; the caller owns it.',
    allow: insiders,
    input: z.object({ name: groupName, memberIds: z.array(memberId).max(GROUP_SIZE_MAX) }),
    output: z.object({ conversation }),
    refusals: ['chat.memberUnknown', 'chat.groupTooLarge', 'chat.mayNotCreateGroups'],
  }),
  openDepartmentGroup: command({
    summary:
      'The group of a department, which follows its membership; made by its managers or people keepers when there is none.',
    allow: insiders,
    input: z.object({ departmentId: idOf<DepartmentId>() }),
    output: z.object({ conversation }),
    refusals: ['chat.departmentUnknown', 'chat.mayNotCreateGroups', 'chat.groupTooLarge'],
  }),
  editGroup: command({
    summary: 'Renames or describes a group.',
    allow: anyMember,
    input: z.object({ conversationId, name: groupName, description: z.string().trim().max(500) }),
    output: none,
    refusals: [unknown, 'chat.mayNotManage'],
  }),
  addParticipants: command({
    summary: 'Brings members into a group.',
    allow: insiders,
    input: z.object({ conversationId, memberIds: z.array(memberId).min(1).max(GROUP_SIZE_MAX) }),
    output: none,
    refusals: [unknown, 'chat.memberUnknown', 'chat.groupTooLarge', 'chat.mayNotManage', 'chat.archived'],
  }),
  removeParticipant: command({
    summary: 'Takes a member out of a group.',
    allow: insiders,
    input: z.object({ conversationId, memberId }),
    output: none,
    refusals: [unknown, 'chat.memberUnknown', 'chat.mayNotManage'],
  }),
  leave: command({
    summary:
      'Leaves a group; an owner hands it to the longest-standing admin or member. Quietly: the conversation says nothing of it.',
    allow: anyMember,
    input: z.object({ conversationId, quietly: z.boolean().default(false) }),
    output: none,
    refusals: [unknown, 'chat.mayNotLeave'],
  }),
  setGroupRole: command({
    summary: 'Makes a member admin of a group, or plain member again, or hands the group over.',
    allow: anyMember,
    input: z.object({ conversationId, memberId, role: groupRole }),
    output: none,
    refusals: [unknown, 'chat.memberUnknown', 'chat.mayNotManage'],
  }),
  ...groupCalls,
  ...historyCalls,
  ...deletingCalls,
  ...forwardCalls({ caption, sendRefusals }),
  ...handingCalls({ sendRefusals }),
  ...noticeCalls({ text, message, sendRefusals }),
  ...pollCalls({ text, sendRefusals }),
  ...sectionCalls,
  ...linkCalls,
  participants: query({
    summary: 'Who is in a conversation, by role and then id, a page at a time.',
    allow: anyMember,
    input: z.object({
      conversationId,
      after: participant.omit({ silence: true }).nullable().default(null),
      limit: z.number().int().min(1).max(500).default(200),
    }),
    output: z.object({ participants: z.array(participant), more: z.boolean() }),
    refusals: [unknown],
  }),
  receiptsOf: query({
    summary: 'Who has read an own message and who has not (policy named), or how many (counted). Never when.',
    allow: anyMember,
    input: z.object({ conversationId, number }),
    output: z.object({
      /** Empty where the company shows counts only. */
      read: z.array(memberId),
      unread: z.array(memberId),
      /** Members who do not share receipts. */
      off: z.array(memberId),
      counts: z.object({ read: z.number().int(), unread: z.number().int(), off: z.number().int() }),
    }),
    refusals: [unknown, 'chat.notYours', 'chat.receiptsOff'],
  }),
  receiptCounts: query({
    summary: 'Receipts of several own messages.',
    allow: anyMember,
    input: z.object({ conversationId, numbers: z.array(number).max(200) }),
    output: z.object({ at, receipts: z.array(numberedReceipt) }),
    refusals: [unknown],
  }),
  receiptSettings: query({
    summary: 'Where one shares own read receipts, and where the company lets one choose.',
    allow: anyMember,
    input: none,
    output: z.object({
      direct: z.boolean(),
      groups: z.boolean(),
      mayChooseGroups: z.boolean(),
      policy: z.enum(['named', 'counted', 'off']),
    }),
    refusals: [],
  }),
  setReceiptSettings: command({
    summary: 'Shares own receipts or not; who does not share sees none either.',
    allow: anyMember,
    input: z.object({ direct: z.boolean(), groups: z.boolean() }),
    output: none,
    refusals: ['chat.companyDecides'],
  }),
};

/** From a read cursor to another: those who had read up to the first have now read up to the second. */
const step = z.tuple([number, number]);

export const chatEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('chat.messageSent'), message }),
  z.object({ type: z.literal('chat.messageEdited'), message }),
  z.object({ type: z.literal('chat.messageRecalled'), message }),
  /** To authors: somebody's cursor went from a number to another; or somebody who had joined at a number left with a cursor. Never who. */
  z.object({
    type: z.literal('chat.receiptsAdvanced'),
    conversationId,
    advanced: z.array(step),
    /** Steps among them that are one's own: nobody is his own reader. */
    mine: z.array(step),
    gone: z.array(step),
  }),
  /** A member answered a message with an emoji, or took that back; `count`: how many there are of it now. */
  z.object({
    type: z.literal('chat.reactionChanged'),
    conversationId,
    number,
    emoji: z.string(),
    memberId,
    on: z.boolean(),
    count: z.number().int(),
  }),
  /** What the thread under a message has come to. */
  z.object({ type: z.literal('chat.threadChanged'), conversationId, number, thread: threadSummary }),
  /** To the conversation, with the message: so many are asked, each until the end of his own working day. */
  z.object({ type: z.literal('chat.noticeAsked'), conversationId, number, of: number, dueAt: instant.nullable() }),
  /** To the own devices of those who have. */
  z.object({ type: z.literal('chat.noticeAcknowledged'), conversationId, number }),
  /** To the author of a notice, about once a second: how many have acknowledged it now. Never who, never when. */
  z.object({ type: z.literal('chat.noticeCounted'), conversationId, number, acknowledged: number, of: number }),
  /** To the own devices: what one has chosen, of a named poll. Of an anonymous one no event says it. */
  z.object({ type: z.literal('chat.voted'), conversationId, number, options: z.array(number) }),
  /** About once a second: how a poll stands now. Closed, an anonymous one has forgotten who chose what. */
  z.object({
    type: z.literal('chat.pollCounted'),
    conversationId,
    number,
    counts: z.array(number),
    voters: number,
    closed: z.boolean(),
  }),
  /** The point of a place has been erased; its name stays. */
  z.object({ type: z.literal('chat.pointErased'), conversationId, number }),
  /** Who shares receipts has changed: counts are to be asked anew. */
  z.object({ type: z.literal('chat.receiptsReset'), conversationId, sharers: z.number().int() }),
  /** To the newcomers: the conversation as they see it. */
  z.object({ type: z.literal('chat.conversationAdded'), conversation }),
  /** What stands behind the links of a message now, all of it; told when the server has looked, and when the author removes it. */
  z.object({ type: z.literal('chat.linksPreviewed'), conversationId, number, links: z.array(linkPreview) }),
  /** To those who are no longer in it; `deleted`: because it was deleted. */
  z.object({
    type: z.literal('chat.conversationRemoved'),
    conversationId,
    deleted: deletedConversation.nullable().default(null),
  }),
  /** To those who were in it: a deleted group is erased for good. */
  z.object({ type: z.literal('chat.conversationErased'), conversationId }),
  z.object({
    type: z.literal('chat.conversationChanged'),
    conversationId,
    name: z.string(),
    description: z.string(),
    memberCount: z.number().int(),
    sharers: z.number().int(),
    rules: groupRules,
    newcomersSee,
    archived: z.boolean(),
    announced: number.nullable(),
    external: z.boolean(),
  }),
  /** To the member whose role in the group changed, with how many ask to be let in, as far as that role decides about it. */
  z.object({ type: z.literal('chat.groupRoleChanged'), conversationId, role: groupRole, requests: z.number().int() }),
  /** To the member who is silenced in a group, or no longer. */
  z.object({ type: z.literal('chat.silenceChanged'), conversationId, silence: silence.nullable() }),
  /** To those who decide about it: so many ask to be let in. */
  z.object({ type: z.literal('chat.joinRequestsChanged'), conversationId, requests: z.number().int() }),
  /** To the own devices. */
  z.object({ type: z.literal('chat.readMoved'), conversationId, number, markedUnread: z.boolean() }),
  z.object({
    type: z.literal('chat.settingsChanged'),
    conversationId,
    pinned: z.boolean(),
    muted: z.boolean(),
    notify,
  }),
  z.object({ type: z.literal('chat.draftChanged'), conversationId, text: z.string() }),
  /** To the own devices: all sections of the list, in their order. */
  z.object({ type: z.literal('chat.sectionsChanged'), sections: z.array(section) }),
  /** Up to this number nothing of it is there any more, for anybody: it was kept for its time. */
  z.object({ type: z.literal('chat.historyHidden'), conversationId, hiddenNumber: number }),
  /** Who shares receipts has changed for many conversations at once, or what is hidden in one: list and counts are to be loaded anew. */
  z.object({ type: z.literal('chat.reload') }),
]);
export type ChatEvent = z.output<typeof chatEvent>;

/** A frame outside the clock: lost is lost. */
export const typingFrame = z.object({ type: z.literal('chat.typing'), conversationId, memberId });
