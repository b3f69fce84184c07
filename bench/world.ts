/** One person of the bench: the `index`-th member of a company. */
export interface User {
  readonly company: string;
  readonly index: number;
}

/** A company as every adapter has to prepare it: so many members, these groups, these one-to-one conversations. */
export interface Company {
  readonly key: string;
  readonly size: number;
  readonly groups: readonly (readonly number[])[];
  readonly pairs: readonly (readonly [number, number])[];
  /** Everybody works at all times: else what is told, and what a reading shows, hangs on the hour of the bench. */
  readonly always?: true;
}

/** How many people the large workloads bring. */
export interface Scale {
  readonly idle: number;
  readonly crowd: number;
  readonly small: number;
  /** Whom one ding asks, and who start work at once. */
  readonly asked: number;
}

const from = (start: number, count: number): number[] => Array.from({ length: count }, (_, i) => start + i);

/** 500 people in 10 groups of 50: fan-out, reading and history. */
export const fanCompany: Company = {
  key: 'fan',
  size: 500,
  groups: from(0, 10).map((group) => from(group * 50, 50)),
  pairs: [],
  always: true,
};

/** 50 pairs of two. */
export const pairCompany: Company = {
  key: 'pair',
  size: 100,
  groups: [],
  pairs: from(0, 50).map((pair): [number, number] => [pair * 2, pair * 2 + 1]),
  always: true,
};

/** One group in which everybody is. */
export const crowdCompany = (scale: Scale): Company => ({
  key: 'crowd',
  size: scale.crowd,
  groups: [from(0, scale.crowd)],
  pairs: [],
});

/** Many companies of two people each. */
export const smallCompanies = (scale: Scale): Company[] =>
  from(0, scale.small).map((index) => ({ key: `small${index}`, size: 2, groups: [], pairs: [[0, 1]] }));

const IDLE_COMPANY = 500;

/** People who are only connected, 500 to a company. */
export const idleCompanies = (scale: Scale): Company[] =>
  from(0, Math.ceil(scale.idle / IDLE_COMPANY)).map((index) => ({
    key: `idle${index}`,
    size: Math.min(IDLE_COMPANY, scale.idle - index * IDLE_COMPANY),
    groups: [],
    pairs: [],
  }));

/** Everybody of these companies, in order. */
export const usersOf = (companies: readonly Company[]): User[] =>
  companies.flatMap((company) => from(0, company.size).map((index) => ({ company: company.key, index })));
