import type { Socket } from 'node:net';
import { connect as secure } from 'node:tls';
import type { Egress } from '#platform/server/egress.ts';
import {
  COMMAND,
  cString,
  type DeliveryReceipt,
  encodePdu,
  type Pdu,
  PduReader,
  readCString,
  receiptIn,
} from './pdu.ts';

const ANSWER_MS = 10_000;
const ENQUIRE_MS = 30_000;

export interface SmppTarget {
  readonly host: string;
  readonly port: number;
  readonly security: 'tls' | 'unprotected';
  readonly systemId: string;
}

/** A bind that was refused, with the status that says why. */
export class BindRefused extends Error {
  readonly status: number;

  constructor(status: number) {
    super(`bind refused: 0x${status.toString(16)}`);
    this.status = status;
  }
}

/** A bound connection to a message centre: it sends, hears receipts, and says that it is alive. */
export class SmppSession {
  readonly #socket: Socket;
  readonly #reader = new PduReader();
  readonly #waiting = new Map<number, (pdu: Pdu | null) => void>();
  readonly #onReceipt: (receipt: DeliveryReceipt) => Promise<void>;
  #sequence = 0;
  #delivered: Promise<void> = Promise.resolve();
  #timer: NodeJS.Timeout | null = null;

  private constructor(socket: Socket, onReceipt: (receipt: DeliveryReceipt) => Promise<void>) {
    this.#socket = socket;
    this.#onReceipt = onReceipt;
    socket.on('data', (bytes: Buffer) => this.#hear(bytes));
    socket.on('error', () => socket.destroy());
    socket.on('close', () => this.#end());
  }

  /** Connects and binds. Throws `BindRefused`, or why there is no connection. */
  static async open(
    egress: Egress,
    { host, port, security, systemId }: SmppTarget,
    password: string,
    onReceipt: (receipt: DeliveryReceipt) => Promise<void>,
  ): Promise<SmppSession> {
    const plain = await egress.connect(host, port);
    const socket = security === 'tls' ? await protectedBy(plain, host) : plain;
    const session = new SmppSession(socket, onReceipt);
    const body = Buffer.concat([
      ...[cString(systemId), cString(password), cString('')],
      Buffer.from([0x34, 0, 0]),
      cString(''),
    ]);
    const answer = await session.ask(COMMAND.bindTransceiver, body);
    if (answer === null || answer.status !== 0) {
      socket.destroy();
      throw answer === null ? new Error('no answer to the bind') : new BindRefused(answer.status);
    }
    session.#timer = setInterval(() => void session.#enquire(), ENQUIRE_MS);
    session.#timer.unref();
    return session;
  }

  get isOpen(): boolean {
    return !this.#socket.destroyed;
  }

  /** Asks, and waits for the answer; null: none came. */
  ask(command: number, body: Buffer): Promise<Pdu | null> {
    this.#sequence = (this.#sequence % 0x7fff_ffff) + 1;
    const sequence = this.#sequence;
    return new Promise((resolve) => {
      const timer = setTimeout(() => answered(null), ANSWER_MS);
      const answered = (pdu: Pdu | null): void => {
        clearTimeout(timer);
        this.#waiting.delete(sequence);
        resolve(pdu);
      };
      this.#waiting.set(sequence, answered);
      if (this.#socket.destroyed) answered(null);
      else this.#socket.write(encodePdu({ command, status: 0, sequence, body }));
    });
  }

  close(): void {
    this.#socket.destroy();
  }

  #say(command: number, sequence: number, status = 0, body: Buffer = Buffer.alloc(0)): void {
    if (!this.#socket.destroyed) this.#socket.write(encodePdu({ command, status, sequence, body }));
  }

  async #enquire(): Promise<void> {
    if ((await this.ask(COMMAND.enquireLink, Buffer.alloc(0))) === null) this.close();
  }

  #hear(bytes: Buffer): void {
    try {
      for (const pdu of this.#reader.push(bytes)) this.#take(pdu);
    } catch {
      this.close();
    }
  }

  #take(pdu: Pdu): void {
    const { command, sequence } = pdu;
    if (command >= 0x8000_0000) {
      this.#waiting.get(sequence)?.(pdu);
    } else if (command === COMMAND.enquireLink) {
      this.#say(COMMAND.enquireLinkResp, sequence);
    } else if (command === COMMAND.unbind) {
      this.#say(COMMAND.unbindResp, sequence);
      this.#socket.end();
    } else if (command === COMMAND.deliverSm) {
      // One after the other, as they came: the first end stands.
      this.#delivered = this.#delivered.then(() => this.#deliver(pdu));
    } else {
      // Invalid command id.
      this.#say(COMMAND.genericNack, sequence, 0x03);
    }
  }

  /** A receipt is acknowledged once it is written down; one that could not be (0x64) comes again. */
  async #deliver({ body, sequence }: Pdu): Promise<void> {
    const receipt = receiptIn(body);
    let status = 0;
    if (receipt !== null) await this.#onReceipt(receipt).catch(() => (status = 0x64));
    this.#say(COMMAND.deliverSmResp, sequence, status, cString(''));
  }

  #end(): void {
    if (this.#timer !== null) clearInterval(this.#timer);
    for (const answered of [...this.#waiting.values()]) answered(null);
  }
}

/** The id under which a message centre took a message. */
export const messageIdIn = ({ body }: Pdu): string => readCString(body, 0).text;

function protectedBy(plain: Socket, host: string): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = secure({ socket: plain, servername: host });
    const timer = setTimeout(() => socket.destroy(new Error('no TLS in time')), ANSWER_MS);
    socket.once('secureConnect', () => {
      clearTimeout(timer);
      socket.removeAllListeners('error');
      resolve(socket);
    });
    socket.once('error', (error: Error) => {
      clearTimeout(timer);
      plain.destroy();
      reject(error);
    });
  });
}
