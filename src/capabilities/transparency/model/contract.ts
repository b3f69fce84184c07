import { z } from 'zod';
import { anyMember, viewKinds } from '#directory/model/contract.ts';
import { heldFor, toldBecause } from '#outbox/model/contract.ts';
import { query } from '#platform/model/contract.ts';
import { type ConversationId, type DepartmentId, idOf, type MemberId } from '#platform/model/ids.ts';
import { instant } from '#platform/model/time.ts';
import { date } from '#platform/model/zone.ts';

export { KEPT_DAYS, mondayOf, VIEWS_KEPT_DAYS, WEEKS_SHOWN } from './days.ts';
export { UNIT_MIN, weekToBeginWith } from './units.ts';

/** So many interruptions of a day are shown. */
export const SHOWN_MAX = 300;
export const VIEWS_PAGE_MAX = 200;

const none = z.object({});
const memberId = idOf<MemberId>();

const interruption = z.object({
  /** When the gate decided about it. */
  at: instant,
  /** As which capability tells it, and which of its kinds it is. */
  source: z.string(),
  kind: z.string(),
  /** Whose doing; null: the product's, or one's own reminder. */
  byId: memberId.nullable(),
  /** The message behind it, where one may still read it. */
  message: z
    .object({
      conversationId: idOf<ConversationId>(),
      number: z.number().int(),
      /** Of the group; empty among two. */
      name: z.string(),
    })
    .nullable(),
  heldFor: z.enum(heldFor).nullable(),
  heldUntil: instant.nullable(),
  /** Null: kept, and not told so far. */
  toldAt: instant.nullable(),
  ways: z.array(z.enum(['socket', 'push', 'mail', 'sms', 'call'])),
  because: z.enum(toldBecause).nullable(),
  /** Came with all else that was kept, as one. */
  inDigest: z.boolean(),
});
export type InterruptionView = z.output<typeof interruption>;

const unit = z.object({
  /** Null: the rest of the company. */
  departmentId: idOf<DepartmentId>().nullable(),
  /** The name that the department had then; empty for the company. */
  name: z.string(),
  members: z.number().int(),
  /** Notifications that went through outside of hours: to who was on call, and by an override. */
  onCall: z.number().int(),
  override: z.number().int(),
  /** What was kept from people who were off: a conversation once in a rest. */
  held: z.number().int(),
});
export type UnitView = z.output<typeof unit>;

export const transparencyCalls = {
  interruptionDays: query({
    summary:
      'How often the caller was interrupted on each of the last 90 days of his, and how often something was kept.',
    allow: anyMember,
    input: none,
    output: z.object({
      timeZone: z.string(),
      today: date,
      days: z.array(z.object({ day: date, told: z.number().int(), held: z.number().int() })),
    }),
    refusals: [],
  }),
  interruptions: query({
    summary: `What interrupted the caller on a day of his, or was kept from him then, the latest first; ${SHOWN_MAX} at most. Only his own; never whether or when he read it.`,
    allow: anyMember,
    input: z.object({ day: date }),
    output: z.object({ interruptions: z.array(interruption), more: z.boolean() }),
    refusals: [],
  }),
  views: query({
    summary: 'Who was shown private facts of the caller, what, when and why; the latest first.',
    allow: anyMember,
    input: z.object({
      before: instant.nullable().default(null),
      limit: z.number().int().min(1).max(VIEWS_PAGE_MAX).default(50),
    }),
    output: z.object({
      views: z.array(
        z.object({
          at: instant,
          viewerId: memberId,
          what: z.enum(viewKinds),
          /** The role in which he was shown it; empty where the house did it on his behalf. */
          role: z.string(),
          /** What he gave as his reason, where he had to. */
          purpose: z.string(),
        }),
      ),
      more: z.boolean(),
    }),
    refusals: [],
  }),
  outOfHours: query({
    summary:
      'For the representatives: contact outside of hours by department and week, of ten members or more, the latest week first. Weeks that are over; no names.',
    allow: ['representative'],
    input: none,
    output: z.object({
      /** The date of the company. */
      today: date,
      weeks: z.array(z.object({ monday: date, units: z.array(unit) })),
    }),
    refusals: [],
  }),
};

/** It announces nothing: screens ask again. */
export const transparencyEvent = z.never();
