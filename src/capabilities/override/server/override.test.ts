import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { openTestHouse } from '#chat/server/testing.ts';
import { makeDings, type Dings } from '#ding/server/index.ts';
import type { Ding, DingId } from '#ding/model/contract.ts';
import { KEY_DAYS } from '#directory/model/contract.ts';
import { companiesAfter, createAccountWithSession } from '#identity/server/index.ts';
import type { Outbox } from '#outbox/server/index.ts';
import type { OutputOf } from '#platform/model/contract.ts';
import type { ConversationId, MemberId } from '#platform/model/ids.ts';
import type { Identity } from '#platform/server/connection.ts';
import { Followers } from '#platform/server/follow.ts';
import { newId, noEdge } from '#platform/server/house.ts';
import { type overrideCalls, verifyLedgerFile } from '../model/contract.ts';
import { makeOverrides, verifyLedgersOf } from './index.ts';
import { sha256 } from './ledger.ts';

type Calls = typeof overrideCalls;

/** Monday 22:00 in Suzhou: work ended at 18:00, and begins at 09:00. */
const NIGHT = new Date('2026-11-23T14:00:00Z');
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const WHY = '二区烘箱超温报警，冷却水泵停转，现场有两个人';

let house: Awaited<ReturnType<typeof openTestHouse>>;
let dings: Dings;
let outbox: Outbox;
let followers: Followers;
let owner: pg.Client;
const errors: unknown[] = [];

beforeAll(async () => {
  house = await openTestHouse(
    (rooms) => {
      outbox = rooms.outbox;
      dings = makeDings(rooms.chat, rooms.outbox, rooms.files);
      return dings.capability;
    },
    (rooms) => makeOverrides(dings, rooms.worktime, rooms.outbox),
  );
  dings.start(house.house, companiesAfter, (error) => errors.push(error));
  followers = new Followers(house.house, companiesAfter, (error) => errors.push(error));
  followers.start();
  owner = new pg.Client({ connectionString: house.fresh.ownerUrl });
  await owner.connect();
});
afterAll(async () => {
  await dings.stop();
  await followers.stop();
  await owner.end();
  await house[Symbol.asyncDispose]();
});
afterEach(() => {
  const [wrong] = errors.splice(0);
  if (wrong !== undefined) throw wrong as Error;
});

const ask = <Name extends keyof Calls>(as: Identity, name: Name, input: object = {}) =>
  house.call(as, `override.${name}`, input) as Promise<OutputOf<Calls[Name]>>;
const refused = (code: string, facts?: object) =>
  expect.objectContaining({
    refusal: expect.objectContaining(
      facts === undefined ? { code } : { code, facts: expect.objectContaining(facts) as unknown },
    ) as unknown,
  }) as unknown;
const after = (ms: number, of = NIGHT) => new Date(of.getTime() + ms);

type Name = 'boss' | 'lin' | 'luo' | 'wu' | 'zhou' | 'bai' | 'rep';
/** A company at night: all are off. `rep` is its representative. */
async function team(): Promise<Record<Name, Identity> & { group: ConversationId }> {
  house.at(new Date('2026-11-23T02:24:00Z'));
  const people = (await house.company('boss', 'lin', 'luo', 'wu', 'zhou', 'bai', 'rep')) as Record<Name, Identity>;
  await house.call(people.boss, 'directory.setRole', { id: people.rep.memberId, role: 'representative' });
  const { boss, ...others } = people;
  const group = await house.group(boss, ...Object.values(others));
  await followers.settle();
  house.at(NIGHT);
  return { ...people, rep: { ...people.rep, role: 'representative' }, group };
}

const bodyOf = (group: ConversationId, to: readonly Identity[] | null, more: object = {}) => ({
  id: newId() as DingId,
  text: '烘箱超温，马上看一下',
  to: [
    { conversationId: group, messageId: newId(), memberIds: to === null ? null : to.map(({ memberId }) => memberId) },
  ],
  ...{ reason: 'danger', why: WHY },
  ...more,
});
async function reach(from: Identity, group: ConversationId, to: readonly Identity[], more: object = {}): Promise<Ding> {
  const ding = await ask(from, 'send', bodyOf(group, to, more));
  await dings.settle();
  return ding;
}
const lineOf = async (as: Identity, id: DingId, whose: Identity) =>
  ((await house.call(as, 'ding.ding', { id })) as Ding).lines.find(({ memberId }) => memberId === whose.memberId);
