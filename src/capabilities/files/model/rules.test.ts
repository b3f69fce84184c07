import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { MemberId } from '#platform/model/ids.ts';
import { canAttach, canFinish, canStart, canTake, ROOM_KEPT, UPLOADS_MAX } from './bringing.ts';
import { SLICE_BYTES_MAX } from './contract.ts';
import { fitted } from './fitting.ts';
import { kindOf } from './kinds.ts';
import { cleanName, extensionOf, savedAs } from './naming.ts';
import { partOf } from './range.ts';

const me = 'me' as MemberId;
const code = (verdict: { code: string } | null) => verdict?.code ?? 'yes';

describe('F5: a name is one line of visible text, never a path', () => {
  test.each([
    ['报销单.xlsx', '报销单.xlsx'],
    ['../../etc/passwd', 'passwd'],
    ['C:\\Users\\lin\\a.txt', 'a.txt'],
    ['photo\u202Egpj.exe', 'photogpj.exe'],
    ['\u2066a\u2069\u200Fb\uFEFF.txt', 'ab.txt'],
    ['a\0b\r\nc\u0085.pdf', 'abc.pdf'],
    ['  two   words .txt ', 'two words .txt'],
    ['..', 'file'],
    ['....', 'file'],
    ['', 'file'],
    ['a/', 'file'],
    ['<img src=x onerror=alert(1)>.png', '<img src=x onerror=alert(1)>.png'],
    ['\ud800.txt', '\ufffd.txt'],
  ])('%j is kept as %j', (given, kept) => expect(cleanName(given)).toBe(kept));

  test('200 letters stay, the 201st goes, and the ending is kept', () => {
    expect(cleanName('字'.repeat(200))).toBe('字'.repeat(200));
    expect(cleanName('字'.repeat(201))).toBe('字'.repeat(200));
    expect(cleanName(`${'字'.repeat(300)}.docx`)).toBe(`${'字'.repeat(195)}.docx`);
    expect(cleanName(`${'a'.repeat(199)} b`)).toBe('a'.repeat(199));
    expect(extensionOf(cleanName(`${'😀'.repeat(300)}.JPG`))).toBe('jpg');
  });

  test('whatever is given: no separator, no control, no turned direction, and never empty', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (given) => {
        const name = cleanName(given);
        expect(name).not.toMatch(/[/\\\p{Cc}\p{Cf}\p{Cs}]|^\.*$/u);
        expect([...name].length).toBeLessThanOrEqual(200);
        expect(cleanName(name)).toBe(name);
        expect(savedAs(name)).toMatch(/^attachment; filename="[\x20-\x7e]*"; filename\*=UTF-8''[\w.!~%-]*$/);
      }),
    );
  });

  test('it is saved under its own name in any writing', () => {
    expect(savedAs('报"销.pdf')).toBe(
      `attachment; filename="___.pdf"; filename*=UTF-8''${encodeURIComponent('报"销.pdf')}`,
    );
  });
});

describe('F6: what a file is stands in it', () => {
  test.each([
    ['\xff\xd8\xff\xe0', 'a.txt', 'picture'],
    ['\x89PNG\r\n\x1a\n', 'a.exe', 'picture'],
    ['RIFF\0\0\0\0WEBPVP8 ', 'a', 'picture'],
    ['XXXX\0\0\0\0WEBPVP8 ', 'a', 'other'],
    ['GIF89a', 'a.png', 'picture'],
    ['\0\0\0\x18ftypheic', 'IMG_1.HEIC', 'image'],
    ['\0\0\0\x18ftypisom', 'a.mp4', 'video'],
    ['%PDF-1.7', 'a.png', 'pdf'],
    ['PK\x03\x04', 'a.xlsx', 'sheet'],
    ['PK\x03\x04', 'a.apk', 'archive'],
    ['<svg xmlns', 'a.svg', 'image'],
    ['<html><script>', 'photo.jpg', 'other'],
    ['', 'a.png', 'other'],
    ['MZ\x90', 'photo.png', 'other'],
    ['hello', 'a.csv', 'sheet'],
  ])('%j named %j is %j', (head, name, kind) => expect(kindOf(head, name)).toBe(kind));
});

