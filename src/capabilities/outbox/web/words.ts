import { defineWords } from '#platform/web/words.ts';

/** Words of notifications. Hours come in as `09:00`. */
export const words = defineWords({
  notifications: { zh: '通知', en: 'Notifications' },

  whatNotifies: { zh: '单聊、通知和提到你的消息', en: 'direct messages, notices and messages that mention you' },
  whatChosen: {
    zh: '单聊、通知、提到你的消息，和选了“全部”的群',
    en: 'direct messages, notices, messages that mention you, and groups set to "All"',
  },
  whatGathered: {
    zh: '单聊、通知、提到你的消息，和每四小时合成一条的群消息',
    en: 'direct messages, notices and messages that mention you, and once every four hours of groups set to "All"',
  },
  toldHere: {
    zh: (what: string, today: string) => `工作时间里（${today}），${what}会通知这台设备。`,
    en: (what: string, today: string) => `In your working time (${today}), this device is told of ${what}.`,
  },
  toldWhileOpen: {
    zh: (what: string, today: string) => `工作时间里（${today}），${what}会通知这台设备，只在张弛开着的时候。`,
    en: (what: string, today: string) =>
      `In your working time (${today}), this device is told of ${what}, while Tautline is open on it.`,
  },
  today: { zh: (hours: string) => `今天 ${hours}`, en: (hours: string) => `today ${hours}` },
  notToday: { zh: '今天不上班', en: 'none today' },
  toldNever: { zh: '什么都不通知，所有设备都一样。', en: 'Nothing notifies, on any of the devices.' },
  notToldHere: { zh: '这台设备不会收到通知。', en: 'This device is not told of anything.' },
  afterWork: {
    zh: '下班后什么都不响；休息时来的，下次上班时合成一条。',
    en: 'After work it is silent. What came meanwhile is told once, when work begins.',
  },
  nowWorking: {
    zh: (until: string) => `现在是工作时间，到 ${until}`,
    en: (until: string) => `Working now, until ${until}`,
  },
  nowResting: { zh: (start: string) => `休息中，到 ${start}`, en: (start: string) => `Off, until ${start}` },
  hours: { zh: (zone: string) => `你的工作时间（${zone}）`, en: (zone: string) => `Your working time (${zone})` },

  thisDevice: { zh: '这台设备', en: 'This device' },
  onHere: { zh: '在这台设备上通知', en: 'Notify on this device' },
  onHint: { zh: '张弛没开着也会通知。', en: 'Also when Tautline is not open.' },
  onHintAsks: { zh: '打开时浏览器会问一次。', en: 'The browser asks once, when you turn this on.' },
  onHintOpenOnly: {
    zh: '这个浏览器连不上推送服务：张弛开着时才会通知。',
    en: 'This browser has no push service: it notifies while Tautline is open.',
  },
  blocked: {
    zh: '浏览器不让张弛通知。在浏览器的网站设置里允许后，再回到这里打开。',
    en: 'The browser does not let Tautline notify. Allow it in the site settings of the browser, then turn it on here.',
  },
  unsupported: { zh: '这个浏览器不能显示通知。', en: 'This browser cannot show notifications.' },
  content: { zh: '显示消息内容', en: 'Show what was said' },
  contentOn: { zh: '谁发的、说了什么，锁屏上也看得到。', en: 'Who wrote and what, also on the lock screen.' },
  contentOff: {
    zh: '只说有新消息，不说是谁、说了什么。',
    en: 'It says that there is a message, not who wrote it nor what.',
  },

  wish: { zh: '哪些会通知我', en: 'What notifies me' },
  wishEverything: { zh: '我选的都通知', en: 'Everything I chose' },
  wishEverythingHint: {
    zh: '单聊、通知、提到我的，和选了“全部”的群。',
    en: 'Direct messages, notices, mentions, and groups set to "All".',
  },
  wishGathered: { zh: '群消息攒着看', en: 'Groups gathered' },
  wishGatheredHint: {
    zh: '单聊、通知和提到我的照常；别的上班时一条，之后每四小时一条（12:00、16:00）。',
    en: 'Direct messages, notices and mentions as they come; the rest once as work begins, then every four hours (12:00, 16:00).',
  },
  wishMeant: { zh: '只通知找我的', en: 'Only what is for me' },
  wishMeantHint: { zh: '单聊、通知和提到我的。', en: 'Direct messages, notices and mentions.' },
  wishNothing: { zh: '都不通知', en: 'Nothing' },
  wishNothingHint: { zh: '未读只在张弛里看。', en: 'What is unread is seen in Tautline only.' },
  allDevices: { zh: '对所有设备都一样', en: 'The same on all devices' },

  install: { zh: '装到这台设备上', en: 'Install on this device' },
  installText: {
    zh: '像别的应用一样打开，图标上看得到未读。',
    en: 'Opens like any other app, and its icon shows what is unread.',
  },
  installAction: { zh: '安装', en: 'Install' },
  installIos: {
    zh: '先点浏览器的“分享”，再点“添加到主屏幕”。从主屏幕打开后，就能在这里打开通知。',
    en: 'Tap Share in the browser, then "Add to Home Screen". Opened from there, notifications can be turned on here.',
  },
});
