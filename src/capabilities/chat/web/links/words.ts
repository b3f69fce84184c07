import { defineWords } from '#platform/web/words.ts';

export const words = defineWords({
  previews: { zh: '链接预览', en: 'Link previews' },
  close: { zh: '收起预览', en: 'Close the preview' },
  open: { zh: '展开预览', en: 'Open the preview' },
  remove: { zh: '对所有人去掉预览', en: 'Remove the preview for everybody' },
  removed: { zh: '预览已去掉，链接还在。', en: 'The preview is gone; the link stays.' },
});
