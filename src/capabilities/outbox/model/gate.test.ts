import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Facts, gate, releaseAt, SPREAD_MS } from './gate.ts';
import { nextGathering } from './gathering.ts';
import { defineKinds, type KindPolicy, type Way } from './quiet.ts';
import type { TimeFacts } from './time.ts';

const now = new Date('2026-11-23T02:24:00Z');
const evening = new Date('2026-11-23T10:00:00Z');
const nextDay = new Date('2026-11-24T01:00:00Z');

const working: TimeFacts = {
  timeZone: 'Asia/Shanghai',
  works: true,
  isOwnWord: false,
  worksUntil: evening,
  nextStart: nextDay,
  onLeave: false,
  focusUntil: null,
  onCall: false,
};
const resting = { ...working, works: false };
const talk: KindPolicy = {
  meant: true,
  quiet: { offHours: 'hold', onLeave: 'hold', inFocus: 'hold', onCall: 'asOthers' },
};
const plain: Facts = {
  now,
  memberId: 'm',
  kind: talk,
  time: working,
  wish: 'everything',
  place: 'all',
  isOver: false,
  hasWaited: false,
  isOwn: false,
  byOverride: false,
  reach: new Map(),
  devices: [
    { sessionId: 's', pushes: true, isOpen: false, showsContent: false },
    { sessionId: 't', pushes: false, isOpen: true, showsContent: false },
  ],
};
const quiet = (change: Partial<KindPolicy['quiet']>): KindPolicy => ({ ...talk, quiet: { ...talk.quiet, ...change } });
const held = { is: 'hold', until: releaseAt(nextDay, 'm') };

describe('in working time', () => {
  test('O1 it is told at once, on every device that is on, until working time ends', () => {
    expect(gate(plain)).toEqual({
      is: 'now',
      channels: [{ by: 'socket' }, { by: 'push', sessionId: 's', content: 'none' }],
      until: evening,
      byOverride: false,
    });
  });

  test('O3 words of a message go only to devices whose owner let them', () => {
    const devices = [
      { sessionId: 'a', pushes: true, isOpen: true, showsContent: true },
      { sessionId: 'b', pushes: true, isOpen: false, showsContent: false },
    ];
    expect(gate({ ...plain, devices })).toEqual({
      is: 'now',
      byOverride: false,
      until: evening,
      channels: [
        { by: 'push', sessionId: 'a', content: 'words' },
        { by: 'push', sessionId: 'b', content: 'none' },
      ],
    });
  });

  test('O4 what is over, one’s own, or can be told nowhere is not told', () => {
    expect(gate({ ...plain, isOver: true })).toEqual({ is: 'drop', why: 'over' });
    expect(gate({ ...plain, isOwn: true })).toEqual({ is: 'drop', why: 'own' });
    const closed = { sessionId: 't', pushes: false, isOpen: false, showsContent: true };
    for (const devices of [[], [closed]]) {
      expect(gate({ ...plain, devices })).toEqual({ is: 'drop', why: 'nowhere' });
    }
  });

  test('R11 what does not mean a member comes a few times a day, where he wants that; what means him comes at once', () => {
    const group: Facts = { ...plain, wish: 'gathered', kind: { ...talk, meant: false } };
    const at = (time: string) => new Date(`2026-11-23T${time}:00+08:00`);
    const told = (time: string) => gate({ ...group, now: at(time) });
    expect(told('10:24')).toEqual({ is: 'hold', until: releaseAt(at('12:00'), 'm') });
    expect(told('11:59')).toEqual({ is: 'hold', until: releaseAt(at('12:00'), 'm') });
    expect(told('12:00')).toEqual({ is: 'hold', until: releaseAt(at('16:00'), 'm') });
    expect(gate({ ...group, now: at('12:00'), hasWaited: true }).is).toBe('now');
    expect(gate({ ...group, kind: talk }).is).toBe('now');
    expect(gate({ ...group, place: 'mentions' })).toEqual({ is: 'drop', why: 'unwanted' });
    expect(gate({ ...group, time: resting })).toEqual(held);
    // Three times at most in a shift of twelve hours, whenever it begins.
    for (let start = 0; start < 24; start += 1) {
      const begins = at('00:00').getTime() + start * 3_600_000;
      const gathered = new Set<number>();
      for (let minute = 1; minute < 720; minute += 1) {
        gathered.add(nextGathering(new Date(begins + minute * 60_000), 'Asia/Shanghai').getTime());
      }
      expect([...gathered].filter((one) => one < begins + 720 * 60_000).length).toBeLessThanOrEqual(3);
    }
  });

  test('O5 the member says what notifies: of a place, and at all', () => {
    const group = { ...plain, kind: { ...talk, meant: false } };
    expect(gate({ ...group, place: 'all' }).is).toBe('now');
    expect(gate({ ...group, place: 'mentions' })).toEqual({ is: 'drop', why: 'unwanted' });
    expect(gate({ ...plain, place: 'mentions' }).is).toBe('now');
    expect(gate({ ...plain, place: 'nothing' })).toEqual({ is: 'drop', why: 'unwanted' });
    expect(gate({ ...group, wish: 'meant' })).toEqual({ is: 'drop', why: 'unwanted' });
    expect(gate({ ...plain, wish: 'meant' }).is).toBe('now');
    expect(gate({ ...plain, wish: 'nothing' })).toEqual({ is: 'drop', why: 'unwanted' });
  });

  test('R11 a focus block keeps it until its end, unless the kind goes through', () => {
    const focusUntil = new Date('2026-11-23T04:00:00Z');
    const time = { ...working, focusUntil };
    expect(gate({ ...plain, time })).toEqual({ is: 'hold', until: focusUntil });
    expect(gate({ ...plain, time, kind: quiet({ inFocus: 'now' }) }).is).toBe('now');
  });
});

