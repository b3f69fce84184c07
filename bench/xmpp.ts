import { connect, type Socket } from 'node:net';
import type { Connection, OnReceive, Purpose } from './adapter.ts';
import { childOf, parseStanza, StanzaSplitter } from './stanzas.ts';
import { failsWhenLost } from './sockets.ts';
import { findText, stampAt, textOf } from './texts.ts';

const DOMAIN = 'localhost';
const ROOMS = `conference.${DOMAIN}`;
const HEADER = `<?xml version='1.0'?><stream:stream to='${DOMAIN}' version='1.0' xml:lang='en' xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams'>`;
const ERROR = Buffer.from("type='error'");
const RESULT = Buffer.from('<result ');
const DISPLAYED = Buffer.from('<displayed ');
const PAGE = 50;
/** So many copies on every connection are read with the real parser and compared, before the fast path is trusted. */
const CHECKED = 3;

/** What a connection must know about its person. */
export interface Seat {
  readonly user: string;
  readonly password: string;
  readonly rooms: readonly { readonly group: number; readonly name: string }[];
  readonly peers: ReadonlyMap<number, string>;
}

const [M, I, A, R] = ['m', 'i', 'a', 'r'].map((letter) => letter.charCodeAt(0));
const SPACE = 0x20;

/** A person on an XMPP stream: as little client as the workloads need. */
export class XmppConnection implements Connection {
  onReceive: OnReceive = () => {};
  numbered = false;
  private readonly socket: Socket;
  private readonly seat: Seat;
  private readonly splitter: StanzaSplitter;
  private readonly roomOf = new Map<number, string>();
  private readonly reflections = new Map<number, (at: number) => void>();
  private readonly unacknowledged: ((at: number) => void)[] = [];
  private waiting: ((xml: string) => boolean) | null = null;
  private settled: ((xml: string) => void) | null = null;
  private page: { seen: number; done: (seen: number) => void; failed: (error: Error) => void } | null = null;
  private acknowledged = 0;
  private handled = 0;
  private managed = false;
  private checked = 0;
  private hint = 0;
  private now = 0;
  private closed = false;

  private constructor(seat: Seat, socket: Socket) {
    this.seat = seat;
    this.socket = socket;
    this.splitter = new StanzaSplitter((buffer, start, end) => this.stanza(buffer, start, end));
    for (const room of seat.rooms) this.roomOf.set(room.group, `${room.name}@${ROOMS}`);
  }

  /** Signs in with SASL PLAIN and binds; joins the rooms or turns stream management on, as the purpose needs. */
  static async open(port: number, seat: Seat, purpose: Purpose): Promise<XmppConnection> {
    const socket = connect(port, '127.0.0.1');
    socket.setNoDelay(true);
    const connection = new XmppConnection(seat, socket);
    socket.on('data', (chunk) => connection.data(chunk));
    const lost = failsWhenLost(socket, seat.user, () => connection.closed);
    await Promise.race([connection.signIn(purpose), lost.whileOpening]);
    lost.opened();
    return connection;
  }

  private async signIn(purpose: Purpose): Promise<void> {
    const { user, password } = this.seat;
    await this.ask(HEADER, (xml) => xml.startsWith('<stream:features'));
    const plain = Buffer.from(`\0${user}\0${password}`).toString('base64');
    await this.ask(`<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='PLAIN'>${plain}</auth>`, (xml) =>
      xml.startsWith('<success'),
    );
    this.splitter.restart();
    await this.ask(HEADER, (xml) => xml.startsWith('<stream:features'));
    await this.ask(
      `<iq type='set' id='bind'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'><resource>bench</resource></bind></iq>`,
      (xml) => xml.startsWith('<iq') && xml.includes("id='bind'"),
    );
    if (purpose === 'direct') {
      await this.ask("<enable xmlns='urn:xmpp:sm:3'/>", (xml) => xml.startsWith('<enabled'));
      this.managed = true;
    }
    await this.ask('<presence/>', (xml) => xml.startsWith('<presence'));
    if (purpose === 'member') for (const room of this.roomOf.values()) await this.join(room);
  }

  private async join(room: string): Promise<void> {
    await this.ask(
      `<presence to='${room}/${this.seat.user}'><x xmlns='http://jabber.org/protocol/muc'><history maxstanzas='0'/></x></presence>`,
      (xml) => xml.startsWith('<message') && xml.includes('<subject') && xml.includes(room),
    );
  }

  /** Sends, then resolves with the first stanza that is the answer. Refusals are told at once. */
  private ask(xml: string, isAnswer: (xml: string) => boolean): Promise<void> {
    return new Promise((resolve, reject) => {
      this.waiting = isAnswer;
      this.settled = (answer) => {
        if (/^<failure|^<stream:error|type='error'/.test(answer))
          reject(new Error(`${this.seat.user}: ${answer.slice(0, 300)}`));
        else resolve();
      };
      this.socket.write(xml);
    });
  }

