import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestProduct } from './testing.ts';

type Product = Awaited<ReturnType<typeof openTestProduct>>;
let product: Product;
beforeAll(async () => {
  product = await openTestProduct();
});
afterAll(async () => {
  await product[Symbol.asyncDispose]();
});

test('S9 S16 what is said is found a moment later, by the thread that follows apart', async () => {
  const owner = await product.company();
  const { conversation } = await product.must<{ conversation: { id: string } }>(owner, 'chat.createGroup', {
    name: 'Line 3',
    memberIds: [],
  });
  await product.must(owner, 'chat.sendMessage', {
    id: crypto.randomUUID(),
    conversationId: conversation.id,
    text: '三号线周二复产 restart',
  });
  for (const text of ['复产', 'restart']) {
    const found = async () =>
      (await product.must<{ messages: { text: string }[] }>(owner, 'search.messages', { text })).messages.map(
        (message) => message.text,
      );
    await expect.poll(found, { timeout: 10_000 }).toEqual(['三号线周二复产 restart']);
  }
});
