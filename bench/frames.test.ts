import { expect, test } from 'vitest';
import { FrameReader, pongFrame, textFrame } from './frames.ts';

/** A server's frame: as a client's, without the mask. */
function serverFrame(text: string): Buffer {
  const length = Buffer.byteLength(text);
  const wide = Buffer.alloc(10, 0x81);
  if (length < 126) wide[1] = length;
  else if (length < 65_536) {
    wide[1] = 126;
    wide.writeUInt16BE(length, 2);
  } else {
    wide[1] = 127;
    wide.writeBigUInt64BE(BigInt(length), 2);
  }
  return Buffer.concat([wide.subarray(0, length < 126 ? 2 : length < 65_536 ? 4 : 10), Buffer.from(text)]);
}

function reader(): { seen: string[]; frames: FrameReader } {
  const seen: string[] = [];
  const frames = new FrameReader({
    text: (buffer, start, end) => seen.push(buffer.toString('utf8', start, end)),
    close: (code, reason) => seen.push(`close ${code} ${reason}`),
    ping: (payload) => seen.push(`ping ${payload.toString()}`),
  });
  return { seen, frames };
}

const texts = ['', 'a', '好', 'b'.repeat(125), 'c'.repeat(126), 'd'.repeat(400), 'e'.repeat(70_000)];

test('frames of every length come out whole, however they arrive', () => {
  const bytes = Buffer.concat(texts.map(serverFrame));
  // Of the longest its head alone comes in small pieces: a reader that is fed 70,000 bytes one by one joins them anew each time.
  const headsUntil = bytes.length - 69_000;
  for (const size of [1, 2, 3, 7, 1000, bytes.length]) {
    const { seen, frames } = reader();
    for (let at = 0; at < bytes.length; ) {
      const next = at < headsUntil ? at + size : at + Math.max(size, 1000);
      frames.feed(bytes.subarray(at, next));
      at = next;
    }
    expect(seen).toEqual(texts);
  }
});

test('a ping and a close are told', () => {
  const { seen, frames } = reader();
  frames.feed(Buffer.from([0x89, 2, 0x68, 0x69, 0x8a, 0, 0x88, 4, 0x0f, 0xa1, 0x6e, 0x6f, 0x88, 0]));
  expect(seen).toEqual(['ping hi', 'close 4001 no', 'close 1005 ']);
});

test('a fragment is not taken for a text', () => {
  expect(() => reader().frames.feed(Buffer.from([0x01, 0]))).toThrow('unexpected kind');
});

test('what we send is masked, with a mask of zero', () => {
  expect([...textFrame('hi')]).toEqual([0x81, 0x82, 0, 0, 0, 0, 0x68, 0x69]);
  expect([...textFrame('x'.repeat(300)).subarray(0, 9)]).toEqual([0x81, 0xfe, 1, 44, 0, 0, 0, 0, 0x78]);
  expect([...pongFrame(Buffer.from('p'))]).toEqual([0x8a, 0x81, 0, 0, 0, 0, 0x70]);
});
