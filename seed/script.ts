import { type Key, qinghe } from './cast.ts';

/** One message as the story tells it. */
export interface Line {
  readonly day: number;
  /** After midnight, by the company's clock. */
  readonly minutes: number;
  readonly author: Key;
  /** Mentions are `@key`. */
  text: string;
  /** The line that is answered: its place among the lines. */
  readonly quotes: number | null;
  /** What it was before, if its author changed it, and when he did. */
  edit: { readonly minutes: number; readonly text: string } | null;
  recalledMinutes: number | null;
  /** What it was answered with, and by whom. */
  readonly reactions: { readonly emoji: string; readonly by: readonly Key[] }[];
  /** What was said in the thread under it. */
  readonly answers: { readonly minutes: number; readonly author: Key; readonly text: string }[];
  /** What it asks for, and who has answered. */
  asks: Asks | null;
}

/** A notice with its working days (0: whenever) and those who have acknowledged it; or a poll of several choices with who chose what. */
export type Asks =
  | { readonly kind: 'notice'; readonly days: number; readonly by: readonly Key[] }
  | { readonly kind: 'poll'; readonly options: readonly { readonly text: string; readonly by: readonly Key[] }[] };

const ANSWERED = /^> (\d\d)(\d\d) (\w+) (.+)$/;
const SPOKEN = /^(\d\d)(\d\d) (\w+) (?:\^(\d*) )?(.+)$/;
const CHANGED = /^~ (\d\d)(\d\d) (.+)$/;
const RECALLED = /^x (\d\d)(\d\d)$/;
const NOTICE = /^! (\d+)((?: \w+)*)$/;
const POLL = /^\? (.+)$/;
const REACTED = /^\+ (\S+) ([\w ]+)$/;

/**
 * Reads a script: `# -3` begins a working day, `0915 lin text` is a message, `^ text` answers the message above, `^2 text` the one above that,
 * `~ 0917 text` changes the message above, `x 0918` takes it back, `+ 👏 zhou tang` answers it with an emoji, `> 0916 lin text` in its thread,
 * `! 2 zhou tang` makes it a notice for two working days that they have acknowledged, `? 周二 = zhou | 周三 = tang` a poll. ⏎ is a new line,
 * ''' a fence of code.
 */
export function readScript(script: string): Line[] {
  const lines: Line[] = [];
  let day = 0;
  for (const raw of script.split('\n')) {
    const row = raw.trim();
    if (row === '') continue;
    if (row.startsWith('# ')) {
      day = Number(row.slice(2));
      continue;
    }
    const before = lines.at(-1);
    const changed = CHANGED.exec(row);
    const recalled = RECALLED.exec(row);
    const reacted = REACTED.exec(row);
    const answered = ANSWERED.exec(row);
    const notice = NOTICE.exec(row);
    const poll = POLL.exec(row);
    const spoken = SPOKEN.exec(row);
    if (changed !== null && before !== undefined) {
      before.edit = { minutes: clock(changed[1], changed[2]), text: written(changed[3] as string) };
    } else if (recalled !== null && before !== undefined) {
      before.recalledMinutes = clock(recalled[1], recalled[2]);
    } else if (reacted !== null && before !== undefined) {
      before.reactions.push({ emoji: reacted[1] as string, by: (reacted[2] as string).split(' ') });
    } else if (answered !== null && before !== undefined) {
      const [, hours, minutes, author, text] = answered as unknown as [string, string, string, string, string];
      before.answers.push({ minutes: clock(hours, minutes), author, text: written(text) });
    } else if (notice !== null && before !== undefined) {
      before.asks = { kind: 'notice', days: Number(notice[1]), by: keysIn(notice[2]) };
    } else if (poll !== null && before !== undefined) {
      const options = (poll[1] as string).split('|').map((one) => {
        const [text = '', by] = one.split('=');
        return { text: text.trim(), by: keysIn(by) };
      });
      before.asks = { kind: 'poll', options };
    } else if (spoken !== null) {
      const above = spoken[4];
      lines.push({
        day,
        minutes: clock(spoken[1], spoken[2]),
        author: spoken[3] as string,
        text: written(spoken[5] as string),
        quotes: above === undefined ? null : lines.length - (above === '' ? 1 : Number(above)),
        edit: null,
        recalledMinutes: null,
        reactions: [],
        answers: [],
        asks: null,
      });
    } else throw new Error(`the script cannot be read at: ${row}`);
  }
  return lines;
}

const keysIn = (text = ''): Key[] => text.split(' ').filter((key) => key !== '');

function clock(hours: string | undefined, minutes: string | undefined): number {
  return Number(hours) * 60 + Number(minutes);
}

function written(text: string): string {
  return text.replaceAll('⏎', '\n').replaceAll("'''", '```');
}

const keys = new Set(qinghe.people.map(({ key }) => key));

/** Puts members' ids in the place of `@key`. */
export function withMentions(text: string, idOf: (key: Key) => string): string {
  return text.replace(/(?<![\w.@])@([a-z]+)\b/g, (whole, key: string) => {
    if (key === 'all') return '<@all>';
    return keys.has(key) ? `<@${idOf(key)}>` : whole;
  });
}
