/** What of SMPP 3.4 a sender of texts speaks: command ids as in the specification, section 5.1.2.1. */
export const COMMAND = {
  bindTransceiver: 0x09,
  bindTransceiverResp: 0x8000_0009,
  submitSm: 0x04,
  submitSmResp: 0x8000_0004,
  deliverSm: 0x05,
  deliverSmResp: 0x8000_0005,
  unbind: 0x06,
  unbindResp: 0x8000_0006,
  enquireLink: 0x15,
  enquireLinkResp: 0x8000_0015,
  genericNack: 0x8000_0000,
} as const;

export interface Pdu {
  readonly command: number;
  readonly status: number;
  readonly sequence: number;
  readonly body: Buffer;
}

const HEADER = 16;
/** Nothing a message centre says to us is longer; what claims to be ends the connection. */
const PDU_MAX = 64 * 1024;

export function encodePdu({ command, status, sequence, body }: Pdu): Buffer {
  const header = Buffer.alloc(HEADER);
  header.writeUInt32BE(HEADER + body.length, 0);
  header.writeUInt32BE(command, 4);
  header.writeUInt32BE(status, 8);
  header.writeUInt32BE(sequence, 12);
  return Buffer.concat([header, body]);
}

/** Cuts a stream of bytes into PDUs. Throws at a length that cannot be. */
export class PduReader {
  #rest: Buffer = Buffer.alloc(0);

  push(bytes: Buffer): Pdu[] {
    this.#rest = Buffer.concat([this.#rest, bytes]);
    const pdus: Pdu[] = [];
    while (this.#rest.length >= HEADER) {
      const length = this.#rest.readUInt32BE(0);
      if (length < HEADER || length > PDU_MAX) throw new Error('a PDU of a length that cannot be');
      if (this.#rest.length < length) break;
      pdus.push({
        command: this.#rest.readUInt32BE(4),
        status: this.#rest.readUInt32BE(8),
        sequence: this.#rest.readUInt32BE(12),
        body: this.#rest.subarray(HEADER, length),
      });
      this.#rest = this.#rest.subarray(length);
    }
    return pdus;
  }
}

/** C-octet strings, as they stand one after the other. */
export const cString = (text: string): Buffer => Buffer.from(`${text}\0`, 'latin1');

export function readCString(body: Buffer, from: number): { readonly text: string; readonly next: number } {
  const end = body.indexOf(0, from);
  if (end < 0) return { text: body.subarray(from).toString('latin1'), next: body.length };
  return { text: body.subarray(from, end).toString('latin1'), next: end + 1 };
}

const SEGMENT_MAX = 140;
const PART_MAX = 134;
/** What every message centre's default alphabet has at the same places as ASCII. */
const PLAIN = /^[A-Za-z0-9 \r\n!"#%&'()*+,\-./:;<=>?]*$/;

export interface Segment {
  readonly coding: number;
  readonly hasHeader: boolean;
  readonly bytes: Buffer;
}

/** A text as it goes over the air: in UCS-2 unless it is plain, in parts that say which they are where it is long; no sign is cut in two. */
export function segmentsOf(text: string, reference: number): Segment[] {
  const isPlain = PLAIN.test(text);
  const coding = isPlain ? 0 : 8;
  const letters = [...text].map((letter) => (isPlain ? Buffer.from(letter, 'latin1') : ucs2(letter)));
  const whole = Buffer.concat(letters);
  if (whole.length <= SEGMENT_MAX) return [{ coding, hasHeader: false, bytes: whole }];
  const parts: Buffer[][] = [[]];
  let length = 0;
  for (const letter of letters) {
    if (length + letter.length > PART_MAX) {
      parts.push([]);
      length = 0;
    }
    parts.at(-1)?.push(letter);
    length += letter.length;
  }
  return parts.map((part, index) => ({
    ...{ coding, hasHeader: true },
    bytes: Buffer.concat([Buffer.from([5, 0, 3, reference & 0xff, parts.length, index + 1]), ...part]),
  }));
}

const ucs2 = (letter: string): Buffer => Buffer.from(letter, 'utf16le').swap16();

/** The body of submit_sm, with a receipt asked for. */
export function submitBody(from: string, to: string, { coding, hasHeader, bytes }: Segment): Buffer {
  const isNumber = /^\+?\d+$/.test(from);
  return Buffer.concat([
    cString(''),
    // Type and plan of numbers: international or alphanumeric, ISDN or unknown.
    isNumber ? Buffer.from([from.startsWith('+') ? 1 : 0, 1]) : Buffer.from([5, 0]),
    cString(from.replace(/^\+/, '')),
    Buffer.from([1, 1]),
    cString(to.replace(/^\+/, '')),
    Buffer.from([hasHeader ? 0x40 : 0, 0, 0]),
    ...[cString(''), cString('')],
    Buffer.from([1, 0, coding, 0, bytes.length]),
    bytes,
  ]);
}

export interface DeliveryReceipt {
  readonly id: string;
  /** As DELIVRD, UNDELIV, EXPIRED … */
  readonly stat: string;
}

/** What a deliver_sm says of something that was sent; null where it is a message of somebody. */
export function receiptIn(body: Buffer): DeliveryReceipt | null {
  let at = readCString(body, 0).next;
  at = readCString(body, at + 2).next;
  at = readCString(body, at + 2).next;
  const esmClass = body[at] ?? 0;
  if ((esmClass & 0x3c) !== 0x04) return null;
  at = readCString(body, readCString(body, at + 3).next).next + 4;
  const length = body[at] ?? 0;
  const text = body.subarray(at + 1, at + 1 + length).toString('latin1');
  const id = /\bid:(\S+)/i.exec(text)?.[1];
  const stat = /\bstat:([A-Z]+)/i.exec(text)?.[1];
  return id === undefined || stat === undefined ? null : { id, stat: stat.toUpperCase() };
}