const kindsOf = async (as: Identity) =>
  (await ask(as, 'exportLedger')).text
    .trimEnd()
    .split('\n')
    .slice(1)
    .map((line) => (JSON.parse(line) as { kind: string }).kind);

/** Gives a member a device that is told. */
async function tellable(member: Identity): Promise<void> {
  const { sessionId } = await house.house.run(noEdge, (ctx) =>
    createAccountWithSession(ctx, { accountName: `${newId()}@example.com`, password: null, name: 'x', language: 'zh' }),
  );
  const keys = { p256dh: `B${'A'.repeat(86)}`, auth: 'A'.repeat(22) };
  await house.call({ ...member, sessionId }, 'outbox.setDevice', {
    ...{ showsContent: false, language: 'zh', subscription: { endpoint: 'https://push.example/x', ...keys } },
  });
}

describe('R4 an override', () => {
  test('climbs at once with who is off, and an ordinary ding waits for the morning', async () => {
    const { boss, luo, wu, group } = await team();
    const plain = newId() as DingId;
    const place = { conversationId: group, messageId: newId(), memberIds: [wu.memberId] };
    await house.call(boss, 'ding.send', { id: plain, text: '明天再看', to: [place] });
    const { id } = await reach(boss, group, [luo]);
    expect(await lineOf(boss, id, luo)).toMatchObject({
      step: 1,
      isOff: false,
      byOverride: true,
      nextAt: after(300_000),
    });
    expect(await lineOf(boss, plain, wu)).toMatchObject({ step: 0, isOff: true, byOverride: false });
    house.at(after(300_000));
    await dings.settle();
    expect(await lineOf(boss, id, luo)).toMatchObject({ step: 2 });
    // It takes no place of the day's budget.
    const { rows } = await owner.query('select used from ding.budget where member_id = $1 and used > 0', [
      luo.memberId,
    ]);
    expect(rows).toEqual([]);
  });

  test('V2 goes to five, and not split: those of an hour count together', async () => {
    const { boss, lin, luo, wu, zhou, bai, rep, group } = await team();
    await expect(ask(boss, 'send', bodyOf(group, null))).rejects.toEqual(refused('override.tooMany', { most: 5 }));
    await reach(boss, group, [lin, luo, wu]);
    await expect(ask(boss, 'send', bodyOf(group, [zhou, bai, rep]))).rejects.toEqual(refused('override.tooMany'));
    await reach(boss, group, [zhou, bai]);
  });

  test('V2 G16 written nowhere it reaches those named, each directly, within the same bounds', async () => {
    const { boss, lin, luo, wu, zhou, bai, rep, group } = await team();
    const named = (...all: Identity[]) => ({ to: [], memberIds: all.map(({ memberId }) => memberId) });
    const many = bodyOf(group, null, named(lin, luo, wu, zhou, bai, rep));
    await expect(ask(boss, 'send', many)).rejects.toEqual(refused('override.tooMany', { most: 5 }));
    const { id, places } = await reach(boss, group, [], named(luo, wu));
    expect(places).toHaveLength(2);
    expect(await lineOf(boss, id, wu)).toMatchObject({ step: 1, byOverride: true });
    expect(await kindsOf(luo)).toContain('overrideReached');
  });

  test('V3 the third in thirty days is refused, and says when there is one again', async () => {
    const { boss, lin, luo, wu, group } = await team();
    await reach(boss, group, [lin]);
    await reach(boss, group, [luo]);
    const until = after(30 * DAY).toISOString();
    await expect(ask(boss, 'send', bodyOf(group, [wu]))).rejects.toEqual(refused('override.usedUp', { at: until }));
    expect(await ask(boss, 'preview', { memberIds: [wu.memberId] })).toMatchObject({
      left: 0,
      nextAt: after(30 * DAY),
      refusal: { code: 'override.usedUp' },
    });
    house.at(after(30 * DAY - 1));
    await expect(ask(boss, 'send', bodyOf(group, [wu]))).rejects.toEqual(refused('override.usedUp'));
    house.at(after(30 * DAY));
    await reach(boss, group, [wu]);
  });

  test('V2 each is reached once a rest, whoever sends it: of two at once, one is', async () => {
    const { boss, lin, luo, group } = await team();
    const both = await Promise.allSettled([
      ask(boss, 'send', bodyOf(group, [luo])),
      ask(lin, 'send', bodyOf(group, [luo])),
    ]);
    await dings.settle();
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const [lost] = both.filter((one) => one.status === 'rejected');
    expect(lost?.reason).toEqual(refused('override.disturbed', { name: 'luo' }));
    // Still the same rest just before nine; another on the next night.
    house.at(after(11 * HOUR - 1));
    const [second] = both[0]?.status === 'fulfilled' ? [lin] : [boss];
    await expect(ask(second, 'send', bodyOf(group, [luo]))).rejects.toEqual(refused('override.disturbed'));
    house.at(after(DAY));
    await reach(second, group, [luo]);
  });

  test('"I work now" makes no second rest of the night', async () => {
    const { boss, lin, luo, group } = await team();
    await reach(boss, group, [luo]);
    await house.call(luo, 'worktime.workNow', { until: after(HOUR).toISOString() });
    house.at(after(2 * HOUR));
    await expect(ask(lin, 'send', bodyOf(group, [luo]))).rejects.toEqual(refused('override.disturbed'));
  });

  test('R12 on leave it is refused, and the stand-in is named', async () => {
    const { boss, lin, luo, wu, group } = await team();
    await house.call(boss, 'worktime.enterLeave', {
      ...{ id: newId(), memberId: luo.memberId, kind: 'annual', standInId: wu.memberId },
      ...{ startsAt: after(-1).toISOString(), endsAt: after(5 * DAY).toISOString() },
    });
    await expect(ask(boss, 'send', bodyOf(group, [luo]))).rejects.toEqual(
      refused('override.onLeave', { name: 'luo', standIn: 'wu' }),
    );
    // Nor with others beside him.
    await expect(ask(boss, 'send', bodyOf(group, [lin, luo]))).rejects.toEqual(refused('override.onLeave'));
  });

  test('who works needs none; a blank or repeated reason is none; it is not scheduled', async () => {
    const { boss, luo, group } = await team();
    for (const why of [' '.repeat(40), '急'.repeat(60), 'ab'.repeat(40), '太短了'])
      await expect(ask(boss, 'send', bodyOf(group, [luo], { why }))).rejects.toEqual(refused('override.whyShort'));
    await expect(ask(boss, 'send', bodyOf(group, [luo], { reason: 'lateReport' }))).rejects.toThrow(/reason/);
    await expect(ask(boss, 'send', bodyOf(group, [luo], { at: after(HOUR).toISOString() }))).rejects.toThrow(/at/);
    house.at(after(12 * HOUR));
    await expect(ask(boss, 'send', bodyOf(group, [luo]))).rejects.toEqual(refused('override.nobodyOff'));
  });

  test('a retry is the same one; what was sent without it does not become one; nor does what another has sent', async () => {
    const { boss, lin, luo, wu, group } = await team();
    const body = bodyOf(group, [luo]);
    await ask(boss, 'send', body);
    await ask(boss, 'send', body);
    expect((await ask(boss, 'preview', { memberIds: [wu.memberId] })).left).toBe(1);
    await expect(ask(lin, 'send', body)).rejects.toEqual(refused('ding.idTaken'));
    const plain = { ...bodyOf(group, [wu]), reason: undefined, why: undefined };
    await house.call(boss, 'ding.send', plain);
    await expect(ask(boss, 'send', { ...bodyOf(group, [wu]), id: plain.id })).rejects.toEqual(refused('ding.idTaken'));
    await dings.settle();
    expect(await lineOf(boss, plain.id, wu)).toMatchObject({ step: 0, isOff: true });
  });

  test('no other way leads there: neither a field of a ding, nor a row without its ledger', async () => {
    const { boss, luo, wu, group } = await team();
    const body = { ...bodyOf(group, [luo]), byOverride: true, override: true };
    await house.call(boss, 'ding.send', body);
    await dings.settle();
    expect(await lineOf(boss, body.id, luo)).toMatchObject({ step: 0, isOff: true, byOverride: false });
    const set = 'update ding.recipient set by_override = true where ding_id = $1';
    await expect(owner.query(set, [body.id])).rejects.toThrow('stands in the ledger');
    const insert = `insert into ding.recipient (company_id, ding_id, member_id, conversation_id, state, by_override)
                    values ($1, $2, $3, $4, 'waits', true)`;
    await expect(owner.query(insert, [boss.companyId, body.id, wu.memberId, group])).rejects.toThrow(
      'stands in the ledger',
    );
  });
});

