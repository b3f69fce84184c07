import pg from 'pg';
import { listen, openTestHouse } from '#chat/server/testing.ts';
import { companiesAfter, createAccountWithSession } from '#identity/server/index.ts';
import { openPushService } from '#outbox/server/testing.ts';
import type { OutputOf } from '#platform/model/contract.ts';
import type { ConversationId, MessageId } from '#platform/model/ids.ts';
import { clockOf } from '#platform/server/announce.ts';
import type { Identity } from '#platform/server/connection.ts';
import { Followers } from '#platform/server/follow.ts';
import { newId, noEdge } from '#platform/server/house.ts';
import { type laterCalls, laterEvent } from '../model/contract.ts';
import { applyToLater, type LaterState, listed } from '../model/state.ts';
import { type Later, makeLater } from './index.ts';

type Calls = typeof laterCalls;

/** A house with chat and what is done later, whose clock stands until a test moves it. */
export async function openLaterHouse() {
  const service = await openPushService();
  let later: Later | null = null;
  const house = await openTestHouse((rooms) => {
    later = makeLater(rooms);
    return later.capability;
  });
  const room = later as unknown as Later;
  const errors: unknown[] = [];
  const onError = (error: unknown) => void errors.push(error);
  const followers = new Followers(house.house, companiesAfter, onError);
  followers.start();
  room.start(house.house, companiesAfter, onError);
  const owner = new pg.Client({ connectionString: house.fresh.ownerUrl });
  await owner.connect();

  const ask = <Name extends keyof Calls>(as: Identity, name: Name, input: object = {}) =>
    house.call(as, `later.${name}`, input) as Promise<OutputOf<Calls[Name]>>;

  async function people<Name extends string>(...names: Name[]): Promise<Record<Name, Identity>> {
    const made = (await house.company(...names)) as Record<Name, Identity>;
    await followers.settle();
    return made;
  }

  /** A browser that this member is told on when it is closed. */
  async function browserOf(as: Identity) {
    const { sessionId } = await house.house.run(noEdge, (ctx) =>
      createAccountWithSession(ctx, {
        accountName: `${newId()}@example.com`,
        password: null,
        name: 'x',
        language: 'zh',
      }),
    );
    const browser = service.browser();
    const input = { showsContent: true, language: 'zh', subscription: browser.subscription };
    await house.call({ ...as, sessionId }, 'outbox.setDevice', input);
    return browser;
  }

  /** A device of this member: what it loaded, and what it makes of what it hears. */
  async function laterDevice(as: Identity) {
    let state: LaterState = listed(await ask(as, 'mine'));
    const topics = new Set<string>([as.companyId, as.memberId]);
    const at = await house.fresh.database.transaction(as.companyId, (tx) => clockOf(tx, as.companyId));
    const connection = listen(as, topics, at, (frame) => {
      const parsed = laterEvent.safeDecode(frame as never);
      if (parsed.success) state = applyToLater(state, parsed.data, (frame as { at: number }).at);
    });
    house.house.hub.attach(connection);
    return { state: () => state };
  }

  return {
    ...house,
    later: room,
    owner,
    followers,
    service,
    failures: errors,
    ask,
    people,
    browserOf,
    laterDevice,
    schedule: (as: Identity, conversationId: ConversationId, text: string, sendAt: Date, more: object = {}) =>
      ask(as, 'schedule', {
        id: newId() as MessageId,
        conversationId,
        text,
        sendAt: sendAt.toISOString(),
        ...more,
      }),
    /** Everything that follows from what was done, by the clock of the house. */
    async settle() {
      await room.settle();
      await house.chat.flush();
      await followers.settle();
      await house.outbox.settle();
    },
    async textsIn(as: Identity, conversationId: ConversationId) {
      const { messages } = await house.page(as, { conversationId, limit: 100 });
      return messages.filter(({ note }) => note === null).map(({ text }) => text);
    },
    async [Symbol.asyncDispose]() {
      await room.stop();
      await followers.stop();
      await owner.end();
      await house[Symbol.asyncDispose]();
      await service[Symbol.asyncDispose]();
    },
  };
}
