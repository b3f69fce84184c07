import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { heldAt, keyFor, keyNo } from './keys.ts';
import { policyOfPreset } from './policy.ts';
import {
  canAnswerWatching,
  canVote,
  isEnding,
  namedFrom,
  policyAlone,
  policyNow,
  raises,
  votePasses,
  type Watching,
  watchedNames,
  watchedSteps,
  watchingDueAt,
  watchingState,
} from './watching.ts';

const DAY = 86_400_000;
const NOW = new Date('2026-11-23T02:00:00Z');
const after = (days: number, ms = 0) => new Date(NOW.getTime() + days * DAY + ms);

const asked: Watching = {
  ...{ name: 'receipts', step: 'named', key: 'representative', waitsUntil: after(7), keptMonths: 3 },
  ...{ agreed: null, answeredAt: null, voters: 0, yes: 0, no: 0, endedAt: null, told: 'asked' },
};
const agreed: Watching = { ...asked, agreed: true, answeredAt: NOW };
const vote: Watching = { ...asked, key: 'vote', voters: 9 };

describe('D17 what one key allows', () => {
  test.each(['top-down', 'balanced', 'self-managed'] as const)('%s begins with nobody named', (preset) => {
    const { receipts, receiptOptOut, noticeNames } = policyAlone(policyOfPreset(preset));
    expect({ receipts, receiptOptOut, noticeNames }).toEqual({
      ...{ receiptOptOut: 'everywhere', noticeNames: 'off' },
      receipts: preset === 'self-managed' ? 'off' : 'counted',
    });
  });

  test('what would show more than now is found; what shows less is free', () => {
    const now = policyAlone(policyOfPreset('balanced'));
    expect(raises(now, policyOfPreset('balanced'))).toEqual(['receipts', 'noticeNames']);
    expect(raises(now, policyOfPreset('top-down'))).toEqual(['receipts', 'receiptOptOut', 'noticeNames']);
    expect(raises(now, policyOfPreset('self-managed'))).toEqual([]);
    expect(raises({ ...now, receipts: 'off' }, { ...now, receipts: 'counted' })).toEqual(['receipts']);
  });

  test('whatever is kept in the table, nothing holds above it but what was agreed to and has not run out', () => {
    const step = (name: (typeof watchedNames)[number]) => fc.constantFrom(...watchedSteps[name]);
    const kept = fc.record({
      receipts: step('receipts'),
      receiptOptOut: step('receiptOptOut'),
      noticeNames: step('noticeNames'),
    });
    fc.assert(
      fc.property(kept, fc.integer({ min: -2, max: 400 }), (steps, days) => {
        const policy = { ...policyOfPreset('balanced'), ...steps } as ReturnType<typeof policyOfPreset>;
        const at = after(days);
        const now = policyNow(policy, [agreed], at);
        expect(now.noticeNames).toBe('off');
        expect(now.receiptOptOut).toBe('everywhere');
        expect(now.receipts === 'named').toBe(days < 365);
      }),
    );
  });
});

