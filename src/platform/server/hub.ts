import type { CompanyId, SessionId } from '#platform/model/ids.ts';
import type { Announced, Body } from './announcement.ts';
import { CLOSE, type Connection } from './connection.ts';
import { textFrame } from './frames.ts';

/** An event with its bytes, as it is kept for those who attach or resume. */
interface Delivered {
  readonly at: number;
  readonly topic: string;
  readonly audience: readonly string[] | undefined;
  readonly joins: readonly string[] | undefined;
  readonly leaves: readonly string[] | undefined;
  readonly frame: Buffer;
  /** Of those members to whom it says something else. */
  readonly ownFrames: ReadonlyMap<string, Buffer> | undefined;
}

const RECENT_MAX = 2_048;
const SLICE = 1_000;
/** What one socket looks at without having joined it. */
const VISITS_MAX = 50;
const GAP_PATIENCE_MS = 300;

/** The live side of one company on this node: who hears what, and how far it has been told. */
interface Company {
  at: number;
  readonly topics: Map<string, Set<Connection>>;
  readonly members: Map<string, Set<Connection>>;
  /** Announced, but an earlier number has not come yet. */
  readonly early: Map<number, Announced>;
  gapTimer: NodeJS.Timeout | null;
  recent: Delivered[];
  /** Deliveries to large topics go out in slices; what follows waits, so nothing overtakes. */
  readonly queue: (() => boolean)[];
}

export type ReadSince = (companyId: CompanyId, since: number, until: number) => Promise<Announced[]>;

function addTo<K, V>(map: Map<K, Set<V>>, key: K, value: V): void {
  const set = map.get(key);
  if (set === undefined) map.set(key, new Set([value]));
  else set.add(value);
}

function removeFrom<K, V>(map: Map<K, Set<V>>, key: K, value: V): void {
  const set = map.get(key);
  if (set?.delete(value) && set.size === 0) map.delete(key);
}

/** `{"at":…,"topic":…,…}` around a body that is already text. */
export function eventText(at: number, topic: string, bodyText: string): string {
  return `{"at":${at},"topic":"${topic}",${bodyText.slice(1)}`;
}

/** Delivers events to open sockets in the order of the company clock, each once per socket. */
export class Hub {
  readonly #companies = new Map<CompanyId, Company>();
  readonly #readSince: ReadSince;
  readonly #wakers: ((companyId: CompanyId) => void)[] = [];

  /** `readSince` reads announced events from the database: how a hole is filled. */
  constructor(readSince: ReadSince) {
    this.#readSince = readSince;
  }

  /** Runs after every commit that announced something, connected or not. A hint: what happened stands in the log. */
  onAnnounced(wake: (companyId: CompanyId) => void): void {
    this.#wakers.push(wake);
  }

