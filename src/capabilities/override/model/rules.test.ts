import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chainText, GENESIS } from '#directory/model/contract.ts';
import {
  canOverride,
  countsIn,
  nextOverrideAt,
  type OverrideFacts,
  overridesLeft,
  suspendedUntil,
  WHY_MIN,
} from './bounds.ts';
import { canContest, canDecide, decidersOf } from './deciding.ts';
import { canBeEntry, continued, drafted, minutesOf } from './entries.ts';
import { ledgerFile, type LedgerLine, verifyLedgerFile } from './ledgerFile.ts';

const NOW = new Date('2026-11-23T14:00:00Z');
const DAY = 86_400_000;
const ago = (ms: number) => new Date(NOW.getTime() - ms);
const WHY = '二区烘箱超温报警，冷却水泵停转，现场有两个人';
const facts: OverrideFacts = {
  ...{ now: NOW, why: WHY, asked: 1, onLeave: [], off: 1, disturbed: [], sent: [], upheld: [] },
};
const code = (more: Partial<OverrideFacts>) => canOverride({ ...facts, ...more })?.code ?? null;

describe('R4 V1 what is said for it', () => {
  test('counts characters as they are seen: no blanks, no marks, none that repeats the one before', () => {
    expect(countsIn('abcdefgh')).toBe(8);
    expect(countsIn('  a b c d e f g h … !!! ')).toBe(8);
    expect(countsIn('aaaabbbbccccddddeeeeffffgggghhhh')).toBe(8);
    expect(countsIn('烘箱超温报警停机')).toBe(8);
    expect(countsIn('e\u0301abcdfgh')).toBe(8);
    expect(countsIn('👨‍👩‍👧'.repeat(20))).toBe(0);
  });

  test('of too few different ones it says nothing', () => {
    expect(countsIn('ab'.repeat(40))).toBe(0);
    expect(countsIn('紧急紧急紧急紧急紧急紧急紧急紧急紧急紧急紧急')).toBe(0);
  });

  test(`has ${WHY_MIN} of them at least`, () => {
    const whole = 'abcdefghijklmnopqrst';
    expect(code({ why: whole })).toBeNull();
    expect(code({ why: whole.slice(1) })).toBe('override.whyShort');
    expect(code({ why: ' '.repeat(40) })).toBe('override.whyShort');
  });
});

describe('R4 V2 whom it reaches', () => {
  test('five at most, and those within an hour count together: a group is not split', () => {
    expect(code({ asked: 5, off: 5 })).toBeNull();
    expect(code({ asked: 6, off: 1 })).toBe('override.tooMany');
    const sent = (ms: number, reached: number) => [{ at: ago(ms), reached }];
    expect(code({ asked: 3, off: 3, sent: sent(3_599_999, 2) })).toBeNull();
    expect(code({ asked: 3, off: 3, sent: sent(3_599_999, 3) })).toBe('override.tooMany');
    expect(code({ asked: 3, off: 3, sent: sent(3_600_000, 3) })).toBeNull();
  });

  test('R12 nobody on leave: the stand-in is named; nobody who works; each once a rest', () => {
    const onLeave = [{ name: '罗晴', standIn: '周砚' }];
    expect(canOverride({ ...facts, onLeave })).toEqual({
      code: 'override.onLeave',
      facts: { name: '罗晴', standIn: '周砚' },
    });
    expect(code({ off: 0 })).toBe('override.nobodyOff');
    expect(code({ disturbed: ['罗晴'] })).toBe('override.disturbed');
  });
});

describe('R4 V3 how many', () => {
  test('two in thirty days', () => {
    const sent = [
      { at: ago(30 * DAY - 1), reached: 1 },
      { at: ago(DAY), reached: 1 },
    ];
    expect(overridesLeft(sent, NOW)).toBe(0);
    expect(nextOverrideAt(sent, NOW)).toEqual(new Date(NOW.getTime() + 1));
    expect(code({ sent })).toBe('override.usedUp');
    const later = [
      { at: ago(30 * DAY), reached: 1 },
      { at: ago(DAY), reached: 1 },
    ];
    expect(overridesLeft(later, NOW)).toBe(1);
    expect(nextOverrideAt(later, NOW)).toBeNull();
    expect(code({ sent: later })).toBeNull();
  });
});