describe('D18 who holds the second key', () => {
  test('representatives; without any, those who vote; nobody holds both', () => {
    expect(keyFor('a', { representatives: ['r'], others: ['m'] })).toBe('representative');
    expect(keyFor('r', { representatives: ['r'], others: ['m'] })).toBe(null);
    expect(keyFor('a', { representatives: [], others: ['m'] })).toBe('others');
    expect(keyFor('a', { representatives: [], others: [] })).toBe(null);
    expect(keyNo({ isOwn: true, holdsKey: true, waits: true })).toBe('own');
    expect(keyNo({ isOwn: false, holdsKey: false, waits: false })).toBe('notTheKey');
    expect(keyNo({ isOwn: false, holdsKey: true, waits: false })).toBe('answered');
    expect(keyNo({ isOwn: false, holdsKey: true, waits: true })).toBe(null);
  });

  test('who has come, or got his role, less than fourteen days ago holds none, but for those of the first fourteen of the company', () => {
    const holds = (since: Date, foundedAt: Date) =>
      heldAt({ foundedAt, all: [{ memberId: 'r', role: 'representative', since }] }, NOW).length === 1;
    const old = after(-1_000);
    expect([holds(after(-14), old), holds(after(-14, 1), old), holds(after(0, 1), old)]).toEqual([true, false, false]);
    expect([holds(NOW, after(-14)), holds(NOW, after(-14, -1)), holds(after(0, 1), after(-1))]).toEqual([
      true,
      false,
      false,
    ]);
    expect(holds(after(-986), old)).toBe(true);
  });

  test('who answers: a representative of then and of now, once, in time, never who asked', () => {
    const request = { ...asked, askedBy: 'a', askedAt: NOW, holderIds: ['r', 'a'] };
    let joinedAt: Date | null = after(-20);
    const say = (memberId: string, role: 'representative' | 'owner' | 'admin', more: object = {}, now = NOW) =>
      canAnswerWatching({ memberId, role, joinedAt }, { ...request, ...more }, now)?.code ?? null;
    expect(say('r', 'representative')).toBe(null);
    expect(say('r', 'admin')).toBe('directory.notTheKey');
    expect(say('o', 'owner')).toBe('directory.notTheKey');
    // Made a representative after the question: an admin cannot find himself a friend for it.
    expect(say('new', 'representative')).toBe('directory.notTheKey');
    // Who asked has become a representative meanwhile.
    expect(say('a', 'representative')).toBe('directory.ownRequest');
    expect(say('r', 'representative', { agreed: false, answeredAt: NOW })).toBe('directory.answered');
    expect(say('r', 'representative', { endedAt: NOW, told: 'ended' })).toBe('directory.answered');
    expect(say('r', 'representative', {}, after(7))).toBe('directory.answered');
    expect(say('r', 'representative', {}, after(7, -1))).toBe(null);
    expect(say('r', 'representative', { key: 'vote' })).toBe('directory.notTheKey');
    joinedAt = after(0, 1);
    expect(say('r', 'representative')).toBe('directory.notTheKey');
  });

  test('who votes: who was asked then, is neither owner nor admin now, and has not voted', () => {
    const may = (role: 'member' | 'hr' | 'admin' | 'owner', ballot: { hasVoted: boolean } | null, now = NOW) =>
      canVote({ memberId: 'm', role }, { ...vote, askedBy: 'a' }, ballot, now)?.code ?? null;
    expect(may('member', { hasVoted: false })).toBe(null);
    expect(may('hr', { hasVoted: false })).toBe(null);
    expect(may('member', { hasVoted: true })).toBe('directory.answered');
    expect(may('member', null)).toBe('directory.notTheKey');
    for (const role of ['admin', 'owner'] as const) expect(may(role, { hasVoted: false })).toBe('directory.notTheKey');
    expect(may('member', { hasVoted: false }, after(7))).toBe('directory.answered');
  });
});

describe('D19 how a vote ends', () => {
  test('more yes than no, and a third at least has voted', () => {
    expect(votePasses({ voters: 9, yes: 2, no: 1 })).toBe(true);
    expect(votePasses({ voters: 9, yes: 2, no: 0 })).toBe(false);
    expect(votePasses({ voters: 10, yes: 3, no: 0 })).toBe(false);
    expect(votePasses({ voters: 4, yes: 1, no: 1 })).toBe(false);
    expect(votePasses({ voters: 1, yes: 1, no: 0 })).toBe(true);
    expect(votePasses({ voters: 3, yes: 0, no: 0 })).toBe(false);
  });

  test('with its seven days, not before, however many have voted', () => {
    const all = { ...vote, yes: 9 };
    expect(watchingState(all, after(7, -1))).toBe('asked');
    expect(watchingState(all, after(7))).toBe('agreed');
    expect(watchingState({ ...vote, yes: 1 }, after(7))).toBe('refused');
    expect(watchingState(vote, after(7))).toBe('refused');
  });
});

