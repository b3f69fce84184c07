import { accountNamed, insertSession } from '#identity/server/index.ts';
import type { Outbox } from '#outbox/server/index.ts';
import type { ConversationId } from '#platform/model/ids.ts';
import type { AnyoneContext, Context } from '#platform/server/context.ts';
import type { LogEvent } from '#platform/server/follower.ts';
import { type House, noEdge } from '#platform/server/house.ts';
import { act, asMember, atMoment } from './acting.ts';
import { type Key, personOf } from './cast.ts';
import { type Making, memberIn } from './people.ts';

/** A browser of that time, at a push service that never was. */
const SUBSCRIPTION = { p256dh: 'B'.repeat(87), auth: 'A'.repeat(22) };

/** Something that was said, by its place, and whom it means. */
export interface Said {
  readonly at: Date;
  readonly conversationId: ConversationId;
  readonly number: number;
  readonly to: readonly Key[];
}

/**
 * Does something while those who are told of things have a device. It is there for this transaction alone: what goes on in the product
 * meanwhile tells nobody of the past, and nothing is ever on its way to a device that is none.
 */
export async function withDevices(
  house: House,
  making: Making,
  keys: readonly Key[],
  at: Date,
  work: (base: AnyoneContext) => Promise<void>,
): Promise<void> {
  await house.run(noEdge, async (base) => {
    const signedIn: Context[] = [];
    for (const key of keys) {
      const account = await accountNamed(base, personOf(key, making.company).accountName);
      if (account === null || !making.members.has(key)) continue;
      const { accountId } = account;
      const { sessionId } = await insertSession(atMoment(base, at), accountId, 'password');
      signedIn.push({ ...asMember(base, memberIn(making, key), at), accountId, sessionId });
    }
    await base.enterCompany(making.companyId);
    for (const ctx of signedIn) {
      const subscription = { ...SUBSCRIPTION, endpoint: `https://push.tautline.invalid/${ctx.sessionId}` };
      await act(house, ctx, 'outbox.setDevice', { showsContent: false, language: 'zh', subscription });
    }
    await work(base);
    for (const ctx of signedIn) await act(house, ctx, 'identity.signOut', {});
  });
}

/** Tells of what was said as it was told then, each at its moment, and of what was held at the next start of work. */
export async function interrupt(
  house: House,
  outbox: Outbox,
  making: Making,
  said: readonly Said[],
  end: Date,
): Promise<void> {
  const [first] = said;
  if (first === undefined) return;
  const { companyId } = making;
  const keys = [...new Set(said.flatMap(({ to }) => to))];
  await withDevices(house, making, keys, first.at, async (base) => {
    const chat = house.followers.get('chat');
    const inside = (now: Date) => Object.assign(atMoment(base, now), { companyId });
    for (const { at, conversationId: topic, number: ref } of said) {
      const event: LogEvent = { at: 0, type: 'chat.messageSent', topic, ref, payload: null, audience: null };
      await outbox.tellUntil(inside(at), at);
      await chat?.handle(inside(at), [event]);
      await outbox.tellUntil(inside(at), at);
    }
    await outbox.tellUntil(inside(end), end);
  });
}
