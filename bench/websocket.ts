import { randomBytes } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import type { Connection, OnReceive } from './adapter.ts';
import { FrameReader, liveUpgrade, pongFrame, textFrame } from './frames.ts';
import { failsWhenLost } from './sockets.ts';
import { findText, stampAt, textOf } from './texts.ts';

const PAGE = 50;
/** So many copies and pages on every connection are read with the real parser and compared, before the fast path is trusted. */
const CHECKED = 3;
const LETTER_N = 0x6e;
const QUOTE = 0x22;
const OK = Buffer.from('"ok"');
const NUMBER = Buffer.from('"number":');
const HEAD_END = Buffer.from('\r\n\r\n');

/** What a connection must know about its person. */
export interface Seat {
  readonly companyId: string;
  readonly token: string;
  readonly groups: ReadonlyMap<number, string>;
  readonly pairs: ReadonlyMap<number, string>;
}

const runId = randomBytes(4).toString('hex');
let made = 0;

/** A UUIDv7, unlike any other of this run and of others. */
function newId(): string {
  const time = Date.now().toString(16).padStart(12, '0');
  const count = (made++).toString(16).padStart(8, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-${runId.slice(0, 4)}${count}`;
}

interface SentMessage {
  readonly conversationId: string;
  readonly number: number;
  readonly text: string;
}

/** A person on the live socket: as little client as the workloads need. */
export class LiveConnection implements Connection {
  onReceive: OnReceive = () => {};
  numbered = false;
  private readonly socket: Socket;
  private readonly seat: Seat;
  private readonly frames: FrameReader;
  private readonly accepted = new Map<number, (at: number) => void>();
  private readonly pages = new Map<number, (messages: number) => void>();
  private greeted: (() => void) | null = null;
  private upgraded = false;
  private closed = false;
  private calls = 0;
  private checkedCopies = 0;
  private checkedPages = 0;
  private hint = 0;
  private now = 0;

  private constructor(seat: Seat, socket: Socket) {
    this.seat = seat;
    this.socket = socket;
    this.frames = new FrameReader({
      text: (buffer, start, end) => this.text(buffer, start, end),
      ping: (payload) => socket.write(pongFrame(payload)),
      close: (code, reason) => {
        if (!this.closed) throw new Error(`the server closed the socket: ${code} ${reason}`);
      },
    });
  }

  /** Opens the live socket of a signed-in person and waits for the greeting. */
  static async open(port: number, seat: Seat): Promise<LiveConnection> {
    const socket = connect(port, '127.0.0.1');
    socket.setNoDelay(true);
    const connection = new LiveConnection(seat, socket);
    const lost = failsWhenLost(socket, seat.companyId, () => connection.closed);
    const greeting = new Promise<void>((resolve) => {
      connection.greeted = resolve;
    });
    socket.on('data', (chunk) => connection.data(chunk));
    socket.write(liveUpgrade(port, seat));
    await Promise.race([greeting, lost.whileOpening]);
    lost.opened();
    return connection;
  }

  private data(chunk: Buffer): void {
    this.now = performance.now();
    if (this.upgraded) this.frames.feed(chunk);
    else this.upgrade(chunk);
  }

  private upgrade(chunk: Buffer): void {
    // the head is short and comes in one piece on loopback
    const end = chunk.indexOf(HEAD_END);
    if (end < 0 || !chunk.toString('latin1', 0, 12).endsWith('101')) {
      this.socket.destroy(new Error(chunk.toString('latin1', 0, 60)));
      return;
    }
    this.upgraded = true;
    if (end + 4 < chunk.length) this.frames.feed(chunk.subarray(end + 4));
  }

  private text(buffer: Buffer, start: number, end: number): void {
    // {"n":12,… is an answer, {"at":… an event
    if (buffer[start + 2] === LETTER_N) this.answer(buffer, start, end);
    else if (this.greeted !== null) this.greeting(buffer, start, end);
    else this.event(buffer, start, end);
  }

  private greeting(buffer: Buffer, start: number, end: number): void {
    if (!buffer.toString('utf8', start, end).startsWith('{"hello"')) return;
    this.greeted?.();
    this.greeted = null;
  }

  private answer(buffer: Buffer, start: number, end: number): void {
    let call = 0;
    let at = start + 5;
    for (let digit = (buffer[at] ?? 0) - 48; digit >= 0 && digit <= 9; digit = (buffer[++at] ?? 0) - 48)
      call = call * 10 + digit;
    if (buffer[at + 1] !== QUOTE || OK.compare(buffer, at + 1, at + 5) !== 0) {
      throw new Error(`refused: ${buffer.toString('utf8', start, end)}`);
    }
    const accepted = this.accepted.get(call);
    if (accepted !== undefined) {
      this.accepted.delete(call);
      accepted(this.now);
      return;
    }
    const page = this.pages.get(call);
    if (page === undefined) return;
    this.pages.delete(call);
    page(this.messagesIn(buffer, start, end));
  }

  private messagesIn(buffer: Buffer, start: number, end: number): number {
    let count = 0;
    for (let at = findText(buffer, start, end); at >= 0; at = findText(buffer, at + 2, end)) count++;
    if (this.checkedPages < CHECKED) {
      this.checkedPages++;
      const { ok } = JSON.parse(buffer.toString('utf8', start, end)) as { ok: { messages: SentMessage[] } };
      const right = ok.messages.filter(({ text }) => text === textOf(stampAt(Buffer.from(text), 0)));
      if (right.length !== count) throw new Error(`a page with ${count} texts, of which ${right.length} are right`);
    }
    return count;
  }

  private event(buffer: Buffer, start: number, end: number): void {
    const at = findText(buffer, start, end, start + this.hint);
    if (at < 0) return;
    this.hint = at - start;
    const stamp = stampAt(buffer, at);
    if (this.checkedCopies < CHECKED) this.check(buffer.toString('utf8', start, end), stamp);
    this.onReceive(stamp, this.now, this.numbered ? this.numberIn(buffer, start, end) : 0);
  }

  private numberIn(buffer: Buffer, start: number, end: number): number {
    const at = buffer.indexOf(NUMBER, start);
    return at < 0 || at > end
      ? 0
      : Number.parseInt(buffer.toString('latin1', at + NUMBER.length, at + NUMBER.length + 16), 10);
  }

  private check(json: string, stamp: number): void {
    this.checkedCopies++;
    const event = JSON.parse(json) as { topic: string; type: string; message: SentMessage };
    const right =
      event.type === 'chat.messageSent' &&
      event.message.text === textOf(stamp) &&
      event.message.conversationId === event.topic &&
      event.message.number > 0;
    if (!right) throw new Error(`wrong message: ${json}`);
  }

  private call(name: string, input: string): number {
    const call = ++this.calls;
    this.socket.write(textFrame(`{"n":${call},"call":"${name}","input":${input}}`));
    return call;
  }

  private send(conversationId: string | undefined, stamp: number, accepted: (at: number) => void): void {
    const input = `{"id":"${newId()}","conversationId":"${conversationId}","text":"${textOf(stamp)}"}`;
    this.accepted.set(this.call('chat.sendMessage', input), accepted);
  }

  sendGroup(group: number, stamp: number, accepted: (at: number) => void): void {
    this.send(this.seat.groups.get(group), stamp, accepted);
  }

  sendDirect(pair: number, stamp: number, accepted: (at: number) => void): void {
    this.send(this.seat.pairs.get(pair), stamp, accepted);
  }

  history(group: number): Promise<number> {
    return new Promise((resolve) => {
      const conversationId = this.seat.groups.get(group) ?? this.seat.pairs.get(group);
      const input = `{"conversationId":"${conversationId}","limit":${PAGE}}`;
      this.pages.set(this.call('chat.messages', input), resolve);
    });
  }

  markRead(group: number, number: number): void {
    this.call('chat.markRead', `{"conversationId":"${this.seat.groups.get(group)}","number":${number}}`);
  }

  close(): void {
    this.closed = true;
    this.socket.destroy();
  }
}
