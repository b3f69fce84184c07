import { z } from 'zod';
import { anyMember } from '#directory/model/contract.ts';
import { command, query } from '#platform/model/contract.ts';

const none = z.object({});
export const contactKind = z.enum(['phone', 'mail']);
const language = z.enum(['zh', 'en']);
/** What a number or an address may be used for, and whether words of messages may go there. */
const uses = { sms: z.boolean(), calls: z.boolean(), showsContent: z.boolean(), language };

const contact = z.object({ kind: contactKind, address: z.string(), ...uses });
export type Contact = z.output<typeof contact>;

export const contactCalls = {
  contacts: query({
    summary: 'The number and the address that the caller gave for notifications, and which gateways the company has.',
    allow: anyMember,
    input: none,
    output: z.object({
      contacts: z.array(contact),
      /** For these a code is on its way. */
      pending: z.array(z.object({ kind: contactKind, address: z.string() })),
      ways: z.object({ mail: z.boolean(), sms: z.boolean(), call: z.boolean() }),
    }),
    refusals: [],
  }),
  giveContact: command({
    summary: 'Gives a number or an address for notifications. A code goes there, by the channel named.',
    allow: anyMember,
    input: z.object({
      kind: contactKind,
      address: z.string().trim().min(3).max(200),
      by: z.enum(['mail', 'sms', 'call']),
      language,
    }),
    output: none,
    refusals: ['outbox.badAddress', 'outbox.noGateway', 'outbox.tooManyCodes', 'outbox.codeNotSent'],
  }),
  proveContact: command({
    summary: 'Proves with the code that the number or address is the caller’s, and says what for.',
    allow: anyMember,
    input: z.object({ kind: contactKind, code: z.string().regex(/^\d{6}$/), ...uses }),
    output: none,
    refusals: ['outbox.wrongCode'],
  }),
  setContact: command({
    summary: 'Says what the number or address may be used for.',
    allow: anyMember,
    input: z.object({ kind: contactKind, ...uses }),
    output: none,
    refusals: [],
  }),
  removeContact: command({
    summary: 'Takes the number or address back: it is deleted at once.',
    allow: anyMember,
    input: z.object({ kind: contactKind }),
    output: none,
    refusals: [],
  }),
};
