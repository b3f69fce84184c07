import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalJson, chainText, GENESIS } from './chain.ts';
import { policyAfter, policyDifference, policyOfPreset, presets } from './policy.ts';
import { searchForm, withOneSlip } from './slips.ts';
import { isTimeZone } from './timeZone.ts';
import { canMoveBelow, pathsOf } from './tree.ts';

describe('departments', () => {
  const tree = [
    { id: 'a', parentId: null, name: '总部' },
    { id: 'b', parentId: 'a', name: '研发部' },
    { id: 'c', parentId: 'b', name: '前端组' },
    { id: 'd', parentId: null, name: '分部' },
  ];

  test('D5: a department never lies in itself, however deep', () => {
    expect(canMoveBelow(tree, 'a', 'a')?.code).toBe('directory.departmentInsideItself');
    expect(canMoveBelow(tree, 'a', 'c')?.code).toBe('directory.departmentInsideItself');
    expect(canMoveBelow(tree, 'b', 'd')).toBeNull();
    expect(canMoveBelow(tree, 'b', null)).toBeNull();
    expect(canMoveBelow(tree, 'c', 'a')).toBeNull();
  });

  test('D5: any sequence of allowed moves leaves a forest', () => {
    const move = fc.tuple(fc.nat(9), fc.option(fc.nat(9), { nil: null }));
    fc.assert(
      fc.property(fc.array(move, { maxLength: 40 }), (moves) => {
        let nodes: { id: string; parentId: string | null }[] = Array.from({ length: 10 }, (_, id) => ({
          id: `${id}`,
          parentId: null,
        }));
        for (const [from, to] of moves) {
          const [id, parentId] = [`${from}`, to === null ? null : `${to}`];
          if (canMoveBelow(nodes, id, parentId) === null)
            nodes = nodes.map((node) => (node.id === id ? { id, parentId } : node));
        }
        for (const node of nodes) {
          let [above, steps] = [node.parentId, 0];
          while (above !== null) {
            above = nodes.find((one) => one.id === above)?.parentId ?? null;
            expect((steps += 1)).toBeLessThanOrEqual(10);
          }
        }
      }),
    );
  });

  test('paths name every department from the top', () => {
    expect([...pathsOf(tree).values()]).toEqual([['总部'], ['总部', '研发部'], ['总部', '研发部', '前端组'], ['分部']]);
  });
});

describe('policy', () => {
  test('D11: each preset says what product §4 and R16 want', () => {
    expect(presets['top-down']).toMatchObject({
      receipts: 'named',
      receiptOptOut: 'directOnly',
      whoCreatesGroups: 'managers',
    });
    expect(presets.balanced).toMatchObject({
      receipts: 'named',
      receiptOptOut: 'everywhere',
      whoCreatesGroups: 'everybody',
    });
    expect(presets['self-managed']).toMatchObject({
      receipts: 'off',
      receiptOptOut: 'everywhere',
      whoCreatesGroups: 'everybody',
    });
  });

  test('D11: a preset sets all switches, then single ones; what is not named stays', () => {
    const start = policyAfter(policyOfPreset('balanced'), undefined, { receipts: 'counted' });
    expect(start).toEqual({ ...policyOfPreset('balanced'), receipts: 'counted' });
    expect(policyAfter(start, 'self-managed', { joiningNeedsApproval: true })).toEqual({
      ...policyOfPreset('self-managed'),
      joiningNeedsApproval: true,
    });
    expect(policyAfter(start, undefined, { receipts: undefined })).toEqual(start);
    expect(policyDifference(policyOfPreset('balanced'), start)).toEqual({ receipts: { from: 'named', to: 'counted' } });
  });
});

describe('ledger', () => {
  const entry = {
    companyId: 'c',
    number: 1,
    at: new Date(0),
    kind: 'k',
    actorId: null,
    facts: { b: 1, a: ['x', null] },
  };

  test('D12: the same facts have one spelling, whatever the order of their keys', () => {
    expect(canonicalJson({ b: [1, { d: null, c: 'ü' }], a: true })).toBe('{"a":true,"b":[1,{"c":"ü","d":null}]}');
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = canonicalJson(value);
        expect(canonicalJson(JSON.parse(text))).toBe(text);
      }),
    );
    expect(() => canonicalJson(Number.NaN)).toThrow('a number without JSON');
  });

  test('D12: nothing of an entry can change without its text', () => {
    const text = chainText(GENESIS, entry);
    const others = [
      { companyId: 'd' },
      { number: 2 },
      { at: new Date(1) },
      { kind: 'l' },
      { actorId: 'm' },
      { facts: { b: 1, a: ['x'] } },
    ].map((change) => chainText(GENESIS, { ...entry, ...change }));
    expect(new Set([text, ...others, chainText('1', entry)]).size).toBe(8);
  });
});

describe('search', () => {
  test('D8: words are compared in one width, one case and without spaces', () => {
    expect(searchForm(' Ｚhang　San ')).toBe('zhangsan');
  });

  test('D8: a slip is one letter more, less, other, or two swapped', () => {
    const reaches = (typed: string, meant: string) =>
      withOneSlip(typed).some((beginning) => meant.startsWith(beginning));
    for (const typed of ['zhangsn', 'zhangsaan', 'zhengsan', 'zahngsan', 'hangsan', 'xzhangsan', 'zhangsna']) {
      expect([typed, reaches(typed, 'zhangsan')]).toEqual([typed, true]);
    }
    for (const typed of ['zhngsn', 'zhengsen', 'azhngsan', 'wangsan']) {
      expect([typed, reaches(typed, 'zhangsan')]).toEqual([typed, false]);
    }
  });

  test('D8: words under four letters and Chinese words are taken as they are', () => {
    expect(withOneSlip('zan')).toEqual([]);
    expect(withOneSlip('张三李四')).toEqual([]);
    expect(withOneSlip('lina').length).toBeGreaterThan(0);
  });
});

test.each(['Asia/Shanghai', 'Europe/Berlin', 'America/Argentina/Buenos_Aires', 'UTC'])('%s is a time zone', (name) =>
  expect(isTimeZone(name)).toBe(true),
);
test.each(['', 'Mars/Phobos', '+08:00', 'Asia', "Asia/Shanghai'; --", 'Asia/'])('%s is none', (name) =>
  expect(isTimeZone(name)).toBe(false),
);
