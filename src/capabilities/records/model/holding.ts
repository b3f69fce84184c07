const DAY_MS = 86_400_000;

/** A hold lasts so long at most; who needs it longer asks again. */
export const HOLD_DAYS_MAX = 365;
/** What waited for the end of a hold is not erased before this is over. */
export const AFTER_HOLD_DAYS = 1;

/** A hold, by what it holds: all groups, or conversations by name. */
export interface Hold {
  readonly allGroups: boolean;
  readonly conversationIds: readonly string[];
}

/** Does a hold hold this conversation? A thread is held as the conversation in which it hangs; direct ones only by name. */
export function holds(
  hold: Hold,
  { conversationId, kind }: { readonly conversationId: string; readonly kind: string },
) {
  const isGroup = kind === 'group' || kind === 'department';
  return (hold.allGroups && isGroup) || hold.conversationIds.includes(conversationId);
}

export function holdUntil(agreedAt: Date, days: number): Date {
  return new Date(agreedAt.getTime() + days * DAY_MS);
}

/** Holds that ended after this moment still keep what they held from being erased. */
export function stillKeepsFrom(now: Date): Date {
  return new Date(now.getTime() - AFTER_HOLD_DAYS * DAY_MS);
}