describe('R5 the ledger', () => {
  test('V6 says who, why, by which way, and when it was acknowledged; its file is verified without the server', async () => {
    const { boss, luo, group } = await team();
    await tellable(luo);
    const { id } = await reach(boss, group, [luo]);
    house.at(after(5 * 60_000));
    await dings.settle();
    await outbox.settle();
    // The outbox knows that it went out so.
    const marks = await owner.query('select by_override from outbox.notification where member_id = $1', [luo.memberId]);
    expect(marks.rows).toEqual([{ by_override: true }]);
    house.at(after(6 * 60_000));
    await house.call(luo, 'ding.answer', { id });
    const { reached, number } = await ask(luo, 'mine');
    expect(reached).toMatchObject([
      {
        ...{ id, senderId: boss.memberId, reason: 'danger', why: WHY, at: NIGHT, ways: ['push'] },
        ...{ acknowledgedAt: after(6 * 60_000), verdict: null, mayContest: true, mayDecide: false },
      },
    ]);
    expect(await kindsOf(luo)).toEqual(['overrideReached', 'overrideTold', 'overrideAcknowledged']);
    const { text } = await ask(luo, 'exportLedger');
    expect(await verifyLedgerFile(text, sha256)).toEqual({ entries: number, firstBroken: null });
    expect((await verifyLedgerFile(text.replace('烘箱', '水箱'), sha256)).firstBroken).toBe(1);
    // The sender has nothing of it in his.
    expect((await ask(boss, 'mine')).reached).toEqual([]);
  });

  test('a reply to it stands there as its answer; reading does not', async () => {
    const { boss, luo, group } = await team();
    const { id, places } = await reach(boss, group, [luo]);
    const number = places[0]?.number ?? 0;
    await house.talk(luo, 'markRead', { conversationId: group, number });
    await followers.settle();
    expect((await ask(luo, 'mine')).reached).toMatchObject([{ acknowledgedAt: null }]);
    house.at(after(7 * 60_000));
    await house.say(luo, group, '我在路上', { replyTo: number });
    await followers.settle();
    expect((await ask(luo, 'mine')).reached).toMatchObject([{ id, acknowledgedAt: after(7 * 60_000) }]);
    const { text } = await ask(luo, 'exportLedger');
    expect(text).toContain('"how":"replied"');
  });

  test('V10 R25 says whose rest it broke: before it is sent by how many, then to him and to representatives, for good', async () => {
    const { boss, luo, wu, rep, group } = await team();
    const preview = (...to: Identity[]) => ask(boss, 'preview', { memberIds: to.map(({ memberId }) => memberId) });
    expect((await preview(luo, wu)).breaks).toEqual({ daily: 2, weekly: 0 });
    // Who had the day off and starts late keeps his eleven hours.
    await house.call(boss, 'worktime.planDays', {
      memberId: wu.memberId,
      days: [
        { day: '2026-11-23', hours: [] },
        { day: '2026-11-24', hours: [{ from: 600, until: 1_080 }] },
      ],
    });
    expect((await preview(luo, wu)).breaks).toEqual({ daily: 1, weekly: 0 });
    await reach(boss, group, [luo, wu]);
    expect((await ask(luo, 'mine')).reached).toMatchObject([{ breaks: ['daily'] }]);
    expect((await ask(wu, 'mine')).reached).toMatchObject([{ breaks: [] }]);
    const seen = Object.fromEntries((await ask(rep, 'look')).map(({ memberId, breaks }) => [memberId, breaks]));
    expect(seen).toEqual({ [luo.memberId]: ['daily'], [wu.memberId]: [] });
    const { text } = await ask(luo, 'exportLedger');
    expect(text).toContain('"breaks":["daily"]');
    expect((await verifyLedgerFile(text, sha256)).firstBroken).toBeNull();
    expect((await verifyLedgerFile(text.replace('["daily"]', '[]'), sha256)).firstBroken).toBe(1);
  });

  test('V6 is only added to; the ledger of the company holds its hashes', async () => {
    const { boss, luo, group } = await team();
    await reach(boss, group, [luo]);
    for (const sql of [
      "update override.ledger set kind = 'x' where member_id = $1",
      'delete from override.ledger where member_id = $1',
    ])
      await expect(owner.query(sql, [luo.memberId])).rejects.toThrow('only added to');
    const { hash } = await ask(luo, 'mine');
    const verified = () =>
      house.house.database.transaction(boss.companyId, (tx) => verifyLedgersOf(tx, boss.companyId));
    expect(await verified()).toEqual({ ledgers: 1, broken: [] });
    const company = await owner.query(
      "select actor_id, facts from directory.ledger where company_id = $1 and kind = 'overrideSent'",
      [boss.companyId],
    );
    const facts = { reason: 'danger', members: 1, hashes: [hash] };
    expect(company.rows).toEqual([{ actor_id: boss.memberId, facts: expect.objectContaining(facts) as unknown }]);
    await owner.query('alter table override.ledger disable trigger forever');
    await owner.query('update override.ledger set facts = facts || \'{"reason":"outage"}\' where member_id = $1', [
      luo.memberId,
    ]);
    await owner.query('alter table override.ledger enable trigger forever');
    expect(await verified()).toEqual({ ledgers: 1, broken: [luo.memberId] });
  });

  test('R30 V7 representatives see all; that one has looked stands in the logs and the ledgers he looked into, once an hour', async () => {
    const { boss, lin, luo, rep, group } = await team();
    const { id } = await reach(boss, group, [luo]);
    expect(await ask(rep, 'look')).toMatchObject([{ id, memberId: luo.memberId, mayDecide: false }]);
    await ask(rep, 'look');
    expect((await ask(luo, 'mine')).looks).toEqual([{ memberId: rep.memberId, at: NIGHT }]);
    expect(await kindsOf(luo)).toEqual(['overrideReached', 'ledgerLooked']);
    const log = await owner.query(
      'select member_id, viewer_id, role from directory.view where what = $1 and company_id = $2',
      ['overrides', luo.companyId],
    );
    expect(log.rows).toEqual([{ member_id: luo.memberId, viewer_id: rep.memberId, role: 'representative' }]);
    // An owner decides nothing where there is a representative, and sees nothing.
    expect(await ask(boss, 'look')).toEqual([]);
    expect((await ask(lin, 'mine')).reached).toEqual([]);
  });
});

