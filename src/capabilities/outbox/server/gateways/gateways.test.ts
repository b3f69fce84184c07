import pg from 'pg';
import { decode } from 'zod';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { MORNING, openTestHouseWith } from '#chat/server/testing.ts';
import { viewsOf } from '#directory/server/index.ts';
import { Refused } from '#platform/model/refusal.ts';
import { Kept, Outside } from '#platform/server/capability.ts';
import type { Identity } from '#platform/server/connection.ts';
import type { FollowContext } from '#platform/server/follower.ts';
import { newId, noEdge } from '#platform/server/house.ts';
import { quietLogger } from '#platform/server/log.ts';
import { makeServer } from '#platform/server/serve.ts';
import { readSettings } from '#platform/server/settings.ts';
import { defineKinds, type QuietPolicy, type Wired } from '../../model/contract.ts';
import type { Outcome, Source } from '../source.ts';
import * as wires from '../store/wires.ts';
import { segmentsOf } from './smpp/pdu.ts';
import { openHttpGateway, openMailServer, openMessageCentre } from './testing.ts';
import { makeGatewayKey, makeVault } from './vault.ts';

const MINUTE = 60_000;
const EVENING = new Date('2026-11-23T10:40:00Z');
const NEXT_MORNING = new Date('2026-11-24T01:05:00Z');
const SECRET = 'the-token-that-nobody-reads';
const SID = `AC${'0'.repeat(32)}`;
const quiet: QuietPolicy = { offHours: 'hold', onLeave: 'drop', inFocus: 'now', onCall: 'now' };
const label = { zh: 'DING', en: 'DING' };
const kinds = defineKinds({
  sms: { meant: true, quiet, only: 'sms', label },
  call: { meant: true, quiet, only: 'call', label },
  mail: { meant: true, quiet, only: 'mail', label },
  step: { meant: true, quiet: { ...quiet, offHours: 'drop' }, only: 'sms', label },
});
const over = new Set<string>();
const heard: Outcome[] = [];
const source: Source = {
  name: 'probe',
  kinds,
  look: (_ctx, marks) =>
    Promise.resolve(
      marks.map(({ place }) => ({
        ...{ isOver: over.has(place), isOwn: false, byId: null, message: null, setting: 'all' as const, path: '/ding' },
        told: { title: '三号线', from: '罗青', text: 'Line 3 stands still https://secret.example/x' },
      })),
    ),
  heard: async (_ctx, outcome) => void heard.push(outcome),
};

type House = Awaited<ReturnType<typeof openTestHouseWith>>;
let house: House;
let http: Awaited<ReturnType<typeof openHttpGateway>>;
let mail: Awaited<ReturnType<typeof openMailServer>>;
let app: Awaited<ReturnType<typeof makeServer>>;
let owner: pg.Client;
const gatewayKey = makeGatewayKey();
const vault = makeVault(gatewayKey);

beforeAll(async () => {
  http = await openHttpGateway();
  mail = await openMailServer();
  const standIns = {
    ...{ 'api.twilio.com': http.url, 'dysmsapi.aliyuncs.com': http.url, 'dyvmsapi.aliyuncs.com': http.url },
  };
  house = await openTestHouseWith({ standIns, patienceMs: 700, gatewayKey });
  house.outbox.from(source);
  app = await makeServer(house.house, readSettings({ TAUTLINE_CLIENT: 'off' }, []), '', quietLogger, (server) =>
    house.outbox.routes(server, house.house),
  );
  owner = new pg.Client({ connectionString: house.fresh.ownerUrl });
  await owner.connect();
}, 30_000);
afterAll(async () => {
  await owner.end();
  await app.close();
  await house[Symbol.asyncDispose]();
  await http[Symbol.asyncDispose]();
  await mail[Symbol.asyncDispose]();
});
beforeEach(() => {
  heard.length = 0;
  http.asked.length = 0;
  mail.mails.length = 0;
  http.answers(201, { sid: 'SM1' });
  mail.does(250);
});
afterEach(async () => {
  // What waits in the company of one test is not to leave in the next.
  await owner.query('truncate outbox.wire, outbox.notification');
  house.at(MORNING);
  const errors = house.errors.splice(0);
  if (errors.length > 0) throw new AggregateError(errors, 'something went wrong behind the test');
});

/** A call in all its steps, as a front makes it. */
async function act<T = unknown>(as: Identity, name: string, input: object = {}): Promise<T> {
  const bound = house.house.find(`outbox.${name}`);
  if (bound === null || typeof bound.handler === 'object') throw new Error(name);
  const { handler } = bound;
  let out: unknown = await house.house.runAs(as, (ctx) =>
    handler(ctx as never, decode(bound.call.input, input as never) as never),
  );
  while (out instanceof Outside) {
    const next = await (out as Outside<unknown, unknown>).work();
    out = await house.house.runAs(as, (ctx) => next(ctx));
  }
  if (out instanceof Kept) throw new Refused(out.refusal);
  return out as T;
}
const refusal = (code: string) => ({ refusal: { code } });
const limits = { dailyMax: 100, unitCost: '0.045', currency: 'CNY' };
const twilio = { kind: 'twilio', accountSid: SID, from: '+12025550123' };
const webhook = () => ({ kind: 'webhook', url: `${http.url}/post` });
const smtp = (more: object = {}) => ({
  ...{
    kind: 'smtp',
    host: '127.0.0.1',
    port: mail.port,
    security: 'unprotected',
    user: 'post',
    from: 'ding@acme.example',
  },
  ...more,
});
const save = (as: Identity, way: Wired, config: object, more: object = {}) =>
  act(as, 'saveGateway', { way, config, secret: SECRET, ...limits, ...more });

