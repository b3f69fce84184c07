/** Where in a text something stands, in its own UTF-16 units: `text.slice(from, to)`. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

interface Letter extends Span {
  /** One code point, folded: width, case and composition do not matter. */
  readonly folded: string;
}

/** Letters that belong together: a word, or a stretch of a script that is written without spaces. */
export interface Run {
  readonly kind: 'word' | 'unspaced';
  readonly letters: readonly Letter[];
}

/** Words are told apart by their first letters only; no index has room for a letter salad of a thousand. */
export const WORD_LENGTH_MAX = 64;

// Scripts that put no space between words, and pictures: each letter is looked for with its neighbours.
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{Extended_Pictographic}々〆ー]/u;
const LETTER = /[\p{L}\p{N}\p{M}]/u;
const MARK = /\p{M}/u;
/** Asks for the coloured form of a picture; means nothing. */
const COLOURED = '\uFE0F';

const kinds = new Map<string, Run['kind'] | null>();

/** What a folded letter belongs to; null for what parts runs. Asked of every letter ever written, so the answers are kept. */
function kindOf(letter: string): Run['kind'] | null {
  let kind = kinds.get(letter);
  if (kind === undefined) {
    kind = UNSPACED.test(letter) ? 'unspaced' : LETTER.test(letter) ? 'word' : null;
    kinds.set(letter, kind);
  }
  return kind;
}

const isPlain = (code: number): boolean => code < 0x80 || (code >= 0x4e00 && code <= 0x9fff);

/** The folded letters of a text, each with its place in the text as it stands. */
function lettersOf(text: string): Letter[] {
  const letters: Letter[] = [];
  for (let from = 0; from < text.length; ) {
    const code = text.codePointAt(from) ?? 0;
    let to = from + (code > 0xffff ? 2 : 1);
    // A letter takes the marks behind it along: together they may be one.
    while (to < text.length && !isPlain(text.charCodeAt(to)) && MARK.test(text.charAt(to))) to += 1;
    const whole = text.slice(from, to);
    if (isPlain(code) && to === from + 1) letters.push({ folded: whole.toLowerCase(), from, to });
    else
      for (const folded of whole.normalize('NFKC').toLowerCase())
        if (folded !== COLOURED) letters.push({ folded, from, to });
    from = to;
  }
  return letters;
}

/** The runs of a text, in order. What stands between them (spaces, marks, signs) parts them. */
export function runsOf(text: string): Run[] {
  const runs: { kind: Run['kind']; letters: Letter[] }[] = [];
  let open: { kind: Run['kind']; letters: Letter[] } | null = null;
  for (const letter of lettersOf(text)) {
    const kind = kindOf(letter.folded);
    if (kind === null) open = null;
    else if (open === null || open.kind !== kind) runs.push((open = { kind, letters: [letter] }));
    else open.letters.push(letter);
  }
  return runs;
}

/** The folded text of a run; of a word as much as tells it apart. */
export function textOf({ kind, letters }: Run): string {
  const length = kind === 'word' ? Math.min(letters.length, WORD_LENGTH_MAX) : letters.length;
  let text = '';
  for (let at = 0; at < length; at += 1) text += letters[at]?.folded ?? '';
  return text;
}

const PLAIN = /^[\0-\x7f]*$/;

/** The words of a text that is ASCII alone, as `runsOf` and `textOf` find them, in a fraction of the time; null for any other. */
export function plainWordsOf(text: string): string[] | null {
  if (!PLAIN.test(text)) return null;
  return (text.toLowerCase().match(/[a-z0-9]+/g) ?? []).map((word) => word.slice(0, WORD_LENGTH_MAX));
}
