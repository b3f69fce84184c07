import { createECDH, randomBytes, randomUUID } from 'node:crypto';
import type { Figures } from '../figures.ts';
import { sleep } from '../processes.ts';
import { closeAll, connectCompany, connectUsers, costPer, meter, type Stage, type Workload } from '../stage.ts';
import type { Seat } from '../websocket.ts';
import { type Company, fanCompany, type Scale, usersOf } from '../world.ts';
import { rateFigures, rateRun } from './fanout.ts';

const ZONE_MS = 8 * 3_600_000;
const MINUTE_MS = 60_000;
const DAY_MINUTES = 1_440;
const RATE = 50;
const QUIET_S = 20;
/** A release is watched for so long, and is to be over by then. */
const RELEASE_S = 60;
const WITHIN_MS = 60_000;
const PAGES_OPEN = 200;
/** They send dings in turn: nobody may ding the same people twice within the hour. */
const AUTHORS = 3;
const GROUP = 5_000;
const SCHEDULE = '0197c000-0000-7000-8000-000000000001';

/** So many people in groups as large as they may be, the first few in all of them. */
function askedCompany({ asked }: Scale): Company {
  const authors = Array.from({ length: AUTHORS }, (_, index) => index);
  const others = Array.from({ length: asked - AUTHORS }, (_, index) => AUTHORS + index);
  const groups: number[][] = [];
  const most = GROUP - AUTHORS;
  for (let at = 0; at < others.length; at += most) groups.push([...authors, ...others.slice(at, at + most)]);
  return { key: 'asked', size: asked, groups, pairs: [] };
}

type Ask = NonNullable<Stage['adapter']['ask']>;

/** Everybody works from this minute of each day on, and has a device that can be told. */
async function settleIn(ask: Ask, companyId: string, fromMinute: number): Promise<void> {
  const hours = [{ from: fromMinute, until: DAY_MINUTES }];
  const days = Array.from({ length: 7 }, () => hours);
  const pattern = JSON.stringify({ kind: 'weekly', days, band: null, keepsHolidays: false });
  const keys = createECDH('prime256v1');
  const p256dh = keys.generateKeys().toString('base64url');
  const auth = randomBytes(16).toString('base64url');
  await ask(`
    insert into worktime.schedule values ('${companyId}', '${SCHEDULE}', 'bench') on conflict do nothing;
    insert into worktime.schedule_version values ('${companyId}', '${SCHEDULE}', 0, '${pattern}', null)
      on conflict (company_id, schedule_id, from_day) do update set pattern = excluded.pattern;
    insert into worktime.assignment
      select company_id, member_id, 0, null, '${SCHEDULE}' from directory.member where company_id = '${companyId}'
      on conflict do nothing;
    insert into outbox.device
      select m.company_id, coalesce(s.session_id, m.member_id), m.member_id, false, 'en',
             'https://push.bench.example/' || m.member_id, '${p256dh}', '${auth}'
        from directory.member m left join identity.seat t on t.company_id = m.company_id and t.member_id = m.member_id
        left join identity.session s on s.account_id = t.account_id
       where m.company_id = '${companyId}'
      on conflict do nothing;`);
  await ask('analyze worktime.assignment, outbox.device');
}