  /** Something was announced by another part of this process: those who wait for that are woken. */
  wake(companyId: CompanyId): void {
    for (const waker of this.#wakers) waker(companyId);
  }

  /** How far this node has told a company's sockets; null when it has none. */
  toldUntil(companyId: CompanyId): number | null {
    return this.#companies.get(companyId)?.at ?? null;
  }

  companyIds(): CompanyId[] {
    return [...this.#companies.keys()];
  }

  connectionCount(): number {
    let count = 0;
    for (const company of this.#companies.values()) for (const set of company.members.values()) count += set.size;
    return count;
  }

  /** Events after `since` from memory, if memory reaches back that far. */
  recentSince(companyId: CompanyId, since: number): readonly Delivered[] | null {
    const company = this.#companies.get(companyId);
    if (company === undefined || since > company.at) return null;
    if (since === company.at) return [];
    const first = company.recent[0];
    if (first === undefined || first.at > since + 1) return null;
    return company.recent.slice(since + 1 - first.at);
  }

  /** Can `attach` take this connection: does memory hold all that happened since its state was read? */
  reaches({ identity, from }: Connection): boolean {
    const company = this.#companies.get(identity.companyId);
    return company === undefined || company.at <= from || this.recentSince(identity.companyId, from) !== null;
  }

  /**
   * Begins live delivery to a connection whose state is that of `connection.from`.
   * False: the node is further than its memory reaches back to; read the missing part first.
   */
  attach(connection: Connection): boolean {
    const { companyId, memberId } = connection.identity;
    let company = this.#companies.get(companyId);
    if (company === undefined) {
      company = {
        at: connection.from,
        topics: new Map(),
        members: new Map(),
        early: new Map(),
        gapTimer: null,
        recent: [],
        queue: [],
      };
      this.#companies.set(companyId, company);
    }
    if (company.at > connection.from) {
      const missed = this.recentSince(companyId, connection.from);
      if (missed === null) return false;
      // A topic is heard from the event by which one joined it; what was told there before is not one's own.
      for (const { topic, joins } of missed) if (joins?.includes(memberId) === true) connection.topics.delete(topic);
      for (const event of missed) {
        if (event.joins?.includes(memberId) === true) connection.topics.add(event.topic);
        if (hears(connection, event)) connection.write(event.ownFrames?.get(memberId) ?? event.frame);
        if (event.leaves?.includes(memberId) === true) connection.topics.delete(event.topic);
      }
    }
    addTo(company.members, memberId, connection);
    for (const topic of connection.topics) addTo(company.topics, topic, connection);
    return true;
  }

  detach(connection: Connection): void {
    const { companyId, memberId } = connection.identity;
    const company = this.#companies.get(companyId);
    if (company === undefined) return;
    removeFrom(company.members, memberId, connection);
    for (const topic of connection.topics) removeFrom(company.topics, topic, connection);
    if (company.members.size === 0) {
      if (company.gapTimer !== null) clearTimeout(company.gapTimer);
      this.#companies.delete(companyId);
    }
  }

  /**
   * A socket that hears a topic begins to hear another, which it loses together with the first: something that is looked at and not joined.
   * Nothing happens where it does not hear the first. A socket that looks at one more than it may lets go of what it looked at first.
   */
  visit(connection: Connection, topic: string, under: string): void {
    const company = this.#companies.get(connection.identity.companyId);
    if (company === undefined || !connection.topics.has(under) || connection.topics.has(topic)) return;
    const [oldest] = connection.visits.size < VISITS_MAX ? [] : connection.visits.keys();
    if (oldest !== undefined) this.#leave(company, connection, oldest);
    connection.visits.set(topic, under);
    connection.topics.add(topic);
    addTo(company.topics, topic, connection);
  }

  /** Hands over committed events of one company, in order; they are delivered as soon as no earlier one is missing. */
  publish(events: readonly Announced[]): void {
    const companyId = events[0]?.companyId;
    if (companyId !== undefined) this.wake(companyId);
    const company = companyId === undefined ? undefined : this.#companies.get(companyId);
    if (companyId === undefined || company === undefined) return;
    for (const event of events) {
      if (event.at === company.at + 1 && company.early.size === 0) this.#deliver(company, event);
      else if (event.at > company.at) company.early.set(event.at, event);
    }
    this.#deliverEarly(companyId, company);
  }

  /**
   * The message path's own way in: bodies that are text already, all of one company, numbered from `base + 1`.
   * Same order, same bytes as `publish`.
   */
  publishTexts(companyId: CompanyId, base: number, events: readonly { topic: string; body: string }[]): void {
    this.wake(companyId);
    const company = this.#companies.get(companyId);
    if (company === undefined) return;
    if (company.at !== base || company.early.size > 0) {
      this.publish(
        events.map((event, index) => {
          const body = JSON.parse(event.body) as Record<string, unknown>;
          return { at: base + index + 1, companyId, topic: event.topic, type: body['type'] as string, body };
        }),
      );
      return;
    }
    // Several messages of one topic become one write per socket.
    const byTopic = new Map<string, Buffer[]>();
    events.forEach((event, index) => {
      const at = base + index + 1;
      const frame = textFrame(eventText(at, event.topic, event.body));
      this.#remember(company, {
        at,
        topic: event.topic,
        audience: undefined,
        joins: undefined,
        leaves: undefined,
        frame,
        ownFrames: undefined,
      });
      const frames = byTopic.get(event.topic);
      if (frames === undefined) byTopic.set(event.topic, [frame]);
      else frames.push(frame);
    });
    company.at = base + events.length;
    for (const [topic, frames] of byTopic) {
      const bytes = frames.length === 1 ? (frames[0] as Buffer) : Buffer.concat(frames);
      this.#spread(company, company.topics.get(topic), bytes, company.at);
    }
  }

  /** Frames outside the clock, to everybody on a topic but one: who is typing now. Lost is lost. */
  whisper(companyId: CompanyId, topic: string, text: string, except: Connection | null): void {
    const frame = textFrame(text);
    for (const connection of this.#companies.get(companyId)?.topics.get(topic) ?? []) {
      if (connection !== except) connection.write(frame);
    }
  }

  /** Is a socket of this member open on this node? */
  isConnected(companyId: CompanyId, memberId: string): boolean {
    return this.#companies.get(companyId)?.members.has(memberId) ?? false;
  }

  /** The sessions of a member that have a socket open on this node. */
  sessionsOf(companyId: CompanyId, memberId: string): ReadonlySet<SessionId> {
    const connections = this.#companies.get(companyId)?.members.get(memberId) ?? [];
    return new Set([...connections].map(({ identity }) => identity.sessionId));
  }

  /** Closes the sockets of a member whose rights have changed; the client comes back with the new ones (P10). */
  closeMember(companyId: CompanyId, memberId: string, code: number = CLOSE.changed): void {
    for (const connection of [...(this.#companies.get(companyId)?.members.get(memberId) ?? [])]) {
      connection.close(code, 'rights changed');
    }
  }

  /** Members of a company with an open socket here. */
  memberIds(companyId: CompanyId): string[] {
    return [...(this.#companies.get(companyId)?.members.keys() ?? [])];
  }

  /** Closes every socket that a session opened, in any company. */
  closeSession(sessionId: string): void {
    for (const company of this.#companies.values()) {
      for (const connections of company.members.values()) {
        for (const connection of [...connections]) {
          if (connection.identity.sessionId === sessionId) connection.close(CLOSE.signedOut, 'signed out');
        }
      }
    }
  }

  /** What was told can be told otherwise now (a recall): resumes go to the database again. */
  forgetRecent(companyId: CompanyId): void {
    const company = this.#companies.get(companyId);
    if (company !== undefined) company.recent = [];
  }

  /** Fetches from the database what this node was not told of: after a hole, or when the clock is ahead. */
  async heal(companyId: CompanyId, until: number): Promise<void> {
    const company = this.#companies.get(companyId);
    if (company === undefined || until <= company.at) return;
    this.publish(await this.#readSince(companyId, company.at, until));
  }

  #deliverEarly(companyId: CompanyId, company: Company): void {
    for (let next = company.early.get(company.at + 1); next !== undefined; next = company.early.get(company.at + 1)) {
      company.early.delete(next.at);
      this.#deliver(company, next);
    }
    for (const at of company.early.keys()) if (at <= company.at) company.early.delete(at);
    if (company.early.size === 0 || company.gapTimer !== null) return;
    company.gapTimer = setTimeout(() => {
      company.gapTimer = null;
      if (company.early.size === 0) return;
      this.heal(companyId, Math.max(...company.early.keys())).catch(() => {
        this.#deliverEarly(companyId, company); // the database is away: ask again
      });
    }, GAP_PATIENCE_MS);
  }

  #deliver(company: Company, event: Announced): void {
    company.at = event.at;
    const { at, topic, body, own, audience, joins, leaves } = event;
    const frameOf = (part: Body) => textFrame(eventText(at, topic, JSON.stringify(part)));
    const frame = frameOf(body);
    const ownFrames =
      own === undefined
        ? undefined
        : new Map(Object.entries(own).map(([memberId, part]) => [memberId, frameOf({ ...body, ...part })]));
    this.#remember(company, { at, topic, audience, joins, leaves, frame, ownFrames });
    for (const memberId of event.joins ?? []) {
      for (const connection of company.members.get(memberId) ?? []) {
        connection.topics.add(event.topic);
        addTo(company.topics, event.topic, connection);
      }
    }
    if (event.audience === undefined) this.#spread(company, company.topics.get(event.topic), frame, event.at);
    else {
      const chosen = new Set<Connection>();
      for (const memberId of event.audience) {
        for (const connection of company.members.get(memberId) ?? []) {
          if (connection.topics.has(event.topic)) chosen.add(connection);
        }
      }
      this.#spread(company, chosen, frame, event.at, ownFrames);
    }
    const leaving = (event.leaves ?? []).flatMap((memberId) => [...(company.members.get(memberId) ?? [])]);
    if (leaving.length === 0) return;
    this.#inOrder(company, () => {
      for (const connection of leaving) {
        const visited = [...connection.visits].flatMap(([visit, under]) => (under === event.topic ? [visit] : []));
        for (const left of [event.topic, ...visited]) this.#leave(company, connection, left);
      }
      return true;
    });
  }

  #leave(company: Company, connection: Connection, topic: string): void {
    connection.visits.delete(topic);
    connection.topics.delete(topic);
    removeFrom(company.topics, topic, connection);
  }

  #remember(company: Company, event: Delivered): void {
    company.recent.push(event);
    if (company.recent.length >= RECENT_MAX * 2) company.recent = company.recent.slice(-RECENT_MAX);
  }

