import type { Seat } from './websocket.ts';
import type { Company, User } from './world.ts';

/** Told for every copy of somebody's message: whose number it is in the bench, when it came, and its number for `markRead`. */
export type OnReceive = (stamp: number, at: number, number: number) => void;

/** One signed-in person on one socket. */
export interface Connection {
  onReceive: OnReceive;
  /** When set, `onReceive` is given what `markRead` needs; else 0, so that others don't pay for it. */
  numbered: boolean;
  /** Sends text `stamp` to a group of the person's company; `accepted` runs when the server says that it is stored. */
  sendGroup(group: number, stamp: number, accepted: (at: number) => void): void;
  /** The same to the other person of a pair. */
  sendDirect(pair: number, stamp: number, accepted: (at: number) => void): void;
  /** Reads the newest 50 messages of a group; tells how many came. */
  history(group: number): Promise<number>;
  markRead(group: number, number: number): void;
  close(): void;
}

/** What a start cost: from spawn to the first accepted sign-in. */
export interface Start {
  readonly ms: number;
  readonly rssKb: number;
}

/** `member`: takes part in its groups; `direct`: takes part in one-to-one conversations; `idle`: is only there. */
export type Purpose = 'member' | 'direct' | 'idle';

/** A server under measurement. Every workload is written once against this. */
export interface Adapter {
  readonly name: string;
  /** Makes the companies, once per bench, before any measurement. */
  prepare(companies: readonly Company[]): Promise<void>;
  start(preload?: string): Promise<Start>;
  stop(): Promise<void>;
  connect(user: User, purpose: Purpose): Promise<Connection>;
  /** How many messages the database holds: what was accepted must be among them. */
  stored(): Promise<number>;
  /** Where it listens, and who sits in a company: for what is asked over HTTP. Not all are asked so. */
  http?(company: string): { port: number; seats: readonly Seat[] };
  /** Asks its database as the superuser, where that is of ours. */
  ask?(sql: string): Promise<Record<string, unknown>[]>;
  /** The roots of the server's and the database's process trees. */
  processes(): { server: number; database: number };
}
