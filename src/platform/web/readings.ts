import type { Phrase } from './words.ts';

// How the letters of the product's own places are read: a dictionary of all letters is a hundred times as large, and lies on the server.
const READINGS: Readonly<Record<string, string>> = Object.fromEntries(
  (
    'an安 bao保 bei备 ben本 bu部 cheng成 chu除出 da打 dao导 de的 deng登 dian电 ding定 du读 duan短 fang放 ge个 gong工公 guan管观 gui规 guo过 ' +
    'he和 hou后 hua话 hui回会 ji急 jian间件 jin紧 ju据 kan看 li理 lian联 liao料 liu留 lu录 men门 qi企 qing请 quan全 rao扰 ren人 ru入 shan删 ' +
    'shao稍 she设 shi时 shu数 shui谁 si司 sou搜 suo索 tai台 tong通 wai外 wo我 xi息系 xiao消 xin信 xing行 xun讯 yan言 yao邀 ye业 yi已 you邮 ' +
    'yu语与 yuan员 ze则 zhang账 zhi知执 zi资 zuo作'
  )
    .split(' ')
    .flatMap((one) => {
      const [, reading = '', letters = ''] = /^([a-z]+)(.+)$/.exec(one) ?? [];
      return [...letters].map((letter) => [letter, reading] as const);
    }),
);
const CHINESE = /\p{Script=Han}/u;

/** The letters of a phrase that nobody here can read. */
export const unread = ({ zh }: Phrase): string =>
  [...zh].filter((letter) => CHINESE.test(letter) && READINGS[letter] === undefined).join('');

/** Does a text mean this phrase: a part of it in either language, or the beginning of its pinyin or initials? */
export function isMeant(phrase: Phrase, text: string): boolean {
  const wanted = text.trim().toLowerCase();
  if (`${phrase.zh}\n${phrase.en}`.toLowerCase().includes(wanted)) return true;
  const read = [...phrase.zh].map((letter) => READINGS[letter] ?? '');
  const pinyin = read.join('');
  const initials = read.map((one) => one.slice(0, 1)).join('');
  const close = wanted.replaceAll(' ', '');
  return close !== '' && (pinyin.startsWith(close) || initials.startsWith(close));
}
