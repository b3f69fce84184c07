import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { type ViewKind, viewKinds } from '#directory/model/contract.ts';
import type { AnyCall } from '#platform/model/contract.ts';
import { kindNames } from '#transparency/model/kindNames.ts';
import { unwatched, watched, watchedElsewhere } from '#transparency/model/watched.ts';
import { openTestProduct, type Person } from './testing.ts';

type Product = Awaited<ReturnType<typeof openTestProduct>>;
interface Line {
  readonly at: string;
  readonly viewerId: string;
  readonly what: ViewKind;
  readonly role: string;
  readonly purpose: string;
}

let product: Product;
let owner: Person;
let hr: Person;
let manager: Person;
let watchedOne: Person;
let aside: Person;

const DAY_MS = 86_400_000;
const at = (days: number) => new Date(Date.now() + days * DAY_MS).toISOString();
const linesOf = async (who: Person) => (await product.must<{ views: Line[] }>(who, 'transparency.views')).views;
const seenBy = (lines: readonly Line[], viewer: Person, what: ViewKind) =>
  lines.filter((line) => line.viewerId === viewer.memberId && line.what === what);

beforeAll(async () => {
  product = await openTestProduct();
  owner = await product.company('Acme');
  hr = await product.join(owner, 'hr');
  manager = await product.join(owner, 'member', 'manager');
  watchedOne = await product.join(owner, 'member', 'watched');
  aside = await product.join(owner, 'member', 'aside');
  const { id } = await product.must<{ id: string }>(owner, 'directory.createDepartment', {
    name: 'Line 3',
    parentId: null,
    managerIds: [manager.memberId],
  });
  await product.must(owner, 'directory.editMember', {
    ...{ id: watchedOne.memberId, name: 'watched', title: '', email: null, phone: null, employeeNumber: null },
    departmentIds: [id],
  });
  const away = { memberId: watchedOne.memberId, startsAt: at(30), endsAt: at(31) };
  await product.must(hr, 'worktime.enterLeave', { ...away, id: crypto.randomUUID(), kind: 'sick', standInId: null });
  await product.must(hr, 'worktime.offerDuty', { ...away, id: crypto.randomUUID(), name: 'nights' });
}, 60_000);
afterAll(async () => {
  await product[Symbol.asyncDispose]();
});

describe('R19 R20 what nobody is measured by', () => {
  /** The names of all that an answer may hold. */
  const namesIn = (schema: unknown): string[] =>
    typeof schema !== 'object' || schema === null
      ? []
      : Object.entries(schema).flatMap(([key, value]) => [
          ...(key === 'properties' ? Object.keys(value as object) : []),
          ...namesIn(value),
        ]);
  const answers = () =>
    product.house.callNames().map((name) => {
      const { output } = (product.house.find(name) as { call: AnyCall }).call;
      return { name, names: namesIn(z.toJSONSchema(output, { unrepresentable: 'any', io: 'input' })) };
    });

  test('presence stands in the answer that asks for it, and in the own hours: no list, export or aggregate has it', () => {
    const bearing = answers().filter(({ names }) => names.some((name) => /presence|away/i.test(name)));
    expect(bearing.map(({ name }) => name).sort()).toEqual(['worktime.mine', 'worktime.presences']);
  });

  test('no answer says how fast, how often or how late somebody answers, reads or is there', () => {
    const measure =
      /(response|reply|answer|confirm|read|reaction)(time|speed|ms|minutes|rate|seconds)|lastseen|lastactive|idle|dwell|score|ranking|readat/i;
    expect(
      answers().flatMap(({ name, names }) => names.filter((one) => measure.test(one)).map((one) => `${name} ${one}`)),
    ).toEqual([]);
  });
});

