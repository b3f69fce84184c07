import type { Calendar } from './calendar.ts';
import { type Company, type Key, leavers, personOf } from './cast.ts';
import { slots } from './filling/slots.ts';
import type { Room } from './room.ts';
import type { Line } from './script.ts';

type Dice = () => number;

/** The same throws for the same name (mulberry32): a story told twice is the same story. */
export function diceOf(name: string): Dice {
  let state = 0x9e3779b9;
  for (const letter of name) state = Math.imul(state ^ (letter.codePointAt(0) as number), 0x85ebca6b) >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export function pick<T>(dice: Dice, from: readonly T[]): T {
  return from[Math.floor(dice() * from.length)] as T;
}

/** What was said on the days of which the story has nothing to tell. */
export function fill(
  room: Room,
  members: readonly Key[],
  told: readonly Line[],
  calendar: Calendar,
  company: Company,
): Line[] {
  const { filling } = room;
  if (filling === undefined) return [];
  const dice = diceOf(room.key);
  const toldDays = new Set(told.map(({ day }) => day));
  const writes = company.timeZone === 'Asia/Shanghai' ? 'zh' : 'en';
  const fitting = members.filter((key) => room.kind === 'direct' || personOf(key, company).language === writes);
  const speakers = filling.speakers ?? fitting;
  const [opens, closes] = filling.between ?? [8, 18];
  const lines: Line[] = [];
  const said = new Set<string>();
  let bag: string[] = [];
  for (let day = Math.max(filling.from, room.since + 1); day <= filling.to; day += 1) {
    if (toldDays.has(day) || (filling.weekday !== undefined && calendar.weekday(day) !== filling.weekday)) continue;
    const here = (key: Key) => personOf(key, company).joins < day && day < (leavers[key] ?? 1);
    const present = speakers.filter(here);
    const answering = (filling.answers ?? speakers).filter(here);
    if (present.length < 1 || new Set([...present, ...answering]).size < 2) continue;
    const wanted = Math.floor(filling.perDay) + (dice() < filling.perDay % 1 ? 1 : 0);
    for (const start of startsOf(dice, wanted, opens * 60 + 20, closes * 60 - 25)) {
      const scene = { dice, day, start, present, answering, said, calendar, company };
      let talk: Line[] = [];
      // What began like this before in this room gives way to something else, a few times.
      for (let tries = 0; tries < 5; tries += 1) {
        if (bag.length === 0) bag = shuffled(dice, filling.exchanges);
        talk = exchange(bag.pop() as string, scene);
        if (!said.has((talk[0] as Line).text)) break;
      }
      for (const line of talk) said.add(line.text);
      lines.push(...talk);
    }
  }
  return lines;
}

/** Times of a day, apart enough that one exchange ends before the next begins; none at noon unless the room lives at noon. */
function startsOf(dice: Dice, wanted: number, from: number, until: number): number[] {
  const starts: number[] = [];
  for (let tries = 0; starts.length < wanted && tries < wanted * 6; tries += 1) {
    const start = Math.floor(from + dice() * (until - from));
    const isNoon = until > 14 * 60 && start > 11.8 * 60 && start < 13 * 60;
    if (!isNoon && starts.every((other) => Math.abs(other - start) > 28)) starts.push(start);
  }
  return starts.sort((a, b) => a - b);
}

function shuffled<T>(dice: Dice, from: readonly T[]): T[] {
  const bag = [...from];
  for (let place = bag.length - 1; place > 0; place -= 1) {
    const other = Math.floor(dice() * (place + 1));
    [bag[place], bag[other]] = [bag[other] as T, bag[place] as T];
  }
  return bag;
}

interface Scene {
  readonly dice: Dice;
  readonly day: number;
  readonly start: number;
  readonly present: readonly Key[];
  readonly answering: readonly Key[];
  readonly said: Set<string>;
  readonly calendar: Calendar;
  readonly company: Company;
}

function exchange(template: string, scene: Scene): Line[] {
  const { dice, day, present, answering, said, company } = scene;
  const a = pick(dice, present);
  const b = pick(dice, preferred(answering, [a], present));
  const c = pick(dice, preferred(present, [a, b], [b]));
  const roles: Record<string, Key> = { A: a, B: b, C: c };
  const others = preferred(present, [a, b, c], [b]).map((key) => personOf(key, company).name);
  const values = new Map<string, string>();
  let minutes = scene.start;
  // What belongs together stands at the same place among the ways to say it.
  const way = Math.floor(dice() * 6);
  return template.split('\n').map((row, place) => {
    if (place > 0) minutes += 1 + Math.floor(dice() * dice() * 7);
    const ways = row.slice(2).split('|');
    let text = '';
    for (let tries = 0; tries < 4; tries += 1) {
      text = written(
        place === 0 ? pick(dice, ways) : (ways[(way + tries) % ways.length] as string),
        scene,
        values,
        others,
      );
      if (text.length < 9 || !said.has(text)) break;
    }
    const author = roles[row.slice(0, 1)] as Key;
    return {
      day,
      minutes,
      author,
      text,
      quotes: null,
      edit: null,
      recalledMinutes: null,
      reactions: [],
      answers: [],
      asks: null,
    };
  });
}

function preferred(from: readonly Key[], without: readonly Key[], otherwise: readonly Key[]): readonly Key[] {
  const left = from.filter((key) => !without.includes(key));
  return left.length > 0 ? left : otherwise;
}

function written(way: string, scene: Scene, values: Map<string, string>, others: readonly string[]): string {
  return way.replace(/\{([^{}]+)\}/g, (_, slot: string) => {
    const range = /^([\d.]+)-([\d.]+)$/.exec(slot);
    if (range !== null) return number(scene.dice, range[1] as string, range[2] as string);
    let value = values.get(slot);
    if (value === undefined) {
      value = named(slot, scene, others);
      values.set(slot, value);
    }
    return value;
  });
}

function number(dice: Dice, from: string, to: string): string {
  const value = Number(from) + dice() * (Number(to) - Number(from));
  return from.includes('.') ? value.toFixed(1) : String(Math.round(value));
}

function named(slot: string, { dice, day, start, calendar }: Scene, others: readonly string[]): string {
  switch (slot) {
    case '@':
      return pick(dice, others);
    case 'lot':
      return calendar.tell(`{lot${day - 2}:${String(1 + Math.floor(dice() * 24)).padStart(2, '0')}}`);
    case 'hour':
      return clock(start + 40 + dice() * 110);
    case 'ago':
      return clock(start - 10 - dice() * 60);
    case 'week':
      return calendar.tell(`{k${signed(day + 25)}}`);
    case 'next':
      return calendar.tell(`{w${signed(day + 1)}}`);
    case 'nextEn':
      return calendar.tell(`{W${signed(day + 1)}}`);
    case 'prevEn':
      return calendar.tell(`{W${signed(day - 1)}}`);
    default: {
      const choices = slots[slot];
      if (choices === undefined) throw new Error(`no slot is called ${slot}`);
      return pick(dice, choices);
    }
  }
}

/** A time of the working day, to the half hour. */
function clock(minutes: number): string {
  const half = Math.floor(minutes / 30);
  return half >= 36 ? '下班前' : `${Math.floor(half / 2)}:${half % 2 === 0 ? '00' : '30'}`;
}

function signed(day: number): string {
  return day < 0 ? String(day) : `+${day}`;
}
