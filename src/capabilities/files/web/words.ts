import { defineWords } from '#platform/web/words.ts';

export const words = defineWords({
  choose: { zh: '换一张图', en: 'Choose a picture' },
  remove: { zh: '用回文字', en: 'Go back to letters' },
  hint: {
    zh: 'PNG、JPEG 或 WebP，最大 5 MB。会裁成方形，并去掉拍摄信息。',
    en: 'PNG, JPEG or WebP, 5 MB at most. It is cut square and loses what the camera noted.',
  },
  changed: { zh: '头像已更换。', en: 'Picture changed.' },
});
