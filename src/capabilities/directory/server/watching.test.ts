import pg from 'pg';
import { expect, test } from 'vitest';
import type { Company, WatchingLine } from '../model/contract.ts';
import type { CompanyId } from '#platform/model/ids.ts';
import type { FollowContext } from '#platform/server/follower.ts';
import { policyOf as policyOfCompany, settleWatching } from './index.ts';
import { entriesBefore } from './store/ledger.ts';
import { type Caller, TestHouse } from './testing.ts';

const DAY = 86_400_000;
const PURPOSE = '停机以后要弄清楚停机通知有没有送到车间的每一位同事';
const NAMED = { name: 'receipts', step: 'named', purpose: PURPOSE, keptMonths: 3 } as const;

interface Entry {
  readonly kind: string;
  readonly actorId: string | null;
  readonly facts: Record<string, unknown>;
}

const ask = (as: Caller, more: object = {}) => as.call<WatchingLine>('directory.askWatching', { ...NAMED, ...more });
const policyOf = async (as: Caller) => (await as.call<Company>('directory.company')).policy;
const stateOf = async (as: Caller) => (await as.call<WatchingLine[]>('directory.watching')).map(({ state }) => state);
const kinds = async (as: Caller) =>
  (await as.call<Entry[]>('directory.ledger', { before: null, limit: 200 })).map(({ kind }) => kind);

/** Behind row-level security, as somebody who holds the database. */
async function behind(world: TestHouse, text: string): Promise<void> {
  const client = new pg.Client({ connectionString: world.fresh.ownerUrl });
  await client.connect();
  try {
    await client.query(text);
  } finally {
    await client.end();
  }
}

async function staff() {
  const world = await TestHouse.open();
  const owner = await world.company('balanced');
  const admin = await world.join(owner, 'admin', '陆鸣');
  const representative = await world.join(owner, 'representative', '秦越');
  const member = await world.join(owner, 'member', '罗晴');
  const settle = () => world.house.inCompany(owner.companyId as CompanyId, settleWatching);
  const ahead = (days: number, ms = 0) => {
    world.now = new Date(world.now.getTime() + days * DAY + ms);
  };
  return { world, owner, admin, representative, member, settle, ahead };
}

test('D17 D18 an admin asks, a representative agrees, and only then anybody is named; all of it stands in the ledger', async () => {
  const { world, admin, representative, member } = await staff();
  await using _ = world;
  expect(await admin.refusal('directory.setPolicy', { changes: { receipts: 'named' } })).toBe('directory.twoKeys');
  const { id } = await ask(admin);
  expect((await policyOf(member)).receipts).toBe('counted');
  expect(await admin.refusal('directory.askWatching', NAMED)).toBe('directory.alreadyAsked');
  const [waiting] = await representative.call<WatchingLine[]>('directory.watching');
  expect(waiting).toMatchObject({ state: 'asked', mayAnswer: true, mayVote: false, purpose: PURPOSE, keptMonths: 3 });
  const answer = { id, agree: true, answer: '只用来查通知' };
  const line = await representative.call<WatchingLine>('directory.answerWatching', answer);
  expect(line).toMatchObject({ state: 'agreed', answeredBy: representative.memberId, answer: '只用来查通知' });
  expect(line.until).toEqual(new Date(world.now.getTime() + 365 * DAY).toISOString());
  expect((await policyOf(member)).receipts).toBe('named');
  expect(await representative.refusal('directory.answerWatching', answer)).toBe('directory.answered');
  expect((await kinds(admin)).slice(0, 2)).toEqual(['watchingAgreed', 'watchingAsked']);
  // Everybody may know of it, and was told at once.
  const [read] = await member.call<WatchingLine[]>('directory.watching');
  expect(read).toMatchObject({ state: 'agreed', askedBy: admin.memberId, mayAnswer: false, mayEnd: false });
  const told = (await world.events(admin.companyId)).slice(-2);
  expect(told.map(({ type }) => type)).toEqual(['directory.watchingChanged', 'directory.companyChanged']);
  expect(told[1]?.body).toMatchObject({ policyChanged: true, company: { policy: { receipts: 'named' } } });
});

