import { defineRefusals } from '#platform/web/refusals.ts';

/** What the outbox says when it must say no. */
export const refusals = defineRefusals({
  'outbox.endpointRefused': {
    zh: '这个浏览器的推送服务用不了，张弛开着时仍会通知。',
    en: 'The push service of this browser cannot be used. Tautline still notifies while it is open.',
  },
  'outbox.badAddress': {
    zh: '这不是可用的号码或邮箱，国外号码要带 + 和国家代码。',
    en: 'That is no number or address one can reach. Start numbers with + and the country.',
  },
  'outbox.noGateway': { zh: '企业还没有连接这个通道。', en: 'The company has not connected this channel.' },
  'outbox.tooManyCodes': {
    zh: '验证码要得太多了，过一会儿再试。',
    en: 'Too many codes were asked for. Try again later.',
  },
  'outbox.codeNotSent': {
    zh: '验证码没有发出去。检查号码，或者告诉管理员。',
    en: 'The code could not be sent. Check the number, or tell an admin.',
  },
  'outbox.wrongCode': {
    zh: '验证码不对，或者已经失效。可以再要一个。',
    en: 'The code is wrong, or works no more. Ask for another.',
  },
  'outbox.gatewayRefused': {
    zh: '这个网关不能这样用。地址要用 https，在公网上。',
    en: 'This gateway cannot be used like that. Its address must be https, on the open internet.',
  },
  'outbox.secretMissing': {
    zh: '密钥要重新填：换了地方，原来的不会带过去。',
    en: 'Enter the secret again: it is not taken along to another place.',
  },
  'outbox.noOwnContact': {
    zh: '先在“我 → 通知”里留下自己的号码或邮箱，测试发给它。',
    en: 'Give your own number or address first, under Me → Notifications: the test goes there.',
  },
  'outbox.quotaUsed': { zh: '今天的额度用完了。', en: 'The quota of today is used up.' },
});
