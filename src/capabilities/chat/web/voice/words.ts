import { defineWords } from '#platform/web/words.ts';

export const words = defineWords({
  record: { zh: '语音消息', en: 'Voice message' },
  hold: { zh: '按住说话，或点一下开始录音', en: 'Hold to talk, or press once to record' },
  recording: { zh: '正在录音', en: 'Recording' },
  full: { zh: '已到 5 分钟，可以发送', en: 'Five minutes are full; it can be sent' },
  slide: { zh: '左滑取消，上滑锁定', en: 'Slide left to cancel, up to lock' },
  release: { zh: '松开取消', en: 'Release to cancel' },
  tooShort: { zh: '太短了，没有发送。按住多说一会儿。', en: 'Too short, not sent. Hold a little longer.' },
  discard: { zh: '不发了', en: 'Discard' },
  keep: { zh: '用这段', en: 'Use it' },
  send: { zh: '发送语音', en: 'Send voice' },
  refused: {
    zh: '没有麦克风权限。在浏览器的网站设置里允许麦克风，再试一次。',
    en: 'The microphone is not allowed. Allow it in the site settings of the browser, and try again.',
  },
  noMicrophone: {
    zh: '没有找到能用的麦克风。接好后再试一次。',
    en: 'No microphone was found that can be used. Connect one and try again.',
  },
});
