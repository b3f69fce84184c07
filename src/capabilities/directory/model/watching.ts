import { type Refusal, refuse } from '#platform/model/refusal.ts';
import type { Policy } from './shapes.ts';
import { keyNo } from './keys.ts';
import type { Role } from './roles.ts';
import type { WatchedName, WatchingState } from './shapes.ts';

/** The switches by which somebody can watch somebody, and their steps: each shows more than the one before. */
export const watchedSteps: { readonly [Name in WatchedName]: readonly Policy[Name][] } = {
  receipts: ['off', 'counted', 'named'],
  receiptOptOut: ['everywhere', 'directOnly'],
  noticeNames: ['off', 'named'],
};
export const watchedNames = Object.keys(watchedSteps) as WatchedName[];

/** The most that a company begins with, or an admin keeps, without a second key: nobody is named. */
const alone = {
  receipts: 'counted',
  receiptOptOut: 'everywhere',
  noticeNames: 'off',
} as const satisfies { readonly [Name in WatchedName]: Policy[Name] };

const DAY_MS = 86_400_000;
/** So long a request waits, and a vote lasts. */
export const WATCHING_ANSWER_DAYS = 7;
/** Twelve months; then the switch goes back by itself. */
export const WATCHING_DAYS = 365;
/** So long before that a warning comes. */
export const WATCHING_WARNED_DAYS = 30;
const MONTH_DAYS = 30;

const after = (moment: Date, days: number) => new Date(moment.getTime() + days * DAY_MS);

export function isStepOf(name: WatchedName, step: string): boolean {
  return (watchedSteps[name] as readonly string[]).includes(step);
}

function level(name: WatchedName, step: string): number {
  return (watchedSteps[name] as readonly string[]).indexOf(step);
}

/** Does `step` show more than the other one? */
export function showsMore(name: WatchedName, step: string, than: string): boolean {
  return level(name, step) > level(name, than);
}

/** What was asked for, and how it was answered. Whether it holds is for the clock to say. */
export interface Watching {
  readonly name: WatchedName;
  readonly step: string;
  readonly key: 'representative' | 'vote';
  readonly waitsUntil: Date;
  /** The representative's answer; null: none yet, or it is a vote. */
  readonly agreed: boolean | null;
  readonly answeredAt: Date | null;
  readonly voters: number;
  readonly yes: number;
  readonly no: number;
  readonly keptMonths: number;
  /** Switched off, withdrawn, or replaced. */
  readonly endedAt: Date | null;
  /** The state that was written down; `ending`: agreed, and warned of its end. */
  readonly told: WatchingState | 'ending';
}

/** More yes than no, and a third at least has voted. */
export function votePasses({ voters, yes, no }: Pick<Watching, 'voters' | 'yes' | 'no'>): boolean {
  return yes > no && (yes + no) * 3 >= voters;
}

/** How a request ended; null: not yet. A vote ends with its time, and not before. */
function outcome(watching: Watching, now: Date): { readonly agreed: boolean; readonly at: Date } | null {
  if (watching.key === 'vote') {
    return watching.waitsUntil <= now ? { agreed: votePasses(watching), at: watching.waitsUntil } : null;
  }
  const { agreed, answeredAt } = watching;
  return agreed === null || answeredAt === null ? null : { agreed, at: answeredAt };
}

/** From when until when an agreement holds by its terms; null where there is none. */
export function watchingTerm(watching: Watching, now: Date): { readonly from: Date; readonly until: Date } | null {
  const done = outcome(watching, now);
  return done?.agreed === true ? { from: done.at, until: after(done.at, WATCHING_DAYS) } : null;
}

export function watchingState(watching: Watching, now: Date): WatchingState {
  // What was over stays over, also under a clock that was put back.
  if (watching.told !== 'asked' && watching.told !== 'agreed' && watching.told !== 'ending') return watching.told;
  const done = outcome(watching, now);
  if (done === null) return watching.waitsUntil <= now ? 'lapsed' : 'asked';
  if (!done.agreed) return 'refused';
  return after(done.at, WATCHING_DAYS) <= now ? 'expired' : 'agreed';
}

/** Is it time to warn that an agreement ends? */
export function isEnding(watching: Watching, now: Date): boolean {
  const term = watchingState(watching, now) === 'agreed' ? watchingTerm(watching, now) : null;
  return term !== null && after(term.until, -WATCHING_WARNED_DAYS) <= now;
}

/** When the clock says something else of it next; null: never. */
export function watchingDueAt(watching: Watching, now: Date): Date | null {
  if (watchingState(watching, now) === 'asked') return watching.waitsUntil;
  const term = watchingState(watching, now) === 'agreed' ? watchingTerm(watching, now) : null;
  if (term === null) return null;
  return isEnding(watching, now) ? term.until : after(term.until, -WATCHING_WARNED_DAYS);
}