let serial = 0;
/** A company with its gateway for texts, and a member who gave his number for texts and calls. */
async function people(config: object = twilio) {
  const made = (await house.company('lin', 'zhou')) as Record<'lin' | 'zhou', Identity>;
  await save(made.lin, 'sms', config);
  await give(made.zhou);
  return made;
}
/** What was proved, as it stands after the code: the codes have tests of their own. */
async function give(as: Identity, more: { showsContent?: boolean; language?: string } = {}) {
  serial += 1;
  for (const [kind, address] of [
    ['phone', `+86138${String(serial).padStart(8, '0')}`],
    ['mail', `zhou${serial}@acme.example`],
  ]) {
    await owner.query(
      `insert into outbox.contact values ($1, $2, $3, $4, true, true, $5, $6)
       on conflict (company_id, member_id, kind) do update set shows_content = excluded.shows_content, language = excluded.language`,
      [as.companyId, as.memberId, kind, address, more.showsContent ?? false, more.language ?? 'en'],
    );
  }
}
const within = <T>(as: Identity, work: (ctx: FollowContext) => Promise<T>) =>
  house.house.run(noEdge, async (base) => {
    await base.enterCompany(as.companyId);
    return work(Object.assign(base, { companyId: as.companyId }));
  });
async function plan(to: Identity, kind: keyof typeof kinds = 'sms', place = newId(), number = 1) {
  await within(to, (ctx) => house.outbox.plan(ctx, source, [{ memberId: to.memberId, place, number, kind }]));
  return place;
}
const settle = () => house.outbox.settle();
async function tell(to: Identity, kind: keyof typeof kinds = 'sms') {
  const place = await plan(to, kind);
  await settle();
  return place;
}
const later = (ms: number) => house.at(new Date(house.house.now().getTime() + ms));
const rows = async (as: Identity) =>
  (
    await owner.query<{ id: string; state: string; failure: string | null }>(
      'select id, state, failure from outbox.wire where company_id = $1 order by made_at, id',
      [as.companyId],
    )
  ).rows;
const states = async (as: Identity) => (await rows(as)).map(({ state }) => state).sort();
const sent = () => http.asked.map(({ body }) => new URLSearchParams(body));
const whats = () => heard.map(({ what }) => what);
async function report(as: Identity, form: Record<string, string>, id?: string, signature?: string) {
  const what = id ?? (await rows(as))[0]?.id ?? '';
  return app.inject({
    method: 'POST',
    url: `/gateways/${as.companyId}/${what}/${signature ?? vault.sign(as.companyId, what)}`,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams(form).toString(),
  });
}

