import { defineWords } from '#platform/web/words.ts';

export const words = defineWords({
  skip: { zh: '跳到内容', en: 'Skip to content' },
  areas: { zh: '主导航', en: 'Main' },
  notFound: { zh: '这里没有页面。', en: 'There is no page here.' },
  toStart: { zh: '回到首页', en: 'To the start' },
  notForRole: { zh: '这一页不对你的角色开放。', en: 'This page is not open to your role.' },
  failed: { zh: '这一页没能显示，已写的内容还在。', en: 'This page could not be shown. What you wrote is kept.' },
  couldNotOpen: { zh: '没能打开企业。', en: 'The company could not be opened.' },
  noServer: { zh: '连不上服务器。', en: 'The server cannot be reached.' },
  newVersion: { zh: '有新版本。', en: 'A new version is here.' },
  reload: { zh: '重新载入', en: 'Reload' },
  shortcuts: { zh: '快捷键', en: 'Keyboard shortcuts' },
});
