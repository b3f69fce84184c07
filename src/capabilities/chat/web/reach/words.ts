import { defineWords } from '#platform/web/words.ts';

/** Words of who is off, and when something arrives. */
export const reachWords = defineWords({
  off: { zh: '休息中', en: 'Off' },
  someOff: {
    zh: (count: number) => `${count} 人休息中`,
    en: (count: number) => `${count} off`,
  },
  arrivesWhenTheyStart: { zh: '，上班后送达', en: ', arrives when they start' },
  arrives: { zh: (at: string) => `休息中，${at} 送达`, en: (at: string) => `Off: arrives ${at}` },
  there: { zh: (at: string) => `对方那里 ${at}`, en: (at: string) => `there it is ${at}` },
  onLeave: { zh: (at: string) => `不在，${at} 回来`, en: (at: string) => `On leave until ${at}` },
  standIn: { zh: (name: string) => `代理人 ${name}`, en: (name: string) => `stand-in ${name}` },
  localTimes: { zh: '各地当地时间', en: 'Local times' },
  works: { zh: '在岗', en: 'Working' },
  startsAt: { zh: (at: string) => `${at} 上班`, en: (at: string) => `starts ${at}` },
  notifiesAt: { zh: (at: string) => `${at} 送达提醒`, en: (at: string) => `Arrives ${at}` },
  whenTheyStart: { zh: '上班后送达提醒', en: 'Arrives when they start' },
  someLater: {
    zh: (count: number) => `发送，${count} 人上班后提醒`,
    en: (count: number) => `Send, ${count} when they start`,
  },
  whoIsOff: { zh: '看谁在休息', en: 'See who is off' },
  youAreOff: {
    zh: (at: string) => `你在休息，${at} 前无需回复。`,
    en: (at: string) => `You are off. No answer is needed before ${at}.`,
  },
});
