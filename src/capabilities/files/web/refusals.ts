import { fileSize } from '#platform/model/format.ts';
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
  'files.tooLarge': {
    zh: (facts) => (facts.max === undefined ? '文件太大。' : `文件太大，最大 ${fileSize(Number(facts.max))}。`),
    en: (facts) =>
      facts.max === undefined
        ? 'The file is too large.'
        : `The file is too large: ${fileSize(Number(facts.max))} at most.`,
  },
  'files.notVoice': { zh: '这段录音放不了，重新录一次。', en: 'This recording cannot be played. Record it once more.' },
  'files.quotaReached': {
    zh: '文件空间用完了。撤回不再需要的文件，或请管理员扩大。',
    en: 'The room for files is used up. Recall files that are not needed, or ask an administrator for more.',
  },
  'files.noRoom': { zh: '服务器磁盘已满，文件没有上传。', en: 'The disk of the server is full: not uploaded.' },
  'files.tooManyUploads': {
    zh: '同时上传的文件太多，等前面的传完。',
    en: 'Too many uploads at once. Wait for those before to finish.',
  },
  'files.idTaken': { zh: '没传上去，重新选一次文件。', en: 'Not uploaded. Choose the file once more.' },
  'files.unknown': { zh: '文件不在了，重新选一次。', en: 'The file is gone. Choose it once more.' },
  'files.lost': {
    zh: '浏览器没有留住这个文件，重新选一次。',
    en: 'The browser has not kept this file. Choose it once more.',
  },
  'files.busy': { zh: '这个文件正在上传。', en: 'This file is being uploaded.' },
  'files.sliceWrong': { zh: '没传上去，重新选一次文件。', en: 'Not uploaded. Choose the file once more.' },
  'files.offsetWrong': { zh: '上传中断了，再试一次。', en: 'The upload was interrupted. Try again.' },
  'files.unfinished': { zh: '上传中断了，再试一次。', en: 'The upload was interrupted. Try again.' },
  'files.brokenPicture': {
    zh: '这张图片是坏的，打不开。',
    en: 'This picture is broken and cannot be opened.',
  },
  'files.tooManyPixels': {
    zh: '图片尺寸太大，最多 6,400 万像素。',
    en: 'The picture has too many pixels: 64 million at most.',
  },
});