  private data(chunk: Buffer): void {
    this.now = performance.now();
    this.splitter.feed(chunk);
  }

  private stanza(buffer: Buffer, start: number, end: number): void {
    if (this.waiting !== null) this.conversation(buffer.toString('utf8', start, end));
    const first = buffer[start + 1];
    if (first === M) this.message(buffer, start, end);
    else if (first === A && buffer[start + 2] === SPACE) this.acknowledge(buffer, start, end);
    else if (first === R && buffer[start + 2] === SPACE)
      this.socket.write(`<a xmlns='urn:xmpp:sm:3' h='${this.handled}'/>`);
    else if (first === I) this.iq(buffer, start, end);
    if (this.managed && (first === M || first === I || buffer[start + 1] === 0x70)) this.handled++;
  }

  private conversation(xml: string): void {
    const refused = /^<failure|^<stream:error|type='error'/.test(xml);
    if (!refused && !this.waiting?.(xml)) return;
    this.waiting = null;
    this.settled?.(xml);
  }

  private message(buffer: Buffer, start: number, end: number): void {
    const at = findText(buffer, start, end, start + this.hint);
    if (at < 0) return this.otherMessage(buffer, start, end);
    if (this.page !== null) {
      this.page.seen++;
      return;
    }
    this.hint = at - start;
    const stamp = stampAt(buffer, at);
    if (this.checked < CHECKED) this.check(buffer.toString('utf8', start, end), stamp);
    const accepted = this.reflections.get(stamp);
    if (accepted === undefined) return this.onReceive(stamp, this.now, stamp);
    this.reflections.delete(stamp);
    // an error carries the body back, too
    const error = buffer.indexOf(ERROR, start);
    if (error >= 0 && error < at) throw new Error(`refused: ${buffer.toString('utf8', start, end)}`);
    accepted(this.now);
  }

  private otherMessage(buffer: Buffer, start: number, end: number): void {
    const within = (needle: Buffer): boolean => {
      const found = buffer.indexOf(needle, start);
      return found >= 0 && found < end;
    };
    if (within(DISPLAYED) || this.page === null) return;
    if (within(RESULT)) this.page.seen++;
  }

  private check(xml: string, stamp: number): void {
    this.checked++;
    const stanza = parseStanza(xml);
    const body = childOf(stanza, 'body')?.text;
    if (stanza.attributes['type'] === 'error' || body !== textOf(stamp)) throw new Error(`wrong message: ${xml}`);
  }

  private acknowledge(buffer: Buffer, start: number, end: number): void {
    const count = Number(/h=['"](\d+)/.exec(buffer.toString('latin1', start, end))?.[1]);
    for (; this.acknowledged < count; this.acknowledged++) this.unacknowledged.shift()?.(this.now);
  }

  private iq(buffer: Buffer, start: number, end: number): void {
    const { page } = this;
    if (page === null) return;
    const stanza = parseStanza(buffer.toString('utf8', start, end));
    if (stanza.attributes['id'] !== 'page') return;
    this.page = null;
    if (stanza.attributes['type'] === 'result' && childOf(stanza, 'fin') !== undefined) page.done(page.seen);
    else page.failed(new Error(`no history: ${JSON.stringify(stanza)}`));
  }

  sendGroup(group: number, stamp: number, accepted: (at: number) => void): void {
    this.reflections.set(stamp, accepted);
    this.socket.write(
      `<message type='groupchat' to='${this.roomOf.get(group)}' id='${stamp}'><body>${textOf(stamp)}</body></message>`,
    );
  }

  sendDirect(pair: number, stamp: number, accepted: (at: number) => void): void {
    this.unacknowledged.push(accepted);
    this.socket.write(
      `<message type='chat' to='${this.seat.peers.get(pair)}@${DOMAIN}' id='${stamp}'><body>${textOf(stamp)}</body></message><r xmlns='urn:xmpp:sm:3'/>`,
    );
  }

  history(group: number): Promise<number> {
    return new Promise((done, failed) => {
      this.page = { seen: 0, done, failed };
      this.socket.write(
        `<iq type='set' to='${this.roomOf.get(group)}' id='page'><query xmlns='urn:xmpp:mam:2'><set xmlns='http://jabber.org/protocol/rsm'><max>${PAGE}</max><before/></set></query></iq>`,
      );
    });
  }

  markRead(group: number, number: number): void {
    this.socket.write(
      `<message type='groupchat' to='${this.roomOf.get(group)}'><displayed xmlns='urn:xmpp:chat-markers:0' id='${number}'/></message>`,
    );
  }

  close(): void {
    this.closed = true;
    this.socket.destroy();
  }
}