test('D18 two admins are not two keys, nor is the one who asked under another role, nor a representative made for it', async () => {
  const { world, owner, admin, representative } = await staff();
  await using _ = world;
  const { id } = await ask(admin);
  const answer = { id, agree: true };
  expect(await owner.refusal('directory.answerWatching', answer)).toBe('platform.forbidden');
  expect(await owner.refusal('directory.voteWatching', answer)).toBe('directory.notTheKey');
  const late = await world.join(owner, 'representative', '新代表');
  expect(await late.refusal('directory.answerWatching', answer)).toBe('directory.notTheKey');
  // A representative who has become an admin holds no second key any more, and nobody takes his place.
  await owner.call('directory.setRole', { id: representative.memberId, role: 'admin' });
  expect(await representative.refusal('directory.answerWatching', answer)).toBe('platform.forbidden');
  await owner.call('directory.setRole', { id: representative.memberId, role: 'representative' });
  // Who asked is no admin any more: his key is taken back with the role.
  await owner.call('directory.setRole', { id: admin.memberId, role: 'representative' });
  expect(await admin.refusal('directory.answerWatching', answer)).toBe('directory.ownRequest');
  expect(await representative.refusal('directory.answerWatching', answer)).toBe('directory.answered');
  expect(await stateOf(owner)).toEqual(['ended']);
  expect((await kinds(owner)).filter((kind) => kind.startsWith('watching'))).toEqual([
    'watchingWithdrawn',
    'watchingAsked',
  ]);
});

test('D18 an admin who leaves takes what he asked for with him', async () => {
  const { world, owner, admin, representative } = await staff();
  await using _ = world;
  const { id } = await ask(admin);
  await owner.call('directory.deactivateMember', { id: admin.memberId, handOverTo: null });
  expect(await representative.refusal('directory.answerWatching', { id, agree: true })).toBe('directory.answered');
});

test('D18 nobody is made a representative to turn the second key: who has not been one for fourteen days holds none', async () => {
  const { world, owner, admin, representative, member, ahead } = await staff();
  await using _ = world;
  ahead(15);
  // Who held the key is dismissed, and another put in his place: it is with the members, and not with him.
  await owner.call('directory.setRole', { id: representative.memberId, role: 'member' });
  const made = await world.join(owner, 'representative', '自己人');
  const first = await ask(admin);
  expect(first.key).toBe('vote');
  expect(await made.refusal('directory.answerWatching', { id: first.id, agree: true })).toBe('directory.notTheKey');
  // Nor does he vote, nor others who were brought in for it; who was there does.
  const crowd = await world.join(owner, 'member', '凑数的');
  await admin.call('directory.endWatching', { id: first.id });
  const { id } = await ask(admin);
  for (const as of [made, crowd])
    expect(await as.refusal('directory.voteWatching', { id, agree: true })).toBe('directory.notTheKey');
  await member.call('directory.voteWatching', { id, agree: false });
  ahead(14);
  expect((await ask(admin, { name: 'noticeNames' })).key).toBe('representative');
});

test('D18 a seat of a representative that is taken only after the question holds no key to it', async () => {
  const { world, owner, admin, representative, ahead } = await staff();
  await using _ = world;
  const seat = { title: '', email: null, phone: null, employeeNumber: null, departmentIds: [], name: '空位' };
  const { inviteLink } = await owner.call<{ inviteLink: string }>('directory.addMember', {
    ...seat,
    role: 'representative',
  });
  await owner.call('directory.setRole', { id: representative.memberId, role: 'member' });
  const { id, key } = await ask(admin);
  expect(key).toBe('representative');
  ahead(0, 1_000);
  const taken = await world.accept(await world.person('自己人'), inviteLink, '自己人');
  expect(await taken.refusal('directory.answerWatching', { id, agree: true })).toBe('directory.notTheKey');
});

test('D18 of two who answer at once the first counts', async () => {
  const { world, owner, admin, representative } = await staff();
  await using _ = world;
  const other = await world.join(owner, 'representative', '另一位');
  const { id } = await ask(admin);
  const answers = await Promise.allSettled(
    [representative, other].map((as, place) => as.call('directory.answerWatching', { id, agree: place === 0 })),
  );
  expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect((await kinds(owner)).filter((kind) => /watching(Agreed|Refused)/.test(kind))).toHaveLength(1);
});

