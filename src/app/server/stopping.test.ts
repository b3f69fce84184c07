import { expect, test } from 'vitest';
import { openTestProduct } from './testing.ts';

test('a client that says no goodbye does not keep the server from stopping', async () => {
  const product = await openTestProduct();
  const silent = await product.socket(await product.company('Silent'));
  silent.ws.pause();
  const began = performance.now();
  await product[Symbol.asyncDispose]();
  expect(performance.now() - began).toBeLessThan(8_000);
  silent.ws.terminate();
}, 40_000);
