/**
 * What becomes of a kind of notification while its recipient is not to be disturbed. There is no "now" outside working time (R2) and none on
 * leave (R12): the type has no word for it. An override is no kind: it stands behind a single
 * notification of a kind that also wakes who is on call, and in a ledger (`Sight.byOverride`).
 */
export interface QuietPolicy {
  /** Outside working time: kept until it begins, or not told at all. */
  readonly offHours: 'hold' | 'drop';
  /** On approved leave: kept until the return, or not told at all. */
  readonly onLeave: 'hold' | 'drop';
  /** In a focus block: told all the same, or kept until it ends (R11). */
  readonly inFocus: 'now' | 'hold';
  /** To somebody on call, by a roster that he accepted: told all the same, or like to anybody else (R13). */
  readonly onCall: 'now' | 'asOthers';
}

/** The ways that lead through a gateway of the company: e-mail, a text to a phone, a call. */
export const wired = ['mail', 'sms', 'call'] as const;
export type Wired = (typeof wired)[number];

/** The ways to a member: an open page, push to his devices, and those through a gateway. */
export type Way = 'socket' | 'push' | Wired;

export function isWired(way: Way | undefined): way is Wired {
  return way !== undefined && (wired as readonly Way[]).includes(way);
}

/** A kind of notification, as a capability declares it. */
export interface KindPolicy {
  /** Does it mean this member, or did he only ask to hear of everything in a place? */
  readonly meant: boolean;
  readonly quiet: QuietPolicy;
  /** The one way by which this kind is told, where it is a step of a ladder; left out: by push, or by the open page. */
  readonly only?: Way;
  /** What it is, where it is not a message: stands before the words, or alone where a device shows none. */
  readonly label?: { readonly zh: string; readonly en: string };
}

export type Kinds = Readonly<Record<string, KindPolicy>>;

/** Declares the kinds of a capability. One that does not say when it is quiet does not compile (R14). */
export function defineKinds<const K extends Kinds>(kinds: K): K {
  return kinds;
}
