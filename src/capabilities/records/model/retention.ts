/** For how many days messages are kept; null: for ever. */
export type Days = number | null;

/** What a rule can say besides: what the level above says. */
export const AS_ABOVE = 'asAbove';
export type Wanted = Days | typeof AS_ABOVE;

export const DAYS_MIN = 30;
export const DAYS_MAX = 3_650;
/** A rule that keeps less than before takes effect after so many days: everybody reads of it until then. */
export const NOTICE_DAYS = 14;
/** What has vanished comes back for so many days, where the rule is loosened; then it is erased. */
export const GRACE_DAYS = 30;
const DAY_MS = 86_400_000;

export const LEVELS = ['company', 'direct', 'group', 'department', 'conversation'] as const;
export type Level = (typeof LEVELS)[number];

/** One rule: what holds, and what will. */
export interface Rule {
  readonly level: Level;
  /** Of a single conversation. */
  readonly conversationId: string | null;
  readonly days: Wanted;
  readonly next: { readonly days: Wanted; readonly at: Date } | null;
}

/** Whose messages are meant; a thread is kept as the conversation in which it hangs. */
export interface Place {
  readonly conversationId: string;
  readonly kind: string;
}

/** Does the one keep less than the other? */
export function isTighter(one: Days, other: Days): boolean {
  return one !== null && (other === null || one < other);
}

/** What a rule says at a moment. */
export function saysAt({ days, next }: Pick<Rule, 'days' | 'next'>, now: Date): Wanted {
  return next !== null && next.at <= now ? next.days : days;
}

const ofPlace = (rule: Rule, { conversationId, kind }: Place): boolean =>
  rule.level === 'company' ||
  rule.level === kind ||
  (rule.level === 'conversation' && rule.conversationId === conversationId);

/** The rules that concern a place, the closest first. */
function closestFirst(rules: readonly Rule[], place: Place): Rule[] {
  const order: readonly string[] = ['conversation', place.kind, 'company'];
  return rules.filter((rule) => ofPlace(rule, place)).sort((a, b) => order.indexOf(a.level) - order.indexOf(b.level));
}

/** For how long the messages of a place are kept at a moment: as the closest rule says; without any, for ever. */
export function daysFor(rules: readonly Rule[], place: Place, now: Date): Days {
  for (const rule of closestFirst(rules, place)) {
    const says = saysAt(rule, now);
    if (says !== AS_ABOVE) return says;
  }
  return null;
}

/** The next moment at which a place is kept otherwise than now. */
export function changeAhead(rules: readonly Rule[], place: Place, now: Date): { days: Days; at: Date } | null {
  const present = daysFor(rules, place, now);
  const moments = closestFirst(rules, place)
    .flatMap(({ next }) => (next !== null && next.at > now ? [next.at] : []))
    .sort((a, b) => a.getTime() - b.getTime());
  for (const at of moments) {
    const days = daysFor(rules, place, at);
    if (days !== present) return { days, at };
  }
  return null;
}

/** What holds above a rule at a moment: of a single conversation, the rule of its kind, and then the company's. */
function above(rules: readonly Rule[], level: Level, kind: string, now: Date): Days {
  const higher = rules.filter((rule) => rule.level === 'company' || (level === 'conversation' && rule.level === kind));
  const others = level === 'company' ? [] : higher;
  return daysFor(others, { conversationId: '', kind }, now);
}

/**
 * The rule as it stands when somebody wants it so. What keeps less than now, or will because of what stands above, takes effect after its days
 * of notice; what keeps more, at once.
 */
export function changedRule(
  rules: readonly Rule[],
  target: { readonly level: Level; readonly conversationId: string | null; readonly kind: string },
  wanted: Wanted,
  now: Date,
): Rule {
  const { level, conversationId, kind } = target;
  const known = rules.find((rule) => rule.level === level && rule.conversationId === conversationId);
  const at = new Date(now.getTime() + NOTICE_DAYS * DAY_MS);
  const keptAt = (moment: Date): Days => {
    const says = known === undefined ? AS_ABOVE : saysAt(known, moment);
    return says === AS_ABOVE ? above(rules, level, kind, moment) : says;
  };
  // What was to be kept longer before the notice is over is kept so from now on.
  const ahead = rules.flatMap(({ next }) => (next !== null && next.at > now && next.at < at ? [next.at] : []));
  const present = [now, ...ahead].map(keptAt).reduce((most, one) => (isTighter(most, one) ? one : most));
  // What stands above may itself become tighter before the notice is over.
  const after = wanted === AS_ABOVE ? [above(rules, level, kind, now), above(rules, level, kind, at)] : [wanted];
  const rule = { level, conversationId };
  if (!after.some((days) => isTighter(days, present))) return { ...rule, days: wanted, next: null };
  return { ...rule, days: present, next: { days: wanted, at } };
}
