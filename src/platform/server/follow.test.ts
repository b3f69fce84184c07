import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import type { CompanyId, MemberId } from '#platform/model/ids.ts';
import { announce, startClock } from './announce.ts';
import { capability } from './capability.ts';
import { Followers } from './follow.ts';
import type { FollowContext, Follower, LogEvent } from './follower.ts';
import { House, noEdge } from './house.ts';
import { pruneEvents } from './prune.ts';
import { type FreshDatabase, freshDatabase } from './testing.ts';

const event = z.object({ type: z.literal('test.happened'), word: z.string() });
const other = z.object({ type: z.literal('test.passedOver'), word: z.string() });
const PACE = { gatherMs: 5, pollMs: 40, againMs: 1, awayMs: 20 };
const companies = ['a', 'b', 'c'].map((last) => `00000000-0000-7000-8000-00000000000${last}` as CompanyId);
const late = '00000000-0000-7000-8000-00000000000d' as CompanyId;
const [acme, beta] = companies as [CompanyId, CompanyId, CompanyId];

let fresh: FreshDatabase;
let owner: pg.Client;
const running: Followers[] = [];
const DAY_MS = 86_400_000;

beforeEach(async () => {
  fresh = await freshDatabase();
  owner = new pg.Client({ connectionString: fresh.ownerUrl });
  await owner.connect();
  // What the followers of these tests write; no key, so that an effect that came twice would be seen.
  await owner.query(
    'create table public.effect (company_id uuid, word text); grant all on public.effect to tautline_app',
  );
  for (const company of companies)
    await fresh.database.transaction(company, (tx) => startClock({ tx, followers: [] }, company));
});
afterEach(async () => {
  for (const followers of running.splice(0)) await followers.stop();
  await owner.end();
  await fresh[Symbol.asyncDispose]();
});

const words = (events: readonly LogEvent[]) => events.map(({ payload }) => String(payload?.['word']));

async function write({ tx, companyId }: FollowContext, list: readonly string[]): Promise<void> {
  await tx`insert into public.effect select ${companyId}, w from unnest(${[...list]}::text[]) with ordinality as t(w, n) order by n`;
}

/** Writes down each word it hears of; begins with nothing. */
const plain: Follower = {
  types: ['test.happened'],
  handle: (ctx, events) => write(ctx, words(events)),
  begin: () => Promise.resolve(null),
};

/** A house with one follower, as after a start of the process. */
function open(follows: Follower, pace = PACE) {
  const test = capability({ name: 'test', calls: {}, events: event, handlers: {}, follows });
  const nobody = () => Promise.resolve(null);
  const house = new House(fresh.database, [test], { session: nobody, member: nobody });
  const errors: unknown[] = [];
  const after = (_tx: unknown, last: CompanyId | null) =>
    Promise.resolve(companies.filter((company) => last === null || company > last));
  const followers = new Followers(house, after, (error) => errors.push(error), { pace });
  running.push(followers);
  followers.start();
  return { house, followers, errors };
}

async function tell(house: House, companyId: CompanyId, ...list: string[]): Promise<void> {
  for (const word of list) {
    await house.run(noEdge, async (base) => {
      await base.enterCompany(companyId);
      await announce(Object.assign(base, { companyId }), event, { type: 'test.happened', word }, { topic: companyId });
    });
  }
}

async function effects(companyId: CompanyId): Promise<string[]> {
  const { rows } = await owner.query<{ word: string }>('select word from public.effect where company_id = $1', [
    companyId,
  ]);
  return rows.map(({ word }) => word);
}

const numbered = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => `${from + i}`);

test('L2 L3 events are done in order with nobody connected, woken by the commit', async () => {
  const { house, followers } = open(plain, { ...PACE, pollMs: 60_000 });
  await followers.settle();
  await tell(house, acme, ...numbered(1, 30));
  await expect.poll(() => effects(acme)).toEqual(numbered(1, 30));
});

