import { z } from 'zod';
import { anyMember } from '#directory/model/contract.ts';
import { command, query } from '#platform/model/contract.ts';
import { instant } from '#platform/model/time.ts';
import { channelCalls } from './calls/channels.ts';
import { contactCalls } from './calls/contacts.ts';

export { type PlaceSetting, type Wish } from './gate.ts';
export { type DeadLetter, type GatewayView } from './calls/channels.ts';
export { type AnyPushMessage, pushMessage } from './pushMessage.ts';
export { defineKinds, type KindPolicy, type Kinds, type QuietPolicy, type Way, type Wired } from './quiet.ts';
export { type HeldFor, heldFor, type ToldBecause, toldBecause } from './reasons.ts';
export type { TimeFacts } from './time.ts';

const none = z.object({});
const uuid = z.string().regex(/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);

export const wish = z.enum(['everything', 'gathered', 'meant', 'nothing']);

/** A push subscription, as the browser made it. */
export const subscription = z.object({
  endpoint: z.url().max(1_000),
  p256dh: z.string().regex(/^[A-Za-z0-9_-]{87}=?$/),
  auth: z.string().regex(/^[A-Za-z0-9_-]{22}(?:==)?$/),
});
export type Subscription = z.output<typeof subscription>;

export const outboxCalls = {
  settings: query({
    summary: 'What notifies the caller, when, and how this device is told.',
    allow: anyMember,
    input: none,
    output: z.object({
      wish,
      /** Is it the caller's working time now, and when does that change? */
      works: z.boolean(),
      changesAt: instant,
      /** In which the working hours are meant. */
      timeZone: z.string(),
      /** The hours of today, in minutes since its midnight; what ends after 1440 ends tomorrow. */
      hoursToday: z.array(z.object({ from: z.number().int(), until: z.number().int() })),
      /** Null: this device is not told. `pushes`: also when Tautline is closed on it. */
      device: z.object({ showsContent: z.boolean(), pushes: z.boolean() }).nullable(),
      /** What a browser needs to subscribe (VAPID, base64url). */
      publicKey: z.string(),
    }),
    refusals: [],
  }),
  setWish: command({
    summary: 'Says what may notify the caller at all, on all devices.',
    allow: anyMember,
    input: z.object({ wish }),
    output: none,
    refusals: [],
  }),
  setDevice: command({
    summary:
      'Lets this device (this session) be told. Without a subscription it is told while Tautline is open on it. Words of messages are sent only where `showsContent` says so.',
    allow: anyMember,
    input: z.object({
      showsContent: z.boolean(),
      language: z.enum(['zh', 'en']),
      subscription: subscription.nullable(),
    }),
    output: none,
    refusals: ['outbox.endpointRefused'],
  }),
  removeDevice: command({
    summary: 'Tells this device no more.',
    allow: anyMember,
    input: none,
    output: none,
    refusals: [],
  }),
  ...contactCalls,
  ...channelCalls,
};

const source = z.string();
const place = uuid;
const number = z.number().int();

export const outboxEvent = z.discriminatedUnion('type', [
  /** To the members meant: something is to be told now, in this place of that capability. It carries no words: the page has them. */
  z.object({ type: z.literal('outbox.notified'), source, place, number, kind: z.string() }),
  /** What was held while one rested, all at once: in so many places, so many of them meant for oneself. */
  z.object({ type: z.literal('outbox.digested'), places: number, meant: number }),
  /** Read on some device, or taken back: no other shows it any longer. */
  z.object({ type: z.literal('outbox.withdrawn'), source, place, number }),
  /** To the own devices. */
  z.object({ type: z.literal('outbox.wishChanged'), wish }),
]);
export type OutboxEvent = z.output<typeof outboxEvent>;
