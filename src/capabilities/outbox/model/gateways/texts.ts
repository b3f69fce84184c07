import type { Content } from '../gate.ts';
import type { KindPolicy, Wired } from '../quiet.ts';
import type { Told } from '../words.ts';

type Language = 'zh' | 'en';

/** One text message of carriers that count in UCS-2: more is two, and costs twice. */
export const SMS_MAX = 70;
const WHO_MAX = 16;
const MAIL_MAX = 500;
const SPOKEN_MAX = 200;

/** What goes out: `subject` of a mail. */
export interface Written {
  readonly subject: string;
  readonly text: string;
}

const words = {
  message: { zh: '紧急消息', en: 'Urgent message' },
  nameless: {
    zh: (who: string) => `张弛：${who}有紧急消息找你`,
    en: (who: string) => `You have an urgent message in Tautline from ${who}`,
  },
  named: {
    zh: (what: string, who: string) => `张弛 ${what}，${who}：`,
    en: (what: string, who: string) => `${what} from ${who} in Tautline: `,
  },
  press: { zh: '确认请按 1。', en: 'Press 1 to confirm.' },
  open: { zh: '打开张弛查看。', en: 'Open Tautline to read it.' },
  code: {
    zh: (code: string) => `张弛验证码 ${code}，10 分钟内有效。`,
    en: (code: string) => `Your Tautline code is ${code}. It works for 10 minutes.`,
  },
  codeSubject: { zh: '张弛验证码', en: 'Your Tautline code' },
  test: { zh: '张弛：这是一条通道测试。', en: 'Tautline: this is a test of the channel.' },
  product: { zh: '张弛', en: 'Tautline' },
} as const;

/** The words of a text, a mail or a call. Who means the member is said; what, only where he allowed content. No address of a page is in it. */
export function wordsOfWire(
  way: Wired,
  told: Told,
  content: Content,
  { label }: Pick<KindPolicy, 'label'>,
  language: Language,
): Written {
  const who = shortened(told.from === '' ? told.title : told.from, WHO_MAX);
  const nameless = words.nameless[language](who);
  const said = plain(typeof told.text === 'string' ? told.text : told.text[language]);
  const head = words.named[language]((label ?? words.message)[language], who);
  const most = { sms: SMS_MAX, mail: MAIL_MAX, call: SPOKEN_MAX }[way];
  const text = content === 'none' ? nameless : shortened(head + said, most);
  switch (way) {
    case 'sms':
      return { subject: '', text: shortened(text, SMS_MAX) };
    case 'call':
      return { subject: '', text: spoken(text, words.press[language], language) };
    case 'mail':
      return { subject: nameless, text: `${text}\n\n${words.open[language]}` };
  }
}

/** The words that carry a code; a voice says its digits one by one. */
export function wordsOfCode(way: Wired, code: string, language: Language): Written {
  const said = way === 'call' ? [...code].join(language === 'zh' ? '，' : ', ') : code;
  return { subject: words.codeSubject[language], text: words.code[language](said) };
}

export function wordsOfTest(language: Language): Written {
  return { subject: words.test[language], text: words.test[language] };
}

function spoken(text: string, press: string, language: Language): string {
  return language === 'zh' ? `${text}。${press}` : `${text}. ${press}`;
}

/** Without addresses of pages: they may open something to whoever holds them. */
function plain(text: string): string {
  return text.replace(/[a-z][a-z0-9+.-]*:\/\/\S+/giu, '…');
}

function shortened(text: string, most: number): string {
  const letters = [...text.replace(/[\s\p{Cc}]+/gu, ' ').trim()];
  return letters.length <= most ? letters.join('') : `${letters.slice(0, most - 1).join('')}…`;
}
