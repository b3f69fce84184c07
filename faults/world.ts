import type { Random } from './random.ts';

/** A company to be made: conversations name their members by place. */
export interface CompanyPlan {
  readonly key: string;
  readonly size: number;
  readonly groups: readonly (readonly number[])[];
  readonly pairs: readonly (readonly [number, number])[];
  /** The members whose devices take part, a second device meaning the member twice. */
  readonly devices: readonly number[];
}

const COMPANIES = 2;
const MEMBERS = 200;
const GROUPS = 15;
const PAIRS = 15;
/** So many members of each company have a real device, the first few two. */
const ACTIVE = 16;
const WITH_TWO = 3;

/** 2 companies of 200 with 30 conversations each; the first group of each holds everybody. */
export function planWorld(random: Random): CompanyPlan[] {
  return Array.from({ length: COMPANIES }, (_, index) => planCompany(`company-${index + 1}`, random));
}

function planCompany(key: string, random: Random): CompanyPlan {
  const everybody = Array.from({ length: MEMBERS }, (_, index) => index);
  const active = everybody.slice(0, ACTIVE);
  const passive = everybody.slice(ACTIVE);
  const groups = Array.from({ length: GROUPS }, (_, index) => {
    if (index === 0) return everybody;
    const inside = random.shuffled(active).slice(0, random.whole(5, ACTIVE - 4));
    return [...inside, ...random.shuffled(passive).slice(0, random.whole(0, 40))];
  });
  const all = active.flatMap((one) => active.slice(one + 1).map((other): [number, number] => [one, other]));
  return {
    key,
    size: MEMBERS,
    groups,
    pairs: random.shuffled(all).slice(0, PAIRS),
    devices: [...active, ...active.slice(0, WITH_TWO)],
  };
}