describe('R6 not an emergency', () => {
  test('V4 is said by whom it reached alone, and decided once, by a representative who neither sent nor got it', async () => {
    const { boss, lin, luo, rep, group } = await team();
    const { id } = await reach(boss, group, [luo, rep]);
    await expect(ask(lin, 'contest', { id })).rejects.toEqual(refused('override.unknown'));
    await ask(luo, 'contest', { id });
    await expect(ask(luo, 'contest', { id })).rejects.toEqual(refused('override.contested'));
    const verdict = { id, memberId: luo.memberId, verdict: 'upheld' };
    await expect(ask(boss, 'decide', verdict)).rejects.toEqual(refused('override.notYours'));
    // A representative whom it reached decides of others, not of himself.
    await ask(rep, 'contest', { id });
    await expect(ask(rep, 'decide', { ...verdict, memberId: rep.memberId })).rejects.toEqual(
      refused('override.notYours'),
    );
    expect(await ask(rep, 'decide', verdict)).toMatchObject({ verdict: 'upheld', decidedBy: rep.memberId });
    await expect(ask(rep, 'decide', verdict)).rejects.toEqual(refused('override.decided'));
    expect(await kindsOf(luo)).toContain('overrideDecided');
    expect((await ask(luo, 'mine')).reached).toMatchObject([{ verdict: 'upheld', mayContest: false }]);
  });

  test('thirty days long', async () => {
    const { boss, luo, group } = await team();
    const { id } = await reach(boss, group, [luo]);
    house.at(after(30 * DAY + 1));
    await expect(ask(luo, 'contest', { id })).rejects.toEqual(refused('override.tooLate'));
  });

  test('V5 three upheld in ninety days suspend its sender for thirty; he reads so', async () => {
    const { boss, luo, wu, rep, group } = await team();
    for (const days of [0, 1, 30]) {
      house.at(after(days * DAY));
      const { id } = await reach(boss, group, [luo]);
      await ask(luo, 'contest', { id });
      await ask(rep, 'decide', { id, memberId: luo.memberId, verdict: 'upheld' });
    }
    house.at(after(31 * DAY));
    const until = after(60 * DAY);
    expect((await ask(boss, 'mine')).bounds).toMatchObject({ suspendedUntil: until });
    const no = refused('override.suspended', { until: until.toISOString() });
    await expect(ask(boss, 'send', bodyOf(group, [wu]))).rejects.toEqual(no);
    house.at(after(60 * DAY - 1));
    await expect(ask(boss, 'send', bodyOf(group, [wu]))).rejects.toEqual(no);
    house.at(after(60 * DAY + DAY));
    await reach(boss, group, [wu]);
    await followers.settle();
  });

  test('V4 where nobody may decide, the word of whom it reached counts, until somebody may', async () => {
    const { boss, luo, wu, rep, group } = await team();
    // The only owner sends, and nobody represents the staff.
    await house.call(boss, 'directory.setRole', { id: rep.memberId, role: 'member' });
    const sent: DingId[] = [];
    for (const days of [0, 1, 30]) {
      house.at(after(days * DAY));
      const { id } = await reach(boss, group, [luo]);
      expect(await ask(luo, 'contest', { id })).toMatchObject({ verdict: null, decidedBy: null });
      sent.push(id);
    }
    house.at(after(31 * DAY));
    expect((await ask(boss, 'mine')).bounds).toMatchObject({ suspendedUntil: after(60 * DAY) });
    await expect(ask(boss, 'send', bodyOf(group, [wu]))).rejects.toEqual(refused('override.suspended'));
    // As soon as somebody may decide, he does; nobody is made a representative to dismiss it.
    await house.call(boss, 'directory.setRole', { id: rep.memberId, role: 'representative' });
    const dismiss = () => ask(rep, 'decide', { id: sent[1], memberId: luo.memberId, verdict: 'dismissed' });
    await expect(dismiss()).rejects.toEqual(refused('override.notYours'));
    house.at(after(31 * DAY + KEY_DAYS * DAY));
    await dismiss();
    expect((await ask(boss, 'mine')).bounds).toMatchObject({ suspendedUntil: null });
    await followers.settle();
  });
});