describe('T4 who is shown private facts of somebody stands in his log', () => {
  const queries = () =>
    product.house.callNames().filter((name) => {
      const { kind, allow } = (product.house.find(name) as { call: AnyCall }).call;
      return kind === 'query' && Array.isArray(allow) && !name.startsWith('identity.');
    });

  test('every query says whether it shows such facts, and one that does is the one that notes it', () => {
    const decided = [...Object.keys(watched), ...Object.values(unwatched).flat()];
    expect(new Set(decided).size).toBe(decided.length);
    expect(queries().sort()).toEqual([...decided].sort());
    const noting = queries().filter((name) => (product.house.find(name) as { call: AnyCall }).call.notesViews === true);
    expect(noting.sort()).toEqual(Object.keys(watched).sort());
    expect([...Object.values(watched), ...watchedElsewhere].sort()).toEqual([...viewKinds].sort());
  });

  test('T1 every kind of notification has a name by which a member finds it among his interruptions', () => {
    const kinds = [...product.outbox.kinds()].flatMap(([source, own]) =>
      Object.keys(own).map((kind) => `${source}.${kind}`),
    );
    expect(kinds.sort()).toEqual(Object.keys(kindNames).sort());
  });

  /** How each of them is asked so that it shows something of the one who is watched, and by whom. */
  const askings: Readonly<Record<string, () => [Person, object]>> = {
    'worktime.assigned': () => [hr, { memberIds: [watchedOne.memberId] }],
    'worktime.roster': () => [manager, { memberIds: [watchedOne.memberId], from: at(0).slice(0, 10), days: 7 }],
    'worktime.leaves': () => [hr, {}],
    'worktime.duties': () => [manager, {}],
    'directory.exportCsv': () => [hr, { kind: 'members' }],
    'directory.ledger': () => [owner, { before: null }],
  };

  test.each(Object.keys(watched).filter((name) => name in askings))(
    '%s: at once, with who, what, when and in which role; once an hour; for nobody else, and not for oneself',
    async (name) => {
      const [viewer, input] = (askings[name] as () => [Person, object])();
      const what = watched[name] as ViewKind;
      const from = Date.now();
      await product.must(viewer, name, input);
      await product.must(viewer, name, input);
      const lines = seenBy(await linesOf(watchedOne), viewer, what);
      // Two looks that an hour's end lies between are two.
      expect([1, 2]).toContain(lines.length);
      expect(new Set(lines.map((line) => line.at.slice(0, 13))).size).toBe(lines.length);
      expect(Date.parse(lines[0]?.at ?? '')).toBeGreaterThanOrEqual(from - 1_000);
      expect(lines[0]?.role).toBe(viewer === hr ? 'hr' : viewer === owner ? 'owner' : 'member');
      // A file and a page of the ledger are of everybody in them.
      const isOfAll = what === 'peopleFile' || what === 'ledger';
      expect(seenBy(await linesOf(aside), viewer, what).length > 0).toBe(isOfAll);
      expect(seenBy(await linesOf(viewer), viewer, what)).toEqual([]);
    },
  );

  test('who is refused has seen nothing, and leaves no line', async () => {
    const input = { memberIds: [watchedOne.memberId], from: at(0).slice(0, 10), days: 7 };
    expect((await product.call(aside, 'worktime.roster', input)).status).not.toBe(200);
    expect((await product.call(aside, 'worktime.leaves')).status).not.toBe(200);
    expect((await linesOf(watchedOne)).filter(({ viewerId }) => viewerId === aside.memberId)).toEqual([]);
  });

  test('nobody else reads the log: not the owner, not a representative; it takes no name', async () => {
    const staff = await product.join(owner, 'representative', 'staff');
    await product.must(hr, 'worktime.leaves');
    for (const who of [owner, staff, hr, manager]) {
      const { views } = await product.must<{ views: Line[] }>(who, 'transparency.views', {
        memberId: watchedOne.memberId,
      });
      expect(seenBy(views, hr, 'leave')).toEqual([]);
    }
  });

  test('it is read a page at a time', async () => {
    const all = await linesOf(watchedOne);
    expect(all.length).toBeGreaterThanOrEqual(2);
    const first = await product.must<{ views: Line[]; more: boolean }>(watchedOne, 'transparency.views', { limit: 1 });
    expect(first).toMatchObject({ views: [all[0]], more: true });
    const rest = await product.must<{ views: Line[] }>(watchedOne, 'transparency.views', {
      before: first.views[0]?.at,
    });
    expect(rest.views).toEqual(all.slice(1));
  });

  test('no page leaves a line out: those of one moment come together', async () => {
    // A screen that asks for several things at once asks for them in the same millisecond.
    const client = new pg.Client({ connectionString: product.fresh.ownerUrl });
    await client.connect();
    await client.query(
      `insert into directory.view (company_id, member_id, hour, viewer_id, what, at, role)
       select company_id, member_id, date_trunc('hour', now()) - interval '2 days', $2, what, date_trunc('hour', now()) - interval '2 days', 'hr'
         from directory.member, unnest(array['leave', 'duties', 'hours']) as what where member_id = $1`,
      [watchedOne.memberId, hr.memberId],
    );
    await client.end();
    const all = await linesOf(watchedOne);
    const seen: Line[] = [];
    for (let before: string | null = null, more = true; more; ) {
      const page: { views: Line[]; more: boolean } = await product.must(watchedOne, 'transparency.views', {
        ...{ before, limit: 1 },
      });
      seen.push(...page.views);
      before = page.views.at(-1)?.at ?? null;
      more = page.more;
    }
    expect(seen).toEqual(all);
  });
});
