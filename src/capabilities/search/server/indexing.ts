import type { Message } from '#chat/model/contract.ts';
import { messagesAfter, messagesByRef } from '#chat/server/index.ts';
import type { ConversationId } from '#platform/model/ids.ts';
import type { FollowContext, Follower } from '#platform/server/follower.ts';
import { blockOf, Signature } from '../model/signature.ts';
import { tokensOf, vectorText } from '../model/tokens.ts';
import * as store from './store.ts';

const STEP = 1_000;
/** Making the tokens of so many holds up nobody's call by a millisecond; then the others have their turn. */
const TURN = 20;

/** Keeps the index as the messages are. Each is read as it is now, so an event that comes late or twice does no harm. */
export const indexing: Follower = {
  isHeavy: true,
  types: ['chat.messageSent', 'chat.messageEdited', 'chat.messageRecalled'],

  async handle(ctx, events) {
    const keys = new Map<string, store.Key>();
    for (const { topic, ref } of events) {
      if (ref !== null) keys.set(`${topic} ${ref}`, { conversationId: topic as ConversationId, number: ref });
    }
    const places = [...keys.values()];
    const messages = await messagesByRef(
      ctx.tx,
      ctx.companyId,
      places.map(({ conversationId }) => conversationId),
      places.map(({ number }) => number),
    );
    const spoken = messages.filter(isSpoken);
    for (const { conversationId, number } of spoken) keys.delete(`${conversationId} ${number}`);
    if (keys.size > 0) await store.removeEntries(ctx, [...keys.values()]);
    await put(ctx, spoken);
  },

  async begin(ctx, step) {
    const after = keyIn(step);
    const messages = await messagesAfter(ctx, after, STEP);
    const last = messages.at(-1) ?? null;
    await store.removeStretch(ctx, after, last);
    await put(ctx, messages.filter(isSpoken));
    return last === null ? null : `${last.conversationId} ${last.number}`;
  },
};

/** Does somebody say something here, now? */
const isSpoken = ({ note, recalled }: Message): boolean => note === null && !recalled;

async function put(ctx: FollowContext, messages: readonly Message[]): Promise<void> {
  if (messages.length === 0) return;
  const entries: store.Entry[] = [];
  const blocks = new Map<string, Omit<store.Block, 'signature'> & { signature: Signature }>();
  for (const [index, message] of messages.entries()) {
    if (index % TURN === TURN - 1) await new Promise((resolve) => setImmediate(resolve));
    const { conversationId, number, sentAt } = message;
    const tokens = tokensOf(message);
    entries.push({ conversationId, number, sentAt, words: vectorText(tokens) });
    const block = blockOf(number);
    const key = `${conversationId} ${block}`;
    const known = blocks.get(key);
    blocks.set(key, {
      conversationId,
      block,
      firstAt: known === undefined || sentAt < known.firstAt ? sentAt : known.firstAt,
      lastAt: known === undefined || sentAt > known.lastAt ? sentAt : known.lastAt,
      signature: (known?.signature ?? new Signature()).addTokens(tokens),
    });
  }
  await store.putEntries(ctx, entries);
  await store.putBlocks(
    ctx,
    [...blocks.values()].map((block) => ({ ...block, signature: block.signature.toString() })),
  );
}

function keyIn(step: string): store.Key | null {
  const [conversationId, number] = step.split(' ');
  return number === undefined ? null : { conversationId: conversationId as ConversationId, number: Number(number) };
}