  #spread(
    company: Company,
    connections: ReadonlySet<Connection> | undefined,
    bytes: Buffer,
    at: number,
    ownFrames?: ReadonlyMap<string, Buffer>,
  ): void {
    if (connections === undefined || connections.size === 0) return;
    const write = (connection: Connection) => {
      if (at > connection.from) connection.write(ownFrames?.get(connection.identity.memberId) ?? bytes);
    };
    if (connections.size <= SLICE && company.queue.length === 0) {
      for (const connection of connections) write(connection);
      return;
    }
    const all = [...connections];
    let done = 0;
    this.#inOrder(company, () => {
      for (const connection of all.slice(done, done + SLICE)) write(connection);
      done += SLICE;
      return done >= all.length;
    });
  }

  /** Runs a step until it says it is done, one turn of the event loop each, after all that was queued before it. */
  #inOrder(company: Company, step: () => boolean): void {
    if (company.queue.length === 0 && step()) return;
    company.queue.push(step);
    if (company.queue.length > 1) return;
    const turn = (): void => {
      if (company.queue[0]?.() === true) company.queue.shift();
      if (company.queue.length > 0) setImmediate(turn);
    };
    setImmediate(turn);
  }
}

/** Does this connection hear this event? */
export function hears(
  connection: Connection,
  event: { readonly topic: string; readonly audience?: readonly string[] | undefined },
): boolean {
  if (!connection.topics.has(event.topic)) return false;
  return event.audience === undefined || event.audience.includes(connection.identity.memberId);
}
