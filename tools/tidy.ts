import { lineOf, textsIn, withoutComments } from './source.ts';

/** What a program can see of our manners. Each carries the lines that must pass and those that must not. */
export interface Manner {
  readonly name: string;
  readonly why: string;
  /** The files it speaks of, by path. */
  readonly in: RegExp;
  /** What may never be written there: a pattern, or a function that finds the positions. */
  readonly never: RegExp | ((text: string) => number[]);
  readonly good: readonly string[];
  readonly bad: readonly string[];
}

/** Code of ours that is no test. */
const CODE = /^src\/(?!.*\.test\.tsx?$).*\.tsx?$/;

export const manners: readonly Manner[] = [
  {
    name: 'the model is told the time',
    why: 'A rule that reads the clock or rolls dice cannot be tested, nor run the same on both sides.',
    in: /^src\/.*\/model\/(?!.*\.test\.ts$).*\.ts$/,
    never:
      /\bDate\(\)|\bDate\.now\(|\bperformance\.now\(|\bTemporal\.Now\b|\bMath\.random\(|\brandomUUID\(|\bgetRandomValues\(/,
    good: ['canSend({ now })', 'new Date(text)', 'new Date(now.getTime() + 1)'],
    bad: [
      'const now = new Date();',
      'Date.now()',
      'Math.random() < 0.5',
      'crypto.randomUUID()',
      'performance.now()',
      'crypto.getRandomValues(bytes)',
    ],
  },
  {
    name: 'sql lives in stores',
    why: 'There is one place to read all that a capability asks of the database: server/store.ts, or server/store/ once it has grown.',
    in: /^src\/(?!platform\/server\/)(?!capabilities\/[^/]+\/server\/store(?:\.ts$|\/))(?!.*\.test\.tsx?$).*\.tsx?$/,
    never: /\b(?:tx|sql)(?:\.anew)?(?:<[^`]{0,400}?>)?\s*`|\b(?:pool|client|connection|database|db|pg)\.query\(/,
    good: [
      'await store.insertMessage(ctx, message)',
      'const line = `select ${name}`',
      'new URLSearchParams(location.search)',
    ],
    bad: [
      'await tx`select 1`',
      'await ctx.tx<{ id: string; at: Date }>`select 1`',
      'await ctx.tx<Array<Row>>`select 1`',
      'await ctx.tx.anew<Row>`select 1`',
      'sql`select 1`',
      "await pool.query('select 1')",
    ],
  },
  {
    name: 'no colour outside the tokens',
    why: 'Dark mode, contrast and brand come from one file; a colour written elsewhere is right in one theme only.',
    in: /^src\/.*\/web\/(?!(?:.*\/)?(?:tokens|theme)\.css$).*\.css$/,
    never:
      /:[^;{}]*?(?:#[0-9a-f]{3,8}\b|\b(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch|color)\(|(?<![\w-])(?:white|black|red|green|blue|gr[ae]y|yellow|orange|purple|pink|brown|gold|silver|navy|teal|maroon)(?![\w-]))(?=[^{}]*[;}])/i,
    good: [
      'a { color: var(--tl-text-2); }',
      'a { background: color-mix(in srgb, var(--tl-accent) 20%, transparent); }',
      'a { color: currentColor; white-space: nowrap; }',
      '#feed:hover .red-dot { outline: 2px solid Highlight; }',
      'a { background: var(--tl-danger-red); }',
    ],
    bad: [
      'a { color: #333; }',
      'a { background: rgb(0 0 0 / 40%); }',
      'a { background: linear-gradient(HSL(0 0% 0%), transparent); }',
      'a { border: 1px solid white; }',
      'a { color: var(--tl-text, #333); }',
    ],
  },
  {
    name: 'no colour in a component',
    why: 'The same reason: a component names a token or a class, never the colour itself.',
    in: /^src\/.*\/web\/(?!(?:.*\/)?theme\.ts$)(?!.*\.test\.tsx?$).*\.tsx?$/,
    never: /['"`](?:#[0-9a-f]{3}|#[0-9a-f]{6}|#[0-9a-f]{8}|(?:rgba?|hsla?|oklch)\([^'"`]*\))['"`]/i,
    good: ['<Icon color="var(--tl-accent)" />', "href={'#members'}", "path: '#/chat'"],
    bad: ['<Icon color="#0b6259" />', "const ink = 'rgb(0 0 0)';", 'const line = `#fff`;'],
  },
  {
    name: 'no inline style',
    why: 'The content security policy, both themes and both layouts want styles in the stylesheet; only geometry that is computed may come in, as a CSS custom property.',
    in: /^src\/.*\/web\/(?!.*\.test\.tsx$).*\.tsx$/,
    never: inlineStyles,
    good: [
      "<div style={{ '--tl-depth': depth }} />",
      "<div style={{ '--tl-x': `${a}px`, '--tl-y': at(b, { c: 1 }) } as CSSProperties} />",
      '<div\n  style={{\n    "--tl-x": x,\n  }}\n/>',
      '<Row className="row" />',
    ],
    bad: [
      '<div style={{ color }} />',
      "<div style={{ '--tl-x': x, width: 12 }} />",
      '<div\n  style={{\n    height: `${y}px`,\n  }}\n/>',
      '<div style={{ ...more }} />',
      '<div style={{ "width": 3 }} />',
    ],
  },
  {
    name: 'no style written from code',
    why: 'The same reason: set a custom property with style.setProperty and let the stylesheet use it.',
    in: /^src\/.*\/web\/(?!.*\.test\.tsx?$).*\.tsx?$/,
    never: /\.style\.(?!setProperty\b)[a-zA-Z]+\s*=(?!=)|\.style\.setProperty\(\s*['"`](?!--)|\.style\.cssText\b/,
    good: ["element.style.setProperty('--tl-keyboard', `${height}px`)", 'if (element.style.height === auto) return;'],
    bad: [
      "element.style.height = '3px';",
      "element.style.setProperty('height', '3px')",
      'element.style.cssText = text',
    ],
  },
  {
    name: 'no !important',
    why: 'It ends an argument that layers settle: two of them cannot be ordered.',
    in: /^src\/.*\.(?:css|tsx?)$/,
    never: /!\s*important\b/i,
    good: ['a { color: var(--tl-text); }', 'if (!importantMessage) return;'],
    bad: ['a { color: var(--tl-text) !important; }', 'a { margin: 0 ! IMPORTANT; }'],
  },
  {
    name: 'a token is set once',
    why: 'A second meaning under the same name takes the first one away, everywhere and without a word: a hairline whose colour is a length is not drawn.',
    in: /^src\/platform\/web\/theme\.css$/,
    never: tokensSetAgain,
    good: [
      ':root { --tl-line: #e0e6e3; --tl-line-strong: #c8d1cd; }',
      ':root { --tl-body: 14px; } @media (max-width: 767px) { :root { --tl-body: 16px; } }',
    ],
    bad: [
      ':root { --tl-line: #e0e6e3; --tl-line: 21px; }',
      ':root { --tl-line: #e0e6e3; } @media print { :root { --tl-s-1: 0; } } :root { --tl-line: 21px; }',
    ],
  },
  {
    name: 'no markup from text',
    why: 'What a person typed never becomes markup: React writes text, and Trusted Types stop the rest.',
    in: CODE,
    never:
      /\bdangerouslySetInnerHTML\b|\b(?:inner|outer)HTML\b|\binsertAdjacentHTML\b|\bdocument\.write\b|\bsetHTMLUnsafe\b/,
    good: ['<p>{message.text}</p>', 'element.textContent = text'],
    bad: ['<p dangerouslySetInnerHTML={{ __html: text }} />', 'element.innerHTML = text', 'document.write(text)'],
  },
  {
    name: 'no promise of a later version',
    why: 'A button that does nothing is a lie: what is not there is not shown.',
    in: /^(?:src|seed|e2e|docs)\/.*\.(?:tsx?|css|html|md)$|^README\.md$/,
    never:
      /coming[\s-]soon|not (?:yet )?implemented|under construction|lorem ipsum|敬请期待|即将上线|即将推出|建设中|开发中|暂未开放/i,
    good: ["zh: '发送'", 'the company comes soon after'],
    bad: ["en: 'Coming soon'", "zh: '敬请期待'", "throw new Error('Not implemented')", "zh: '功能开发中'"],
  },
  {
    name: 'no time of reading',
    why: 'R17: never a read time, a last-seen time or a dwell time in any screen, API, event or export; what has no name cannot leak. (A session may say when it was last used, to its owner: lastUsedAt.)',
    in: /^src\/(?!.*\.test\.tsx?$).*\.(?:tsx?|sql)$/,
    never: /\b(?:read_?at|last_?read_?(?:at|time)|last_?seen\w*|seen_?at|last_?active\w*|dwell\w*|opened_?at)\b/i,
    good: ['readUpTo: z.number()', 'last_read_number integer', 'lastUsedAt: instant', 'thread at'],
    bad: ['readAt: instant', 'read_at timestamptz', 'lastSeenAt: Date', 'last_seen timestamptz', 'dwellMs: number'],
  },
  {
    name: 'every test runs',
    why: 'A test that is skipped protects nobody, and one that runs alone hides the others.',
    in: /^(?:src|tools|e2e|bench|faults|seed)\/.*\.(?:test|spec|journey)\.tsx?$|^e2e\/.*\.ts$/,
    never:
      /\b(?:test|it|describe)(?:\.\w+)*\.(?:only|skip|todo|fixme|fails?|skipIf|runIf)\b|\bx(?:it|test|describe)\(|\b(?:ctx|context|testInfo|t)\.skip\(/,
    good: ["test('a sum', () => {})", 'test.each(samples)', 'describe.each(manners)', 'onlyOnce()'],
    bad: [
      "test.only('a sum', () => {})",
      "describe.skip('sums', () => {})",
      "test.describe.only('sums')",
      "it.todo('sums')",
      "xit('sums', () => {})",
      'test.skipIf(windows)',
      'testInfo.skip()',
    ],
  },
];

/** The positions in a text where a manner is broken. Comments are not looked at: what they quote harms nobody. */
export function breaches(manner: Manner, text: string, path = ''): number[] {
  const code = /\.tsx?$/.test(path) || path === '' ? withoutComments(text) : text.replace(/\/\*[\s\S]*?\*\//g, blank);
  if (typeof manner.never === 'function') return manner.never(code);
  return [...code.matchAll(new RegExp(manner.never, `${manner.never.flags}g`))].map((match) => match.index);
}

/** A breach as a reader wants it: the place and the line that stands there. */
export function placeOfBreach(path: string, text: string, index: number): string {
  const line = lineOf(text, index);
  return `${path}:${line} ${text.split('\n')[line - 1]?.trim() ?? ''}`;
}

/** Where a `style={{` sets anything but CSS custom properties. */
function inlineStyles(text: string): number[] {
  return [...text.matchAll(/\bstyle=\{\s*\{/g)]
    .filter((match) => !entriesOf(text, match.index + match[0].length).every((entry) => /^\[?['"`]--/.test(entry)))
    .map((match) => match.index);
}

/** Where a custom property is set that was set before; inside a media query it may be set anew. */
function tokensSetAgain(text: string): number[] {
  const always = text.replace(/@media[^{]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}/g, blank);
  const known = new Set<string>();
  return [...always.matchAll(/(--[\w-]+)\s*:/g)]
    .filter(([, name = '']) => known.size === known.add(name).size)
    .map((match) => match.index);
}

/** The entries of an object literal, from behind its opening brace to the closing one. */
function entriesOf(text: string, start: number): string[] {
  const entries: string[] = [];
  let [depth, from] = [0, start];
  for (let at = start; at < text.length; at += 1) {
    const letter = text[at] ?? '';
    if ('([{'.includes(letter)) depth += 1;
    if (depth === 0 && (letter === ',' || letter === '}')) {
      entries.push(text.slice(from, at).trim());
      from = at + 1;
    }
    if (')]}'.includes(letter)) depth -= 1;
    if (depth < 0) break;
  }
  return entries.filter((entry) => entry !== '');
}

/**
 * The schemas besides its own that a store names in its SQL: another capability's tables are asked for at that
 * capability's door. Looks at template texts and strings, except those that are a refusal's code or an event's type.
 */
export function foreignSchemas(own: string, source: string, schemas: readonly string[]): string[] {
  const sql = textsIn(source)
    .map((text) => text.replace(/'[^']*'/g, "''").replace(/--[^\n]*/g, ''))
    .filter((text) => !/^[a-z]+\.[a-zA-Z]+$/.test(text));
  const named = sql.flatMap((text) =>
    [...text.matchAll(/(?<![\w./-])"?([a-z]+)"?\.[a-z_]+/g)].map((match) => match[1] ?? ''),
  );
  return [...new Set(named)].filter((schema) => schema !== own && schemas.includes(schema));
}

/** The schemas besides its own in which a schema file makes something. */
export function foreignCreations(own: string, sql: string): string[] {
  const made = sql.matchAll(
    /\bcreate\s+(?:or\s+replace\s+)?(?:unlogged\s+)?(?:table|view|materialized\s+view|function|procedure|type|domain|sequence)\s+(?:if\s+not\s+exists\s+)?([a-z]+)\./gi,
  );
  return [...new Set([...made].map((match) => match[1] ?? ''))].filter((schema) => schema !== own);
}

function blank(text: string): string {
  return text.replace(/[^\n]/g, ' ');
}