describe('F7: limits', () => {
  const limits = { file: 100, member: 1_000, company: 5_000 };
  const facts = { size: 100, limits, ofMember: 1_000, ofCompany: 5_000, uploads: UPLOADS_MAX, room: ROOM_KEPT + 100 };
  test('exactly so much may be brought, and a byte more may not', () => {
    expect(code(canStart(facts))).toBe('yes');
    expect(code(canStart({ ...facts, size: 101 }))).toBe('files.tooLarge');
    expect(code(canStart({ ...facts, ofMember: 1_001 }))).toBe('files.quotaReached');
    expect(code(canStart({ ...facts, ofCompany: 5_001 }))).toBe('files.quotaReached');
    expect(code(canStart({ ...facts, uploads: UPLOADS_MAX + 1 }))).toBe('files.tooManyUploads');
    expect(code(canStart({ ...facts, room: ROOM_KEPT + 99 }))).toBe('files.noRoom');
  });
});

describe('F8: slices follow each other', () => {
  const file = { memberId: me, size: 10, received: 4, isWhole: false, place: null };
  test('the next bytes, up to the end, of one own unfinished file', () => {
    expect(code(canTake(file, me, { offset: 4, length: 6 }))).toBe('yes');
    expect(code(canTake(file, me, { offset: 4, length: 7 }))).toBe('files.sliceWrong');
    expect(code(canTake(file, me, { offset: 4, length: 0 }))).toBe('files.sliceWrong');
    expect(code(canTake(file, me, { offset: 4, length: -1 }))).toBe('files.sliceWrong');
    expect(code(canTake({ ...file, size: 1e9 }, me, { offset: 4, length: SLICE_BYTES_MAX }))).toBe('yes');
    expect(code(canTake({ ...file, size: 1e9 }, me, { offset: 4, length: SLICE_BYTES_MAX + 1 }))).toBe(
      'files.sliceWrong',
    );
    expect(canTake(file, me, { offset: 3, length: 1 })).toEqual({ code: 'files.offsetWrong', facts: { received: 4 } });
    expect(code(canTake(file, me, { offset: 5, length: 1 }))).toBe('files.offsetWrong');
    expect(code(canTake(file, 'other' as MemberId, { offset: 4, length: 6 }))).toBe('files.unknown');
    expect(code(canTake({ ...file, isWhole: true }, me, { offset: 4, length: 6 }))).toBe('files.unknown');
    expect(code(canTake(null, me, { offset: 0, length: 1 }))).toBe('files.unknown');
  });

  test('it is finished when all is there', () => {
    expect(code(canFinish({ ...file, received: 9 }, me))).toBe('files.unfinished');
    expect(code(canFinish({ ...file, received: 10 }, me))).toBe('yes');
    expect(code(canFinish({ ...file, received: 10 }, 'other' as MemberId))).toBe('files.unknown');
  });

  test('only one own, whole file that hangs nowhere may be attached', () => {
    const whole = { ...file, received: 10, isWhole: true };
    expect(code(canAttach(whole, me))).toBe('yes');
    expect(code(canAttach({ ...whole, isWhole: false }, me))).toBe('files.unknown');
    expect(code(canAttach({ ...whole, place: 'c' }, me))).toBe('files.unknown');
    expect(code(canAttach(whole, 'other' as MemberId))).toBe('files.unknown');
    expect(code(canAttach(null, me))).toBe('files.unknown');
  });
});

describe('F9: parts of a file', () => {
  test.each([
    [undefined, null],
    ['bytes=0-0', { from: 0, to: 0 }],
    ['bytes=0-', { from: 0, to: 99 }],
    ['bytes=90-200', { from: 90, to: 99 }],
    ['bytes=99-', { from: 99, to: 99 }],
    ['bytes=100-', 'none'],
    ['bytes=-1', { from: 99, to: 99 }],
    ['bytes=-500', { from: 0, to: 99 }],
    ['bytes=-0', 'none'],
    ['bytes=-', null],
    ['bytes=5-4', null],
    ['bytes=0-1,3-4', null],
    ['items=0-1', null],
  ])('%j of 100 bytes is %j', (header, part) => expect(partOf(header, 100)).toEqual(part));
});

describe('a picture in a box', () => {
  test.each([
    [4000, 3000, 320, 240],
    [3000, 4000, 180, 240],
    [100, 50, 100, 50],
    [10_000, 10, 320, 1],
  ])('%i × %i is drawn %i × %i', (width, height, w, h) =>
    expect(fitted({ width, height }, { width: 320, height: 240 })).toEqual({ width: w, height: h }),
  );
  test('it is never thinner than can be seen and pressed', () => {
    expect(fitted({ width: 10_000, height: 10 }, { width: 320, height: 240 }, 44)).toEqual({ width: 320, height: 44 });
  });
});