describe('O12 a number and an address are the member’s own', () => {
  const mailGateway = (as: Identity) => save(as, 'mail', smtp(), { secret: 'right' });
  const giveMail = (as: Identity, address = 'me@home.example') =>
    act(as, 'giveContact', { kind: 'mail', address, by: 'mail', language: 'en' });
  const prove = (as: Identity, code: string) =>
    act(as, 'proveContact', { kind: 'mail', code, sms: false, calls: false, showsContent: false, language: 'en' });
  const codeIn = (text = mail.mails.at(-1)?.text ?? '') =>
    /\b(\d{6})\b/.exec(text.split(/\r?\n\r?\n/).at(-1) ?? '')?.[1] ?? '';

  test('it is proved by a code that went there, and withdrawn at once', async () => {
    const { lin, zhou } = (await house.company('lin', 'zhou')) as Record<'lin' | 'zhou', Identity>;
    await mailGateway(lin);
    await giveMail(zhou, `me${newId()}@home.example`);
    expect(mail.mails).toHaveLength(1);
    expect(await act(zhou, 'contacts')).toMatchObject({ contacts: [], pending: [{ kind: 'mail' }] });
    expect(await within(zhou, (ctx) => house.outbox.reachable(ctx, [zhou.memberId]))).toEqual(
      new Map([[zhou.memberId, { sms: false, call: false, mail: false }]]),
    );
    await prove(zhou, codeIn());
    expect(await act(zhou, 'contacts')).toMatchObject({ contacts: [{ kind: 'mail' }], pending: [] });
    expect(await act(lin, 'contacts'), 'nobody else sees it').toMatchObject({ contacts: [], pending: [] });
    expect((await within(zhou, (ctx) => house.outbox.reachable(ctx, [zhou.memberId]))).get(zhou.memberId)?.mail).toBe(
      true,
    );
    await act(zhou, 'removeContact', { kind: 'mail' });
    const left = await owner.query('select 1 from outbox.contact where company_id = $1', [zhou.companyId]);
    expect(left.rowCount).toBe(0);
  });

  test('five wrong codes, or ten minutes, and the right one works no more', async () => {
    const { lin, zhou } = (await house.company('lin', 'zhou')) as Record<'lin' | 'zhou', Identity>;
    await mailGateway(lin);
    await giveMail(zhou, `me${newId()}@home.example`);
    const wrong = codeIn() === '000000' ? '000001' : '000000';
    for (let n = 0; n < 5; n += 1) await expect(prove(zhou, wrong)).rejects.toMatchObject(refusal('outbox.wrongCode'));
    await expect(prove(zhou, codeIn())).rejects.toMatchObject(refusal('outbox.wrongCode'));
    await giveMail(zhou, `me${newId()}@home.example`);
    later(10 * MINUTE + 1);
    await expect(prove(zhou, codeIn())).rejects.toMatchObject(refusal('outbox.wrongCode'));
  });

  test('codes have an end for a member, and for an address, whoever asks', async () => {
    const { lin, zhou } = (await house.company('lin', 'zhou')) as Record<'lin' | 'zhou', Identity>;
    await mailGateway(lin);
    const victim = `victim${newId()}@home.example`;
    for (let n = 0; n < 3; n += 1) await giveMail(zhou, victim);
    await expect(giveMail(lin, victim)).rejects.toMatchObject(refusal('outbox.tooManyCodes'));
    await giveMail(zhou, `a${newId()}@home.example`);
    await giveMail(zhou, `b${newId()}@home.example`);
    await expect(giveMail(zhou, `c${newId()}@home.example`)).rejects.toMatchObject(refusal('outbox.tooManyCodes'));
  });

  test('R2 a code rings at night with nobody but who asked: not with a colleague whose number it is, in his contacts or in the directory', async () => {
    const { lin, zhou } = (await house.company('lin', 'zhou')) as Record<'lin' | 'zhou', Identity>;
    await save(lin, 'sms', twilio);
    await mailGateway(lin);
    await give(zhou);
    const phone = `138${String(serial).padStart(8, '0')}`;
    const listed = { email: `zhou${newId()}@acme.example`, phone: '+86 139 0000 4242', employeeNumber: null };
    const profile = { id: zhou.memberId, name: 'zhou', title: '', departmentIds: [] };
    await house.call(lin, 'directory.editMember', { ...profile, ...listed });
    const ring = (as: Identity, address: string) =>
      act(as, 'giveContact', { kind: 'phone', address, by: 'sms', language: 'en' });
    house.at(EVENING);
    const before = mail.mails.length;
    // Who asks is told nothing of whose it is.
    expect(await ring(lin, phone)).toEqual({});
    expect(await ring(lin, '13900004242')).toEqual({});
    expect(await giveMail(lin, listed.email.toUpperCase())).toEqual({});
    expect([http.asked.length, mail.mails.length - before]).toEqual([0, 0]);
    expect(await act(lin, 'contacts')).toMatchObject({ pending: [{ kind: 'phone' }, { kind: 'mail' }] });
    http.answers(201, { sid: 'SM1' });
    await ring(zhou, '13900004242');
    expect(http.asked).toHaveLength(1);
    house.at(NEXT_MORNING);
    await ring(lin, phone);
    expect(http.asked).toHaveLength(2);
  });

  test('no number that is none, and no code that could not leave', async () => {
    const { lin, zhou } = (await house.company('lin', 'zhou')) as Record<'lin' | 'zhou', Identity>;
    const phone = (address: string) => act(zhou, 'giveContact', { kind: 'phone', address, by: 'sms', language: 'en' });
    await expect(phone('110')).rejects.toMatchObject(refusal('outbox.badAddress'));
    await expect(phone('13812345678')).rejects.toMatchObject(refusal('outbox.noGateway'));
    await save(lin, 'sms', twilio);
    http.answers(401, { code: 20003, message: 'Authenticate' });
    await expect(phone('13812345678')).rejects.toMatchObject(refusal('outbox.codeNotSent'));
    expect(await act(zhou, 'contacts')).toMatchObject({ pending: [] });
  });
});