test('events of other types are passed over, and the cursor with them', async () => {
  const { house, followers } = open(plain);
  await followers.settle();
  await house.run(noEdge, async (base) => {
    await base.enterCompany(acme);
    const ctx = Object.assign(base, { companyId: acme });
    await announce(ctx, other, { type: 'test.passedOver', word: 'no' }, { topic: acme });
    await announce(ctx, event, { type: 'test.happened', word: 'yes' }, { topic: acme });
  });
  await followers.settle();
  expect(await effects(acme)).toEqual(['yes']);
  const { rows } = await owner.query('select at, step from platform.follower where company_id = $1', [acme]);
  expect(rows).toEqual([{ at: 2, step: null }]);
});

test('an event says whom it was told to, where that was not everybody on its topic', async () => {
  const audiences: unknown[] = [];
  const { house, followers } = open({
    ...plain,
    handle: async (_ctx, events) => void audiences.push(...events.map(({ audience }) => audience)),
  });
  await followers.settle();
  const member = '00000000-0000-7000-8000-0000000000aa' as MemberId;
  await house.run(noEdge, async (base) => {
    await base.enterCompany(acme);
    const ctx = Object.assign(base, { companyId: acme });
    await announce(ctx, event, { type: 'test.happened', word: 'to one' }, { topic: acme, audience: [member] });
    await announce(ctx, event, { type: 'test.happened', word: 'to all' }, { topic: acme });
  });
  await followers.settle();
  expect(audiences).toEqual([[member], null]);
});

test('L3 after a restart it goes on where it stood', async () => {
  const first = open(plain);
  await first.followers.settle();
  await tell(first.house, acme, 'one');
  await first.followers.settle();
  await first.followers.stop();
  await tell(first.house, acme, 'two', 'three');
  expect(await effects(acme)).toEqual(['one']);
  const second = open(plain);
  await second.followers.settle();
  expect(await effects(acme)).toEqual(['one', 'two', 'three']);
});

test('L1 killed between effect and cursor, at any event: each effect is there once', async () => {
  let left = 7;
  const dying: Follower = {
    ...plain,
    async handle(ctx, events) {
      await write(ctx, words(events));
      // The connection dies with its transaction, as when the server is killed.
      if (left-- > 0) await ctx.tx`select pg_terminate_backend(pg_backend_pid())`;
    },
  };
  const { house, followers } = open(dying);
  await followers.settle();
  await tell(house, acme, ...numbered(1, 20));
  await expect.poll(() => effects(acme), { timeout: 5_000 }).toEqual(numbered(1, 20));
  expect(left).toBeLessThan(0);
});

test('L1 two processes that follow the same log do not do it twice', async () => {
  const [one, two] = [open(plain), open(plain)];
  await Promise.all([one.followers.settle(), two.followers.settle()]);
  await Promise.all([tell(one.house, acme, ...numbered(1, 25)), tell(two.house, beta, ...numbered(1, 25))]);
  await Promise.all([one.followers.settle(), two.followers.settle()]);
  await sleep(100);
  expect((await effects(acme)).length + (await effects(beta)).length).toBe(50);
});

test('L4 it begins from the tables, a step a transaction, and goes on from the clock as it was before', async () => {
  const steps: string[] = [];
  const telling: { house?: House } = {};
  const building: Follower = {
    ...plain,
    async begin(ctx, step) {
      steps.push(step);
      await write(ctx, [`begun ${step}`]);
      if (step === '' && ctx.companyId === acme) await tell(telling.house as House, acme, 'meanwhile');
      return step === 'three' ? null : step === '' ? 'two' : 'three';
    },
  };
  const before = open(plain);
  await before.followers.stop();
  await tell(before.house, acme, 'before');
  await owner.query('delete from platform.follower');
  const { house, followers } = open(building);
  telling.house = house;
  await followers.settle();
  await followers.settle();
  expect(await effects(acme)).toEqual(['begun ', 'begun two', 'begun three', 'meanwhile']);
  expect(new Set(steps)).toEqual(new Set(['', 'two', 'three']));
});

