import { randomBytes } from 'node:crypto';

const TEXT = 0x81;
const CLOSE = 0x88;
const PING = 0x89;
const PONG = 0x8a;
const MASKED = 0x80;

export interface FrameHandlers {
  text(buffer: Buffer, start: number, end: number): void;
  close(code: number, reason: string): void;
  ping(payload: Buffer): void;
}

/** Cuts what a WebSocket server sends into frames, without copying a payload. Fragments are not expected. */
export class FrameReader {
  private pending: Buffer | null = null;
  private readonly handlers: FrameHandlers;

  constructor(handlers: FrameHandlers) {
    this.handlers = handlers;
  }

  feed(chunk: Buffer): void {
    const buffer = this.pending === null ? chunk : Buffer.concat([this.pending, chunk]);
    this.pending = null;
    const { length } = buffer;
    let at = 0;
    while (length - at >= 2) {
      let size = buffer[at + 1] ?? 0;
      let start = at + 2;
      if (size === 126) {
        if (length - at < 4) break;
        size = buffer.readUInt16BE(start);
        start += 2;
      } else if (size === 127) {
        if (length - at < 10) break;
        size = Number(buffer.readBigUInt64BE(start));
        start += 8;
      }
      if (start + size > length) break;
      this.frame(buffer, buffer[at] ?? 0, start, start + size);
      at = start + size;
    }
    if (at < length) this.pending = at === 0 ? buffer : buffer.subarray(at);
  }

  private frame(buffer: Buffer, first: number, start: number, end: number): void {
    if (first === TEXT) this.handlers.text(buffer, start, end);
    else if (first === PING) this.handlers.ping(buffer.subarray(start, end));
    else if (first === CLOSE) {
      const code = end - start >= 2 ? buffer.readUInt16BE(start) : 1005;
      this.handlers.close(code, buffer.toString('utf8', start + 2, Math.max(end, start + 2)));
    } else if (first !== PONG) throw new Error(`a frame of the unexpected kind ${first}`);
  }
}

/** A frame as clients send it; the mask is zero, so the payload goes as it is. */
function clientFrame(kind: number, payload: Buffer): Buffer {
  const { length } = payload;
  if (length >= 65_536) throw new Error('longer than any frame of the bench');
  const head = length < 126 ? 2 : 4;
  const frame = Buffer.alloc(head + 4 + length);
  frame[0] = kind;
  frame[1] = MASKED | (length < 126 ? length : 126);
  if (head === 4) frame.writeUInt16BE(length, 2);
  payload.copy(frame, head + 4);
  return frame;
}

export const textFrame = (text: string): Buffer => clientFrame(TEXT, Buffer.from(text));
export const pongFrame = (payload: Buffer): Buffer => clientFrame(PONG, payload);

/** What a client says to open the live socket of somebody who is signed in. */
export function liveUpgrade(port: number, { companyId, token }: { companyId: string; token: string }): string {
  return [
    `GET /live?company=${companyId} HTTP/1.1`,
    `host: 127.0.0.1:${port}`,
    'upgrade: websocket',
    'connection: Upgrade',
    'sec-websocket-version: 13',
    `sec-websocket-key: ${randomBytes(16).toString('base64')}`,
    `authorization: Bearer ${token}`,
    '\r\n',
  ].join('\r\n');
}
