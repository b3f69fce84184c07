/** So many dings a day reach a member, over all senders (R10); a company may make it fewer. */
export const DINGS_A_DAY_MAX = 3;
/** Nobody dings the same member twice within this time (R9). */
export const REPEAT_AFTER_MS = 3_600_000;
