import type { Calendar } from './calendar.ts';
import type { Company, Key } from './cast.ts';
import { fill } from './fill.ts';
import type { Room } from './room.ts';
import { type Line, readScript } from './script.ts';

/** A message with its moment. */
export interface Planned {
  readonly room: Room;
  readonly at: Date;
  readonly author: Key;
  readonly text: string;
  readonly quotes: Planned | null;
  readonly edit: { readonly at: Date; readonly text: string } | null;
  readonly recalledAt: Date | null;
  readonly reactions: Line['reactions'];
  /** In the thread under it. */
  readonly answers: readonly { readonly at: Date; readonly author: Key; readonly text: string }[];
  readonly asks: Line['asks'];
}

/** Everybody who is ever in a room. */
export function everIn(room: Room, company: Company): readonly Key[] {
  if (room.kind !== 'department') return room.members;
  const below = new Set([room.name]);
  for (const { name, parent } of company.departments) if (parent !== null && below.has(parent)) below.add(name);
  return company.people.filter((person) => person.departments.some((name) => below.has(name))).map(({ key }) => key);
}

/** Everything that is said in a company, in the order of time. Nothing is later than the end of the story. */
export function planMessages(rooms: readonly Room[], calendar: Calendar, company: Company): Planned[] {
  const at = (day: number, minutes: number, seconds: number) =>
    new Date(calendar.at(day, minutes, company.timeZone).getTime() + seconds * 1000);
  const all = rooms.flatMap((room) => {
    const told = readScript(room.script);
    const known = new Set(everIn(room, company));
    const stranger = told.find(({ author }) => !known.has(author));
    if (stranger !== undefined) fail(`${stranger.author} is not in ${room.key}: ${stranger.text}`);
    const plans: Planned[] = [];
    let before = { day: Number.NaN, minutes: 0, seconds: 0 };
    // Within a minute, messages keep their order.
    const secondsOf = ({ day, minutes }: Line): number => {
      const isSame = before.day === day && before.minutes === minutes;
      before = { day, minutes, seconds: isSame ? before.seconds + 9 : 4 };
      return Math.min(before.seconds, 54);
    };
    const plan = (line: Line): Planned => {
      const { day, minutes, author, text, quotes, edit, recalledMinutes, reactions, answers, asks } = line;
      return {
        room,
        at: at(day, minutes, secondsOf(line)),
        author,
        text: calendar.tell(text),
        quotes: quotes === null ? null : (plans[quotes] ?? fail(`nothing to quote for: ${text}`)),
        edit: edit === null ? null : { at: at(day, edit.minutes, 55), text: calendar.tell(edit.text) },
        reactions,
        answers: answers
          .map((one) => ({ author: one.author, at: at(day, one.minutes, 20), text: calendar.tell(one.text) }))
          .filter((one) => one.at <= calendar.end),
        asks,
        recalledAt: recalledMinutes === null ? null : at(day, recalledMinutes, 55),
      };
    };
    for (const line of told) plans.push(plan(line));
    const filled = fill(room, everIn(room, company), told, calendar, company).map(plan);
    return [...plans, ...filled];
  });
  return all.filter((one) => one.at <= calendar.end).sort((a, b) => a.at.getTime() - b.at.getTime());
}

function fail(why: string): never {
  throw new Error(why);
}
