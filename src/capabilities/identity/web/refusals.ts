import { defineRefusals } from '#platform/web/refusals.ts';

type Facts = Readonly<Record<string, string | number>>;

const waitZh = ({ seconds }: Facts) =>
  seconds === undefined
    ? '稍后再试'
    : Number(seconds) > 90
      ? `${Math.ceil(Number(seconds) / 60)} 分钟后再试`
      : `${seconds} 秒后再试`;
const waitEn = ({ seconds }: Facts) =>
  seconds === undefined
    ? 'Try again later'
    : Number(seconds) > 90
      ? `Try again in ${Math.ceil(Number(seconds) / 60)} min`
      : `Try again in ${seconds} s`;

type Weak = Readonly<Record<string, (min: string | number) => string>>;
const weakZh: Weak = {
  short: (min) => `密码太短，至少 ${min} 个字符。`,
  accountName: () => '密码不能和账号一样。',
  common: () => '这个密码太常见，换一个。',
};
const weakEn: Weak = {
  short: (min) => `Too short: at least ${min} characters.`,
  accountName: () => 'The password must differ from the account name.',
  common: () => 'This password is among the most common. Use another one.',
};

/** What identity says when it must say no. */
export const refusals = defineRefusals({
  'identity.accountNameTaken': {
    zh: '这个邮箱或手机号已经注册过。直接登录就行。',
    en: 'This e-mail or phone number already has an account. Sign in instead.',
  },
  'identity.accountNameBad': {
    zh: '这不像邮箱，也不像带国家码的手机号。',
    en: 'This is neither an e-mail address nor a phone number with its country code.',
  },
  'identity.passwordWeak': {
    zh: ({ why, min }) => weakZh[String(why)]?.(min ?? 8) ?? '这个密码太容易被猜到，换一个。',
    en: ({ why, min }) => weakEn[String(why)]?.(min ?? 8) ?? 'This password is easily guessed. Use another one.',
  },
  'identity.wrongPassword': {
    zh: '账号或密码不对。',
    en: 'The account or the password is not right.',
  },
  'identity.slowDown': {
    zh: (facts) => `试错次数多了，先停一下。${waitZh(facts)}。`,
    en: (facts) => `Too many wrong tries. ${waitEn(facts)}.`,
  },
  'identity.wrongCode': {
    zh: '验证码不对。看看是否已换成新的一组。',
    en: 'The code is not right. It may have changed by now.',
  },
  'identity.proofNeeded': {
    zh: '先要确认是你本人。关掉窗口，再点一次。',
    en: 'This wants to know first that it is you. Close it and press the button again.',
  },
  'identity.challengeExpired': {
    zh: '等得太久，这一步过期了。重新开始就行。',
    en: 'This step has run out. Start it again.',
  },
  'identity.totpAlreadyOn': { zh: '两步验证已经开着。', en: 'Two-step sign-in is already on.' },
  'identity.totpNotBegun': {
    zh: '这一步过期了。关掉窗口，重新开启。',
    en: 'This step has run out. Close it and turn it on again.',
  },
  'identity.passkeyRefused': {
    zh: '这个通行密钥不能用在这里。换一个，或用密码。',
    en: 'This passkey does not work here. Use another one, or the password.',
  },
  'identity.lastWayIn': {
    zh: '这是唯一的登录方式。先设置密码，再移除它。',
    en: 'This is the only way in. Set a password first, then remove it.',
  },
  'identity.pairingGone': {
    zh: '这个二维码已失效。在电脑上换一个再扫。',
    en: 'This QR code no longer works. Make a new one on the computer.',
  },
});
