const LETTERS = 'abcdefghijklmnopqrstuvwxyz0123456789';
/** Shorter words have too many neighbours for a slip to mean anything. */
const SLIP_FROM = 4;
const SLIP_UNTIL = 24;

/** The form in which words are compared: one width, lower case, no spaces. */
export function searchForm(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/\s+/gu, '');
}

/**
 * Every beginning that a word with one typing slip (a letter more, less, other, or two swapped) may have meant.
 * Empty for words under four letters, and for those not in Latin letters: there a slip is another word.
 */
export function withOneSlip(word: string): string[] {
  if (word.length < SLIP_FROM || word.length > SLIP_UNTIL || !/^[a-z0-9@._-]+$/.test(word)) return [];
  const meant = new Set<string>();
  const last = word.length - 1;
  for (let at = 0; at <= last; at += 1) {
    const [before, after] = [word.slice(0, at), word.slice(at + 1)];
    meant.add(before + after);
    if (at < last) meant.add(before + word.charAt(at + 1) + word.charAt(at) + word.slice(at + 2));
    for (const letter of LETTERS) {
      // Another last letter begins with the word short of it, which is in the set already.
      if (at < last) meant.add(before + letter + after);
      meant.add(before + letter + word.slice(at));
    }
  }
  meant.delete(word);
  return [...meant].filter((one) => !one.startsWith(word));
}
