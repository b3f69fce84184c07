/** What a member is in a company; one role each, so that two keys are always two people. */
export const roles = ['owner', 'admin', 'hr', 'finance', 'representative', 'member', 'guest'] as const;
export type Role = (typeof roles)[number];

/** Every role: for calls that anybody inside may make, guests too. */
export const anyMember = roles;
/** Everybody but guests. */
export const insiders = [
  'owner',
  'admin',
  'hr',
  'finance',
  'representative',
  'member',
] as const satisfies readonly Role[];
/** Who runs the company's settings. */
export const admins = ['owner', 'admin'] as const satisfies readonly Role[];
/** Who keeps the list of people. */
export const peopleKeepers = ['owner', 'admin', 'hr'] as const satisfies readonly Role[];
/** Who votes where there is no representative: insiders who do not turn the first key. */
export const voters = ['hr', 'finance', 'representative', 'member'] as const satisfies readonly Role[];
/** Who may read the ledger. */
export const ledgerReaders = ['owner', 'admin', 'representative'] as const satisfies readonly Role[];
