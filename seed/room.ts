import type { Key } from './cast.ts';

/** A conversation of the story: who is in it, what was said, and with what the quieter days are filled. */
export interface Room {
  readonly key: string;
  readonly kind: 'group' | 'department' | 'direct';
  /** Of a department: its name. Of a direct conversation: empty. */
  readonly name: string;
  readonly description?: string;
  /** The first owns the group, manages the department, or opens the conversation. Of a department all are in it: leave them out. */
  readonly members: readonly Key[];
  /** The working day on which it was made. */
  readonly since: number;
  readonly script: string;
  readonly filling?: Filling;
  /** Who joins sees only what comes after. */
  readonly hidesHistory?: true;
}

export interface Filling {
  readonly exchanges: readonly string[];
  /** Exchanges a day, on average. */
  readonly perDay: number;
  readonly from: number;
  readonly to: number;
  /** Who speaks; left out: all who write the language of the house. */
  readonly speakers?: readonly Key[];
  /** Who gives the first answer; left out: anybody who speaks. */
  readonly answers?: readonly Key[];
  /** Hours between which they write. */
  readonly between?: readonly [number, number];
  /** Only on this day of the week. */
  readonly weekday?: number;
}

/** A direct conversation; the first opens it. */
export function direct(one: Key, other: Key, since: number, script: string, filling?: Filling): Room {
  return {
    key: `direct:${one === 'lin' ? other : other === 'lin' ? one : `${one}-${other}`}`,
    kind: 'direct',
    name: '',
    members: [one, other],
    since,
    script,
    ...(filling === undefined ? {} : { filling }),
  };
}
