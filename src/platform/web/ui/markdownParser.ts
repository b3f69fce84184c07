import MarkdownIt from 'markdown-it';
import { splitMentions } from './mentionText.ts';

/** A piece of formatted text: what a message may contain, and nothing else. */
export type Piece =
  | { readonly kind: 'text' | 'code'; readonly text: string }
  | { readonly kind: 'break' }
  | { readonly kind: 'fence'; readonly text: string; readonly language: string }
  | {
      readonly kind: 'strong' | 'em' | 'strike' | 'paragraph' | 'quote' | 'bullets' | 'item';
      readonly children: readonly Piece[];
    }
  | { readonly kind: 'numbers'; readonly start: number; readonly children: readonly Piece[] }
  | { readonly kind: 'link'; readonly href: string; readonly children: readonly Piece[] }
  | { readonly kind: 'mention'; readonly id: string };

const SAFE_LINK = /^(?:https?:\/\/|mailto:)/i;

// From nothing, only what talk needs: no HTML, no pictures, no headings, no tables.
const parser = new MarkdownIt('zero', { breaks: true, linkify: true }).enable([
  'fence',
  'blockquote',
  'list',
  'newline',
  'escape',
  'backticks',
  'strikethrough',
  'emphasis',
  'link',
  'autolink',
  'linkify',
]);
parser.linkify.set({ fuzzyLink: true, fuzzyEmail: true, fuzzyIP: false });
parser.validateLink = (href) => SAFE_LINK.test(href.trim());

type Token = ReturnType<typeof parser.parse>[number];

const CONTAINERS: Readonly<Record<string, 'strong' | 'em' | 'strike' | 'paragraph' | 'quote' | 'bullets' | 'item'>> = {
  strong: 'strong',
  em: 'em',
  s: 'strike',
  paragraph: 'paragraph',
  blockquote: 'quote',
  bullet_list: 'bullets',
  list_item: 'item',
};

/** Reads the text of a message into pieces. Whatever is not understood stays text. */
export function parseMarkdown(text: string): Piece[] {
  return piecesOf(parser.parse(text, {}));
}

/** Reads one line: formats inside the line only. */
export function parseInline(text: string): Piece[] {
  return piecesOf(parser.parseInline(text, {}));
}

function piecesOf(tokens: readonly Token[]): Piece[] {
  const root: Piece[] = [];
  const stack: { token: Token; children: Piece[] }[] = [];
  const here = () => stack.at(-1)?.children ?? root;
  for (const token of tokens) {
    if (token.nesting === 1) stack.push({ token, children: [] });
    else if (token.nesting === -1) {
      const ended = stack.pop();
      if (ended !== undefined) here().push(...closed(ended.token, ended.children));
    } else here().push(...leaf(token));
  }
  return root;
}

function leaf(token: Token): Piece[] {
  if (token.type === 'inline') return piecesOf(token.children ?? []);
  if (token.type === 'softbreak' || token.type === 'hardbreak') return [{ kind: 'break' }];
  if (token.type === 'code_inline') return [{ kind: 'code', text: token.content }];
  if (token.type === 'fence')
    return [{ kind: 'fence', text: token.content.replace(/\n$/, ''), language: token.info.trim() }];
  return token.content === '' ? [] : splitMentions(token.content);
}

function closed(token: Token, children: Piece[]): Piece[] {
  const name = token.type.replace(/_open$/, '');
  if (name === 'link') return [{ kind: 'link', href: String(token.attrGet('href') ?? ''), children }];
  if (name === 'ordered_list') return [{ kind: 'numbers', start: Number(token.attrGet('start') ?? 1), children }];
  // The paragraphs of a tight list are marked hidden: their words stand in the item itself.
  if (name === 'paragraph' && token.hidden) return children;
  const kind = CONTAINERS[name];
  return kind === undefined ? children : [{ kind, children }];
}

/** The bare words, for previews and notifications. */
export function wordsOf(pieces: readonly Piece[]): string {
  return pieces
    .map((piece) => {
      if (piece.kind === 'mention') return '@';
      if (piece.kind === 'break') return ' ';
      if ('text' in piece) return piece.text;
      const inner = wordsOf(piece.children);
      return piece.kind === 'paragraph' || piece.kind === 'item' || piece.kind === 'quote' ? `${inner} ` : inner;
    })
    .join('');
}
