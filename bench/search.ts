import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { Latencies } from './figures.ts';
import type { Cluster } from './postgres.ts';
import { sleep } from './processes.ts';
import type { Seat } from './websocket.ts';
import type { Company } from './world.ts';

/** 60 people in 40 groups: one is in all of them, the others each in a few. */
export const searchCompany: Company = {
  key: 'search',
  size: 60,
  groups: Array.from({ length: 40 }, (_, group) => [
    0,
    ...Array.from({ length: 5 }, (_, i) => 1 + ((group * 5 + i) % 59)),
  ]),
  pairs: [],
};

const SYLLABLES =
  '报销审批项目进度会议明天考勤打卡日报客户合同上海北京预算发票出差请假方案设备生产质量交付仓库采购供应培训招聘薪资绩效安全检查维修更新测试上线版本需求评审周报月度季度年度总结计划目标任务问题反馈联系确认收到谢谢同意通知安排时间地点';
const LATIN =
  'deploy server release invoice budget review meeting draft update status report schedule number version check'.split(
    ' ',
  );
const RARE = 100;
const PER_STATEMENT = 5_000;

/** A generator that gives the same texts on every machine. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9;
    return ((state ^ (state >>> 13)) >>> 0) / 2 ** 32;
  };
}

/** Few words that are everywhere and many that are hardly anywhere, as people write. */
function writer(next: () => number): (n: number) => string {
  const letters = Array.from(SYLLABLES);
  const word = (): string => {
    const at = Math.floor(next() ** 3 * (letters.length - 1));
    return `${letters[at]}${letters[at + 1]}`;
  };
  return (n) => {
    const words = Array.from({ length: 6 + Math.floor(next() * 10) }, word).join('');
    const latin = next() < 0.3 ? ` ${LATIN[Math.floor(next() ** 2 * LATIN.length)]} ${Math.floor(next() * 1e6)}` : '';
    const rare = n % RARE === 0 ? ` 编号${Math.floor(n / RARE)}甲鱼汤` : '';
    return `${words}${latin}${rare}${next() < 0.03 ? ' https://plan.example/a' : ''}`;
  };
}

/** Puts so many messages into the groups as they would lie there, over the last year, and has the index begin from them. */
export async function fillForSearch(cluster: Cluster, database: string, seat: Seat, messages: number): Promise<void> {
  const client = new pg.Client({ connectionString: cluster.url(database) });
  await client.connect();
  const { companyId, groups } = seat;
  const conversations = [...groups.values()];
  const members = (
    await client.query<{ id: string; conversation: string }>(
      'select member_id as id, conversation_id as conversation from chat.participant where company_id = $1',
      [companyId],
    )
  ).rows;
  const authors = conversations.map((one) =>
    members.filter(({ conversation }) => conversation === one).map(({ id }) => id),
  );
  const numbers = new Map<string, number>();
  for (const { id, last } of (
    await client.query<{ id: string; last: string }>(
      'select conversation_id as id, last_number as last from chat.conversation',
    )
  ).rows)
    numbers.set(id, Number(last));
  const next = random(7);
  const write = writer(next);
  const began = Date.now() - 365 * 86_400_000;
  for (let from = 0; from < messages; from += PER_STATEMENT) {
    const rows = Array.from({ length: Math.min(PER_STATEMENT, messages - from) }, (_, index) => {
      const n = from + index;
      const group = Math.floor(next() ** 2 * conversations.length);
      const conversation = conversations[group] ?? '';
      const number = (numbers.get(conversation) ?? 0) + 1;
      numbers.set(conversation, number);
      const author = authors[group]?.[Math.floor(next() * 6)] ?? '';
      return { conversation, number, author, text: write(n), at: new Date(began + (n * 365 * 86_400_000) / messages) };
    });
    await client.query({
      name: 'fill',
      text: `insert into chat.message (company_id, conversation_id, number, message_id, author_id, sent_at, text)
             select $1, * from unnest($2::uuid[], $3::bigint[], $4::uuid[], $5::uuid[], $6::timestamptz[], $7::text[])`,
      values: [
        companyId,
        rows.map((row) => row.conversation),
        rows.map((row) => row.number),
        rows.map(() => randomUUID()),
        rows.map((row) => row.author),
        rows.map((row) => row.at),
        rows.map((row) => row.text),
      ],
    });
  }
  for (const [id, last] of numbers) {
    await client.query('update chat.conversation set last_number = $2 where conversation_id = $1', [id, last]);
  }
  await client.query('delete from platform.follower');
  await client.end();
}

