import type { Attachment } from '#files/model/contract.ts';
import type { ConversationId, MessageId } from '#platform/model/ids.ts';
import type { Local } from '#platform/web/local.ts';
import type { Root } from '../model/threads.ts';

/** What stands in the outbox of the device for one message. */
export interface OutboxBody {
  readonly capability: 'chat';
  readonly conversationId: ConversationId;
  readonly text: string;
  readonly replyTo: number | null;
  /** Under which message the conversation is the thread; kept by older versions without it. */
  readonly thread?: Root | null;
  /** Their bytes lie in the local store until the server has them. */
  readonly files: readonly Attachment[];
  /** Kept by older versions without it. */
  readonly silent?: boolean;
  readonly writtenAt: Date;
  /** Why the server refused it; it then waits for its author. */
  readonly refusal: string | null;
}

export interface SendingWorld {
  readonly local: Pick<Local, 'outbox' | 'alone'>;
  /** Brings its files, then sends it. */
  send(message: {
    id: MessageId;
    conversationId: ConversationId;
    text: string;
    replyTo: number | null;
    thread: Root | null;
    silent: boolean;
    files: readonly Attachment[];
  }): Promise<unknown>;
  /** The code where trying again is of no use; null: try again later. */
  isFinal(error: unknown): string | null;
  /** A pause that ends early when the connection is back. */
  pause(tries: number): Promise<void>;
  isOpen(): boolean;
  onSent(id: MessageId, conversationId: ConversationId, files: readonly Attachment[]): void;
  onRefused(id: MessageId, code: string): void;
}

export interface Sending {
  /** Keeps the message, durably, and sends it when its turn comes. */
  put(id: MessageId, body: Omit<OutboxBody, 'capability' | 'refusal'>): Promise<void>;
  retry(id: MessageId): Promise<void>;
  discard(id: MessageId): Promise<void>;
  /** What waits since before; begins to send it. */
  resume(): Promise<readonly { readonly id: MessageId; readonly body: OutboxBody }[]>;
}

/**
 * Sends what is in the outbox: in the order of writing within a conversation, one at a time, always under the id it was
 * written with. A message leaves the outbox only when the server has it, or when its author discards it.
 */
export function createSending(world: SendingWorld): Sending {
  const { outbox } = world.local;
  const running = new Set<ConversationId>();
  const again = new Set<ConversationId>();

  const all = async () => (await outbox.all<OutboxBody>()).filter(({ body }) => body.capability === 'chat');

  async function turn(conversationId: ConversationId): Promise<void> {
    let tries = 0;
    while (world.isOpen()) {
      const mine = (await all()).filter(({ body }) => body.conversationId === conversationId);
      for (const { id, body } of mine) if (body.refusal !== null) world.onRefused(id as MessageId, body.refusal);
      const next = mine.find(({ body }) => body.refusal === null);
      if (next === undefined) return;
      const id = next.id as MessageId;
      const { text, replyTo, thread = null, silent = false, files } = next.body;
      try {
        await world.send({ id, conversationId, text, replyTo, thread, silent, files });
        await outbox.remove(id);
        tries = 0;
        world.onSent(id, conversationId, files);
      } catch (error) {
        // Given up while it was on its way.
        if (!(await all()).some((one) => one.id === id)) continue;
        const code = world.isFinal(error);
        if (code === null) await world.pause(tries++);
        else {
          await outbox.put({ id, body: { ...next.body, refusal: code } });
          world.onRefused(id, code);
        }
      }
    }
  }

  function drain(conversationId: ConversationId): void {
    if (running.has(conversationId)) {
      again.add(conversationId);
      return;
    }
    running.add(conversationId);
    void world.local
      .alone(`chat.send.${conversationId}`, () => turn(conversationId))
      .catch((error: unknown) => console.warn('outbox', error))
      .finally(() => {
        running.delete(conversationId);
        if (again.delete(conversationId)) drain(conversationId);
      });
  }

  return {
    async put(id, body) {
      await outbox.put({ id, body: { ...body, capability: 'chat', refusal: null } satisfies OutboxBody });
      drain(body.conversationId);
    },
    async retry(id) {
      const item = (await all()).find((one) => one.id === id);
      if (item === undefined) return;
      await outbox.put({ id, body: { ...item.body, refusal: null } });
      drain(item.body.conversationId);
    },
    discard: (id) => outbox.remove(id),
    async resume() {
      const waiting = (await all()).map(({ id, body }) => ({ id: id as MessageId, body }));
      for (const conversationId of new Set(waiting.map(({ body }) => body.conversationId))) drain(conversationId);
      return waiting;
    },
  };
}
