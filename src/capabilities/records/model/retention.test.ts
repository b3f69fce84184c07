import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  AS_ABOVE,
  changeAhead,
  changedRule,
  type Days,
  daysFor,
  isTighter,
  NOTICE_DAYS,
  type Rule,
} from './retention.ts';

const NOW = new Date('2026-11-23T02:00:00.000Z');
const DAY_MS = 86_400_000;
const later = (days: number) => new Date(NOW.getTime() + days * DAY_MS);
const rule = (level: Rule['level'], days: Rule['days'], conversationId: string | null = null): Rule => ({
  ...{ level, conversationId, days },
  next: null,
});
const room = { conversationId: 'room', kind: 'group' };

test('K10 without a rule everything is kept; else the closest one holds: the conversation’s, its kind’s, the company’s', () => {
  expect(daysFor([], room, NOW)).toBe(null);
  const company = rule('company', 365);
  expect(daysFor([company], room, NOW)).toBe(365);
  expect(daysFor([company, rule('group', 90)], room, NOW)).toBe(90);
  expect(daysFor([company, rule('direct', 90)], room, NOW)).toBe(365);
  expect(daysFor([company, rule('group', 90), rule('conversation', null, 'room')], room, NOW)).toBe(null);
  expect(daysFor([company, rule('group', 90), rule('conversation', 30, 'other')], room, NOW)).toBe(90);
  expect(daysFor([company, rule('group', AS_ABOVE)], room, NOW)).toBe(365);
});

describe('K11 what keeps less takes effect after 14 days, what keeps more at once', () => {
  const company = { level: 'company', conversationId: null, kind: 'company' } as const;
  const single = { level: 'conversation', conversationId: 'room', kind: 'group' } as const;

  test('of the company', () => {
    const first = changedRule([], company, 365, NOW);
    expect(first).toMatchObject({ days: null, next: { days: 365, at: later(NOTICE_DAYS) } });
    expect(daysFor([first], room, later(NOTICE_DAYS - 0.001))).toBe(null);
    expect(daysFor([first], room, later(NOTICE_DAYS))).toBe(365);
    expect(changeAhead([first], room, NOW)).toEqual({ days: 365, at: later(NOTICE_DAYS) });
    expect(changeAhead([first], room, later(NOTICE_DAYS))).toBe(null);
    // Thought better of, before it takes effect.
    expect(changedRule([first], company, null, NOW)).toMatchObject({ days: null, next: null });
    expect(changedRule([rule('company', 90)], company, 365, NOW)).toMatchObject({ days: 365, next: null });
    expect(changedRule([rule('company', 90)], company, 90, NOW)).toMatchObject({ days: 90, next: null });
  });

  test('of a single conversation, also by taking its own rule away', () => {
    const rules = [rule('company', 90), rule('conversation', null, 'room')];
    expect(changedRule(rules, single, AS_ABOVE, NOW)).toMatchObject({ days: null, next: { days: AS_ABOVE } });
    expect(changedRule([rule('company', null), rule('conversation', 90, 'room')], single, AS_ABOVE, NOW)).toMatchObject(
      {
        ...{ days: AS_ABOVE, next: null },
      },
    );
    // What stands above becomes tighter tomorrow: this one still has its notice.
    const tomorrow: Rule = { ...rule('company', null), next: { days: 30, at: later(1) } };
    const kept = [tomorrow, rule('conversation', null, 'room')];
    expect(changedRule(kept, single, AS_ABOVE, NOW).next?.at).toEqual(later(NOTICE_DAYS));
    expect(changedRule([rule('company', 90)], single, 30, NOW)).toMatchObject({ days: 90, next: { days: 30 } });
  });
});

test('K11 what is to be kept longer soon is not kept less by a rule in between', () => {
  const kept: Rule[] = [{ ...rule('conversation', 90, 'room'), next: { days: AS_ABOVE, at: later(13) } }];
  const changed = changedRule(kept, { level: 'conversation', conversationId: 'room', kind: 'group' }, 365, NOW);
  expect(changed).toMatchObject({ days: null, next: { days: 365, at: later(NOTICE_DAYS) } });
});

test('K11 nobody is kept less than before within 14 days of any change, whatever is changed and in whatever order', () => {
  const days = fc.constantFrom<Days>(null, 30, 90, 365);
  const target = fc.constantFrom(
    ...([
      { level: 'company', conversationId: null, kind: 'company' },
      { level: 'group', conversationId: null, kind: 'group' },
      { level: 'conversation', conversationId: 'room', kind: 'group' },
    ] as const),
  );
  const change = fc.record({
    target,
    wanted: fc.oneof(days, fc.constant(AS_ABOVE)),
    after: fc.integer({ min: 0, max: 20 }),
  });
  fc.assert(
    fc.property(fc.array(change, { maxLength: 6 }), (changes) => {
      let rules: Rule[] = [];
      let day = 0;
      for (const { target, wanted, after } of changes) {
        day += after;
        const now = later(day);
        if (target.level === 'company' && wanted === AS_ABOVE) continue;
        const before = rules;
        const next = changedRule(rules, target, wanted, now);
        rules = [...rules.filter(({ level }) => level !== target.level), next];
        // Within the notice it is kept at least as long as it would have been without this change.
        for (let ahead = 0; ahead < NOTICE_DAYS; ahead += 1) {
          const moment = later(day + ahead);
          expect(isTighter(daysFor(rules, room, moment), daysFor(before, room, moment))).toBe(false);
        }
      }
    }),
    { numRuns: 400 },
  );
});
