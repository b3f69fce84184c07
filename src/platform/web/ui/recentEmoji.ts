const KEY = 'tautline.emoji';
const KEPT_MOST = 18;
/** For who has not used any yet: what is answered most at work. */
const COMMON = ['👍', '✅', '🙏', '👏', '🎉', '❤️', '😄', '👀', '💪'];

/** What this device used last, latest first; then what people use most. Gone with the sign-out, like all that is kept here. */
export function recentEmoji(): string[] {
  let kept: unknown = [];
  try {
    kept = JSON.parse(localStorage.getItem(KEY) ?? '[]');
  } catch {
    // written by somebody else: as if there were none
  }
  const used = Array.isArray(kept) ? kept.filter((one) => typeof one === 'string') : [];
  return [...new Set([...used, ...COMMON])].slice(0, KEPT_MOST);
}

/** Remembers that an emoji was used just now. */
export function usedEmoji(emoji: string): void {
  const next = [emoji, ...recentEmoji().filter((one) => one !== emoji)].slice(0, KEPT_MOST);
  try {
    localStorage.setItem(KEY, JSON.stringify(next));
  } catch {
    // no room: it is only convenience
  }
}
