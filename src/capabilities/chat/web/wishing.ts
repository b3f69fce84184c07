import type { Local, OutboxItem } from '#platform/web/local.ts';
import type { Wish } from '../model/reacting.ts';

/** What stands in the outbox of the device for one reaction. */
interface WishBody extends Wish {
  readonly capability: 'chat.reaction';
}

export interface WishingWorld {
  readonly local: Pick<Local, 'outbox' | 'alone'>;
  send(wish: Wish): Promise<unknown>;
  /** The code where trying again is of no use; null: try again later. */
  isFinal(error: unknown): string | null;
  /** A pause that ends early when the connection is back. */
  pause(tries: number): Promise<void>;
  isOpen(): boolean;
  onDone(wish: Wish): void;
  onRefused(wish: Wish, error: unknown): void;
}

export interface Wishing {
  /** Keeps what is wanted of a reaction, durably, and tells the server when it can; a later wish takes the place of an earlier one. */
  put(wish: Wish): Promise<void>;
  /** What waits since before; begins to tell it. */
  resume(): Promise<readonly Wish[]>;
}

/** One place in the outbox for each reaction: given and taken back without a connection, it comes to nothing more than its end. */
const placeOf = ({ conversationId, number, emoji }: Wish) => `reaction ${conversationId} ${number} ${emoji}`;

function wishOf({ body }: OutboxItem<WishBody>): Wish {
  const { capability: _, ...wish } = body;
  return wish;
}

/** Tells the server of own reactions, one at a time. A wish leaves the outbox when the server knows it or refuses it. */
export function createWishing(world: WishingWorld): Wishing {
  const { outbox } = world.local;
  let isRunning = false;
  let again = false;

  const all = async () => (await outbox.all<WishBody>()).filter(({ body }) => body.capability === 'chat.reaction');

  async function turn(): Promise<void> {
    for (let tries = 0; world.isOpen(); ) {
      const [next] = await all();
      if (next === undefined) return;
      const wish = wishOf(next);
      try {
        await world.send(wish);
        await leave(wish);
        tries = 0;
        world.onDone(wish);
      } catch (error) {
        if (world.isFinal(error) === null) await world.pause(tries++);
        else {
          await leave(wish);
          world.onRefused(wish, error);
        }
      }
    }
  }

  /** What was wanted otherwise meanwhile stays, for the next turn. */
  async function leave(wish: Wish): Promise<void> {
    const now = (await all()).find(({ id }) => id === placeOf(wish));
    if (now?.body.id === wish.id) await outbox.remove(placeOf(wish));
  }

  function drain(): void {
    if (isRunning) {
      again = true;
      return;
    }
    isRunning = true;
    void world.local
      .alone('chat.react', turn)
      .catch((error: unknown) => console.warn('outbox', error))
      .finally(() => {
        isRunning = false;
        if (!again) return;
        again = false;
        drain();
      });
  }

  return {
    async put(wish) {
      await outbox.put({ id: placeOf(wish), body: { ...wish, capability: 'chat.reaction' } satisfies WishBody });
      drain();
    },
    async resume() {
      const waiting = (await all()).map(wishOf);
      if (waiting.length > 0) drain();
      return waiting;
    },
  };
}
