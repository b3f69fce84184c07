import { z } from 'zod';
import { anyMember, insiders } from '#directory/model/contract.ts';
import { attachment, FILES_PER_MESSAGE_MAX } from '#files/model/contract.ts';
import { command, query } from '#platform/model/contract.ts';
import {
  type ConversationId,
  type DepartmentId,
  type FileId,
  type Id,
  idOf,
  type MemberId,
  type MessageId,
} from '#platform/model/ids.ts';
import { instant } from '#platform/model/time.ts';
import { STEPS_MAX } from './ladder.ts';

export { DINGS_A_DAY_MAX, mostADay, REPEAT_AFTER_MS } from './budget.ts';
export { STEPS, STEPS_MAX } from './ladder.ts';
export { dingKinds } from './notifying.ts';

export type DingId = Id<'ding'>;

export const TEXT_MAX = 1_000;
/** One ding reaches so many at most; it stands in so many conversations. */
export const RECIPIENTS_MAX = 10_000;
export const PLACES_MAX = 50;
export const DEPARTMENTS_MAX = 50;
/** Whose state is told one by one, at most; of the others the counts. */
export const LINES_MAX = 200;
export const OPEN_MAX = 200;
export const AHEAD_MAX_MS = 366 * 24 * 3_600_000;

const dingId = idOf<DingId>();
const memberId = idOf<MemberId>();
const conversationId = idOf<ConversationId>();
const messageId = idOf<MessageId>();
const departmentId = idOf<DepartmentId>();
const number = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER);
const none = z.object({});

/** Empty where files say it. */
const words = z
  .string()
  .trim()
  .max(TEXT_MAX)
  .refine((text) => text.isWellFormed() && !text.includes('\0'));

/** Where a ding is written: as a message in a conversation, for these members of it; null: for everybody else there. */
const place = z.object({
  conversationId,
  /** Made by the sender: a retry changes nothing. */
  messageId,
  memberIds: z.array(memberId).max(RECIPIENTS_MAX).nullable(),
});

const passedOn = z.object({
  conversationId,
  number,
  ids: z.array(idOf<FileId>()).min(1).max(FILES_PER_MESSAGE_MAX),
});
export type PassedOn = z.output<typeof passedOn>;

/**
 * How it stands with one recipient. `waits`: its ladder runs, or will. `full`: over his budget of the day, it came as talk does. `ended`: the
 * ladder is at its end. `gone`: he has left.
 */
export const standing = z.enum(['waits', 'confirmed', 'later', 'replied', 'full', 'ended', 'cancelled', 'gone']);
export type Standing = z.output<typeof standing>;

/** One recipient as the sender sees him: never when he has read or answered (R17). */
export const line = z.object({
  memberId,
  state: standing,
  /** How many steps were told so far in this run, and when the next comes; null: none comes. */
  step: z.number().int().min(0).max(STEPS_MAX),
  nextAt: instant.nullable(),
  /** He is off, and it goes on then. */
  isOff: z.boolean(),
  /** On leave: not why. */
  onLeave: z.boolean(),
  /** An override reached him while he was off (R4). */
  byOverride: z.boolean(),
  /** The time he named, where he will see to it later. */
  laterAt: instant.nullable(),
});
export type Line = z.output<typeof line>;

const counts = z.object({
  confirmed: z.number().int(),
  later: z.number().int(),
  waits: z.number().int(),
  off: z.number().int(),
  of: z.number().int(),
});
export type Counts = z.output<typeof counts>;

export const ding = z.object({
  id: dingId,
  authorId: memberId,
  text: z.string(),
  /** They hang on its messages. */
  files: z.array(attachment),
  /** How many steps it goes at most. */
  steps: z.number().int().min(1).max(STEPS_MAX),
  state: z.enum(['scheduled', 'sent', 'cancelled', 'failed']),
  /** When it was sent, or will be. */
  sentAt: instant,
  /** Why a scheduled one was not sent. */
  failure: z.string().nullable(),
  places: z.array(z.object({ conversationId, number: number.nullable() })),
  /** For its author, while it is scheduled: whom it is to ask besides those of its places. */
  memberIds: z.array(memberId),
  departmentIds: z.array(departmentId),
  counts,
  /** For its author, and of those it asks in the same conversation; of thousands the first, those who have not answered before the others. */
  lines: z.array(line),
  /** The caller's own, where it asks him. */
  mine: line.nullable(),
});
export type Ding = z.output<typeof ding>;

const sendRefusals = [
  'ding.nobody',
  'ding.empty',
  'ding.tooManyFiles',
  'ding.departmentUnknown',
  'ding.departmentsEmpty',
  'ding.tooFar',
  'ding.notThere',
  'ding.notYours',
  'ding.again',
  'ding.tooMany',
  'ding.idTaken',
  'ding.momentPast',
  'ding.momentFar',
  'chat.conversationUnknown',
  'chat.memberUnknown',
  'chat.idTaken',
  'chat.archived',
  'chat.channelClosed',
  'chat.allMuted',
  'chat.notInThreads',
  'files.unknown',
] as const;

