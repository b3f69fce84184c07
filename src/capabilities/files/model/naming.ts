const NAME_LENGTH_MAX = 200;
const NAMELESS = 'file';

/** Controls, and what turns the reading direction or takes no room: `photo‮gpj.exe` would read as a picture. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** The name of a file as it is kept and shown: one line of visible text, without folders; never a path. */
export function cleanName(given: string): string {
  const last = given.toWellFormed().normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  const plain = last.replace(UNSEEN, '').replace(/\s+/g, ' ').trim();
  // "." and ".." are folders, and nothing but dots says nothing.
  if (/^\.*$/.test(plain)) return NAMELESS;
  return shortened(plain);
}

/** Too long a name keeps its end: what comes after the last dot says what the file is. */
function shortened(name: string): string {
  const letters = [...name];
  if (letters.length <= NAME_LENGTH_MAX) return name;
  const ending = extensionOf(name);
  const tail = ending === '' ? '' : `.${ending}`;
  return (
    letters
      .slice(0, NAME_LENGTH_MAX - tail.length)
      .join('')
      .trimEnd() + tail
  );
}

/** What stands behind the last dot, in small letters: `XLSX` → `xlsx`; empty where nothing short does. */
export function extensionOf(name: string): string {
  return /.\.([A-Za-z0-9]{1,10})$/.exec(name)?.[1]?.toLowerCase() ?? '';
}

/** The header that makes a browser save a file under its name instead of opening it (RFC 6266, RFC 8187). */
export function savedAs(name: string): string {
  const plain = name.replace(/[^\x20-\x7e]|["\\%]/g, '_');
  const whole = encodeURIComponent(name).replace(/['()*]/g, (letter) => `%${letter.charCodeAt(0).toString(16)}`);
  return `attachment; filename="${plain}"; filename*=UTF-8''${whole}`;
}
