const HAN = /\p{Script=Han}/u;

/** The letters of an avatar: the last two characters of a Chinese name (the first two of a group's), the initials of another. */
export function avatarLetters(name: string, kind: 'person' | 'group' | 'bot' = 'person'): string {
  const trimmed = name.trim();
  const han = [...trimmed].filter((letter) => HAN.test(letter));
  if (han.length > 0 && HAN.test([...trimmed][0] ?? ''))
    return (kind === 'person' ? han.slice(-2) : han.slice(0, 2)).join('');
  const parts = trimmed.split(/[\s·.,_-]+/).filter((part) => /[\p{L}\p{N}]/u.test(part));
  const letters = [parts[0], parts.length > 1 ? parts.at(-1) : undefined].map(
    (part) => [...(part ?? '')].find((letter) => /[\p{L}\p{N}]/u.test(letter)) ?? '',
  );
  return letters.join('').toLocaleUpperCase() || '#';
}

/** One of eight colours, by a hash of the id: 1 to 8. */
export function avatarHue(id: string): number {
  let hash = 2166136261;
  for (let index = 0; index < id.length; index++) hash = Math.imul(hash ^ id.charCodeAt(index), 16777619);
  return ((hash >>> 0) % 8) + 1;
}
