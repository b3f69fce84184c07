import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { highlight } from './highlighting.ts';

test('code keeps every letter, and its parts are told apart', () => {
  const code = "// 三号线\nconst rolls: number = 12; // `<b>`\nlog('第一卷', rolls);\n";
  const pieces = highlight(code, 'ts') ?? [];
  expect(pieces.map(({ text }) => text).join('')).toBe(code);
  const sortOf = (part: string) => pieces.find(({ text }) => text.includes(part))?.sort;
  expect(['三号线', 'const', '12', "'第一卷'"].map(sortOf)).toEqual(['comment', 'keyword', 'number', 'string']);
});

test('what people write behind the fence is understood, and an unknown language is plain text', () => {
  for (const name of ['js', 'typescript', 'py', 'sh', 'html', 'yml', 'c++', 'md', 'rs', 'cs', 'toml']) {
    expect(highlight('x', name), name).not.toBeNull();
  }
  expect(highlight('x', 'klingon')).toBeNull();
  expect(highlight('x', '__proto__')).toBeNull();
});

test('markup in code is letters', () => {
  const code = '<img src=x onerror=alert(1)><script>alert(2)</script>';
  expect((highlight(code, 'html') ?? []).map(({ text }) => text).join('')).toBe(code);
});

test('U27 every colour of code is read on its ground in both themes: 4.5 and more', () => {
  const css = readFileSync(join(import.meta.dirname, '../theme.css'), 'utf8');
  const pair = (name: string) =>
    new RegExp(`--tl-${name}: light-dark\\((#\\w{6}), (#\\w{6})\\)`).exec(css)?.slice(1) ?? [];
  const names = [
    'code-comment',
    'code-keyword',
    'code-string',
    'code-number',
    'code-title',
    'code-name',
    'success-text',
    'danger-text',
    'text',
    'text-3',
  ];
  for (const ground of ['sunken', 'surface']) {
    for (const theme of [0, 1]) {
      for (const name of names) {
        expect(
          contrast(pair(name)[theme], pair(ground)[theme]),
          `${name} on ${ground} ${theme}`,
        ).toBeGreaterThanOrEqual(4.5);
      }
    }
  }
});

function contrast(one = '', other = ''): number {
  const [a, b] = [luminance(one), luminance(other)].toSorted((x, y) => y - x) as [number, number];
  return (a + 0.05) / (b + 0.05);
}

function luminance(colour: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
