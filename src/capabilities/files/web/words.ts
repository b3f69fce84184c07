import { defineWords } from '#platform/web/words.ts';

export const words = defineWords({
  choose: { zh: '换一张图', en: 'Choose a picture' },
  remove: { zh: '用回文字', en: 'Go back to letters' },
  hint: {
    zh: 'PNG、JPEG 或 WebP，最大 5 MB。会裁成方形，并去掉拍摄信息。',
    en: 'PNG, JPEG or WebP, 5 MB at most. It is cut square and loses what the camera noted.',
  },
  changed: { zh: '头像已更换。', en: 'Picture changed.' },

  picture: { zh: '[图片]', en: '[picture]' },
  pictures: { zh: (n: number) => `[${n} 张图片]`, en: (n: number) => `[${n} pictures]` },
  file: { zh: (name: string) => `[文件] ${name}`, en: (name: string) => `[file] ${name}` },
  files: { zh: (n: number) => `[${n} 个文件]`, en: (n: number) => `[${n} files]` },

  openPicture: { zh: (name: string) => `打开图片 ${name}`, en: (name: string) => `Open picture ${name}` },
  download: { zh: '下载', en: 'Download' },
  notShown: { zh: '图片没有载入', en: 'The picture was not loaded' },
  takeOut: { zh: (name: string) => `去掉 ${name}`, en: (name: string) => `Take out ${name}` },
  chosen: { zh: '要发送的文件', en: 'Files to send' },
  progress: { zh: '上传进度', en: 'Upload progress' },

  openFile: { zh: (name: string) => `打开 ${name}`, en: (name: string) => `Open ${name}` },
  downloadFile: { zh: (name: string) => `下载 ${name}`, en: (name: string) => `Download ${name}` },
  fileViewer: { zh: '看文件', en: 'File' },
  previousFile: { zh: '上一个', en: 'Previous' },
  nextFile: { zh: '下一个', en: 'Next' },
  notPlayed: { zh: '这个浏览器放不了它。可以下载下来看。', en: 'This browser does not play it. It can be saved.' },
  notText: { zh: '里面不是文字。可以下载下来看。', en: 'It holds no text. It can be saved.' },
  notLoaded: { zh: '文件没有载入', en: 'The file was not loaded' },
  notPdf: { zh: '这个 PDF 打不开。可以下载下来看。', en: 'This PDF cannot be opened. It can be saved.' },
  locked: { zh: '这个 PDF 有密码。下载后用密码打开。', en: 'This PDF has a password. Save it and open it with that.' },
  firstRows: {
    zh: (n: number) => `这里是前 ${n} 行，下载后看全部。`,
    en: (n: number) => `The first ${n} rows; saved, it has all.`,
  },
  page: {
    zh: (n: number, of: number) => `第 ${n} 页，共 ${of} 页`,
    en: (n: number, of: number) => `Page ${n} of ${of}`,
  },
  larger: { zh: '放大', en: 'Larger' },
  smaller: { zh: '缩小', en: 'Smaller' },

  viewer: { zh: '看图', en: 'Picture' },
  close: { zh: '关闭', en: 'Close' },
  previous: { zh: '上一张', en: 'Previous' },
  next: { zh: '下一张', en: 'Next' },

  kindImage: { zh: '图片', en: 'Image' },
  kindVideo: { zh: '视频', en: 'Video' },
  kindSound: { zh: '音频', en: 'Audio' },
  kindPdf: { zh: 'PDF', en: 'PDF' },
  kindDocument: { zh: '文档', en: 'Document' },
  kindSheet: { zh: '表格', en: 'Spreadsheet' },
  kindSlides: { zh: '演示', en: 'Slides' },
  kindText: { zh: '文本', en: 'Text' },
  kindArchive: { zh: '压缩包', en: 'Archive' },
  kindOther: { zh: '文件', en: 'File' },
});
