import { z } from 'zod';
import { admins } from '#directory/model/contract.ts';
import { command, query } from '#platform/model/contract.ts';
import { idOf, type MemberId } from '#platform/model/ids.ts';
import { instant } from '#platform/model/time.ts';
import { gatewayConfig } from '../gateways/config.ts';
import { wired } from '../quiet.ts';

const none = z.object({});
const way = z.enum(wired);
const uuid = z.string().regex(/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
const limits = {
  /** So many a day (UTC); what comes after is a dead letter. */
  dailyMax: z.number().int().min(1).max(1_000_000),
  /** What one costs, as decimal text. */
  unitCost: z.string().regex(/^\d{1,6}(?:\.\d{1,4})?$/),
  currency: z.string().regex(/^[A-Z]{3}$/),
};

const gatewayView = z.object({
  way,
  config: gatewayConfig,
  ...limits,
  workedAt: instant.nullable(),
  failingSince: instant.nullable(),
  failure: z.string().nullable(),
  today: z.number().int(),
  month: z.object({
    sent: z.number().int(),
    delivered: z.number().int(),
    failed: z.number().int(),
    cost: z.string(),
  }),
  dead: z.number().int(),
  /** Where the gateway reports what became of things, if it wants one address for all. Null: this installation has no address outside. */
  reportsTo: z.string().nullable(),
});
export type GatewayView = z.output<typeof gatewayView>;

const deadLetter = z.object({
  id: uuid,
  way,
  memberId: idOf<MemberId>(),
  at: instant,
  state: z.enum(['dead', 'failed', 'uncertain']),
  why: z.string(),
});
export type DeadLetter = z.output<typeof deadLetter>;

export const LETTERS_MAX = 100;

export const channelCalls = {
  gateways: query({
    summary: 'The gateways of the company, how they do, and what was not delivered. Never their secrets.',
    allow: admins,
    input: none,
    output: z.object({ gateways: z.array(gatewayView), letters: z.array(deadLetter) }),
    refusals: [],
    notesViews: true,
  }),
  saveGateway: command({
    summary:
      'Connects a gateway, in place of the one there was for that way. Without a secret the old one stays, where it would go to nobody new.',
    allow: admins,
    input: z.object({ way, config: gatewayConfig, secret: z.string().min(1).max(500).nullable(), ...limits }),
    output: none,
    refusals: ['outbox.gatewayRefused', 'outbox.secretMissing'],
  }),
  removeGateway: command({
    summary: 'Takes a gateway away, with its secret.',
    allow: admins,
    input: z.object({ way }),
    output: none,
    refusals: [],
  }),
  testGateway: command({
    summary: 'Sends a test to the caller’s own proven number or address, and tells what the gateway answered.',
    allow: admins,
    input: z.object({ way }),
    output: z.object({ is: z.enum(['accepted', 'again', 'refused', 'unknown']), why: z.string() }),
    refusals: ['outbox.noGateway', 'outbox.noOwnContact', 'outbox.quotaUsed'],
  }),
  retryLetter: command({
    summary: 'Tries a dead letter again: the gate is asked anew. What may have been taken is not repeated.',
    allow: admins,
    input: z.object({ id: uuid }),
    output: none,
    refusals: ['platform.notFound'],
  }),
};
