import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { MORNING, openTestHouse } from '#chat/server/testing.ts';
import { companiesAfter, createAccountWithSession } from '#identity/server/index.ts';
import { openPushService } from '#outbox/server/testing.ts';
import type { Identity } from '#platform/server/connection.ts';
import { Followers } from '#platform/server/follow.ts';
import { newId, noEdge } from '#platform/server/house.ts';
import type { ExportRequest } from '../model/contract.ts';
import { makeRecords, type Records } from './index.ts';

/** 18:40 of that Monday. */
const EVENING = new Date('2026-11-23T10:40:00Z');
const PURPOSE = 'The court asks for the talk about line 3 of last month.';

let house: Awaited<ReturnType<typeof openTestHouse>>;
let records: Records;
let followers: Followers;
let service: Awaited<ReturnType<typeof openPushService>>;
const errors: unknown[] = [];

beforeAll(async () => {
  service = await openPushService();
  house = await openTestHouse(({ files, outbox, folder }) => {
    records = makeRecords({ dataFolder: folder, files, outbox });
    return records.capability;
  });
  records.start(house.house, companiesAfter, (error) => errors.push(error));
  followers = new Followers(house.house, companiesAfter, (error) => errors.push(error));
  followers.start();
});
afterAll(async () => {
  await records.stop();
  await followers.stop();
  await house[Symbol.asyncDispose]();
  await service[Symbol.asyncDispose]();
});
beforeEach(() => house.at(MORNING));

async function settle(): Promise<void> {
  await records.settle();
  await followers.settle();
  await house.outbox.settle();
}

/** A browser of this member that shows what was said. */
async function deviceOf(as: Identity) {
  const { sessionId } = await house.house.run(noEdge, (ctx) =>
    createAccountWithSession(ctx, { accountName: `${newId()}@example.com`, password: null, name: 'x', language: 'en' }),
  );
  const browser = service.browser();
  const device = { showsContent: true, language: 'en', subscription: browser.subscription };
  await house.call({ ...as, sessionId }, 'outbox.setDevice', device);
  return () => browser.received.map(({ message }) => (message.do === 'show' ? message.body : 'taken back'));
}

async function people() {
  const made = (await house.company('lin', 'lu', 'qin')) as Record<'lin' | 'lu' | 'qin', Identity>;
  for (const [who, role] of [
    ['lu', 'admin'],
    ['qin', 'representative'],
  ] as const) {
    await house.call(made.lin, 'directory.setRole', { id: made[who].memberId, role });
  }
  await followers.settle();
  return { ...made, lu: { ...made.lu, role: 'admin' }, qin: { ...made.qin, role: 'representative' } };
}

const scope = { allGroups: true, conversationIds: [], directs: [], from: null, until: null };
const ask = (as: Identity) =>
  house.call(as, 'records.askExport', { purpose: PURPOSE, scope, language: 'en' }) as Promise<ExportRequest>;

test('R14 the second key is asked for, and whoever asked is told of the answer; what is over is taken back', async () => {
  const { lin, lu, qin } = await people();
  const [atLin, atLu, atQin] = [await deviceOf(lin), await deviceOf(lu), await deviceOf(qin)];
  const { id } = await ask(lu);
  await settle();
  expect(atQin()).toEqual([PURPOSE]);
  expect([atLin(), atLu()]).toEqual([[], []]);
  await house.call(qin, 'records.answerExport', { id, agree: true });
  await settle();
  expect(atQin()).toEqual([PURPOSE, 'taken back']);
  expect(atLu()).toEqual(['The export you asked for is ready. You can download it for 7 days.']);
  await house.call(qin, 'records.askOwnCopy', { language: 'zh' });
  await settle();
  expect(atQin().at(-1)).toBe('你要的数据副本做好了，7 天内可以下载。');
  expect(errors).toEqual([]);
});

test('R2 after work nothing of it notifies: it waits for the next morning', async () => {
  const { lu, qin } = await people();
  const atQin = await deviceOf(qin);
  house.at(EVENING);
  await ask(lu);
  await settle();
  expect(atQin()).toEqual([]);
});
