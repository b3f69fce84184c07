/**
 * What there is to be seen of a single person that is not everybody's to see. Whoever is shown it stands in that person's log (R30). Which call
 * shows what stands in one table (`transparency/model/watched.ts`), and a test fails for a call that is in none.
 */
export const viewKinds = [
  /** Site and schedule, and hours that come later. */
  'hours',
  /** Planned hours, day by day. */
  'roster',
  /** Approved leave, and what it is for. */
  'leave',
  /** On-call duties. */
  'duties',
  /** The list of people as a file. */
  'peopleFile',
  /** Entries of the ledger that name him. */
  'ledger',
  /** Overrides that reached him, in the list of who watches over them; it stands in the member's own ledger too. */
  'overrides',
  /** That he has not acknowledged a notice whose time has passed. */
  'noticeMissing',
  /** That a text, a call or a mail did not reach him. */
  'deadLetter',
  /** An export of conversations with words of his was made. */
  'exportMade',
  /** It was fetched. */
  'exportFetched',
] as const;
export type ViewKind = (typeof viewKinds)[number];

export const HOUR_MS = 3_600_000;

/** Two looks of the same viewer at the same thing within one of these are one. */
export function hourOf(at: Date): Date {
  return new Date(Math.floor(at.getTime() / HOUR_MS) * HOUR_MS);
}
