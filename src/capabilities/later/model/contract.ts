import { z } from 'zod';
import { caption, FORWARD_MAX, isBlank, message, root, sendRefusals } from '#chat/model/contract.ts';
import { anyMember } from '#directory/model/contract.ts';
import { attachment, FILES_PER_MESSAGE_MAX } from '#files/model/contract.ts';
import { command, query } from '#platform/model/contract.ts';
import { type ConversationId, type FileId, type Id, idOf, type MessageId } from '#platform/model/ids.ts';
import { instant } from '#platform/model/time.ts';

export type SavedId = Id<'saved'>;

/** So many messages a member keeps for later, done ones among them. */
export const SAVED_MAX = 2_000;
/** So many messages of a member wait for their time. */
export const SCHEDULED_MAX = 100;
/** So far ahead a moment may be. */
export const AHEAD_MAX_MS = 366 * 24 * 3_600_000;
export const MESSAGES_PER_PAGE = 50;

const savedId = idOf<SavedId>();
const conversationId = idOf<ConversationId>();
const messageId = idOf<MessageId>();
const number = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER);
const none = z.object({});

/** A message kept for later: where it stands. What it says is asked for when it is shown. */
export const saved = z.object({
  id: savedId,
  conversationId,
  number,
  savedAt: instant,
  done: z.boolean(),
  /** When one is, or was, reminded of it. */
  remindAt: instant.nullable(),
});
export type Saved = z.output<typeof saved>;

/** A message that is sent at a moment to come. Its id is the id under which it is sent. */
export const scheduled = z.object({
  id: messageId,
  conversationId,
  text: z.string(),
  replyTo: number.nullable(),
  /** Under which message the conversation is the thread. */
  thread: root.nullable(),
  files: z.array(attachment),
  /** Nobody is told of it. */
  silent: z.boolean(),
  sendAt: instant,
  /** `sending`: on its way, nobody changes it any more. `failed`: it was not sent, and waits for its author. */
  state: z.enum(['waiting', 'sending', 'failed']),
  /** Why it was not sent. */
  failure: z.string().nullable(),
});
export type Scheduled = z.output<typeof scheduled>;

/** A moment that is offered: `later` on the same day, the next start of work, tomorrow, the start of next week, or when the other one starts. */
export const choice = z.object({
  kind: z.enum(['laterToday', 'nextStart', 'tomorrow', 'nextWeek', 'theirStart']),
  at: instant,
});
export type Choice = z.output<typeof choice>;

const moment = ['later.momentPast', 'later.momentFar'] as const;
const change = ['later.unknown', 'later.beingSent'] as const;

export const laterCalls = {
  mine: query({
    summary: 'What the caller keeps for later, without words, and what he has scheduled.',
    allow: anyMember,
    input: none,
    output: z.object({ at: number, saved: z.array(saved), scheduled: z.array(scheduled) }),
    refusals: [],
  }),
  savedMessages: query({
    summary:
      'The messages behind some of what the caller keeps, as they are now; those in conversations he is not in any more are left out.',
    allow: anyMember,
    input: z.object({ ids: z.array(savedId).max(MESSAGES_PER_PAGE) }),
    output: z.array(z.object({ id: savedId, message })),
    refusals: [],
  }),
  times: query({
    summary:
      'Moments to choose for a reminder or, where a conversation is named, for sending there; and when somebody would be told who is off at this moment.',
    allow: anyMember,
    input: z.object({ conversationId: conversationId.nullable().default(null), at: instant.nullable().default(null) }),
    output: z.object({
      timeZone: z.string(),
      choices: z.array(choice),
      /** Where the caller (for sending, the other one of a direct conversation) is off at the moment asked for: when work begins next. */
      toldAt: instant.nullable(),
    }),
    refusals: ['chat.conversationUnknown'],
  }),
  save: command({
    summary: 'Keeps a message for later, with a reminder or without; one that is kept already is not kept twice.',
    allow: anyMember,
    input: z.object({ conversationId, number, remindAt: instant.nullable().default(null) }),
    output: saved,
    refusals: ['chat.conversationUnknown', 'chat.messageUnknown', 'later.full', ...moment],
  }),
  saveSeveral: command({
    summary:
      'Keeps messages of one conversation for later, all at once; those that are kept already stay as they are, and those that cannot be kept are left out.',
    allow: anyMember,
    input: z.object({ conversationId, numbers: z.array(number).min(1).max(FORWARD_MAX) }),
    output: z.array(saved),
    refusals: ['chat.conversationUnknown', 'later.full'],
  }),
  changeSaved: command({
    summary: 'Ticks it off or not, or sets its reminder; null takes the reminder away. What is done reminds no more.',
    allow: anyMember,
    input: z.object({ id: savedId, done: z.boolean().optional(), remindAt: instant.nullable().optional() }),
    output: saved,
    refusals: ['later.unknown', ...moment],
  }),
  unsave: command({
    summary: 'Keeps a message no longer.',
    allow: anyMember,
    input: z.object({ id: savedId }),
    output: none,
    refusals: ['later.unknown'],
  }),
  clearDone: command({
    summary: 'Keeps what is done no longer.',
    allow: anyMember,
    input: none,
    output: none,
    refusals: [],
  }),
  schedule: command({
    summary:
      'Sends a message at a moment to come, as if its author sent it then. The id is made by the sender: a retry changes nothing.',
    allow: anyMember,
    input: z
      .object({
        id: messageId,
        conversationId,
        text: caption,
        replyTo: number.nullable().default(null),
        thread: root.nullable().default(null),
        files: z.array(idOf<FileId>()).max(FILES_PER_MESSAGE_MAX).default([]),
        silent: z.boolean().default(false),
        sendAt: instant,
      })
      .refine((send) => send.files.length > 0 || !isBlank(send.text), { path: ['text'] }),
    output: scheduled,
    refusals: [...sendRefusals, 'later.tooMany', ...moment],
  }),
  changeScheduled: command({
    summary: 'Changes text and moment of what has not been sent; one that failed waits for its moment again.',
    allow: anyMember,
    input: z.object({ id: messageId, text: caption, sendAt: instant }),
    output: scheduled,
    refusals: [...change, 'later.empty', ...moment],
  }),
  sendScheduledNow: command({
    summary: 'Sends it now instead of at its moment.',
    allow: anyMember,
    input: z.object({ id: messageId }),
    output: scheduled,
    refusals: change,
  }),
  removeScheduled: command({
    summary: 'Gives up what has not been sent, its files with it.',
    allow: anyMember,
    input: z.object({ id: messageId }),
    output: none,
    refusals: change,
  }),
};

/** All to the own devices. */
export const laterEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('later.savedChanged'), saved }),
  z.object({ type: z.literal('later.savedRemoved'), ids: z.array(savedId) }),
  z.object({ type: z.literal('later.scheduledChanged'), scheduled }),
  /** Sent, or given up. */
  z.object({ type: z.literal('later.scheduledRemoved'), id: messageId }),
]);
export type LaterEvent = z.output<typeof laterEvent>;
