import { defineRefusals } from '#platform/web/refusals.ts';

/** What files say when they must say no. */
export const refusals = defineRefusals({
  'files.notAPicture': {
    zh: '这不是能用的图片。选 PNG、JPEG 或 WebP。',
    en: 'This is not a picture that can be used. Choose a PNG, JPEG or WebP.',
  },
  'files.pictureTooLarge': {
    zh: '图片太大，不能超过 5 MB。',
    en: 'The picture is too large: 5 MB at most.',
  },
});