test('L4 so it does again when events were forgotten before it came to them', async () => {
  const first = open(plain);
  await first.followers.settle();
  await tell(first.house, acme, 'one');
  await first.followers.settle();
  await first.followers.stop();
  await tell(first.house, acme, 'two', 'three');
  await pruneEvents(fresh.database, acme, new Date(Date.now() + DAY_MS)); // the log knows days
  await tell(first.house, acme, 'four');
  const again = open({ ...plain, begin: (ctx) => write(ctx, ['from the tables']).then(() => null) });
  await again.followers.settle();
  expect(await effects(acme)).toEqual(['one', 'from the tables']);
  await tell(again.house, acme, 'five');
  await again.followers.settle();
  expect(await effects(acme)).toEqual(['one', 'from the tables', 'five']);
});

test('L4 a company that is made while there is the follower is followed from its first event', async () => {
  const { house, followers } = open(plain);
  await followers.settle();
  await house.run(noEdge, async (base) => {
    await base.enterCompany(late);
    const ctx = Object.assign(base, { companyId: late });
    await startClock(ctx, late);
    await announce(ctx, event, { type: 'test.happened', word: 'made' }, { topic: late });
  });
  await tell(house, late, 'at once');
  companies.push(late);
  await followers.settle();
  companies.pop();
  expect(await effects(late)).toEqual(['made', 'at once']);
});

test('L5 a poison event delays no other company; after ten tries it is set aside and its own goes on', async () => {
  const tried: string[] = [];
  const wary: Follower = {
    ...plain,
    async handle(ctx, events) {
      await write(ctx, words(events));
      if (words(events).includes('poison')) {
        tried.push(words(events).join());
        throw new Error('cannot be done');
      }
    },
  };
  const { house, followers, errors } = open(wary);
  await followers.settle();
  await tell(house, acme, 'one', 'two', 'poison', 'three', 'four');
  await tell(house, beta, 'well');
  await expect.poll(() => effects(beta)).toEqual(['well']);
  await expect.poll(() => effects(acme), { timeout: 8_000 }).toEqual(['one', 'two', 'three', 'four']);
  expect(tried.filter((list) => list === 'poison').length).toBe(10);
  expect(errors.length).toBeGreaterThanOrEqual(10);
  const { rows } = await owner.query('select name, at, type, reason from platform.set_aside');
  expect(rows).toEqual([{ name: 'test', at: 3, type: 'test.happened', reason: 'failed 10 times' }]);
});

test('L6 a company with much to do keeps another waiting for a batch, not for all of it', async () => {
  const slow: Follower = {
    ...plain,
    async handle(ctx, events) {
      await write(ctx, words(events).slice(0, 1));
      await sleep(ctx.companyId === acme ? 30 : 0);
    },
  };
  const { house, followers } = open(slow);
  await followers.settle();
  await owner.query(
    `with taken as (update platform.clock set at = at + 1500 where company_id = $1 returning 1)
     insert into platform.event (company_id, at, topic, type, payload)
     select $1, n, $1, 'test.happened', jsonb_build_object('word', n) from generate_series(1, 1500) n, taken`,
    [acme],
  );
  await tell(house, acme, 'last');
  await tell(house, beta, 'quick');
  await expect.poll(() => effects(beta), { interval: 5 }).toEqual(['quick']);
  expect((await effects(acme)).length).toBeLessThan(6);
  await expect.poll(() => effects(acme)).toEqual(['1', '251', '501', '751', '1001', '1251', 'last']);
});

test('L7 what no wake-up told is found by the poll', async () => {
  const { followers } = open(plain);
  await followers.settle();
  const elsewhere = new House(fresh.database, [], {
    session: () => Promise.resolve(null),
    member: () => Promise.resolve(null),
  });
  await tell(elsewhere, acme, 'from another process');
  await expect.poll(() => effects(acme)).toEqual(['from another process']);
});
