/** The bare words of a formatted text, on one line: for previews. Needs no parser. */
export function plainText(text: string): string {
  return text
    .replace(/```[^\n]*\n?([\s\S]*?)```/g, '$1')
    .replace(/\[([^\]]*)\]\([^)\s]*\)/g, '$1')
    .replace(/(\*\*|~~|`)(?=\S)(.+?)\1/g, '$2')
    .replace(/(?<![\w*_])([*_])(?=\S)([^*_]+?)(?<=\S)\1(?!\w)/g, '$2')
    .replace(/^\s*(?:>|[-+*]|\d+[.)])\s+/gm, '')
    .replace(/\s+/g, ' ')
    .trim();
}
