import type { CompanyId, MemberId } from '#platform/model/ids.ts';

export interface Reach {
  /** Whom it concerns: a conversation, a member (all his devices) or the company (everybody). */
  readonly topic: string;
  /** Only these members among those on the topic; left out: all. */
  readonly audience?: readonly MemberId[];
  /** Members whose open sockets begin to hear the topic with this event. */
  readonly joins?: readonly MemberId[];
  /** Members whose open sockets stop hearing the topic after this event. */
  readonly leaves?: readonly MemberId[];
  /** The number under which the capability can read the event anew; the log then keeps no copy of the content. */
  readonly ref?: number;
}

export interface Announcement extends Reach {
  readonly companyId: CompanyId;
  readonly type: string;
  /** The event as it goes over the wire, without `at` and `topic`. */
  readonly body: Body;
  /** By member of the audience: what stands in the body for him alone, in place of what stands there for the others. */
  readonly own?: Readonly<Record<string, Body>>;
}

export type Body = Readonly<Record<string, unknown>>;

/** An announcement with its place on the company clock. */
export interface Announced extends Announcement {
  readonly at: number;
}
