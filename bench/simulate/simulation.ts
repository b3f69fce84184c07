import { DAY_MS } from '../../src/platform/model/zone.ts';
import { type Facts, gate } from '../../src/capabilities/outbox/model/gate.ts';
import type { KindPolicy, TimeFacts } from '../../src/capabilities/outbox/model/contract.ts';
import { talkKinds } from '../../src/capabilities/chat/model/notifying.ts';
import { DINGS_A_DAY_MAX, REPEAT_AFTER_MS } from '../../src/capabilities/ding/model/budget.ts';
import { moveOf } from '../../src/capabilities/ding/model/ladder.ts';
import { dingKinds, kindOf } from '../../src/capabilities/ding/model/notifying.ts';
import { timeFacts } from '../../src/capabilities/worktime/model/calendar.ts';
import { localOf } from '../../src/platform/model/zone.ts';
import { FIRST_DAY, makePeople, type Simulated } from './people.ts';
import { Random } from './random.ts';
import { worksByTheWall } from './wallClock.ts';

const MINUTE = 60_000;
const STEPS = 4;
/** How likely somebody answers a ding within five minutes of each step that reached him: in the app, by push, by a text, by a call. */
const ANSWERS = [0.35, 0.45, 0.6, 0.85] as const;
/** Of the talk that people get: to them alone, naming them, in groups they follow. */
const TALK: readonly (readonly [keyof typeof talkKinds, number])[] = [
  ['direct', 9],
  ['mention', 4],
  ['group', 14],
];

const BY_PHONE: Facts['reach'] = new Map([
  ['sms', 'none'],
  ['call', 'none'],
]);
const NOWHERE: Facts['reach'] = new Map();

export interface Sums {
  /** Notifications that were told while their recipient did not work, by the clock on his wall. */
  outOfHours: number;
  /** Dings whose ladder began, and those that were confirmed within 30 minutes of its first step. */
  begun: number;
  confirmed: number;
  /** Interruptions with the gate, and what the same traffic would have been without. */
  interruptions: number;
  without: number;
  /** Dings that came as talk, because the day of their recipient was full. */
  full: number;
}

interface Options {
  readonly seed: number;
  readonly people: number;
  readonly days: number;
  /** The gate; another one only to show that a broken gate is seen. */
  readonly decide?: typeof gate;
}

/** Plays a company for some days: talk and too many dings, day and night, through the rules of the product. The same seed plays the same. */
export function simulate({ seed, people: count, days, decide = gate }: Options): Sums {
  const random = new Random(seed);
  const people = makePeople(random, count, days);
  const teams = Map.groupBy(people, ({ team }) => team);
  const sums: Sums = { outOfHours: 0, begun: 0, confirmed: 0, interruptions: 0, without: 0, full: 0 };
  const dings = new Map<Simulated, Dinged[]>();
  const digests = new Map(people.map((person) => [person, new Set<number>()]));

  function tell(to: Simulated, kind: KindPolicy, now: Date, time: TimeFacts): 'told' | Date | null {
    const facts: Facts = {
      ...{
        now,
        memberId: to.id,
        kind,
        time,
        wish: 'everything',
        place: 'all',
        hasWaited: false,
        isOver: false,
        isOwn: false,
        byOverride: false,
      },
      devices: [{ sessionId: 's', pushes: true, isOpen: time.works, showsContent: false }],
      reach: to.hasPhone ? BY_PHONE : NOWHERE,
    };
    const verdict = decide(facts);
    if (verdict.is === 'hold') return verdict.until;
    if (verdict.is !== 'now') return null;
    sums.interruptions += 1;
    if (!worksByTheWall(to.calendar, now.getTime())) sums.outOfHours += 1;
    return 'told';
  }

  for (let day = 0; day < days; day += 1) {
    const begins = (FIRST_DAY + day) * DAY_MS;
    for (const person of people) {
      talkTo(person, begins, random, sums, tell, digests.get(person) ?? new Set());
      if (person.manages) dingSome(person, teams.get(person.team) ?? [], begins, random, dings, sums);
    }
  }
  for (const [person, asked] of dings) climb(person, asked, random, sums, tell);
  // What was held for one start of work comes as one.
  for (const [person, starts] of digests) {
    sums.interruptions += starts.size;
    for (const at of starts) if (!worksByTheWall(person.calendar, at)) sums.outOfHours += 1;
  }
  return sums;
}

