import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { beforeAll, describe, expect, test } from 'vitest';
import { Avatar } from './Avatar.tsx';
import { loadMarkdown, Markdown } from './Markdown.tsx';
import { Tag } from './Tag.tsx';

/** What a page would run if it were ever taken for markup. */
const SCRIPTS = [
  '<script>alert(1)</script>',
  '<script src=//evil.example/x.js></script>',
  '<img src=x onerror=alert(1)>',
  '<svg onload=alert(1)>',
  '<svg><animate onbegin=alert(1) attributeName=x dur=1s>',
  '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
  '<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>',
  '<details open ontoggle=alert(1)>',
  '<a href="javascript:alert(1)">x</a>',
  '<form action=javascript:alert(1)><button>',
  '<object data="data:text/html,<script>alert(1)</script>">',
  '<base href="//evil.example/">',
  '<meta http-equiv=refresh content="0;url=javascript:alert(1)">',
  '<style>@import "//evil.example/x.css"</style>',
  '"><script>alert(1)</script>',
  "' onmouseover='alert(1)",
  '${alert(1)}{{constructor.constructor("alert(1)")()}}',
  '\u0000<scr\u0000ipt>alert(1)</scr\u0000ipt>',
  '&lt;script&gt;alert(1)&lt;/script&gt;&#60;img src=x onerror=alert(1)&#62;',
];
/** Addresses that would run something, or read a file. */
const ADDRESSES = [
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  'java\tscript:alert(1)',
  'java&#10;script:alert(1)',
  '&#106;avascript:alert(1)',
  '\u0001javascript:alert(1)',
  '%6Aavascript:alert(1)',
  'vbscript:msgbox(1)',
  'data:text/html,<script>alert(1)</script>',
  'data:image/svg+xml,<svg onload=alert(1)>',
  'file:///etc/passwd',
  'blob:https://evil.example/x',
  'intent://x#Intent;end',
  '//evil.example',
  'https:javascript:alert(1)',
  'https://a"onmouseover="alert(1)',
  "https://a'onclick='alert(1)",
  'mailto:a@b?body=<script>alert(1)</script>',
];
const PLACES: readonly ((text: string) => string)[] = [
  (text) => text,
  (text) => `**${text}**`,
  (text) => `> ${text}`,
  (text) => `- ${text}\n- b`,
  (text) => `3. ${text}`,
  (text) => `\`${text}\``,
  (text) => `\`\`\`html\n${text}\n\`\`\``,
  (text) => `~~*${text}*~~`,
  (text) => `[${text}](https://example.com)`,
  (text) => `<@all> ${text} <@${text}>`,
];
const LINKS: readonly ((address: string) => string)[] = [
  (address) => `[x](${address})`,
  (address) => `[x](<${address}>)`,
  (address) => `[x](${address} "title")`,
  (address) => `![x](${address})`,
  (address) => `<${address}>`,
  (address) => `[x][1]\n\n[1]: ${address}`,
  (address) => `**[x](${address})**`,
  (address) => `see ${address} there`,
  (address) => `[![x](${address})](${address})`,
  (address) => `\\[x](${address})`,
  (address) => `[x]( ${address} )`,
  (address) => `[<img src=x onerror=alert(1)>](${address})`,
  (address) => `- > 1. [x](${address})`,
  (address) => `[x](https://a.b/${address})`,
  (address) => `[\u202Ex](${address})`,
  (address) => `www.example.com/${address}`,
  (address) => `a@${address}`,
  (address) => `\`\`[x](${address})\`\``,
];
const payloads = [
  ...SCRIPTS.flatMap((script) => PLACES.map((place) => place(script))),
  ...ADDRESSES.flatMap((address) => LINKS.map((link) => link(address))),
];

const TAGS = /^(?:div|p|b|em|s|a|br|ul|ol|li|blockquote|pre|code|span|img|svg|path|circle|line|g)$/;
const ATTRIBUTES = /^(?:class|href|target|rel|start|tabindex|data-[a-z-]+|aria-[a-z]+|role|style)$/;

/** The button beside a block of code is ours: it is the same whatever the block holds. */
const COPY =
  /<button type="button" aria-label="Copy the code" title="Copy the code" class="tl-ib tl-ib-sm "><svg[^>]*>(?:<path[^>]*><\/path>)*<\/svg><\/button>/g;

/** What is wrong with drawn markup: React writes every `<` of a text as `&lt;`, so each that is left begins a real element. */
function wrongIn(markup: string): string[] {
  return [...markup.replaceAll(COPY, '').matchAll(/<\/?([^\s>/]*)([^>]*)>/g)].flatMap(
    ([whole, tag = '', rest = '']) => {
      const attributes = [...rest.matchAll(/([^\s=/]+)(?:="([^"]*)")?/g)];
      const href = attributes.find(([, name]) => name === 'href')?.[2];
      const isFine =
        TAGS.test(tag) &&
        attributes.every(([, name = '']) => ATTRIBUTES.test(name)) &&
        (href === undefined || /^(?:https?:\/\/|mailto:)/i.test(href));
      return isFine ? [] : [whole];
    },
  );
}

beforeAll(async () => {
  loadMarkdown();
  await import('./markdownParser.ts');
  await new Promise((resolve) => setTimeout(resolve, 0));
});

describe('five hundred texts that would like to be markup', () => {
  test('there are so many, and the check sees what they would be', () => {
    expect(new Set(payloads).size).toBeGreaterThanOrEqual(500);
    expect(wrongIn(SCRIPTS.join(''))).not.toEqual([]);
    expect(wrongIn('<a href="javascript:alert(1)">x</a>')).toHaveLength(1);
    expect(wrongIn('<b onclick="x">y</b>')).toHaveLength(1);
    expect(renderToStaticMarkup(createElement(Markdown, { text: '**a** https://b.example' }))).toContain('<b>a</b>');
  });

  test.each([
    ['a message', (text: string) => createElement(Markdown, { text })],
    ['a line', (text: string) => createElement(Markdown, { text, inline: true })],
    ['a name under a picture', (text: string) => createElement(Avatar, { id: 'x', name: text })],
    ['a title', (text: string) => createElement(Tag, null, text)],
  ])('stay text as %s', (_, drawn) => {
    const wrong = payloads.flatMap((text) => wrongIn(renderToStaticMarkup(drawn(text))).map((one) => ({ text, one })));
    expect(wrong).toEqual([]);
  });
});