describe('R6 V4 V5 what was no emergency', () => {
  const contest = { reachedAt: ago(DAY), contestedAt: null, verdict: null };

  test('is said within thirty days, once', () => {
    expect(canContest({ ...contest, reachedAt: ago(30 * DAY) }, NOW)).toBeNull();
    expect(canContest({ ...contest, reachedAt: ago(30 * DAY + 1) }, NOW)?.code).toBe('override.tooLate');
    expect(canContest({ ...contest, contestedAt: NOW }, NOW)?.code).toBe('override.contested');
  });

  test('is decided by representatives, by owners where there is none; never by its sender or whom it reached', () => {
    const of = { senderId: 'sender', memberId: 'member' };
    expect(decidersOf(of, { representatives: ['r1', 'sender', 'member'], owners: ['o1'] })).toEqual(['r1']);
    expect(decidersOf(of, { representatives: [], owners: ['o1', 'sender'] })).toEqual(['o1']);
    expect(decidersOf(of, { representatives: ['sender'], owners: ['o1', 'member'] })).toEqual(['o1']);
    expect(decidersOf(of, { representatives: [], owners: ['sender', 'member'] })).toEqual([]);
    const open = { ...contest, contestedAt: NOW };
    expect(canDecide('r1', ['r1'], open)).toBeNull();
    expect(canDecide('sender', ['r1'], open)?.code).toBe('override.notYours');
    expect(canDecide('r1', ['r1'], contest)?.code).toBe('override.unknown');
    expect(canDecide('r1', ['r1'], { ...open, verdict: 'upheld' })?.code).toBe('override.decided');
  });

  test('three upheld in ninety days suspend for thirty', () => {
    const days = (...at: number[]) => at.map((day) => ago(day * DAY));
    expect(suspendedUntil(days(80, 40), NOW)).toBeNull();
    expect(suspendedUntil(days(80, 40, 10), NOW)).toEqual(new Date(NOW.getTime() + 20 * DAY));
    expect(suspendedUntil(days(80, 60, 30), NOW)).toBeNull();
    expect(suspendedUntil(days(99, 40, 9), NOW)).toBeNull();
    expect(suspendedUntil(days(98.9, 40, 9), NOW)).toEqual(new Date(NOW.getTime() + 21 * DAY));
    expect(code({ upheld: days(30, 20, 10) })).toBe('override.suspended');
  });
});

describe('R7 V8 work outside the hours', () => {
  const minutes = (from: number, until: number) => ({ from: ago(from * 60_000), until: ago(until * 60_000) });

  test('a quarter of an hour at least; what comes soon after goes on with it', () => {
    expect(minutesOf(drafted(NOW))).toBe(15);
    expect(minutesOf(drafted(ago(40 * 60_000), NOW))).toBe(40);
    expect(continued([minutes(30, 15)], NOW)).toEqual(minutes(30, 0));
    expect(continued([minutes(30, 15.1)], NOW)).toBeNull();
    expect(continued([minutes(5, -10)], NOW)).toEqual(minutes(5, -10));
    expect(continued([], NOW)).toBeNull();
  });

  test('is put down no shorter, not longer than a day, and not before it was done', () => {
    expect(canBeEntry(minutes(15, 0), NOW)).toBeNull();
    expect(canBeEntry(minutes(14, 0), NOW)?.code).toBe('override.entryShort');
    expect(canBeEntry(minutes(1_441, 0), NOW)?.code).toBe('override.entryLong');
    expect(canBeEntry(minutes(0, -15), NOW)).toBeNull();
    expect(canBeEntry(minutes(0, -16), NOW)?.code).toBe('override.entryAhead');
  });
});

describe('R5 V6 an exported ledger', () => {
  const companyId = 'c';
  const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
  function chain(texts: readonly string[]): string {
    let hash = GENESIS;
    const lines = texts.map((why, index): LedgerLine => {
      const entry = {
        ...{ number: index + 1, kind: 'overrideReached', actorId: 'a', facts: { memberId: 'm', why } },
      };
      hash = sha256(chainText(hash, { ...entry, companyId, at: NOW }));
      return { ...entry, at: NOW.toISOString(), hash };
    });
    return ledgerFile({ companyId, memberId: 'm', entries: lines.length, head: hash }, lines);
  }

  test('is whole as it was written, and says where it is not: one character, a line gone, lines swapped, the end cut off', async () => {
    const text = chain(['停电', '泄漏', '断网']);
    const verdict = (of: string) => verifyLedgerFile(of, sha256);
    expect(await verdict(text)).toEqual({ entries: 3, firstBroken: null });
    expect(await verdict(chain([]))).toEqual({ entries: 0, firstBroken: null });
    expect(await verdict(text.replace('泄漏', '泄露'))).toEqual({ entries: 1, firstBroken: 2 });
    const lines = text.trimEnd().split('\n');
    expect(await verdict(lines.filter((_, at) => at !== 2).join('\n'))).toEqual({ entries: 1, firstBroken: 2 });
    expect(await verdict([lines[0], lines[2], lines[1], lines[3]].join('\n'))).toEqual({ entries: 0, firstBroken: 1 });
    expect(await verdict(lines.slice(0, 3).join('\n'))).toEqual({ entries: 2, firstBroken: 3 });
    await expect(verdict('{"a":1}')).rejects.toThrow('no ledger');
  });

  test('any other character anywhere is found', async () => {
    const text = chain(['停电', '泄漏']);
    const start = text.indexOf('\n') + 1;
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: start, max: text.length - 2 }),
        fc.constantFrom('0', 'z', '"'),
        async (at, other) => {
          const changed = text.slice(0, at) + other + text.slice(at + 1);
          if (changed === text) return;
          expect((await verifyLedgerFile(changed, sha256)).firstBroken).not.toBeNull();
        },
      ),
    );
  });
});
