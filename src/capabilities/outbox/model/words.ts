import type { PushMessage } from './pushMessage.ts';
import type { KindPolicy } from './quiet.ts';

/** What a notification is about, as its capability sees it now. */
export interface Told {
  /** The name of the place: a group, or whoever writes. */
  readonly title: string;
  /** Who wrote, where that is not the title. */
  readonly from: string;
  /** What people wrote; or, where the product speaks, its words in both languages. */
  readonly text: string | Readonly<Record<Language, string>>;
}

type Language = 'zh' | 'en';

const TITLE_MAX = 80;
const TEXT_MAX = 180;

const words = {
  product: { zh: '张弛', en: 'Tautline' },
  message: { zh: '有一条新消息', en: 'A new message' },
  meant: { zh: '有人提到了你', en: 'Somebody means you' },
  digestTitle: { zh: '等你看的消息', en: 'What has waited for you' },
  digest: {
    zh: (places: number, meant: number) =>
      `有 ${places} 个会话来了消息${meant === 0 ? '' : `，其中 ${meant} 个在找你`}。`,
    en: (places: number, meant: number) =>
      `${places} ${places === 1 ? 'conversation has' : 'conversations have'} news${meant === 0 ? '' : `, ${meant} of them for you`}.`,
  },
} as const;

/** The words of a push; `told` is null where the device shows no content. */
export function wordsOfPush(
  told: Told | null,
  { meant, label }: Pick<KindPolicy, 'meant' | 'label'>,
  language: Language,
): Pick<PushMessage, 'title' | 'body'> {
  if (told === null) {
    return { title: words.product[language], body: (label ?? words[meant ? 'meant' : 'message'])[language] };
  }
  const text = typeof told.text === 'string' ? told.text : told.text[language];
  const title = [label?.[language] ?? '', told.title].filter((part) => part !== '').join(' · ');
  const colon = language === 'zh' ? '：' : ': ';
  return {
    title: shortened(title, TITLE_MAX),
    body: shortened(told.from === '' ? text : `${told.from}${colon}${text}`, TEXT_MAX),
  };
}

/** The words of a digest: at the start of work, after a focus block, or of what was gathered. They name nobody: what it is about is read inside. */
export function wordsOfDigest(places: number, meant: number, language: Language): Pick<PushMessage, 'title' | 'body'> {
  return { title: words.digestTitle[language], body: words.digest[language](places, meant) };
}

/** By characters, not halves of them; lines become one. */
function shortened(text: string, most: number): string {
  const letters = [...text.replace(/\s+/gu, ' ').trim()];
  return letters.length <= most ? letters.join('') : `${letters.slice(0, most - 1).join('')}…`;
}