describe('R7 time outside the hours', () => {
  test('V8 an override drafts a quarter of an hour, which its member alone sees, edits and confirms for good', async () => {
    const { boss, luo, rep, group } = await team();
    await reach(boss, group, [luo]);
    const [entry] = (await ask(luo, 'mine')).entries;
    expect(entry).toMatchObject({
      from: NIGHT,
      until: after(15 * 60_000),
      because: 'override',
      state: 'draft',
      minutes: 15,
    });
    const { id } = entry as NonNullable<typeof entry>;
    for (const other of [boss, rep]) {
      expect((await ask(other, 'mine')).entries).toEqual([]);
      await expect(ask(other, 'confirmEntry', { id })).rejects.toEqual(refused('override.unknown'));
    }
    house.at(after(HOUR));
    const hour = { id, from: NIGHT.toISOString(), until: after(HOUR).toISOString() };
    const short = { ...hour, until: after(14 * 60_000).toISOString() };
    await expect(ask(luo, 'editEntry', short)).rejects.toEqual(refused('override.entryShort', { minutes: 15 }));
    expect(await ask(luo, 'editEntry', hour)).toMatchObject({ minutes: 60 });
    expect(await kindsOf(luo)).toEqual(['overrideReached']);
    expect(await ask(luo, 'confirmEntry', { id })).toMatchObject({ state: 'confirmed' });
    expect(await kindsOf(luo)).toEqual(['overrideReached', 'timeConfirmed']);
    await expect(ask(luo, 'editEntry', hour)).rejects.toEqual(refused('override.unknown'));
    await expect(ask(luo, 'discardEntry', { id })).rejects.toEqual(refused('override.unknown'));
  });

  test('"I work now" drafts what of it lies outside the hours, and "I stop now" ends it there', async () => {
    const { luo } = await team();
    const evening = new Date('2026-11-23T09:30:00Z');
    house.at(evening);
    await house.call(luo, 'worktime.workNow', { until: after(2 * HOUR, evening).toISOString() });
    expect((await ask(luo, 'mine')).entries).toMatchObject([
      { from: after(HOUR / 2, evening), until: after(2 * HOUR, evening), because: 'worked' },
    ]);
    house.at(after(HOUR, evening));
    await house.call(luo, 'worktime.stopNow', {});
    expect((await ask(luo, 'mine')).entries).toMatchObject([{ from: after(HOUR / 2, evening), minutes: 30 }]);
  });

  test('who answers while he rests is offered an entry, once for what lies together; in working time nothing is', async () => {
    const { boss, luo, wu, group } = await team();
    const send = async () => {
      const id = newId() as DingId;
      const place = { conversationId: group, messageId: newId(), memberIds: [luo.memberId, wu.memberId] };
      await house.call(boss, 'ding.send', { id, text: '二号机', to: [place] });
      return id;
    };
    const first = await send();
    await house.call(luo, 'ding.answer', { id: first });
    house.at(after(HOUR));
    const second = await send();
    house.at(after(20 * 60_000));
    await house.call(luo, 'ding.answer', { id: second });
    expect((await ask(luo, 'mine')).entries).toMatchObject([{ from: NIGHT, because: 'answered', minutes: 20 }]);
    const [entry] = (await ask(luo, 'mine')).entries;
    await ask(luo, 'discardEntry', { id: entry?.id });
    expect((await ask(luo, 'mine')).entries).toEqual([]);
    house.at(after(12 * HOUR));
    await house.call(wu, 'ding.answer', { id: first });
    expect((await ask(wu, 'mine')).entries).toEqual([]);
  });

  test('drafts of who leaves are gone, what was confirmed stays', async () => {
    const { boss, luo, group } = await team();
    await reach(boss, group, [luo]);
    await house.call(boss, 'directory.deactivateMember', { id: luo.memberId, handOverTo: null });
    const { rows } = await owner.query('select 1 from override.entry where member_id = $1', [luo.memberId]);
    expect(rows).toEqual([]);
    const left = await owner.query('select kind from override.ledger where member_id = $1', [luo.memberId]);
    expect(left.rows).toEqual([{ kind: 'overrideReached' }]);
  });
});

test('events go to those concerned alone: whose ledger it is, and who decides', async () => {
  const { boss, luo, rep, group } = await team();
  const { id } = await reach(boss, group, [luo]);
  await ask(luo, 'contest', { id });
  const { rows } = await owner.query<{ type: string; audience: MemberId[] }>(
    "select type, audience from platform.event where company_id = $1 and type like 'override.%' order by at",
    [boss.companyId],
  );
  for (const { type, audience } of rows)
    expect(audience, type).toEqual([type === 'override.ledgerChanged' ? luo.memberId : rep.memberId]);
  expect(new Set(rows.map(({ type }) => type))).toEqual(new Set(['override.ledgerChanged', 'override.contestChanged']));
});