test('D18 a request nobody answers lapses after seven days, and another one may be asked for', async () => {
  const { world, admin, representative, settle, ahead } = await staff();
  await using _ = world;
  const { id } = await ask(admin);
  ahead(7);
  expect(await representative.refusal('directory.answerWatching', { id, agree: true })).toBe('directory.answered');
  await settle();
  expect((await kinds(admin))[0]).toBe('watchingLapsed');
  await settle();
  expect((await kinds(admin)).filter((kind) => kind === 'watchingLapsed')).toHaveLength(1);
  expect((await ask(admin)).state).toBe('asked');
});

test('D20 it ends by the clock though nothing runs; the warning and the end are written down once', async () => {
  const { world, owner, admin, representative, settle, ahead } = await staff();
  await using _ = world;
  const { id } = await ask(admin);
  await representative.call('directory.answerWatching', { id, agree: true });
  // A year later nobody is signed in any more: what holds is read in the company itself.
  const inside = <T>(work: (ctx: FollowContext) => Promise<T>) =>
    world.house.inCompany(owner.companyId as CompanyId, work);
  const receipts = () => inside(async (ctx) => (await policyOfCompany(ctx)).receipts);
  const changes = async () =>
    (await world.events(admin.companyId)).filter(({ type }) => type === 'directory.watchingChanged').length;
  const lastEntry = () =>
    inside(async ({ tx, companyId }) => (await entriesBefore(tx, companyId, null, 1)).map(({ kind }) => kind));
  ahead(335);
  await settle();
  await settle();
  expect(await changes()).toBe(3);
  ahead(30, -1);
  expect(await receipts()).toBe('named');
  ahead(0, 1);
  expect(await receipts()).toBe('counted');
  expect(await lastEntry()).toEqual(['watchingAgreed']);
  await settle();
  await settle();
  expect(await lastEntry()).toEqual(['watchingExpired']);
  expect(await changes()).toBe(4);
  const last = (await world.events(admin.companyId)).at(-1);
  expect(last?.body).toMatchObject({ policyChanged: true, company: { policy: { receipts: 'counted' } } });
  // A clock that is put back gives nothing back: what has run out is over.
  ahead(-60);
  expect(await receipts()).toBe('counted');
});

test('D22 one key is enough to switch off, at once: a representative’s, an admin’s, or a style that shows less', async () => {
  const { world, owner, admin, representative, member } = await staff();
  await using _ = world;
  const on = async () => {
    const { id } = await ask(admin);
    await representative.call('directory.answerWatching', { id, agree: true });
    expect((await policyOf(member)).receipts).toBe('named');
    return id;
  };
  const first = await on();
  expect(await member.refusal('directory.endWatching', { id: first })).toBe('platform.forbidden');
  await representative.call('directory.endWatching', { id: first });
  expect((await policyOf(member)).receipts).toBe('counted');
  expect(await admin.refusal('directory.endWatching', { id: first })).toBe('directory.answered');
  await on();
  expect(await owner.call('directory.setPolicy', { changes: { receipts: 'counted' } })).toMatchObject({
    receipts: 'counted',
  });
  expect((await stateOf(owner))[0]).toBe('ended');
  await on();
  await owner.call('directory.setPolicy', { preset: 'self-managed', changes: {} });
  expect((await policyOf(member)).receipts).toBe('off');
  // Up again it goes with two keys only, also through a style.
  expect(await owner.refusal('directory.setPolicy', { changes: { receipts: 'counted' } })).toBe('directory.twoKeys');
  const style = { preset: 'top-down', changes: {} };
  expect(await owner.call('directory.setPolicy', style)).toMatchObject({
    ...{
      preset: 'top-down',
      receipts: 'off',
      receiptOptOut: 'everywhere',
      noticeNames: 'off',
      whoDings: 'managersAndTeam',
    },
  });
});

