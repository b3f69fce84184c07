import type { Card } from '#chat/model/contract.ts';
import { copyWords, type Language } from './words.ts';

/** A message as a copy tells it. */
export interface Said {
  readonly number: number;
  readonly sentAt: string;
  readonly authorId: string;
  readonly author: string;
  readonly text: string;
  readonly note: string | null;
  readonly replyTo: number | null;
  readonly edited: boolean;
  readonly recalled: boolean;
  readonly earlierTexts: readonly string[];
  readonly files: readonly { readonly name: string; readonly size: number }[];
  /** What makes it more than words, with the options of a poll, who was named, and where a place is. Who answered is not in a copy. */
  readonly card: { readonly kind: Card['kind']; readonly options: readonly string[] } | null;
}

const SIGNS: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Text that no browser takes for markup, wherever it stands. */
export function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => SIGNS[sign] ?? '');
}

// Nothing may be loaded or run, whatever stands in it; an attribute of style is not used either.
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";
const STYLE = `
:root { color-scheme: light dark; --text: #15201c; --quiet: #46544e; --line: #e0e6e3; --paper: #fff; --link: #0a5c53; }
@media (prefers-color-scheme: dark) { :root { --text: #e3ebe7; --quiet: #aebbb5; --line: #25302c; --paper: #141a18; --link: #6fcdbb; } }
body { margin: 0 auto; padding: 24px 16px; max-width: 44em; background: var(--paper); color: var(--text);
  font: 16px/1.6 system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; overflow-wrap: anywhere; }
h1 { font-size: 22px; } a { color: var(--link); } ul { padding: 0; list-style: none; }
li { padding: 8px 0; border-bottom: 1px solid var(--line); } p { margin: 2px 0; white-space: pre-wrap; }
small, .quiet { color: var(--quiet); font-size: 13px; } nav { display: flex; gap: 16px; padding: 12px 0; }`;

function frame(language: Language, title: string, body: string): string {
  const lang = language === 'zh' ? 'zh-CN' : 'en';
  return `<!doctype html>
<html lang="${lang}"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="referrer" content="no-referrer">
<title>${escaped(title)}</title><style>${STYLE}</style></head><body>
${body}
</body></html>
`;
}

/** The way to an entry of the copy, from a page in a folder as deep as `up`. */
function way(path: string, up: number): string {
  return '../'.repeat(up) + path.split('/').map(encodeURIComponent).join('/');
}

export interface Listed {
  readonly title: string;
  /** The first page, from the top of the copy; null where nothing was said. */
  readonly path: string | null;
  readonly messages: number;
}

/** The first page of a copy: its conversations. */
export function indexPage(language: Language, title: string, list: readonly Listed[]): string {
  const t = copyWords[language];
  const rows = list.map(({ title: name, path, messages }) => {
    const link = path === null ? escaped(name) : `<a href="${way(path, 0)}">${escaped(name)}</a>`;
    return `<li>${link} <small>${escaped(t.messages(messages))}</small></li>`;
  });
  return frame(
    language,
    title,
    `<h1>${escaped(title)}</h1>\n<h2>${t.conversations}</h2>\n<ul>\n${rows.join('\n')}\n</ul>`,
  );
}

/** A page of a conversation; names of pages before and after it lie in the same folder. */
export function conversationPage(
  language: Language,
  title: string,
  said: readonly Said[],
  { before, after }: { readonly before: string | null; readonly after: string | null },
): string {
  const t = copyWords[language];
  const link = (path: string | null, name: string) => (path === null ? '' : `<a href="${way(path, 0)}">${name}</a>`);
  const nav = `<nav><a href="../../index.html">${t.back}</a>${link(before, t.before)}${link(after, t.after)}</nav>`;
  const rows = said.map((one) => {
    const when = `<small>#${one.number} ${escaped(one.sentAt)}${one.edited ? ` ${t.edited}` : ''}</small>`;
    const words = one.recalled
      ? `<p class="quiet">${t.recalled}</p>`
      : one.note === null
        ? `<p>${escaped(one.text)}</p>`
        : `<p class="quiet">${t.note}: ${escaped(one.note)}</p>`;
    const earlier = one.earlierTexts.map((text) => `<p class="quiet">${t.earlier}: ${escaped(text)}</p>`);
    const files = one.files.map(({ name }) => `<p class="quiet">${t.files}: ${escaped(name)}</p>`);
    const card =
      one.card === null || one.recalled
        ? []
        : [`<p class="quiet">${[t[one.card.kind], ...one.card.options].map(escaped).join('\n')}</p>`];
    return `<li id="m${one.number}"><b>${escaped(one.author)}</b> ${when}\n${[words, ...card, ...earlier, ...files].join('\n')}</li>`;
  });
  return frame(language, title, `${nav}\n<h1>${escaped(title)}</h1>\n<ul>\n${rows.join('\n')}\n</ul>\n${nav}`);
}
