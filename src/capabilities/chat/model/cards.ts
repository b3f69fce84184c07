import { z } from 'zod';
import { idOf, type MemberId } from '#platform/model/ids.ts';
import { instant } from '#platform/model/time.ts';

/** In how many working days a notice may have to be acknowledged. */
export const DUE_DAYS = [1, 2, 3, 5, 10] as const;
export const POLL_OPTIONS_MIN = 2;
export const POLL_OPTIONS_MAX = 20;
export const POLL_OPTION_LENGTH_MAX = 200;
/** So many messages are forwarded at once. */
export const FORWARD_MAX = 30;
/** The name of a place, and its address. */
export const PLACE_LENGTH_MAX = 120;
/** A poll ends within this time, where it ends by itself. */
export const POLL_END_MAX_MS = 366 * 24 * 3_600_000;

const number = z.number().int();

/** Asks everybody else in the conversation to acknowledge it, within so many working days of each; null: whenever. */
const noticeCard = z.object({ kind: z.literal('notice'), dueDays: number.nullable() });

/** Asks everybody in the conversation to choose; the text of the message is the question. */
const pollCard = z.object({
  kind: z.literal('poll'),
  options: z.array(z.string()),
  multiple: z.boolean(),
  anonymous: z.boolean(),
  endsAt: instant.nullable(),
});

/** Points to a message elsewhere, which is shown to those only who may see it there. */
const forwardCard = z.object({ kind: z.literal('forward') });

/** Points to so many messages of one conversation elsewhere, as one. */
const forwardsCard = z.object({ kind: z.literal('forwards'), count: number });

/** Says who somebody is: by his id alone, so that each reader sees what the directory lets him see. */
const contactCard = z.object({ kind: z.literal('contact'), memberId: idOf<MemberId>() });

/** Says where something is. The text of the message is its name; the point is rounded, and erased when its time has come. */
const placeCard = z.object({
  kind: z.literal('place'),
  address: z.string(),
  point: z.object({ latitude: z.number(), longitude: z.number(), accuracyM: z.number().int() }).nullable(),
});

/** A card that a capability above draws, and answers for: its name, and an id of its own. */
const roomCard = z.object({ kind: z.literal('room'), room: z.string(), id: z.string() });

/** What makes of a message more than words. It is the same for everybody and never changes, but for a point that is erased: answers stand beside it. */
export const card = z.discriminatedUnion('kind', [
  noticeCard,
  pollCard,
  forwardCard,
  forwardsCard,
  contactCard,
  placeCard,
  roomCard,
]);
export type Card = z.output<typeof card>;
export type NoticeCard = Extract<Card, { kind: 'notice' }>;
export type PollCard = Extract<Card, { kind: 'poll' }>;
export type PlaceCard = Extract<Card, { kind: 'place' }>;

/** How many have acknowledged a notice, of how many who were asked and are still there; never when (R17). */
export const noticeCounts = z.object({ acknowledged: number, of: number });

/** How a notice stands, as one member sees it. */
const noticeState = z.object({
  kind: z.literal('notice'),
  /** Of the message. */
  number,
  /** Is one asked oneself, and until when, by one's own working days? */
  asked: z.boolean(),
  dueAt: instant.nullable(),
  acknowledged: z.boolean(),
  /** For its author. */
  counts: noticeCounts.nullable(),
});

/** How a poll stands, as one member sees it. */
const pollState = z.object({
  kind: z.literal('poll'),
  number,
  closed: z.boolean(),
  /** How many chose each option, and how many have voted. */
  counts: z.array(number),
  voters: number,
  /** What one has chosen oneself, by place from 0. An anonymous poll forgets it when it ends. */
  mine: z.array(number),
});

/** What stands beside a message with a card. */
export const cardState = z.discriminatedUnion('kind', [noticeState, pollState]);
export type CardState = z.output<typeof cardState>;
export type NoticeState = Extract<CardState, { kind: 'notice' }>;
export type PollState = Extract<CardState, { kind: 'poll' }>;

/** Has this poll ended, by its author or by its time? */
export function hasEnded(
  { endsAt }: Pick<PollCard, 'endsAt'>,
  { closed }: Pick<PollState, 'closed'>,
  now: Date,
): boolean {
  return closed || (endsAt !== null && endsAt.getTime() <= now.getTime());
}