describe('O13 the gate lets a step go by its one way', () => {
  test('a text says who, and what only where that was allowed, in 70 characters and without an address of a page', async () => {
    const { zhou } = await people();
    await tell(zhou);
    await give(zhou, { showsContent: true });
    await tell(zhou);
    expect(sent().map((form) => form.get('Body'))).toEqual([
      'You have an urgent message in Tautline from 罗青',
      'DING from 罗青 in Tautline: Line 3 stands still …',
    ]);
    expect(sent()[0]?.get('To')).toMatch(/^\+86138\d{8}$/);
    expect(await states(zhou)).toEqual(['accepted', 'accepted']);
  });

  test('who gave no number gets no row; who takes it back before it leaves is not told', async () => {
    const { lin, zhou } = await people();
    await tell(lin);
    await plan(zhou);
    await act(zhou, 'removeContact', { kind: 'phone' });
    await settle();
    expect(http.asked).toHaveLength(0);
    expect(await states(zhou)).toEqual([]);
  });

  test('R2 what could not leave by the end of working time waits for the next, and comes as what it is; a step that drops is gone', async () => {
    const { zhou } = await people();
    http.answers(429, {});
    await plan(zhou);
    await plan(zhou, 'step');
    await settle();
    expect(await states(zhou)).toEqual(['waiting', 'waiting']);
    http.answers(201, { sid: 'SM1' });
    http.asked.length = 0;
    house.at(EVENING);
    await settle();
    expect(http.asked).toHaveLength(0);
    expect(await states(zhou)).toEqual([]);
    house.at(NEXT_MORNING);
    await settle();
    expect(http.asked).toHaveLength(1);
  });

  test('what is over is taken back where it waits; what a gateway has is not, and nobody hears of it', async () => {
    const { zhou } = await people();
    http.answers(429, {});
    const waiting = await tell(zhou);
    http.answers(201, { sid: 'SM1' });
    const out = await tell(zhou);
    for (const place of [waiting, out]) over.add(place);
    const spots = [waiting, out].map((place) => ({ memberId: zhou.memberId, place }));
    await within(zhou, (ctx) => house.outbox.reconsider(ctx, source, spots));
    later(MINUTE);
    await settle();
    expect(http.asked).toHaveLength(2);
    expect(await states(zhou)).toEqual(['accepted']);
    await report(zhou, { MessageStatus: 'delivered' });
    expect([await states(zhou), heard]).toEqual([['delivered'], []]);
  });
});

describe('O14 nothing goes out twice', () => {
  const takeAndDie = (as: Identity) =>
    within(as, (ctx) => wires.take(ctx, ctx.now, new Date(ctx.now.getTime() + MINUTE), 20));
  const writeOnly = async (to: Identity) => {
    // Written by the gate, and the server dies over it before anything is asked.
    const place = newId();
    const wire = { id: newId(), memberId: to.memberId, way: 'sms' as const, source: 'probe', place, number: 1 };
    const untilAt = new Date(MORNING.getTime() + 3_600_000);
    await within(to, (ctx) => wires.write(ctx, [{ ...wire, kind: 'sms', meant: true, untilAt }], ctx.now));
    return wire.id;
  };

  test('P12 a server that dies between taking and the answer: not repeated where the gateway knows no doubles', async () => {
    const { zhou } = await people();
    await writeOnly(zhou);
    await takeAndDie(zhou);
    later(3 * MINUTE);
    await settle();
    expect([http.asked.length, await states(zhou)]).toEqual([0, ['uncertain']]);
    later(30 * MINUTE);
    await settle();
    expect(http.asked).toHaveLength(0);
    await report(zhou, { MessageStatus: 'delivered' });
    expect([await states(zhou), whats()], 'a receipt says what nobody knew').toEqual([['delivered'], ['delivered']]);
  });

  test('our own webhook is asked again, under the same id', async () => {
    const { zhou } = await people(webhook());
    const id = await writeOnly(zhou);
    await takeAndDie(zhou);
    later(3 * MINUTE);
    await settle();
    expect(http.asked.map(({ headers }) => headers['tautline-id'])).toEqual([id]);
    expect(await states(zhou)).toEqual(['accepted']);
  });

  test('O20 it keeps that id over a night, and what is over by the morning is not asked again', async () => {
    const { zhou } = await people(webhook());
    http.answers(500);
    const place = await tell(zhou);
    const [first] = await rows(zhou);
    await tell(zhou);
    const other = (await rows(zhou)).find(({ id }) => id !== first?.id);
    http.answers(202);
    http.asked.length = 0;
    house.at(EVENING);
    await settle();
    expect([http.asked.length, await states(zhou)]).toEqual([0, ['waiting', 'waiting']]);
    over.add(place);
    await within(zhou, (ctx) => house.outbox.reconsider(ctx, source, [{ memberId: zhou.memberId, place }]));
    house.at(NEXT_MORNING);
    await settle();
    expect(http.asked.map(({ headers }) => headers['tautline-id'])).toEqual([other?.id]);
    expect(await states(zhou)).toEqual(['accepted']);
  });

  test.each(['silent', 'endless'] as const)('a gateway that is %s may have taken it: not repeated', async (how) => {
    const { zhou } = await people();
    http.behaves(how);
    await tell(zhou);
    later(10 * MINUTE);
    await settle();
    expect([http.asked.length, await states(zhou)]).toEqual([1, ['uncertain']]);
  });

  test('429 and 503 are tried again, 500 is not; after enough it is a dead letter and its source hears so once', async () => {
    const { zhou } = await people();
    http.answers(429, {}, { 'retry-after': '60' });
    await tell(zhou);
    later(59_000);
    await settle();
    expect(http.asked).toHaveLength(1);
    http.answers(503);
    later(2_000);
    await settle();
    expect(http.asked).toHaveLength(2);
    for (let n = 0; n < 12; n += 1) {
      later(16 * MINUTE);
      await settle();
    }
    expect([http.asked.length, await states(zhou), whats()]).toEqual([8, ['dead'], ['failed']]);
    house.at(MORNING);
    http.answers(500);
    await tell(zhou);
    later(MINUTE);
    await settle();
    expect([http.asked.length, await states(zhou)]).toEqual([9, ['dead', 'uncertain']]);
  });
});