async function call<Output>(port: number, { companyId, token }: Seat, name: string, input: object): Promise<Output> {
  const answer = await fetch(`http://127.0.0.1:${port}/api/${name}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}`, 'x-company': companyId },
    body: JSON.stringify(input),
  });
  if (!answer.ok) throw new Error(`${name}: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as Output;
}

async function count(ask: Ask, sql: string): Promise<number> {
  const [row] = await ask(sql);
  return Number(Object.values(row ?? {})[0]);
}

/** Asks until there are none left; returns how long that took. */
async function untilNone(ask: Ask, sql: string, began: number): Promise<number> {
  for (;;) {
    const left = await count(ask, sql);
    const tookMs = performance.now() - began;
    if (left === 0) return tookMs;
    if (tookMs > 2 * WITHIN_MS) throw new Error(`${left} are left after ${tookMs} ms`);
    await sleep(50);
  }
}

async function runDing(stage: Stage): Promise<Figures> {
  const { adapter, plan } = stage;
  const { key } = askedCompany(plan.scale);
  const door = adapter.http?.(key);
  const ask = adapter.ask?.bind(adapter);
  const [first] = door?.seats ?? [];
  if (door === undefined || ask === undefined || first === undefined) return {};
  await settleIn(ask, first.companyId, 0);
  const pages = await connectUsers(stage, usersOf([askedCompany(plan.scale)]).slice(0, PAGES_OPEN), 'idle');
  const author = door.seats[(await count(ask, 'select count(*) from ding.ding')) % AUTHORS] ?? first;
  const to = [...first.groups.values()].map((conversationId) => ({
    ...{ conversationId, messageId: randomUUID(), memberIds: null },
  }));
  const id = randomUUID();
  const end = meter(stage);
  const began = performance.now();
  await call(door.port, author, 'ding.send', { id, text: 'leave the building', to });
  const acknowledgedMs = performance.now() - began;
  const plannedMs = await untilNone(
    ask,
    `select count(*) from ding.recipient where ding_id = '${id}' and run = 0`,
    began,
  );
  const cost = end();
  const asked = await count(ask, `select count(*) from ding.recipient where ding_id = '${id}'`);
  closeAll(pages);
  return {
    recipients: asked,
    'acknowledged ms': acknowledgedMs,
    'planned ms': plannedMs,
    ...costPer('recipient', cost, asked),
  };
}

/** One ding to thousands: until the first step of every ladder stands in the database. */
export const ding: Workload = {
  name: 'ding',
  companies: (scale) => [askedCompany(scale)],
  isOurs: true,
  preload: 'pushHere.ts',
  run: runDing,
};

/** The next minute that leaves time to send what is kept until then, and to measure in quiet. */
function nextStart(now: number): { at: number; minute: number } {
  const at = (Math.floor(now / MINUTE_MS) + 2) * MINUTE_MS;
  const minute = Math.floor((at + ZONE_MS) / MINUTE_MS) % DAY_MINUTES;
  if (minute < 2) throw new Error('not around midnight in Shanghai: the day is just beginning there');
  return { at, minute };
}

async function runDigest(stage: Stage): Promise<Figures> {
  const { adapter, plan } = stage;
  const door = adapter.http?.(askedCompany(plan.scale).key);
  const ask = adapter.ask?.bind(adapter);
  const [first] = door?.seats ?? [];
  if (door === undefined || ask === undefined || first === undefined) return {};
  const connections = await connectCompany(stage, fanCompany, 'member');
  const { at, minute } = nextStart(Date.now());
  await settleIn(ask, first.companyId, minute);
  for (const conversationId of first.groups.values()) {
    const said = { id: randomUUID(), conversationId, text: '<@all> good morning', replyTo: null };
    await call(door.port, first, 'chat.sendMessage', said);
  }
  const held = `from outbox.notification where company_id = '${first.companyId}' and held`;
  const most = plan.scale.asked - 1;
  await untilNone(ask, `select ${most} - count(distinct member_id) ${held}`, performance.now());
  const over = async (seconds: number) => {
    const own: Stage = { ...stage, accepted: 0, plan: { ...plan, rateSeconds: seconds } };
    const run = await rateRun(own, connections, RATE);
    stage.accepted += own.accepted;
    return run;
  };
  const without = await over(QUIET_S);
  await sleep(Math.max(0, at - Date.now() - plan.warmUpSeconds * 1_000));
  const began = performance.now() + plan.warmUpSeconds * 1_000;
  const unsent = `select count(*) from outbox.delivery where company_id = '${first.companyId}' and due_at is not null`;
  let worst = 0;
  const told = (async () => {
    let before = await count(ask, `select count(*) ${held}`);
    for (;;) {
      await sleep(1_000);
      const left = await count(ask, `select count(*) ${held}`);
      worst = Math.max(worst, before - left);
      before = left;
      if (left === 0) break;
      if (performance.now() - began > 2 * RELEASE_S * 1_000) throw new Error(`${left} are still held`);
    }
    const toldMs = performance.now() - began;
    return { toldMs, sentMs: await untilNone(ask, unsent, began) };
  })();
  const releasing = await over(RELEASE_S);
  const { toldMs, sentMs } = await told;
  closeAll(connections);
  const p99 = [releasing, without].map((run) => run.deliveries.latencies.at(0.99));
  return {
    members: most,
    'released within s': toldMs / 1_000,
    'pushed within s': sentMs / 1_000,
    'most in a second': worst,
    ...rateFigures('without', without),
    ...rateFigures('releasing', releasing),
    'p99 with ÷ without': (p99[0] ?? Number.NaN) / (p99[1] ?? Number.NaN),
  };
}

/** A start of work for thousands with something kept for each: how long it takes, and whether it disturbs those who talk elsewhere. */
export const digest: Workload = {
  name: 'digest',
  companies: (scale) => [askedCompany(scale), fanCompany],
  isOurs: true,
  preload: 'pushHere.ts',
  run: runDigest,
};
