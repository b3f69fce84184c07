import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import type { AccountId, CompanyId, MemberId, SessionId } from '#platform/model/ids.ts';
import { textFrame } from './frames.ts';

/** Close codes of our own; the client resumes after each but `signedOut` and `held`. */
export const CLOSE = { signedOut: 4001, changed: 4002, held: 4003, tooSlow: 4008, tooMany: 4029 } as const;

/** What may wait unwritten for one socket before it is closed and has to resume (P9). */
const QUEUED_BYTES_MAX = 1024 * 1024;

export interface Identity {
  readonly accountId: AccountId;
  readonly sessionId: SessionId;
  readonly companyId: CompanyId;
  readonly memberId: MemberId;
  readonly role: string;
}

const dirty: Connection[] = [];
let flushIsDue = false;

// What one turn of the loop has for one socket leaves in one write: system calls, not bytes, are what fan-out costs.
// Sockets are written in the order in which they were first given something, so an author's acknowledgement leaves before the fan-out.
function flushAll(): void {
  flushIsDue = false;
  for (const connection of dirty.splice(0)) connection.flush();
}

/** One open socket of one member. Frames are collected and written once a turn of the loop. */
export class Connection {
  readonly identity: Identity;
  readonly topics: Set<string>;
  /** Topics that it hears because it hears another one. */
  readonly visits = new Map<string, string>();
  /** Events up to here came with the resume; later ones come live. */
  readonly from: number;
  /** When the working time of a strict site ends for its member, and nothing more may come; null: never (R3). */
  readonly openUntil: Date | null;
  readonly #socket: WebSocket;
  readonly #stream: Duplex;
  #waiting: Buffer[] = [];

  constructor(
    socket: WebSocket,
    stream: Duplex,
    identity: Identity,
    topics: Set<string>,
    from: number,
    openUntil: Date | null = null,
  ) {
    this.#socket = socket;
    this.#stream = stream;
    this.identity = identity;
    this.topics = topics;
    this.from = from;
    this.openUntil = openUntil;
  }

  write(frame: Buffer): void {
    if (this.#waiting.length === 0) {
      dirty.push(this);
      if (!flushIsDue) {
        flushIsDue = true;
        setImmediate(flushAll);
      }
    }
    this.#waiting.push(frame);
  }

  send(text: string): void {
    this.write(textFrame(text));
  }

  flush(): void {
    const frames = this.#waiting;
    this.#waiting = [];
    if (frames.length === 0 || this.#stream.destroyed || this.#socket.readyState !== this.#socket.OPEN) return;
    this.#stream.write(frames.length === 1 ? (frames[0] as Buffer) : Buffer.concat(frames));
    if (this.#stream.writableLength > QUEUED_BYTES_MAX) this.close(CLOSE.tooSlow, 'too slow');
  }

  close(code: number, reason: string): void {
    this.#socket.close(code, reason);
    // A peer that does not read will not answer the close either.
    setTimeout(() => this.#socket.terminate(), 2_000).unref();
  }
}