/** Waits until the index is whole; answers how many rows a second were written, and how large it has become. */
export async function whenIndexed(cluster: Cluster, database: string, messages: number): Promise<string> {
  const began = performance.now();
  for (;;) {
    const [row] = await cluster.run(
      database,
      `select count(*)::int as begun, count(step)::int as under_way from platform.follower where name = 'search'`,
    );
    if (Number(row?.['begun']) > 0 && row?.['under_way'] === 0) break;
    await sleep(100);
  }
  const seconds = (performance.now() - began) / 1000;
  await cluster.run(database, 'vacuum analyze');
  const [size] = await cluster.run(
    database,
    `select pg_size_pretty(pg_total_relation_size('search.message')) as words,
            pg_size_pretty(pg_total_relation_size('search.block')) as signatures,
            pg_size_pretty(pg_total_relation_size('chat.message')) as messages`,
  );
  return `index made of ${messages} messages in ${seconds.toFixed(0)} s (${(messages / seconds).toFixed(0)} rows/s); ${JSON.stringify(size)}`;
}

type Ask = (n: number) => Record<string, unknown>;

/** What people look for; `n` makes each of them another one. */
function asks(seat: Seat, author: string): Record<string, Ask> {
  const letters = Array.from(SYLLABLES);
  const pair = (at: number): string =>
    `${letters[at % (letters.length - 1)]}${letters[(at % (letters.length - 1)) + 1]}`;
  const day = (n: number): string => new Date(Date.now() - n * 86_400_000).toISOString();
  return {
    'a common word': (n) => ({ text: pair((n * 2) % 20) }),
    'two Han letters, any': (n) => ({ text: pair(n * 7) }),
    'a phrase': (n) => ({ text: [...pair(n * 5), ...pair(n * 11)].join('') }),
    'a rare phrase': (n) => ({ text: `编号${(n * 37) % 1_000}甲鱼汤` }),
    'one Han letter': (n) => ({ text: letters[(n * 13) % letters.length] }),
    'nothing holds it': (n) => ({ text: `无人写过${letters[n % letters.length]}` }),
    'neighbours that never meet': () => ({ text: '点报销审批项目进度会议明天' }),
    'a beginning': (n) => ({ text: (LATIN[n % LATIN.length] ?? '').slice(0, 4) }),
    'a word and a number': (n) => ({ text: `${LATIN[n % LATIN.length]} ${(n * 7919) % 1e6}` }),
    'by one member': (n) => ({ text: pair((n * 2) % 40), from: author }),
    'in one conversation': (n) => ({ text: pair(n * 3), in: seat.groups.get(n % 40) }),
    'a month last year': (n) => ({ text: pair(n * 3), after: day(300), before: day(270 + (n % 9)) }),
    'with a link, mine': (n) => ({ text: pair(n * 2), has: ['link'], from: author }),
  };
}

/** Nobody asks more often than his limit lets him: this one waits, and asks again. */
const PATIENCE_MS = 250;

/** One answer over HTTP, and how long it took. */
async function answered(port: number, seat: Seat, question: object): Promise<{ found: number; ms: number }> {
  for (;;) {
    const began = performance.now();
    const answer = await fetch(`http://127.0.0.1:${port}/api/search.messages`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${seat.token}`,
        'x-company': seat.companyId,
      },
      body: JSON.stringify(question),
    });
    const body = (await answer.json()) as { messages: unknown[] };
    const ms = performance.now() - began;
    if (answer.ok) return { found: body.messages.length, ms };
    if (answer.status !== 429) throw new Error(`search answered ${answer.status}`);
    await sleep(PATIENCE_MS);
  }
}

/** Asks each kind so many times, one after the other, over HTTP; lines of p50 and p95. */
export async function measureSearch(
  port: number,
  seats: readonly Seat[],
  author: string,
  times: number,
): Promise<string[]> {
  const lines = [
    `${'search'.padEnd(28)}${'p50 ms'.padStart(9)}${'p95 ms'.padStart(9)}${'worst'.padStart(9)}${'found'.padStart(8)}`,
  ];
  const everything = new Latencies();
  for (const [who, seat] of [
    ['in all', seats[0]],
    ['in a few', seats[1]],
  ] as const) {
    if (seat === undefined) continue;
    for (const [kind, ask] of Object.entries(asks(seat, author))) {
      const [latencies, found] = [new Latencies(), [] as number[]];
      for (let n = 0; n < times; n += 1) {
        const { found: count, ms } = await answered(port, seat, ask(n));
        latencies.add(ms);
        everything.add(ms);
        found.push(count);
      }
      const mean = found.reduce((sum, one) => sum + one, 0) / found.length;
      lines.push(
        `${`${kind}, ${who}`.padEnd(38)}${[0.5, 0.95, 1].map((share) => latencies.at(share).toFixed(1).padStart(8)).join('')}${mean.toFixed(1).padStart(8)}`,
      );
    }
  }
  lines.push(
    `search p50=${everything.at(0.5).toFixed(1)} p95=${everything.at(0.95).toFixed(1)} worst=${everything.at(1).toFixed(1)}`,
  );
  return lines;
}
