import { z } from 'zod';
import { anyMember, insiders } from '#directory/model/contract.ts';
import { ding, type DingId, dingCalls } from '#ding/model/contract.ts';
import { command, query } from '#platform/model/contract.ts';
import { type Id, idOf, type MemberId } from '#platform/model/ids.ts';
import { instant } from '#platform/model/time.ts';
import { type RestFault, restFault } from '#worktime/model/contract.ts';
import { OVERRIDES_MOST, REACHED_MOST, WHY_MAX } from './bounds.ts';

export * from './bounds.ts';
export { type RestFault, restFault };
export { ENTRY_MINUTES_MIN } from './entries.ts';
export { type OverrideEvent, overrideEvent } from './events.ts';
export { overrideKinds } from './notifying.ts';
export { type FileVerdict, verifyLedgerFile } from './ledgerFile.ts';

export type EntryId = Id<'timeEntry'>;

export const LISTED_MAX = 200;
export const EXPORTED_MAX = 50_000;

const none = z.object({});
/** An override is the ding that it reaches with. */
const id = idOf<DingId>();
const memberId = idOf<MemberId>();
const entryId = idOf<EntryId>();

/** What an emergency is: danger to people, a breach of security, an outage, a legal deadline (R4). */
export const reasons = ['danger', 'breach', 'outage', 'deadline'] as const;
const reason = z.enum(reasons);
export type Reason = z.output<typeof reason>;

const words = z
  .string()
  .trim()
  .max(WHY_MAX)
  .refine((text) => text.isWellFormed() && !text.includes('\0'));

const refusal = z
  .object({ code: z.string(), facts: z.record(z.string(), z.union([z.string(), z.number()])) })
  .nullable();

const verdict = z.enum(['upheld', 'dismissed']);
const way = z.enum(['socket', 'push', 'mail', 'sms', 'call']);

/** An override as whom it reached, and who watches over them, sees it (R5). */
export const reached = z.object({
  id,
  memberId,
  senderId: memberId,
  reason,
  why: z.string(),
  at: instant,
  /** Which rest it made too short: 11 hours in 24, or 24 hours in a week (R25). */
  breaks: z.array(restFault),
  /** By which ways it went out; none so far where nothing led to him. */
  ways: z.array(way),
  /** When he answered it by a tap or a reply; reading is nowhere. */
  acknowledgedAt: instant.nullable(),
  contestedAt: instant.nullable(),
  verdict: verdict.nullable(),
  decidedBy: memberId.nullable(),
  /** May the caller say now that it was no emergency, or decide it? */
  mayContest: z.boolean(),
  mayDecide: z.boolean(),
});
export type Reached = z.output<typeof reached>;

/** Work outside the hours, as its member has it. */
export const timeEntry = z.object({
  id: entryId,
  from: instant,
  until: instant,
  /** What it was drafted for. */
  because: z.enum(['override', 'worked', 'answered']),
  state: z.enum(['draft', 'confirmed']),
  minutes: z.number().int(),
});
export type TimeEntry = z.output<typeof timeEntry>;

const bounds = z.object({
  left: z.number().int(),
  of: z.number().int(),
  /** When there is one again, where none is left. */
  nextAt: instant.nullable(),
  suspendedUntil: instant.nullable(),
});

export const overrideCalls = {
  preview: query({
    summary:
      'Before an override is sent to these members: how many the caller has left, why it cannot be (R4), and of how many it breaks the rest of 11 hours a day or 24 a week (R25).',
    allow: insiders,
    input: z.object({ memberIds: z.array(memberId).min(1).max(LISTED_MAX) }),
    output: bounds.extend({ breaks: z.object({ daily: z.number().int(), weekly: z.number().int() }), refusal }),
    refusals: [],
  }),
  send: command({
    summary: `Sends a ding that reaches at once also those who are off: ${OVERRIDES_MOST} in 30 days, to ${REACHED_MOST} members, with a reason. It cannot be scheduled, and stands in the ledgers of those it reaches (R4, R5).`,
    allow: insiders,
    bodyMax: 64 * 1024,
    // Strict: a time to send it at is refused, not passed over.
    input: dingCalls.send.input.omit({ at: true }).extend({ reason, why: words }).strict(),
    output: ding,
    refusals: [
      ...dingCalls.send.refusals,
      'override.suspended',
      'override.whyShort',
      'override.onLeave',
      'override.nobodyOff',
      'override.tooMany',
      'override.usedUp',
      'override.disturbed',
    ],
  }),
  mine: query({
    summary:
      'The own ledger: overrides that reached the caller, work outside his hours, and who has looked; the latest first.',
    allow: anyMember,
    input: none,
    output: z.object({
      reached: z.array(reached),
      entries: z.array(timeEntry),
      looks: z.array(z.object({ memberId, at: instant })),
      /** How many entries the chain has, and the hash of the last. */
      number: z.number().int(),
      hash: z.string(),
      bounds,
    }),
    refusals: [],
    whileHeld: true,
  }),
  exportLedger: query({
    summary:
      'The whole own ledger as lines of JSON, each with its hash: what can be verified without the server. The first line says whose it is.',
    allow: anyMember,
    input: none,
    output: z.object({ text: z.string() }),
    refusals: [],
    whileHeld: true,
  }),
  contest: command({
    summary:
      'Says that an override that reached the caller was no emergency. Somebody else decides; where nobody may, this counts until somebody may (R6).',
    allow: anyMember,
    input: z.object({ id }),
    output: reached,
    refusals: ['override.unknown', 'override.contested', 'override.tooLate'],
    whileHeld: true,
  }),
  look: command({
    summary:
      'The overrides of the company: all of them for representatives; for owners those that they are to decide. That the caller has looked is written into the ledgers of those they reached (R30).',
    allow: ['representative', 'owner'],
    input: none,
    output: z.array(reached),
    refusals: [],
  }),
  decide: command({
    summary: 'Upholds or dismisses that an override was no emergency: by a representative, never by its sender.',
    allow: ['representative', 'owner'],
    input: z.object({ id, memberId, verdict }),
    output: reached,
    refusals: ['override.unknown', 'override.notYours', 'override.decided'],
  }),
  editEntry: command({
    summary: 'Changes a draft in the own ledger.',
    allow: anyMember,
    input: z.object({ id: entryId, from: instant, until: instant }),
    output: timeEntry,
    refusals: ['override.unknown', 'override.entryShort', 'override.entryLong', 'override.entryAhead'],
    whileHeld: true,
  }),
  confirmEntry: command({
    summary: 'Confirms a draft: it is written into the chain of the own ledger, for good.',
    allow: anyMember,
    input: z.object({ id: entryId }),
    output: timeEntry,
    refusals: ['override.unknown', 'override.entryShort', 'override.entryLong', 'override.entryAhead'],
    whileHeld: true,
  }),
  discardEntry: command({
    summary: 'Throws a draft away: nothing of it is kept.',
    allow: anyMember,
    input: z.object({ id: entryId }),
    output: none,
    refusals: ['override.unknown'],
    whileHeld: true,
  }),
};
