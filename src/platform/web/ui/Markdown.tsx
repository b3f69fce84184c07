import { Fragment, memo, type ReactNode, useMemo } from 'react';
import { createStore, useStore } from '../store.ts';
import { CodeBlock } from './CodeBlock.tsx';
import type { Piece } from './markdownParser.ts';
import { splitMentions, withoutMentions } from './mentionText.ts';
import './markdown.css';

export { plainText } from './plainText.ts';

type Parser = typeof import('./markdownParser.ts');

const parserStore = createStore<Parser | null>(null);
let asked = false;

/** Fetches the parser; the first text that needs it does so by itself. */
export function loadMarkdown(): void {
  if (asked) return;
  asked = true;
  void import('./markdownParser.ts').then(parserStore.set, () => {
    asked = false;
  });
}

/** Whether a text can hold any format: most messages cannot, and need no parser. */
const MAY_FORMAT = /[*_~`>[\]\\]|https?:|www\.|@\S+\.|\.\S{2,}|^\s*(?:[-+]|\d+[.)])\s/m;

interface MarkdownProps {
  readonly text: string;
  /** Draws a mention, written as `<@ID>`. */
  readonly mention?: (id: string) => ReactNode;
  /** One line: no lists, no blocks. */
  readonly inline?: boolean;
}

/** Formatted text, drawn as elements; never as markup. */
export const Markdown = memo(function Markdown({ text, mention, inline = false }: MarkdownProps) {
  const plain = !MAY_FORMAT.test(withoutMentions(text));
  if (!plain) loadMarkdown();
  const parser = useStore(parserStore);
  const pieces = useMemo(
    () => (plain || parser === null ? null : inline ? parser.parseInline(text) : parser.parseMarkdown(text)),
    [plain, parser, inline, text],
  );
  const drawn = <Pieces pieces={pieces ?? splitMentions(text)} mention={mention} />;
  if (pieces === null) return inline ? drawn : <div className="tl-md tl-md-plain">{drawn}</div>;
  return inline ? drawn : <div className="tl-md">{drawn}</div>;
});

interface PiecesProps {
  readonly pieces: readonly Piece[];
  readonly mention: MarkdownProps['mention'];
}

function Pieces({ pieces, mention }: PiecesProps) {
  return pieces.map((piece, index) => <Fragment key={`${piece.kind}${index}`}>{draw(piece, mention)}</Fragment>);
}

function draw(piece: Piece, mention: MarkdownProps['mention']): ReactNode {
  if (piece.kind === 'break') return <br />;
  if (piece.kind === 'fence') {
    return <CodeBlock text={piece.text} language={piece.language} />;
  }
  if (piece.kind === 'mention') return mention?.(piece.id) ?? <span className="tl-mention">@</span>;
  if (!('children' in piece)) return piece.kind === 'code' ? <code>{piece.text}</code> : piece.text;
  const inner = <Pieces pieces={piece.children} mention={mention} />;
  if (piece.kind === 'strong') return <b>{inner}</b>;
  if (piece.kind === 'em') return <em>{inner}</em>;
  if (piece.kind === 'strike') return <s>{inner}</s>;
  if (piece.kind === 'quote') return <blockquote>{inner}</blockquote>;
  if (piece.kind === 'bullets') return <ul>{inner}</ul>;
  if (piece.kind === 'numbers') return <ol start={piece.start}>{inner}</ol>;
  if (piece.kind === 'item') return <li>{inner}</li>;
  if (piece.kind === 'paragraph') return <p>{inner}</p>;
  if (piece.kind !== 'link') return inner;
  return (
    <a href={piece.href} target="_blank" rel="noopener noreferrer nofollow">
      {inner}
    </a>
  );
}