type Tell = (to: Simulated, kind: KindPolicy, now: Date, time: TimeFacts) => 'told' | Date | null;

/** A day of talk to one person, at any hour of it. What is held for a start of work is noted under its moment. */
function talkTo(person: Simulated, begins: number, random: Random, sums: Sums, tell: Tell, digests: Set<number>): void {
  for (const [name, most] of TALK) {
    for (let left = random.int(0, most); left > 0; left -= 1) {
      const now = new Date(begins + random.int(0, 24 * 60 - 1) * MINUTE);
      sums.without += 1;
      const told = tell(person, talkKinds[name], now, timeFacts(person.calendar, now));
      if (told instanceof Date) digests.add(told.getTime());
    }
  }
}

interface Dinged {
  readonly by: Simulated;
  readonly at: number;
}

/** A manager dings four to ten times a day, one to six of his team, also at night and on Sundays. */
function dingSome(
  by: Simulated,
  team: readonly Simulated[],
  begins: number,
  random: Random,
  dings: Map<Simulated, Dinged[]>,
  sums: Sums,
): void {
  const others = team.filter((one) => one !== by);
  if (others.length === 0) return;
  for (let times = random.int(4, 10); times > 0; times -= 1) {
    const at = begins + random.int(0, 24 * 60 - 1) * MINUTE;
    for (let asked = random.int(1, 6); asked > 0; asked -= 1) {
      const to = random.pick(others);
      // Without rules it would have been shown, pushed, and sent again every ten minutes until half an hour has passed.
      sums.without += 4;
      dings.set(to, [...(dings.get(to) ?? []), { by, at }]);
    }
  }
}

/** The dings of one person, in their order, each up its ladder. */
function climb(person: Simulated, asked: readonly Dinged[], random: Random, sums: Sums, tell: Tell): void {
  const used = new Map<number, number>();
  const last = new Map<Simulated, number>();
  for (const { by, at } of [...asked].sort((a, b) => a.at - b.at)) {
    if (at - (last.get(by) ?? Number.NEGATIVE_INFINITY) < REPEAT_AFTER_MS) continue;
    last.set(by, at);
    climbOne(person, at, used, random, sums, tell);
  }
}

function climbOne(
  person: Simulated,
  at: number,
  used: Map<number, number>,
  random: Random,
  sums: Sums,
  tell: Tell,
): void {
  let [now, step, run] = [at, 0, 0];
  let beganAt: Date | null = null;
  let answersAt = Number.POSITIVE_INFINITY;
  for (;;) {
    if (answersAt <= now) {
      if (beganAt !== null && answersAt - beganAt.getTime() <= 30 * MINUTE) sums.confirmed += 1;
      return;
    }
    const moment = new Date(now);
    const time = timeFacts(person.calendar, moment);
    const move = moveOf({ now: moment, time, steps: STEPS, step, run, beganAt, byOverride: false });
    if (move.is === 'end') {
      if (beganAt !== null && answersAt - beganAt.getTime() <= 30 * MINUTE) sums.confirmed += 1;
      return;
    }
    if (move.is === 'wait') {
      if (answersAt <= move.until.getTime()) {
        now = answersAt;
        continue;
      }
      if (move.paused) [step, beganAt] = [0, null];
      now = move.until.getTime();
      continue;
    }
    if (move.begins) {
      const day = localOf(time.timeZone, moment).day;
      const spent = used.get(day) ?? 0;
      if (spent >= DINGS_A_DAY_MAX) {
        sums.full += 1;
        tell(person, dingKinds.plain, moment, time);
        return;
      }
      used.set(day, spent + 1);
      [run, beganAt, step] = [run + 1, moment, 0];
      sums.begun += 1;
    }
    const told = tell(person, dingKinds[kindOf(step)], moment, time);
    if (told === 'told' && random.chance(ANSWERS[step] ?? 0))
      answersAt = Math.min(answersAt, now + random.int(1, 5) * MINUTE);
    step += 1;
  }
}