const sending = {
  /** None: it is written nowhere, and goes to members and departments alone. */
  to: z.array(place).max(PLACES_MAX),
  /** Members by name. Who of them is in none of these conversations gets it as those of a department do. */
  memberIds: z.array(memberId).max(RECIPIENTS_MAX).default([]),
  /**
   * Whole departments, with those below: whom they have when it is sent. Who of them is in none of these conversations gets it in the group of his
   * department, where the caller is in it, or else in the direct conversation with the caller.
   */
  departmentIds: z.array(departmentId).max(DEPARTMENTS_MAX).default([]),
};

export const dingCalls = {
  preview: query({
    summary:
      'Before a ding is sent: who of them works, who is reached when and how far, and what is left of their day (R10).',
    allow: insiders,
    input: z.object(sending),
    output: z.object({
      /** Why the caller may not ding them as they are; null: he may. */
      refusal: z
        .object({ code: z.string(), facts: z.record(z.string(), z.union([z.string(), z.number()])) })
        .nullable(),
      total: z.number().int(),
      /** How many of all of them are reached now, when they start, when they are back from leave. */
      counts: z.object({ now: z.number().int(), off: z.number().int(), onLeave: z.number().int() }),
      /** How many of them get it elsewhere than in these conversations. */
      elsewhere: z.number().int(),
      /** Of very many the first. */
      people: z.array(
        z.object({
          memberId,
          works: z.boolean(),
          /** When it reaches him first: null at once. */
          startsAt: instant.nullable(),
          onLeave: z.boolean(),
          standInId: memberId.nullable(),
          timeZone: z.string(),
          /** How many dings he may still get today; 0: it comes as talk does. */
          left: z.number().int(),
          /** Whose wait with him, where none is left. */
          waiting: z.array(z.object({ authorId: memberId, count: z.number().int() })),
          /** The caller has dinged him within the hour, and may again then. */
          repeatAt: instant.nullable(),
          sms: z.boolean(),
          call: z.boolean(),
        }),
      ),
    }),
    refusals: ['chat.conversationUnknown', 'chat.memberUnknown', 'ding.tooMany', 'ding.departmentUnknown'],
  }),
  send: command({
    summary:
      'Sends a ding: a message that climbs a ladder with each of those it asks, in his working time, until he answers (R9). The id is made by the caller: a retry changes nothing.',
    allow: insiders,
    bodyMax: 512 * 1024,
    input: z.object({
      id: dingId,
      text: words,
      /** Own files that hang nowhere yet. */
      files: z.array(idOf<FileId>()).max(FILES_PER_MESSAGE_MAX).default([]),
      /** Files of a message that the caller sees: they hang on its messages, too. */
      passesOn: passedOn.nullable().default(null),
      ...sending,
      steps: z.number().int().min(1).max(STEPS_MAX).default(STEPS_MAX),
      /** A minute to come, or now. */
      at: instant.nullable().default(null),
    }),
    output: ding,
    refusals: sendRefusals,
  }),
  cancel: command({
    summary: 'Stops a ding for everybody, by its author: nothing more is told, what is shown is taken back.',
    allow: insiders,
    input: z.object({ id: dingId }),
    output: ding,
    refusals: ['ding.unknown'],
  }),
  answer: command({
    summary: 'Confirms a ding, or says when the caller will see to it: its ladder stops with him.',
    allow: anyMember,
    input: z.object({ id: dingId, laterAt: instant.nullable().default(null) }),
    output: ding,
    refusals: ['ding.unknown', 'ding.momentPast', 'ding.momentFar'],
    whileHeld: true,
  }),
  ding: query({
    summary: 'A ding as it stands now; for its author and those it asks.',
    allow: anyMember,
    input: z.object({ id: dingId }),
    output: ding,
    refusals: ['ding.unknown'],
  }),
  dings: query({
    summary:
      'Dings, without the lines of others: those of many messages at once, as far as the caller may know of them.',
    allow: anyMember,
    input: z.object({ ids: z.array(dingId).min(1).max(100) }),
    output: z.array(ding),
    refusals: [],
  }),
  mine: query({
    summary: 'The dings that wait for the caller, in the order he wants, and the latest he has sent.',
    allow: anyMember,
    input: none,
    output: z.object({ open: z.array(ding), sent: z.array(ding) }),
    refusals: [],
  }),
  reached: query({
    summary:
      'The dings that have reached the caller already and wait for his answer: what he is shown while everything else stays on the server (R3).',
    allow: anyMember,
    input: none,
    output: z.array(ding),
    refusals: [],
    whileHeld: true,
  }),
  reorder: command({
    summary: 'Puts what waits for the caller in another order. Nobody else can (R10).',
    allow: anyMember,
    input: z.object({ ids: z.array(dingId).max(OPEN_MAX) }),
    output: none,
    refusals: [],
  }),
};

export const dingEvent = z.discriminatedUnion('type', [
  /** To its author and, each with his own line, to those whose line has changed: how a ding stands. The lines of others are asked for. */
  z.object({
    type: z.literal('ding.changed'),
    id: dingId,
    state: ding.shape.state,
    counts,
    mine: line.nullable(),
  }),
]);
export type DingEvent = z.output<typeof dingEvent>;