/** The step that holds without any agreement: what is kept, and no more than one key allows. */
export function stepAlone(name: WatchedName, kept: string): string {
  return showsMore(name, kept, alone[name]) ? alone[name] : kept;
}

/** What one key may set of a policy: watched switches at most as high as nobody is named. */
export function policyAlone(kept: Policy): Policy {
  return policyNow(kept, [], new Date(0));
}

/** The policy as it holds now: what is kept, and above it what was agreed to and has not run out. */
export function policyNow(kept: Policy, agreements: readonly Watching[], now: Date): Policy {
  const steps: Partial<Record<WatchedName, string>> = {};
  for (const name of watchedNames) steps[name] = stepAlone(name, kept[name]);
  for (const one of agreements) {
    if (watchingState(one, now) !== 'agreed') continue;
    if (showsMore(one.name, one.step, steps[one.name] ?? '')) steps[one.name] = one.step;
  }
  return { ...kept, ...(steps as Pick<Policy, WatchedName>) };
}

/**
 * From when on names are shown: what is older than an agreement keeps is not named any more, and what was said before it, and before those it
 * goes on from without a gap, never was to be. null: nothing is named. `requests`: those that are over, too.
 */
export function namedFrom(name: WatchedName, kept: Policy, requests: readonly Watching[], now: Date): Date | null {
  const step = policyNow(kept, requests, now)[name];
  const own = requests.filter((one) => one.name === name && !showsMore(name, step, one.step));
  const months = own
    .filter((one) => one.step === step && watchingState(one, now) === 'agreed')
    .map(({ keptMonths }) => keptMonths);
  if (months.length === 0) return null;
  const oldest = after(now, -Math.max(...months) * MONTH_DAYS);
  const begun = heldSince(
    own.flatMap((one) => heldSpan(one, now) ?? []),
    now,
  );
  return begun < oldest ? oldest : begun;
}

/** From when until when it held, or will: switched off before its year was over where somebody did. */
function heldSpan(watching: Watching, now: Date): { readonly from: Date; readonly until: Date } | null {
  const term = watchingTerm(watching, now);
  if (term === null) return null;
  const until = watching.endedAt !== null && watching.endedAt < term.until ? watching.endedAt : term.until;
  return term.from < until ? { from: term.from, until } : null;
}

/** Since when one or another of these has held without a gap, up to a moment. */
function heldSince(spans: readonly { readonly from: Date; readonly until: Date }[], now: Date): Date {
  let since = now;
  for (const { from, until } of [...spans].sort((a, b) => b.until.getTime() - a.until.getTime())) {
    if (until >= since && from < since) since = from;
  }
  return since;
}

/** The watched switches that a change would raise above what holds: they need a second key. */
export function raises(before: Policy, wanted: Policy): WatchedName[] {
  return watchedNames.filter((name) => showsMore(name, wanted[name], before[name]));
}

/** May this representative answer? Only those who were representatives when it was asked, and still are; not who has taken the seat of one since. */
export function canAnswerWatching(
  me: { readonly memberId: string; readonly role: Role; readonly joinedAt: Date | null },
  asked: { readonly askedBy: string; readonly askedAt: Date; readonly holderIds: readonly string[] } & Watching,
  now: Date,
): Refusal<'directory.ownRequest' | 'directory.notTheKey' | 'directory.answered'> | null {
  const no = keyNo({
    isOwn: asked.askedBy === me.memberId,
    holdsKey:
      asked.key === 'representative' &&
      me.role === 'representative' &&
      asked.holderIds.includes(me.memberId) &&
      (me.joinedAt === null || me.joinedAt <= asked.askedAt),
    waits: watchingState(asked, now) === 'asked',
  });
  return no === null ? null : refuse(codes[no]);
}

/** May this member vote? Who was asked when the vote began, is no owner or admin now, and has not voted yet. */
export function canVote(
  me: { readonly memberId: string; readonly role: Role },
  asked: { readonly askedBy: string } & Watching,
  vote: { readonly hasVoted: boolean } | null,
  now: Date,
): Refusal<'directory.ownRequest' | 'directory.notTheKey' | 'directory.answered'> | null {
  const no = keyNo({
    isOwn: asked.askedBy === me.memberId,
    holdsKey: asked.key === 'vote' && vote !== null && me.role !== 'owner' && me.role !== 'admin',
    waits: watchingState(asked, now) === 'asked' && vote?.hasVoted === false,
  });
  return no === null ? null : refuse(codes[no]);
}

const codes = {
  own: 'directory.ownRequest',
  notTheKey: 'directory.notTheKey',
  answered: 'directory.answered',
} as const;
