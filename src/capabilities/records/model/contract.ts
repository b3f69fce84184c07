import { z } from 'zod';
import { admins, anyMember, insiders, ledgerReaders } from '#directory/model/contract.ts';
import { command, query } from '#platform/model/contract.ts';
import { type ConversationId, type Id, idOf, type MemberId } from '#platform/model/ids.ts';
import { instant } from '#platform/model/time.ts';
import { retentionCalls } from './calls.ts';
import { HOLD_DAYS_MAX } from './holding.ts';

export { recordKinds } from './notifying.ts';
export type { RetentionRule } from './calls.ts';

export type ExportId = Id<'export'>;

/** A purpose says at least so much. */
export const PURPOSE_LENGTH_MIN = 20;
export const PURPOSE_LENGTH_MAX = 500;
/** So long a request waits for the second key. */
export const ANSWER_DAYS = 7;
/** So long a finished copy lies there. */
export const KEPT_DAYS = 7;
/** A member asks for his own copy once in so many hours. */
export const OWN_COPY_HOURS = 24;
export const NAMED_MAX = 50;

const none = z.object({});
const memberId = idOf<MemberId>();
const conversationId = idOf<ConversationId>();
const id = idOf<ExportId>();

/** Text without NUL, which no database text can hold. */
const words = (most: number) =>
  z
    .string()
    .trim()
    .max(most)
    .refine((text) => text.isWellFormed() && !text.includes('\0'));

/** How it stands with a copy. `asked`: it waits for the second key. `lapsed`: nobody turned it in time. `gone`: it was kept for its days. A hold is `holding` until it has `ended`. */
export const state = z.enum(['asked', 'refused', 'lapsed', 'making', 'ready', 'failed', 'gone', 'holding', 'ended']);
export type State = z.output<typeof state>;

/** A copy of one's own data. */
export const ownCopy = z.object({
  id,
  state,
  askedAt: instant,
  /** How many messages are in it so far. */
  messages: z.number().int(),
  size: z.number().int().nullable(),
  /** Until when it can be fetched. */
  keptUntil: instant.nullable(),
});
export type OwnCopy = z.output<typeof ownCopy>;

/** What everybody inside may know of an export of the company, or of a legal hold: who, who agreed, when, why, and how much. */
export const exportLine = z.object({
  id,
  kind: z.enum(['company', 'hold']),
  state,
  askedBy: memberId,
  askedAt: instant,
  purpose: z.string(),
  /** All groups, or only what was named. */
  allGroups: z.boolean(),
  groups: z.number().int(),
  directs: z.number().int(),
  /** Messages sent from here on, until before there. */
  from: instant.nullable(),
  until: instant.nullable(),
  answeredBy: memberId.nullable(),
  answeredAt: instant.nullable(),
  /** How often it was fetched. */
  downloads: z.number().int(),
  /** Until when a hold holds, once it was agreed to; and since when it does no longer. */
  holdsUntil: instant.nullable(),
  endedAt: instant.nullable(),
});
export type ExportLine = z.output<typeof exportLine>;

/** What was named: a group by its name, a direct conversation by its two members. */
const named = z.object({ name: z.string(), memberIds: z.array(memberId) });

/** The same for those who ask and those who hold the second key. */
export const exportRequest = exportLine.extend({
  named: z.array(named),
  /** Who holds the second key here. */
  key: z.enum(['representative', 'owner']),
  /** Why it was refused. */
  answer: z.string(),
  messages: z.number().int(),
  size: z.number().int().nullable(),
  /** A request waits, a copy is kept, until then. */
  waitsUntil: instant.nullable(),
  mayAnswer: z.boolean(),
  mayFetch: z.boolean(),
  /** Of a hold: for how many days. */
  holdDays: z.number().int().nullable(),
  mayEnd: z.boolean(),
});
export type ExportRequest = z.output<typeof exportRequest>;

export const scope = z.object({
  allGroups: z.boolean(),
  conversationIds: z.array(conversationId).max(NAMED_MAX),
  /** Direct conversations are never meant by "all": each is named by the two who talk in it. */
  directs: z.array(z.object({ memberId, peerId: memberId })).max(NAMED_MAX),
  from: instant.nullable(),
  until: instant.nullable(),
});
/** What of the company a hold means: conversations as they are, whatever their time. */
const heldScope = scope.omit({ from: true, until: true });

