import iconv from 'iconv-lite';
import { expect, test } from 'vitest';
import { decodeText } from './decoding.ts';

const read = (bytes: Uint8Array) => decodeText(Uint8Array.from(bytes).buffer);

test.each(['utf-8', 'gbk', 'utf-16le', 'utf-16be'])('F12 Chinese in %s is read', (encoding) => {
  const bytes = iconv.encode('钢卷镕价\n第二行', encoding, { addBOM: encoding.startsWith('utf-16') });
  expect(read(bytes)).toBe('钢卷镕价\n第二行');
});

test('F12 what is no text is not shown as one', () => {
  expect(read(new Uint8Array([0x50, 0x4b, 3, 4, 0, 0]))).toBeNull();
  expect(read(new Uint8Array([0xff, 0x80, 0xff]))).toBeNull();
  expect(read(new Uint8Array())).toBe('');
});