test('D19 without a representative the members vote, once and in secret, and nobody sees counts before the end', async () => {
  await using world = await TestHouse.open();
  const owner = await world.company('balanced');
  expect(await owner.refusal('directory.askWatching', NAMED)).toBe('directory.noSecondKey');
  const admin = await world.join(owner, 'admin', '陆鸣');
  const guest = await world.join(owner, 'guest', '客人');
  expect(await admin.refusal('directory.askWatching', NAMED)).toBe('directory.noSecondKey');
  const voters = [];
  for (const name of ['罗晴', '周砚', '何田']) voters.push(await world.join(owner, 'member', name));
  const [luo, zhou, he] = voters as [Caller, Caller, Caller];
  const { id } = await ask(admin);
  const late = await world.join(owner, 'member', '新人');
  for (const as of [owner, admin, late]) {
    const own = as === admin ? 'directory.ownRequest' : 'directory.notTheKey';
    expect(await as.refusal('directory.voteWatching', { id, agree: true })).toBe(own);
  }
  expect(await guest.refusal('directory.voteWatching', { id, agree: true })).toBe('platform.forbidden');
  const events = (await world.events(owner.companyId)).length;
  const voted = await luo.call<WatchingLine>('directory.voteWatching', { id, agree: true });
  expect(voted).toMatchObject({ hasVoted: true, mayVote: false, votes: null, state: 'asked' });
  expect(await luo.refusal('directory.voteWatching', { id, agree: false })).toBe('directory.answered');
  await zhou.call('directory.voteWatching', { id, agree: true });
  // A vote is told to nobody, by no event and no entry; not even that somebody has voted.
  expect((await world.events(owner.companyId)).length).toBe(events);
  expect((await kinds(owner))[0]).not.toMatch(/vote/i);
  const seen = JSON.stringify(await owner.call('directory.watching'));
  expect(seen).not.toMatch(/"(yes|no|voters)"/);
  // Who is made an admin meanwhile votes no more; who is made a representative does not take the key over.
  await owner.call('directory.setRole', { id: he.memberId, role: 'admin' });
  expect(await he.refusal('directory.voteWatching', { id, agree: true })).toBe('directory.notTheKey');
  await owner.call('directory.setRole', { id: late.memberId, role: 'representative' });
  expect(await late.refusal('directory.answerWatching', { id, agree: true })).toBe('directory.notTheKey');
  world.now = new Date(world.now.getTime() + 7 * DAY);
  expect((await policyOf(luo)).receipts).toBe('named');
  await world.house.inCompany(owner.companyId as CompanyId, settleWatching);
  const [entry] = await owner.call<Entry[]>('directory.ledger', { before: null });
  expect(entry).toMatchObject({ kind: 'watchingAgreed', actorId: null, facts: { voters: 3, yes: 2, no: 0 } });
  const [line] = await luo.call<WatchingLine[]>('directory.watching');
  expect(line).toMatchObject({ state: 'agreed', votes: { voters: 3, yes: 2, no: 0 } });
});

test('D19 two taps of one member at once are one vote', async () => {
  await using world = await TestHouse.open();
  const owner = await world.company('balanced');
  const member = await world.join(owner, 'member', '罗晴');
  const { id } = await ask(owner);
  await Promise.allSettled([true, false, true].map((agree) => member.call('directory.voteWatching', { id, agree })));
  world.now = new Date(world.now.getTime() + 7 * DAY);
  const [line] = await member.call<WatchingLine[]>('directory.watching');
  expect((line?.votes?.yes ?? 0) + (line?.votes?.no ?? 0)).toBe(1);
});

test('D17 a company of before two keys shows no names any more, and its ledger says so', async () => {
  await using world = await TestHouse.open();
  const owner = await world.company('balanced');
  await behind(
    world,
    `update directory.company set policy = policy || '{"receipts": "named", "noticeNames": "named"}'`,
  );
  expect(await policyOf(owner)).toMatchObject({ receipts: 'counted', noticeNames: 'off' });
  await world.house.inCompany(owner.companyId as CompanyId, settleWatching);
  const [entry] = await owner.call<Entry[]>('directory.ledger', { before: null });
  expect(entry).toMatchObject({
    ...{ kind: 'policyChanged', actorId: null },
    facts: { receipts: { from: 'named', to: 'counted' }, noticeNames: { from: 'named', to: 'off' } },
  });
  expect(await owner.call('directory.verifyLedger')).toMatchObject({ intact: true });
});

test('D18 the database itself holds no agreement of one person', async () => {
  const { world, admin } = await staff();
  await using _ = world;
  const { id } = await ask(admin);
  await expect(
    behind(
      world,
      `update directory.watching set agreed = true, answered_by = asked_by, answered_at = asked_at where watching_id = '${id}'`,
    ),
  ).rejects.toThrow(/check/);
});
