import { expect, test } from 'vitest';
import { childOf, parseStanza, StanzaSplitter } from './stanzas.ts';

const stream = [
  "<?xml version='1.0'?><stream:stream id='1' xmlns='jabber:client'>",
  '<stream:features><mechanisms><mechanism>PLAIN</mechanism></mechanisms></stream:features>',
  "<message from='a'><body>1 &lt; 2 &amp; 3</body></message>",
  "<a xmlns='urn:xmpp:sm:3' h='7'/>",
  '<message><result><forwarded><message><body>old</body></message></forwarded></result></message>',
];
const whole = `${stream.join('\n')}</stream:stream>`;

function cut(size: number): string[] {
  const stanzas: string[] = [];
  const splitter = new StanzaSplitter((buffer, start, end) => stanzas.push(buffer.toString('utf8', start, end)));
  const bytes = Buffer.from(whole);
  for (let at = 0; at < bytes.length; at += size) splitter.feed(bytes.subarray(at, at + size));
  return stanzas;
}

test('a stream is cut into the same stanzas however it arrives', () => {
  for (let size = 1; size <= whole.length; size++) expect(cut(size)).toEqual(stream.slice(1));
});

test('after signing in the stream begins anew', () => {
  const stanzas: string[] = [];
  const splitter = new StanzaSplitter((buffer, start, end) => stanzas.push(buffer.toString('utf8', start, end)));
  splitter.feed(Buffer.from("<stream:stream id='1'><success/><half"));
  splitter.restart();
  splitter.feed(Buffer.from("<?xml version='1.0'?><stream:stream id='2'><iq/>"));
  expect(stanzas).toEqual(['<success/>', '<iq/>']);
});

test('a stanza is read with attributes, children and entities', () => {
  const stanza = parseStanza(
    "<message from='it&apos;s' type=\"chat\"><x a='1'/><body>1 &lt; 2 &amp;amp;</body></message>",
  );
  expect(stanza.attributes).toEqual({ from: "it's", type: 'chat' });
  expect(childOf(stanza, 'body')?.text).toBe('1 < 2 &amp;');
  expect(childOf(stanza, 'x')?.attributes['a']).toBe('1');
  expect(childOf(stanza, 'y')).toBeUndefined();
});

test('what is not one whole stanza is not read', () => {
  expect(() => parseStanza('<message><body>')).toThrow('not a stanza');
  expect(() => parseStanza('')).toThrow('not a stanza');
});