describe('D20 for how long', () => {
  test('a request lapses after seven days; an agreement holds 365 days from the answer and not a moment longer', () => {
    expect(watchingState(asked, after(7, -1))).toBe('asked');
    expect(watchingState(asked, after(7))).toBe('lapsed');
    expect(watchingState(agreed, after(365, -1))).toBe('agreed');
    expect(watchingState(agreed, after(365))).toBe('expired');
    expect(watchingState({ ...vote, yes: 9 }, after(7 + 365, -1))).toBe('agreed');
    expect(watchingState({ ...vote, yes: 9 }, after(7 + 365))).toBe('expired');
    expect(watchingState({ ...agreed, endedAt: after(1), told: 'ended' }, after(2))).toBe('ended');
    // Put back, the clock gives nothing back.
    expect(watchingState({ ...agreed, told: 'expired' }, after(1))).toBe('expired');
  });

  test('the warning comes 30 days before, and the clock is looked at when it says something else', () => {
    expect([isEnding(agreed, after(335, -1)), isEnding(agreed, after(335))]).toEqual([false, true]);
    expect(watchingDueAt(asked, NOW)).toEqual(after(7));
    expect(watchingDueAt(agreed, NOW)).toEqual(after(335));
    expect(watchingDueAt(agreed, after(335))).toEqual(after(365));
    expect(watchingDueAt(agreed, after(365))).toBe(null);
  });

  test('it goes back to what held before, counted or off', () => {
    const policy = policyAlone(policyOfPreset('balanced'));
    const off = { ...policy, receipts: 'off' as const };
    expect(policyNow(policy, [agreed], NOW).receipts).toBe('named');
    expect(policyNow(policy, [agreed], after(365)).receipts).toBe('counted');
    expect(policyNow(off, [agreed], after(365)).receipts).toBe('off');
    // A new agreement before the old one ends goes on without a gap.
    const again = { ...agreed, waitsUntil: after(350), answeredAt: after(345) };
    expect(policyNow(policy, [agreed, again], after(365)).receipts).toBe('named');
  });
});

test('D21 names are shown for as many months as was agreed to', () => {
  const policy = policyAlone(policyOfPreset('balanced'));
  const old = { ...agreed, waitsUntil: after(-193), answeredAt: after(-200) };
  expect(namedFrom('receipts', policy, [old], NOW)).toEqual(after(-90));
  expect(namedFrom('receipts', policy, [old, { ...agreed, keptMonths: 6 }], NOW)).toEqual(after(-180));
  expect(namedFrom('noticeNames', policy, [agreed], NOW)).toBe(null);
  expect(namedFrom('receipts', policy, [agreed], after(365))).toBe(null);
});

test('D21 R29 what was said before an agreement is not named by it; one that follows another without a gap goes on with it', () => {
  const policy = policyAlone(policyOfPreset('balanced'));
  expect(namedFrom('receipts', policy, [agreed], NOW)).toEqual(NOW);
  expect(namedFrom('receipts', policy, [agreed], after(20))).toEqual(NOW);
  const year = { ...agreed, keptMonths: 12 };
  const next = { ...year, waitsUntil: after(350), answeredAt: after(345) };
  const over = { ...year, told: 'expired' as const };
  expect(namedFrom('receipts', policy, [over, next], after(370))).toEqual(after(10));
  // Between two there was a time without: what was said in it, and before, has no names.
  const off = { ...year, endedAt: after(100), told: 'ended' as const };
  expect(namedFrom('receipts', policy, [off, next], after(370))).toEqual(after(345));
  // One that shows less does not bridge it, nor one that nobody agreed to.
  for (const less of [
    { ...over, step: 'counted' },
    { ...over, agreed: false },
    { ...over, name: 'noticeNames' as const },
  ])
    expect(namedFrom('receipts', policy, [less, next], after(370))).toEqual(after(345));
  const voted = { ...vote, ...{ waitsUntil: NOW, yes: 6, no: 1, keptMonths: 12 } };
  expect(namedFrom('receipts', policy, [{ ...voted, told: 'expired' }, next], after(370))).toEqual(after(10));
});
