import { defineWords } from '#platform/web/words.ts';

/** Words of contacts and places. */
export const handingWords = defineWords({
  contact: { zh: '名片', en: 'Contact' },
  newContact: { zh: '名片…', en: 'Contact…' },
  newContactHint: { zh: '告诉对方找谁', en: 'Says whom to turn to' },
  sendContact: { zh: '发名片', en: 'Send a contact' },
  choose: { zh: '选一位成员', en: 'Choose a member' },
  nobody: { zh: '这里还没有可以发的人。', en: 'There is nobody here whose contact you could send.' },
  whoSees: {
    zh: '每个人看到的是通讯录允许他看到的。',
    en: 'Each reader sees what the directory lets him see.',
  },
  former: { zh: '已离开企业', en: 'No longer in the company' },
  profile: { zh: '查看资料', en: 'Profile' },
  message: { zh: '发消息', en: 'Message' },
  place: { zh: '位置', en: 'Place' },
  newPlace: { zh: '位置…', en: 'Place…' },
  newPlaceHint: { zh: '一个地点，只在你点的时候', en: 'One point, only when you tap' },
  sendPlace: { zh: '发位置', en: 'Send a place' },
  locate: { zh: '用我现在的位置', en: 'Use where I am now' },
  locating: { zh: '正在定位', en: 'Finding where you are' },
  locateHint: {
    zh: '只取这一次，发送前你先看到。也可以只写地名。',
    en: 'Taken once, and shown to you before you send. A name alone is enough, too.',
  },
  refused: {
    zh: '浏览器没有给出位置。写下地名，一样能发。',
    en: 'The browser did not tell where you are. Write the name instead: it can be sent as well.',
  },
  withoutPoint: { zh: '不带坐标', en: 'Without coordinates' },
  name: { zh: '地名', en: 'Name' },
  address: { zh: '地址', en: 'Address' },
  here: { zh: '这里', en: 'Here' },
  preview: { zh: '对方会看到', en: 'What they will see' },
  accuracy: { zh: (m: number) => `误差约 ${m} 米`, en: (m: number) => `within about ${m} m` },
  erasedBy: {
    zh: (day: string) => `坐标 ${day}删除，地名保留`,
    en: (day: string) => `Coordinates are erased on ${day}; the name stays`,
  },
  kept: {
    zh: '坐标取到约 10 米，60 天后删除，地名保留。',
    en: 'Coordinates are rounded to about 10 m and erased after 60 days; the name stays.',
  },
  openMap: { zh: '在地图中打开', en: 'Open in maps' },
  copyPoint: { zh: '复制坐标', en: 'Copy coordinates' },
  copied: { zh: '坐标已复制', en: 'Coordinates copied' },
  send: { zh: '发送', en: 'Send' },
  cell: {
    zh: (m: number) => (m < 1_000 ? `${m} 米` : `${m / 1_000} 公里`),
    en: (m: number) => (m < 1_000 ? `${m} m` : `${m / 1_000} km`),
  },
});