describe('O15 what became of it is told once', () => {
  test('doubled, late and out-of-order receipts are one; a forged address is nobody’s', async () => {
    const { zhou } = await people();
    await tell(zhou);
    const forged = await report(zhou, { MessageStatus: 'failed' }, undefined, vault.sign(zhou.companyId, newId()));
    expect(forged.statusCode).toBe(404);
    expect((await report(zhou, { MessageStatus: 'queued' })).statusCode).toBe(200);
    expect(heard).toEqual([]);
    for (const status of ['delivered', 'delivered', 'sent', 'undelivered'])
      await report(zhou, { MessageStatus: status });
    expect([await states(zhou), whats()]).toEqual([['delivered'], ['delivered']]);
    expect(heard[0]).toMatchObject({ memberId: zhou.memberId, number: 1, by: 'sms' });
  });

  test('a call: pressing 1 confirms, also when the end of the call is told first; no answer is said', async () => {
    const { lin, zhou } = await people();
    await save(lin, 'call', twilio);
    http.answers(201, { sid: 'CA1' });
    await tell(zhou, 'call');
    const twiml = sent()[0]?.get('Twiml') ?? '';
    expect(twiml).toContain('from 罗青. Press 1 to confirm.');
    expect(twiml).toMatch(/<Gather numDigits="1" timeout="8" action="https:\/\/tautline\.example\/gateways\//);
    expect((await report(zhou, { CallSid: 'CA1', CallStatus: 'in-progress', Digits: '7' })).body).toContain(
      '<Response>',
    );
    expect(heard).toEqual([]);
    await report(zhou, { CallSid: 'CA1', CallStatus: 'completed' });
    await report(zhou, { CallSid: 'CA1', CallStatus: 'in-progress', Digits: '1' });
    await report(zhou, { CallSid: 'CA1', CallStatus: 'in-progress', Digits: '1' });
    expect(whats()).toEqual(['delivered', 'confirmed']);
    await tell(zhou, 'call');
    await report(
      zhou,
      { CallSid: 'CA2', CallStatus: 'no-answer' },
      (await rows(zhou)).find(({ state }) => state === 'accepted')?.id,
    );
    expect(heard.at(-1)).toMatchObject({ by: 'call', what: 'unanswered' });
  });

  test('Aliyun: signed requests, its words for later, and its list of reports at one signed address', async () => {
    const { lin, zhou } = await people({
      ...{ kind: 'aliyun', accessKeyId: 'LTAI', signName: '张弛', template: 'SMS_1', codeTemplate: 'SMS_2' },
    });
    http.answers(200, { Code: 'isv.BUSINESS_LIMIT_CONTROL', Message: '触发分钟级流控' });
    await tell(zhou);
    expect(await states(zhou)).toEqual(['waiting']);
    http.answers(200, { Code: 'OK', BizId: '9006^0' });
    later(MINUTE);
    await settle();
    const form = sent().at(-1);
    expect(form?.get('PhoneNumbers')).toMatch(/^138\d{8}$/);
    expect(JSON.parse(form?.get('TemplateParam') ?? '')).toEqual({
      content: 'You have an urgent message in Tautline from 罗青',
    });
    expect(form?.get('Signature')).toMatch(/^[A-Za-z0-9+/]{27}=$/);
    const { gateways } = await act<{ gateways: { reportsTo: string }[] }>(lin, 'gateways');
    const [wire] = await rows(zhou);
    const told = await app.inject({
      method: 'POST',
      url: new URL(gateways[0]?.reportsTo ?? '').pathname,
      payload: [{ out_id: wire?.id, success: true }, { out_id: 'x' }, null] as never,
    });
    expect([told.json(), whats()]).toEqual([{ code: 0, msg: 'OK' }, ['delivered']]);
  });
});

describe('O18 calls by Aliyun', () => {
  const config = {
    kind: 'aliyunCall',
    accessKeyId: 'LTAI',
    showNumber: '4001112222',
    template: 'TTS_1',
    codeTemplate: 'TTS_2',
  };
  const reported = async (lin: Identity, list: readonly object[]) => {
    const { gateways } = await act<{ gateways: { way: string; reportsTo: string }[] }>(lin, 'gateways');
    const url = new URL(gateways.find(({ way }) => way === 'call')?.reportsTo ?? '').pathname;
    return app.inject({ method: 'POST', url, payload: list as never });
  };

  test('O15 a key that is pressed confirms under the call’s own id, nobody takes it, and both come twice', async () => {
    const { lin, zhou } = await people();
    await save(lin, 'call', config);
    http.answers(200, { Code: 'OK', CallId: '11^1' });
    await tell(zhou, 'call');
    const form = sent().at(-1);
    expect(Object.fromEntries(form ?? [])).toMatchObject({
      ...{ Action: 'SingleCallByTts', CalledShowNumber: '4001112222', TtsCode: 'TTS_1', PlayTimes: '2' },
      ...{ CalledNumber: expect.stringMatching(/^138\d{8}$/) as string, Signature: expect.any(String) as string },
      TtsParam: '{"content":"You have an urgent message in Tautline from 罗青. Press 1 to confirm."}',
    });
    expect(form?.has('OutId'), 'it has no room for an id of ours').toBe(false);
    const pressed = { call_id: '11^1', status_code: '300000', dtmf: '1', out_id: '' };
    const ended = {
      call_id: '11^1',
      status_code: '200000',
      start_time: '2026-11-23 10:54:03',
      end_time: '2026-11-23 10:54:20',
    };
    await reported(lin, [
      { call_id: '11^1', status_code: '200100' },
      ended,
      { call_id: 'x', end_time: 'now' },
      pressed,
    ]);
    await reported(lin, [{ ...ended, dtmf: '1' }, pressed]);
    expect([await states(zhou), whats()]).toEqual([['confirmed'], ['delivered', 'confirmed']]);

    http.answers(200, { Code: 'OK', CallId: '11^2' });
    await tell(zhou, 'call');
    const missed = { call_id: '11^2', status_code: '200005', start_time: '', end_time: '2026-11-23 10:54:20' };
    await reported(lin, [missed, missed]);
    expect(whats()).toEqual(['delivered', 'confirmed', 'unanswered']);
  });

  test('a wrong number is a dead letter that does not name it, and no fault of the gateway', async () => {
    const { lin, zhou } = await people();
    await save(lin, 'call', config);
    http.answers(200, { Code: 'isv.MOBILE_NUMBER_ILLEGAL', Message: '13800000001 is not a number' });
    await tell(zhou, 'call');
    later(60 * MINUTE);
    await settle();
    expect([http.asked.length, await states(zhou), whats()]).toEqual([1, ['dead'], ['failed']]);
    expect((await rows(zhou))[0]?.failure).toBe('isv.MOBILE_NUMBER_ILLEGAL … is not a number');
    const { gateways } = await act<{ gateways: { way: string; failingSince: string | null }[] }>(lin, 'gateways');
    expect(gateways.find(({ way }) => way === 'call')?.failingSince).toBeNull();
  });
});

describe('O2 O15 an answer that comes after all is over', () => {
  test.each([
    [201, ['accepted']],
    [503, []],
  ] as const)(
    'a gateway that says %i after a cancel: nobody hears of it, and there is no other try',
    async (status, left) => {
      const { lin, zhou } = await people();
      await save(lin, 'call', twilio);
      const answer = http.holds();
      http.answers(status, { sid: 'CA9' });
      const place = await plan(zhou, 'call');
      const settling = settle();
      await vi.waitFor(() => expect(http.asked).toHaveLength(1));
      over.add(place);
      await within(zhou, (ctx) => house.outbox.reconsider(ctx, source, [{ memberId: zhou.memberId, place }]));
      answer();
      await settling;
      expect(await states(zhou)).toEqual(left);
      if (left.length > 0) await report(zhou, { CallSid: 'CA9', CallStatus: 'no-answer' });
      later(30 * MINUTE);
      await settle();
      expect([http.asked.length, heard]).toEqual([1, []]);
    },
  );

  test('a gateway that is down is asked again under the same id, and once when it is back', async () => {
    const { lin, zhou } = await people({ kind: 'webhook', url: 'http://127.0.0.1:1/post' });
    await tell(zhou);
    const [wire] = await rows(zhou);
    expect(wire?.state).toBe('waiting');
    await save(lin, 'sms', webhook());
    later(MINUTE);
    await settle();
    later(30 * MINUTE);
    await settle();
    expect(http.asked.map(({ headers }) => headers['tautline-id'])).toEqual([wire?.id]);
    expect(await states(zhou)).toEqual(['accepted']);
  });
});

describe('O16 gateways are the company’s, and keep their secrets', () => {
  test('a secret is sealed, never told, not in the ledger, and stays only with whom it was given to', async () => {
    const { lin } = await people(webhook());
    const stored = await owner.query<{ text: string; sealed: Buffer }>(
      'select g::text as text, sealed from outbox.gateway g where company_id = $1',
      [lin.companyId],
    );
    expect(stored.rows[0]?.text).not.toContain(SECRET);
    expect(stored.rows[0]?.sealed.toString()).not.toContain(SECRET);
    expect(JSON.stringify(await act(lin, 'gateways'))).not.toContain(SECRET);
    const ledger = await owner.query('select facts from directory.ledger where company_id = $1', [lin.companyId]);
    expect(JSON.stringify(ledger.rows)).toContain('"gateway":"webhook"');
    expect(JSON.stringify(ledger.rows)).not.toContain(SECRET);
    await save(lin, 'sms', webhook(), { secret: null, dailyMax: 5 });
    const elsewhere = { kind: 'webhook', url: 'https://thief.example/' };
    await expect(save(lin, 'sms', elsewhere, { secret: null })).rejects.toMatchObject(refusal('outbox.secretMissing'));
    const inside = { kind: 'webhook', url: 'https://169.254.169.254/latest' };
    await expect(save(lin, 'sms', inside)).rejects.toMatchObject(refusal('outbox.gatewayRefused'));
    await expect(save(lin, 'call', smtp())).rejects.toMatchObject(refusal('outbox.gatewayRefused'));
    const sealed = vault.seal(lin.companyId, 'sms', SECRET);
    expect(vault.open(lin.companyId, 'sms', sealed)).toBe(SECRET);
    expect(vault.open(lin.companyId, 'call', sealed), 'moved to another row it does not open').toBeNull();
    expect(makeVault(makeGatewayKey()).open(lin.companyId, 'sms', sealed)).toBeNull();
  });

  test('wrong credentials: a dead letter with its reason and without the number; put right, it is tried again', async () => {
    const { lin, zhou } = await people();
    http.answers(401, { code: 20003, message: 'Authenticate +8613800000001 first' });
    await tell(zhou);
    type Seen = { gateways: { failingSince: Date | null; dead: number }[]; letters: { id: string; why: string }[] };
    const seen = await act<Seen>(lin, 'gateways');
    expect(seen.gateways[0]).toMatchObject({
      failingSince: MORNING,
      dead: 1,
      month: { sent: 0, failed: 1, cost: '0' },
    });
    expect(seen.letters[0]?.why).toBe('401 20003 Authenticate … first');
    // R30: whom it did not reach sees who has seen that.
    const { companyId, memberId } = zhou;
    const looks = await house.house.database.transaction(companyId, (tx) =>
      viewsOf({ tx, companyId }, memberId, null, 10),
    );
    expect(looks).toMatchObject([{ what: 'deadLetter', viewerId: lin.memberId, role: 'owner' }]);
    http.answers(201, { sid: 'SM1' });
    await act(lin, 'retryLetter', { id: seen.letters[0]?.id ?? '' });
    await settle();
    expect(await states(zhou)).toEqual(['accepted']);
    expect((await act<Seen>(lin, 'gateways')).gateways[0]).toMatchObject({
      ...{ failingSince: null, dead: 0, month: { sent: 1, cost: '0.045' } },
    });
    await expect(act(lin, 'retryLetter', { id: seen.letters[0]?.id ?? '' })).rejects.toMatchObject(
      refusal('platform.notFound'),
    );
  });

  test('a quota that is used up lets nothing more out that day', async () => {
    const { lin, zhou } = await people();
    await save(lin, 'sms', twilio, { dailyMax: 1 });
    await plan(zhou);
    await plan(zhou);
    await settle();
    expect(http.asked).toHaveLength(1);
    expect(await states(zhou)).toEqual(['accepted', 'dead']);
    expect((await rows(zhou)).find(({ state }) => state === 'dead')?.failure).toBe('outbox.quotaUsed');
  });

  test('a test goes to the admin’s own number, and tells what the gateway said', async () => {
    const { lin } = await people();
    await expect(act(lin, 'testGateway', { way: 'sms' })).rejects.toMatchObject(refusal('outbox.noOwnContact'));
    await give(lin, { language: 'zh' });
    expect(await act(lin, 'testGateway', { way: 'sms' })).toEqual({ is: 'accepted', why: 'SM1' });
    expect(sent()[0]?.get('Body')).toBe('张弛：这是一条通道测试。');
    http.answers(400, { code: 21211, message: 'no such number' });
    expect(await act(lin, 'testGateway', { way: 'sms' })).toEqual({ is: 'refused', why: '400 21211 no such number' });
  });

  test('let go, a member’s number is gone and nothing waits for him', async () => {
    const { lin, zhou } = await people();
    http.answers(429);
    await tell(zhou);
    await house.call(lin, 'directory.deactivateMember', { id: zhou.memberId, handOverTo: null });
    const left = await owner.query('select 1 from outbox.contact where member_id = $1', [zhou.memberId]);
    expect([left.rowCount, await states(zhou)]).toEqual([0, []]);
  });
});

describe('O17 mail', () => {
  async function withMail(more: object = {}, secret = 'right') {
    const made = await people();
    await save(made.lin, 'mail', smtp(more), { secret });
    return made;
  }

  test('it arrives, signed in, with words for the eye', async () => {
    const { zhou } = await withMail();
    await tell(zhou, 'mail');
    expect(mail.mails).toHaveLength(1);
    expect(mail.mails[0]?.to).toMatch(/^zhou\d+@acme\.example$/);
    expect(await states(zhou)).toEqual(['accepted']);
  });

  test('a server that offers no TLS is given nothing, wrong passwords and unknown boxes are dead letters', async () => {
    const plain = await withMail({ security: 'starttls' });
    await tell(plain.zhou, 'mail');
    const wrong = await withMail({}, 'wrong');
    await tell(wrong.zhou, 'mail');
    const known = await withMail();
    await owner.query(
      `update outbox.contact set address = 'nobody@acme.example' where company_id = $1 and kind = 'mail'`,
      [known.zhou.companyId],
    );
    await tell(known.zhou, 'mail');
    expect(mail.mails).toHaveLength(0);
    for (const { zhou } of [plain, wrong, known]) expect(await states(zhou)).toEqual(['dead']);
    expect(JSON.stringify(await rows(known.zhou))).not.toContain('nobody@');
  });

  test('"not now" is tried again; a server that hangs up with the text in its hands may have it, and is not asked again', async () => {
    const { zhou } = await withMail();
    mail.does(451);
    await tell(zhou, 'mail');
    expect(await states(zhou)).toEqual(['waiting']);
    mail.does(250);
    later(MINUTE);
    await settle();
    expect([mail.mails.length, await states(zhou)]).toEqual([1, ['accepted']]);
    mail.does('hangUp');
    const again = await withMail();
    await tell(again.zhou, 'mail');
    expect(await states(again.zhou)).toEqual(['uncertain']);
  });

  test('a server that is not there is tried again', async () => {
    const { zhou } = await withMail({ port: 1 });
    await tell(zhou, 'mail');
    expect(await states(zhou)).toEqual(['waiting']);
  });
});

describe('O18 texts by SMPP', () => {
  async function withCentre(password = 'right') {
    const centre = await openMessageCentre();
    const made = (await house.company('lin', 'zhou')) as Record<'lin' | 'zhou', Identity>;
    const config = { kind: 'smpp', host: '127.0.0.1', security: 'unprotected', systemId: 'acme', from: '10690000' };
    await save(made.lin, 'sms', { ...config, port: centre.port }, { secret: password });
    await give(made.zhou, { language: 'zh' });
    return { centre, ...made, [Symbol.asyncDispose]: () => centre[Symbol.asyncDispose]() };
  }
  const until = async (is: () => boolean): Promise<void> => {
    for (let n = 0; n < 200 && !is(); n += 1) await new Promise((resolve) => setTimeout(resolve, 10));
  };

  test('it goes over one bound line in UCS-2; receipts that come twice, or say nothing yet, are one', async () => {
    await using made = await withCentre();
    const { centre, zhou } = made;
    await tell(zhou);
    await tell(zhou);
    expect([centre.binds(), centre.submitted.length]).toEqual([1, 2]);
    const [first] = centre.submitted;
    expect(first).toMatchObject({ to: expect.stringMatching(/^86138\d{8}$/) as unknown, esmClass: 0, coding: 8 });
    expect(
      Buffer.from(first?.bytes ?? '')
        .swap16()
        .toString('utf16le'),
    ).toBe('张弛：罗青有紧急消息找你');
    for (const stat of ['ENROUTE', 'DELIVRD', 'DELIVRD', 'UNDELIV']) centre.receipt('m1', stat);
    centre.receipt('m9', 'DELIVRD');
    await until(() => centre.acknowledged.length === 5);
    expect(centre.acknowledged).toEqual([0, 0, 0, 0, 0]);
    expect([await states(zhou), whats()]).toEqual([['accepted', 'delivered'], ['delivered']]);
  });

  test('throttled is tried again; a wrong number and a wrong password are dead letters', async () => {
    await using made = await withCentre();
    made.centre.answers(0x58);
    await tell(made.zhou);
    expect(await states(made.zhou)).toEqual(['waiting']);
    made.centre.answers(0x0b);
    later(MINUTE);
    await settle();
    expect([await states(made.zhou), whats()]).toEqual([['dead'], ['failed']]);
    await using wrong = await withCentre('wrong');
    await tell(wrong.zhou);
    expect([await states(wrong.zhou), wrong.centre.submitted.length]).toEqual([['dead'], 0]);
  });

  test('a line that is cut before the answer leaves it uncertain, and the next text finds a new line', async () => {
    await using made = await withCentre();
    const { centre, zhou } = made;
    centre.answers('silent');
    await plan(zhou);
    const settled = settle();
    await until(() => centre.submitted.length === 1);
    centre.hangUp();
    await settled;
    later(10 * MINUTE);
    await settle();
    expect([centre.submitted.length, await states(zhou)]).toEqual([1, ['uncertain']]);
    centre.answers(0);
    await tell(zhou);
    expect([centre.binds(), await states(zhou)]).toEqual([2, ['accepted', 'uncertain']]);
  });

  test('what is long goes in parts that know each other, and no sign is cut in two', () => {
    expect(segmentsOf('plain text', 1)).toMatchObject([{ coding: 0, hasHeader: false }]);
    expect(segmentsOf('停'.repeat(70), 1)).toHaveLength(1);
    const parts = segmentsOf(`${'停'.repeat(66)}🧭${'线'.repeat(20)}`, 7);
    expect(parts.map(({ bytes }) => [...bytes.subarray(0, 6)])).toEqual([
      [5, 0, 3, 7, 2, 1],
      [5, 0, 3, 7, 2, 2],
    ]);
    const texts = parts.map(({ bytes }) => Buffer.from(bytes.subarray(6)).swap16().toString('utf16le'));
    expect(texts).toEqual(['停'.repeat(66), `🧭${'线'.repeat(20)}`]);
  });
});
