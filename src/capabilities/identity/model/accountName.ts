/** An e-mail address good enough to write to: something, one @, a host with a dot, nothing that ends a header. */
const EMAIL =
  /^[^\s@<>(),;:"\\[\]]{1,64}@(?=.{4,189}$)[\p{L}\p{N}](?:[\p{L}\p{N}.-]*[\p{L}\p{N}])?\.[\p{L}\p{N}-]{2,}$/u;
const PUNCTUATION = /[\s().\-–—]/gu;
const CHINESE_MOBILE = /^1[3-9]\d{9}$/;

/**
 * The one spelling under which an account is kept: an e-mail address in lower case, or a phone number as + and digits.
 * Chinese mobile numbers may leave out their +86. Null: neither of the two.
 */
export function normalAccountName(typed: string): string | null {
  const text = typed.normalize('NFKC').trim();
  if (text.includes('@')) {
    const email = text.toLowerCase();
    return EMAIL.test(email) && !email.includes('..') ? email : null;
  }
  return normalPhone(text.replace(PUNCTUATION, ''));
}

function normalPhone(typed: string): string | null {
  const text = typed.replace(/^00/, '+');
  if (CHINESE_MOBILE.test(text)) return `+86${text}`;
  if (/^86/.test(text) && CHINESE_MOBILE.test(text.slice(2))) return `+${text}`;
  if (!/^\+[1-9]\d{7,14}$/.test(text)) return null;
  // +86 1… is a mobile number and has one length.
  if (text.startsWith('+861') && !CHINESE_MOBILE.test(text.slice(3))) return null;
  return text;
}