describe('R2 outside working time', () => {
  test('it is held until the next start, or dropped, as its kind declares', () => {
    expect(gate({ ...plain, time: resting })).toEqual(held);
    expect(gate({ ...plain, time: resting, kind: quiet({ offHours: 'drop' }) })).toEqual({ is: 'drop', why: 'quiet' });
  });

  test('R13 only who is on call is told, and only by a kind that is for that', () => {
    const time = { ...resting, onCall: true };
    expect(gate({ ...plain, time })).toEqual(held);
    expect(gate({ ...plain, time, kind: quiet({ onCall: 'now' }) })).toMatchObject({
      is: 'now',
      until: new Date('2026-11-23T03:24:00Z'),
    });
    expect(gate({ ...plain, time: resting, kind: quiet({ onCall: 'now' }) })).toEqual(held);
  });

  test('R12 on leave nothing is told, whoever works or is on call', () => {
    const time = { ...working, onLeave: true, onCall: true };
    expect(gate({ ...plain, time, kind: quiet({ onCall: 'now' }) })).toEqual(held);
    expect(gate({ ...plain, time, kind: quiet({ onLeave: 'drop' }) })).toEqual({ is: 'drop', why: 'quiet' });
  });

  test('whatever a kind declares and a member wishes, nobody who rests and is not on call is told now', () => {
    const policy = fc.record({
      meant: fc.boolean(),
      quiet: fc.record({
        offHours: fc.constantFrom('hold' as const, 'drop' as const),
        onLeave: fc.constantFrom('hold' as const, 'drop' as const),
        inFocus: fc.constantFrom('now' as const, 'hold' as const),
        onCall: fc.constantFrom('now' as const, 'asOthers' as const),
      }),
    });
    const wish = fc.constantFrom('everything' as const, 'meant' as const, 'nothing' as const);
    const place = fc.constantFrom('all' as const, 'mentions' as const, 'nothing' as const);
    fc.assert(
      fc.property(policy, wish, place, fc.boolean(), fc.boolean(), (kind, wished, setting, onLeave, onCall) => {
        const time = { ...resting, onLeave, onCall };
        const verdict = gate({ ...plain, kind, wish: wished, place: setting, time });
        const mayBeTold = !onLeave && onCall && kind.quiet.onCall === 'now';
        expect(verdict.is !== 'now' || mayBeTold).toBe(true);
        expect(verdict.is !== 'hold' || verdict.until >= nextDay).toBe(true);
      }),
    );
  });
});

