/** A stretch of TypeScript source: code, a comment, a quoted string, or text of a template (between its `${…}`). */
export interface Piece {
  readonly kind: 'code' | 'comment' | 'string' | 'template';
  readonly start: number;
  readonly end: number;
}

const COMMENT = /\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)/y;
const STRING = /'(?:\\[\s\S]|[^'\\\n])*'?|"(?:\\[\s\S]|[^"\\\n])*"?/y;
const REGEX = /\/(?![/*])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n[])+\/[a-z]*/y;
const TEMPLATE_TEXT = /(?:\\[\s\S]|\$(?!\{)|[^`\\$])*/y;

/** Cuts a source into pieces. No compiler: exact enough for guards, and quick. Pieces touch and cover the whole source. */
export function piecesOf(source: string): Piece[] {
  const pieces: Piece[] = [];
  /** The depth of braces within each open `${…}`, outermost first. */
  const holes: number[] = [];
  let [at, codeFrom] = [0, 0];

  const take = (kind: Piece['kind'], pattern: RegExp): boolean => {
    pattern.lastIndex = at;
    const length = pattern.exec(source)?.[0].length ?? 0;
    if (length === 0) return false;
    if (at > codeFrom) pieces.push({ kind: 'code', start: codeFrom, end: at });
    pieces.push({ kind, start: at, end: at + length });
    at += length;
    codeFrom = at;
    return true;
  };
  const templateText = (): void => {
    at += 1;
    take('template', TEMPLATE_TEXT);
    if (source[at] === '$') {
      holes.push(0);
      at += 2;
    } else at += 1;
  };

  while (at < source.length) {
    const letter = source[at];
    if (letter === '/' && (take('comment', COMMENT) || (regexMayStand(source, at) && skip(REGEX)))) continue;
    if ((letter === "'" || letter === '"') && take('string', STRING)) continue;
    if (letter === '`') {
      templateText();
      continue;
    }
    const depth = holes.at(-1);
    if (depth !== undefined && letter === '{') holes[holes.length - 1] = depth + 1;
    if (depth !== undefined && letter === '}') {
      if (depth === 0) {
        holes.pop();
        templateText();
        continue;
      }
      holes[holes.length - 1] = depth - 1;
    }
    at += 1;
  }
  if (source.length > codeFrom) pieces.push({ kind: 'code', start: codeFrom, end: source.length });
  return pieces;

  function skip(pattern: RegExp): boolean {
    pattern.lastIndex = at;
    const length = pattern.exec(source)?.[0].length ?? 0;
    at += length;
    return length > 0;
  }
}

/** Whether a slash here begins a regular expression: after an operator, an opening bracket or `return`, not after a value. */
function regexMayStand(source: string, at: number): boolean {
  return /(?:^|[(,=:[!&|?{};]|=>|\breturn|\btypeof)\s*$/.test(source.slice(Math.max(0, at - 40), at));
}

/** The source with every comment turned into spaces: line numbers and columns stay, what was only said in passing goes. */
export function withoutComments(source: string): string {
  return piecesOf(source)
    .map(({ kind, start, end }) => {
      const text = source.slice(start, end);
      return kind === 'comment' ? text.replace(/[^\n]/g, ' ') : text;
    })
    .join('');
}

/** The texts of all templates and quoted strings of a source; what stands in `${…}` shows as a gap. */
export function textsIn(source: string): string[] {
  return piecesOf(source).flatMap(({ kind, start, end }) => {
    if (kind === 'template') return [source.slice(start, end)];
    return kind === 'string' ? [source.slice(start + 1, end - 1)] : [];
  });
}

/** The number of the line, from 1, on which a position of the text stands. */
export function lineOf(text: string, index: number): number {
  return text.slice(0, index).split('\n').length;
}
