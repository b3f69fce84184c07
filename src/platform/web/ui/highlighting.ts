import bash from 'highlight.js/lib/languages/bash';
import c from 'highlight.js/lib/languages/c';
import cpp from 'highlight.js/lib/languages/cpp';
import csharp from 'highlight.js/lib/languages/csharp';
import css from 'highlight.js/lib/languages/css';
import diff from 'highlight.js/lib/languages/diff';
import dockerfile from 'highlight.js/lib/languages/dockerfile';
import go from 'highlight.js/lib/languages/go';
import ini from 'highlight.js/lib/languages/ini';
import java from 'highlight.js/lib/languages/java';
import javascript from 'highlight.js/lib/languages/javascript';
import json from 'highlight.js/lib/languages/json';
import kotlin from 'highlight.js/lib/languages/kotlin';
import markdown from 'highlight.js/lib/languages/markdown';
import php from 'highlight.js/lib/languages/php';
import powershell from 'highlight.js/lib/languages/powershell';
import python from 'highlight.js/lib/languages/python';
import ruby from 'highlight.js/lib/languages/ruby';
import rust from 'highlight.js/lib/languages/rust';
import sql from 'highlight.js/lib/languages/sql';
import swift from 'highlight.js/lib/languages/swift';
import typescript from 'highlight.js/lib/languages/typescript';
import xml from 'highlight.js/lib/languages/xml';
import yaml from 'highlight.js/lib/languages/yaml';
import { createLowlight } from 'lowlight';

const known = createLowlight({
  ...{
    bash,
    c,
    cpp,
    csharp,
    css,
    diff,
    dockerfile,
    go,
    ini,
    java,
    javascript,
    json,
    kotlin,
    markdown,
    php,
    powershell,
  },
  ...{ python, ruby, rust, sql, swift, typescript, xml, yaml },
});

/** A piece of code: its letters, and what they are. */
export interface CodePiece {
  readonly text: string;
  /** The stylesheet's name for it; null: nothing in particular. */
  readonly sort: string | null;
}

/** What the stylesheet tells apart, and what of the grammars' finer names belongs to it. */
const SORTS: Readonly<Record<string, string>> = {
  comment: 'comment',
  quote: 'comment',
  keyword: 'keyword',
  'selector-tag': 'keyword',
  doctag: 'keyword',
  name: 'keyword',
  tag: 'keyword',
  section: 'keyword',
  string: 'string',
  regexp: 'string',
  symbol: 'string',
  bullet: 'string',
  number: 'number',
  literal: 'number',
  title: 'title',
  type: 'title',
  built_in: 'title',
  class: 'title',
  'selector-class': 'title',
  'selector-id': 'title',
  attr: 'name',
  attribute: 'name',
  property: 'name',
  variable: 'name',
  'template-variable': 'name',
  meta: 'comment',
  addition: 'added',
  deletion: 'removed',
};

type Tree = ReturnType<typeof known.highlight>;
type Node = Tree['children'][number];

/** Code told apart by its grammar; null where nobody knows that language. It is read, never run. */
export function highlight(text: string, language: string): CodePiece[] | null {
  if (!known.registered(language)) return null;
  const pieces: CodePiece[] = [];
  const walk = (nodes: readonly Node[], sort: string | null): void => {
    for (const node of nodes) {
      if (node.type === 'text') pieces.push({ text: node.value, sort });
      else if (node.type === 'element') walk(node.children, sortOf(node.properties['className']) ?? sort);
    }
  };
  walk(known.highlight(language, text).children, null);
  return pieces;
}

function sortOf(names: unknown): string | null {
  const [first] = Array.isArray(names) ? (names as string[]) : [];
  return SORTS[first?.replace(/^hljs-/, '') ?? ''] ?? null;
}