/** A legal hold over conversations that one is in. */
export const holdHere = z.object({
  id,
  purpose: z.string(),
  until: instant,
  askedBy: memberId,
  answeredBy: memberId,
  conversationIds: z.array(conversationId),
});
export type HoldHere = z.output<typeof holdHere>;
export type Scope = z.output<typeof scope>;

export const recordsCalls = {
  ...retentionCalls,
  ownCopy: query({
    summary: 'The latest copy of the own data, and from when on another one may be asked for.',
    allow: anyMember,
    input: none,
    output: z.object({ copy: ownCopy.nullable(), mayAskAt: instant.nullable() }),
    refusals: [],
  }),
  askOwnCopy: command({
    summary: 'Asks for a copy of the own data; it is made in the background. One at a time, one a day.',
    allow: anyMember,
    input: z.object({ language: z.enum(['zh', 'en']) }),
    output: ownCopy,
    refusals: ['records.oneADay'],
  }),
  exportsOfMyWords: query({
    summary: 'Exports of the company in which own words are, newest first.',
    allow: anyMember,
    input: none,
    output: z.array(exportLine),
    refusals: [],
  }),
  companyExports: query({
    summary: 'Exports of the company and holds that were agreed to, newest first: everybody inside may know of them.',
    allow: insiders,
    input: none,
    output: z.array(exportLine),
    refusals: [],
  }),
  askExport: command({
    summary:
      'Asks for an export of conversations of the company. Nothing is made before somebody else turns the second key.',
    allow: admins,
    input: z.object({
      purpose: words(PURPOSE_LENGTH_MAX).pipe(z.string().min(PURPOSE_LENGTH_MIN)),
      scope,
      language: z.enum(['zh', 'en']),
    }),
    output: exportRequest,
    refusals: ['records.noSecondKey', 'records.nothingNamed', 'records.conversationUnknown'],
  }),
  askHold: command({
    summary:
      'Asks for a legal hold: while it holds, nothing in its scope is erased for good. It holds nothing before somebody else turns the second key.',
    allow: admins,
    input: z.object({
      purpose: words(PURPOSE_LENGTH_MAX).pipe(z.string().min(PURPOSE_LENGTH_MIN)),
      scope: heldScope,
      days: z.number().int().min(1).max(HOLD_DAYS_MAX),
      language: z.enum(['zh', 'en']),
    }),
    output: exportRequest,
    refusals: ['records.noSecondKey', 'records.nothingNamed', 'records.conversationUnknown'],
  }),
  endHold: command({
    summary: 'Ends a legal hold before its days are over.',
    allow: admins,
    input: z.object({ id }),
    output: exportRequest,
    refusals: ['records.exportUnknown', 'records.answered'],
  }),
  holdsHere: query({
    summary: 'Legal holds over conversations that the caller is in: why, and until when.',
    allow: anyMember,
    input: none,
    output: z.array(holdHere),
    refusals: [],
  }),
  exports: query({
    summary: 'Requests for exports and holds, and what became of them, newest first.',
    allow: ledgerReaders,
    input: none,
    output: z.array(exportRequest),
    refusals: [],
  }),
  answerExport: command({
    summary: 'Turns the second key, or refuses to; once. Whoever asked does not hold it.',
    allow: ['representative', 'owner'],
    input: z.object({ id, agree: z.boolean(), answer: words(PURPOSE_LENGTH_MAX).default('') }),
    output: exportRequest,
    refusals: ['records.exportUnknown', 'records.ownRequest', 'records.notTheKey', 'records.answered'],
  }),
};

export const recordsEvent = z.discriminatedUnion('type', [
  /** To the member: how it stands with the copy of his own data. */
  z.object({ type: z.literal('records.copyChanged'), copy: ownCopy }),
  /** To owner, admins and representatives: a request was made, answered, or has lapsed. */
  z.object({ type: z.literal('records.requestChanged'), id, state }),
  /** To everybody: for how long messages are kept was changed, or what a hold keeps. */
  z.object({ type: z.literal('records.retentionChanged') }),
  /** To everybody but guests: an export of the company was agreed to, made, fetched, or is gone. */
  z.object({ type: z.literal('records.exportChanged'), line: exportLine }),
]);
export type RecordsEvent = z.output<typeof recordsEvent>;
