import { createHash, randomInt, timingSafeEqual } from 'node:crypto';
import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { z } from 'zod';
import { membersAt } from '#directory/server/index.ts';
import type { MemberId } from '#platform/model/ids.ts';
import type { InputOf, OutputOf } from '#platform/model/contract.ts';
import { Refused, refuse } from '#platform/model/refusal.ts';
import { kept, outside } from '#platform/server/capability.ts';
import type { Context } from '#platform/server/context.ts';
import { RateLimit } from '#platform/server/limits.ts';
import type { outboxCalls } from '../../model/contract.ts';
import type { ContactKind } from '../store/contacts.ts';
import { wordsOfCode } from '../../model/gateways/texts.ts';
import type { OutboxContext } from '../source.ts';
import type { WorkTime } from '../workTime.ts';
import * as store from '../store/contacts.ts';
import * as gateways from '../store/gateways.ts';
import { type Post, sendLetter } from './sending.ts';

type Calls = typeof outboxCalls;

const CODE_MS = 10 * 60_000;
const CODE_TRIES_MAX = 5;
const HOUR_S = 3_600;

/** How many codes leave: of a member, to a number or an address (whoever asks), of a company. In memory: a restart is generous once. */
const perMember = new RateLimit(4 / HOUR_S, 5);
const perAddress = new RateLimit(2 / HOUR_S, 3);
const perCompany = new RateLimit(60 / HOUR_S, 60);

/** The number as E.164, or the address as it stands; null where it is neither. */
export function addressOf(kind: ContactKind, text: string): string | null {
  if (kind === 'mail') return z.email().max(200).safeParse(text).data ?? null;
  const number = parsePhoneNumberFromString(text, 'CN');
  return number?.isValid() === true ? number.number : null;
}

export async function contacts(ctx: Context): Promise<OutputOf<Calls['contacts']>> {
  const ways = new Set((await gateways.gatewaysOf(ctx)).map(({ way }) => way));
  return {
    contacts: await store.contactsOf(ctx, ctx.memberId),
    pending: await store.codesOf(ctx, ctx.memberId, ctx.now),
    ways: { mail: ways.has('mail'), sms: ways.has('sms'), call: ways.has('call') },
  };
}

/** Is this the number or address of a colleague who is off now (R2)? */
async function wouldWake(ctx: Context, workTime: WorkTime, kind: ContactKind, address: string): Promise<boolean> {
  const { tx, companyId, memberId, now } = ctx;
  const known = [...(await membersAt(tx, companyId, kind, address)), ...(await store.provedBy(ctx, kind, address))];
  const others = [...new Set(known)].filter((id) => id !== memberId);
  const times = others.length === 0 ? [] : [...(await workTime.factsOf(tx, companyId, others, now)).values()];
  return times.some(({ works }) => !works);
}

/** Sends a code to the number or address, by the very way it is to be proved for. */
export async function giveContact(ctx: Context, post: Post, workTime: WorkTime, input: InputOf<Calls['giveContact']>) {
  const { kind, by, language } = input;
  const address = addressOf(kind, input.address);
  if (address === null || (kind === 'mail') !== (by === 'mail')) throw new Refused(refuse('outbox.badAddress'));
  const gateway = await gateways.gatewayOf(ctx, by);
  if (gateway === null) throw new Refused(refuse('outbox.noGateway'));
  const { companyId, memberId } = ctx;
  const at = ctx.now.getTime();
  const isFree =
    perMember.take(`${companyId} ${memberId}`, at) && perCompany.take(companyId, at) && perAddress.take(address, at);
  const stays = isFree && (await wouldWake(ctx, workTime, kind, address));
  const isSpent = !isFree || (!stays && (await gateways.spend(ctx, by, 1, ctx.now)) === 0);
  if (isSpent) throw new Refused(refuse('outbox.tooManyCodes'));
  const code = String(randomInt(1_000_000)).padStart(6, '0');
  const expiresAt = new Date(at + CODE_MS);
  await store.putCode(ctx, memberId, { kind, address, codeHash: hashOf(memberId, code), expiresAt }, ctx.now);
  // A code that nobody gets: whoever asks is not told whose it is.
  if (stays) return {};
  const letter = { id: ctx.newId(), to: address, language, code, ...wordsOfCode(by, code, language) };
  return outside(
    () => sendLetter(post, companyId, gateway, letter),
    async (after: Context, answer) => {
      await gateways.noteHealth(after, by, answer.is === 'accepted' ? null : answer.why, after.now);
      // Without an answer it may be on its way all the same.
      if (answer.is === 'accepted' || answer.is === 'unknown') return {};
      await store.removeCodes(after, memberId, kind);
      await gateways.count(after, by, { unsent: 1, failed: 1 }, after.now);
      return kept(refuse('outbox.codeNotSent'));
    },
  );
}

/** Takes the code; a wrong one counts, and after five of them it works no more. */
export async function proveContact(ctx: Context, { kind, code, ...uses }: InputOf<Calls['proveContact']>) {
  const { memberId, now } = ctx;
  const row = await store.tryCode(ctx, memberId, kind);
  const isRight =
    row !== null &&
    row.tries <= CODE_TRIES_MAX &&
    row.expiresAt > now &&
    timingSafeEqual(row.codeHash, hashOf(memberId, code));
  if (!isRight) return kept(refuse('outbox.wrongCode'));
  await store.removeCodes(ctx, memberId, kind);
  await store.putContact(ctx, memberId, { kind, address: row.address, ...uses });
  return {};
}

export async function setContact(ctx: Context, { kind, ...uses }: InputOf<Calls['setContact']>) {
  await store.setUses(ctx, ctx.memberId, kind, uses);
  return {};
}

export async function removeContact(ctx: Context, { kind }: InputOf<Calls['removeContact']>) {
  await store.removeContacts(ctx, ctx.memberId, kind);
  return {};
}

export interface Reachable {
  readonly sms: boolean;
  readonly call: boolean;
  readonly mail: boolean;
}

/** By what each of these members can be reached beside Tautline; never where. */
export async function reachable(
  ctx: OutboxContext,
  memberIds: readonly MemberId[],
): Promise<ReadonlyMap<MemberId, Reachable>> {
  const reach = await store.reachOf(ctx, memberIds);
  return new Map(
    memberIds.map((id) => {
      const ways = reach.get(id);
      return [
        id,
        { sms: ways?.has('sms') ?? false, call: ways?.has('call') ?? false, mail: ways?.has('mail') ?? false },
      ];
    }),
  );
}

const hashOf = (memberId: string, code: string): Buffer => createHash('sha256').update(`${memberId} ${code}`).digest();
