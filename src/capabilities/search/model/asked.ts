import type { ConversationId, MemberId } from '#platform/model/ids.ts';
import { FILE_WISHES, type FileWish } from './contract.ts';
import { SEARCH_LENGTH_MAX } from './terms.ts';
import { HAS, type Has } from './wanted.ts';

/** What is looked for. */
export const WHATS = ['messages', 'files', 'people', 'conversations'] as const;
export type What = (typeof WHATS)[number];

/** What stands in the search field and its filters. Days are the reader's own: `2026-11-20`. */
export interface Asked {
  readonly what: What;
  readonly text: string;
  readonly from: MemberId | null;
  readonly in: ConversationId | null;
  /** From this day on. */
  readonly after: string | null;
  /** Until the day before this one. */
  readonly before: string | null;
  readonly has: readonly Has[];
  readonly mentionsMe: boolean;
  /** Of files. */
  readonly kind: FileWish;
}

export const nothingAsked: Asked = {
  what: 'messages',
  text: '',
  from: null,
  in: null,
  after: null,
  before: null,
  has: [],
  mentionsMe: false,
  kind: 'any',
};

const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Is this a day of the calendar? */
export function isDay(text: string): boolean {
  const date = new Date(`${text}T00:00:00Z`);
  return DAY.test(text) && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

/** What an address asks for; `value` reads what stands behind its question mark. What makes no sense there is left out. */
export function askedIn(value: (name: string) => string): Asked {
  const id = <Kind extends string>(name: string) => (ID.test(value(name)) ? (value(name) as Kind) : null);
  const day = (name: string) => (isDay(value(name)) ? value(name) : null);
  const has = value('has').split(',');
  return {
    what: WHATS.find((one) => one === value('what')) ?? 'messages',
    text: value('q').slice(0, SEARCH_LENGTH_MAX).toWellFormed(),
    from: id<MemberId>('from'),
    in: id<ConversationId>('in'),
    after: day('after'),
    before: day('before'),
    has: HAS.filter((one) => has.includes(one)),
    mentionsMe: value('is') === 'mention',
    kind: FILE_WISHES.find((one) => one === value('kind')) ?? 'any',
  };
}

/** The address that asks for this. */
export function addressOf(asked: Partial<Asked>): string {
  const { what, text = '', from, in: room, after, before, has = [], mentionsMe, kind } = asked;
  const values = [
    ['what', what === 'messages' ? '' : what],
    ['q', text],
    ['from', from],
    ['in', room],
    ['after', after],
    ['before', before],
    ['has', has.join(',')],
    ['kind', kind === 'any' ? '' : kind],
    ['is', mentionsMe === true ? 'mention' : ''],
  ].filter((pair): pair is [string, string] => typeof pair[1] === 'string' && pair[1] !== '');
  const query = values.map(([name, one]) => `${name}=${encodeURIComponent(one).replaceAll('%2C', ',')}`).join('&');
  return query === '' ? '/search' : `/search?${query}`;
}

/** How many filters are set. */
export function filterCount({ from, in: room, after, before, has, mentionsMe, kind }: Asked): number {
  const set = [from !== null, room !== null, after !== null, before !== null, mentionsMe, kind !== 'any'];
  return set.filter(Boolean).length + has.length;
}

/** Does it ask for anything? The latest files are something. */
export const asksAnything = (asked: Asked): boolean =>
  asked.text.trim() !== '' || asked.what === 'files' || (asked.what === 'messages' && filterCount(asked) > 0);

export type FilterKey = 'from' | 'in' | 'after' | 'before' | 'has' | 'is';

/** How filters are typed, in both languages. */
const KEYS: Readonly<Record<string, FilterKey>> = {
  from: 'from',
  发送人: 'from',
  in: 'in',
  会话: 'in',
  after: 'after',
  起: 'after',
  before: 'before',
  早于: 'before',
  has: 'has',
  含: 'has',
  is: 'is',
  是: 'is',
};
const TYPED = /(?:^|\s)(from|in|after|before|has|is|发送人|会话|起|早于|含|是)[:：]\s?(\S*)$/i;

/** A filter that is being typed at the end of the text: `预算 from:luo`. */
export interface Typed {
  readonly key: FilterKey;
  readonly value: string;
  /** The text before it. */
  readonly rest: string;
}

/** The filter that somebody is typing, or null. */
export function typedIn(text: string): Typed | null {
  const found = TYPED.exec(text);
  const key = KEYS[found?.[1]?.toLowerCase() ?? ''];
  if (found === null || key === undefined) return null;
  return { key, value: found[2] ?? '', rest: text.slice(0, found.index).trimEnd() };
}

/** A day as people type it, near today: `2026-11-20`, `11-20`, `11/20`, `11月20日`. Null where it is none. */
export function dayTyped(text: string, today: string): string | null {
  const found = /^(?:(\d{4})[-/年.])?(\d{1,2})[-/月.](\d{1,2})日?$/.exec(text);
  if (found === null) return null;
  const [, year, month = '', date = ''] = found;
  const inYear = (one: number) => `${one}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
  const thisYear = Number(today.slice(0, 4));
  const day = year === undefined ? inYear(thisYear) : inYear(Number(year));
  // Nobody looks for messages of a day to come.
  const past = year === undefined && day > today ? inYear(thisYear - 1) : day;
  return isDay(past) ? past : null;
}

/** A day so many days before another. */
export function dayBefore(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10);
}