test('O6 what is released at one start is spread, and all of a member’s comes together', () => {
  const members = Array.from({ length: 3_000 }, (_, n) => `0198c0de-0000-7000-8000-${String(n).padStart(12, '0')}`);
  const seconds = new Map<number, number>();
  for (const member of members) {
    const late = releaseAt(nextDay, member).getTime() - nextDay.getTime();
    expect(late).toBeGreaterThanOrEqual(0);
    expect(late).toBeLessThan(SPREAD_MS);
    expect(releaseAt(nextDay, member).getTime() - nextDay.getTime()).toBe(late);
    const second = Math.floor(late / 1_000);
    seconds.set(second, (seconds.get(second) ?? 0) + 1);
  }
  expect(Math.max(...seconds.values())).toBeLessThan(150);
});

test('R14 a kind without a quiet policy does not compile', () => {
  // @ts-expect-error: no quiet policy
  defineKinds({ loud: { meant: true } });
  // @ts-expect-error: there is no "now" outside working time
  defineKinds({ loud: { meant: true, quiet: { ...talk.quiet, offHours: 'now' } } });
  expect(defineKinds({ talk }).talk).toBe(talk);
});

describe('R4 O19 an override', () => {
  const urgent = quiet({ onCall: 'now' });
  const through = { ...plain, kind: urgent, time: resting, byOverride: true };

  test('lets through to who is off what would also wake him on call, says so, and nothing else', () => {
    expect(gate({ ...through, byOverride: false })).toEqual(held);
    expect(gate(through)).toMatchObject({ is: 'now', byOverride: true });
    expect(gate({ ...through, kind: quiet({ onCall: 'asOthers' }) })).toEqual(held);
    // Who works, or is on call, would have been told anyhow.
    expect(gate({ ...through, time: working })).toMatchObject({ is: 'now', byOverride: false });
    expect(gate({ ...through, time: { ...resting, onCall: true } })).toMatchObject({ is: 'now', byOverride: false });
  });

  test('R12 reaches nobody on leave, and nobody who wants to hear of nothing', () => {
    expect(gate({ ...through, time: { ...resting, onLeave: true } })).toMatchObject({ is: 'hold' });
    expect(gate({ ...through, wish: 'nothing' })).toEqual({ is: 'drop', why: 'unwanted' });
    expect(gate({ ...through, isOver: true })).toEqual({ is: 'drop', why: 'over' });
  });
});

describe('O13 a kind that goes one way', () => {
  const devices = [
    { sessionId: 'phone', pushes: true, isOpen: true, showsContent: true },
    { sessionId: 'desk', pushes: false, isOpen: false, showsContent: false },
  ];
  const reach = new Map([['sms', 'none'] as const]);
  const ways = (only: Way, more: object = {}) => {
    const verdict = gate({ ...plain, kind: { ...talk, only }, devices, reach, ...more });
    return verdict.is === 'now' ? verdict.channels : verdict;
  };

  test('open pages alone, push alone, a text alone; where that way does not lead to the member, nowhere', () => {
    expect(ways('socket')).toEqual([{ by: 'socket' }]);
    expect(ways('push')).toEqual([{ by: 'push', sessionId: 'phone', content: 'words' }]);
    expect(ways('sms')).toEqual([{ by: 'sms', content: 'none' }]);
    expect(ways('call')).toEqual({ is: 'drop', why: 'nowhere' });
    expect(ways('mail')).toEqual({ is: 'drop', why: 'nowhere' });
    expect(ways('socket', { devices: devices.slice(1) })).toEqual({ is: 'drop', why: 'nowhere' });
    expect(ways('sms', { devices: [] })).toEqual([{ by: 'sms', content: 'none' }]);
  });

  test('R2 R12 and it is as quiet as any other', () => {
    expect(ways('sms', { time: resting })).toEqual(held);
    expect(ways('sms', { time: { ...working, onLeave: true } })).toEqual(held);
    expect(ways('sms', { wish: 'nothing' })).toEqual({ is: 'drop', why: 'unwanted' });
  });
});
