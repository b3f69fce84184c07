import { expect, test } from 'vitest';
import { inMemory } from './local.ts';
import { newId } from './newId.ts';

test('ids made here sort in the order of making, also within one millisecond', () => {
  const ids = Array.from({ length: 5_000 }, () => newId(1_700_000_000_000));
  expect([...ids].sort()).toEqual(ids);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids[0]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

test('a clock that steps back does not turn the order round', () => {
  const before = newId(1_900_000_000_000);
  expect(newId(1_800_000_000_000) > before).toBe(true);
});

test('U13 the outbox gives back what was written, oldest first', async () => {
  const local = inMemory();
  const ids = Array.from({ length: 20 }, () => newId());
  for (const id of [...ids].reverse()) await local.outbox.put({ id, body: { text: id } });
  await local.outbox.remove(ids[3] as string);
  const kept = await local.outbox.all<{ text: string }>();
  expect(kept.map((item) => item.id)).toEqual(ids.filter((id) => id !== ids[3]));
});
