import { expect, test } from 'vitest';
import { linksIn, previewable } from './addresses.ts';

const OWN = 'tautline.example';

test.each([
  'http://news.example/',
  'ftp://news.example/',
  'javascript:alert(1)',
  'https://127.0.0.1/',
  'https://8.8.8.8/',
  'https://2130706433/',
  'https://0x7f.1/',
  'https://0177.0.0.1/',
  'https://[::1]/',
  'https://[::ffff:127.0.0.1]/',
  'https://169.254.169.254/latest/meta-data',
  'https://localhost/',
  'https://printer/',
  'https://wiki.corp/',
  'https://nas.local/',
  'https://db.internal/',
  'https://box.lan./',
  'https://1.0.0.10.in-addr.arpa/',
  'https://news.example:8443/',
  'https://me:secret@news.example/',
  'https://tautline.example/chat/1',
  'https://TAUTLINE.example/',
  `https://news.example/${'a'.repeat(1_000)}`,
  'https://',
])('C40 nobody looks behind %s', (address) => expect(previewable(address, OWN)).toBeNull());

test('C40 an address is written in one way, whoever writes it', () => {
  expect(previewable('HTTPS://News.Example:443/a?b=1#part', OWN)).toBe('https://news.example/a?b=1');
  expect(previewable('https://新闻.example/报', OWN)).toBe('https://xn--efvy88h.example/%E6%8A%A5');
});

test('C40 the first three links of a message, each once, as sentences end in Latin and in Chinese', () => {
  const found = (text: string) => linksIn(text, OWN);
  expect(found('看 https://a.example/x。还有（https://b.example/y）')).toEqual([
    'https://a.example/x',
    'https://b.example/y',
  ]);
  expect(found('see https://a.example/x, https://a.example/x#2 and <https://b.example>.')).toEqual([
    'https://a.example/x',
    'https://b.example/',
  ]);
  expect(found('[the report](https://a.example/r) (https://b.example/w_(x))')).toEqual([
    'https://a.example/r',
    'https://b.example/w_(x)',
  ]);
  expect(found('https://a.example https://b.example https://c.example https://d.example')).toHaveLength(3);
  expect(found('http://a.example https://127.0.0.1/ https://tautline.example/chat/1?m=2')).toEqual([]);
});

test('C40 a link in code is quoted, not pointed at', () => {
  expect(
    linksIn('run `curl https://a.example` or\n```sh\ncurl https://b.example\n```\nand https://c.example', OWN),
  ).toEqual(['https://c.example/']);
  expect(linksIn('```\nhttps://a.example never closed', OWN)).toEqual([]);
});

test('C40 a text made to be slow is not', () => {
  const cost = () => {
    const before = process.cpuUsage();
    for (const piece of ['`', '``` ', 'https://', 'https://a.example/(', '```\n`', ')'])
      linksIn(piece.repeat(Math.ceil(8_000 / piece.length)).slice(0, 8_000), OWN);
    linksIn(`https://a.example/${')'.repeat(7_900)}`, OWN);
    linksIn(`https://a.example/${')'.repeat(900)} `.repeat(8), OWN);
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1_000;
  };
  // The processor's time, in milliseconds, once the code is warm: neighbours on the machine do not count.
  expect(Math.min(cost(), cost(), cost())).toBeLessThan(200);
});
