import { defineWords } from '#platform/web/words.ts';

/** Words of the sections of the list. */
export const sectionWords = defineWords({
  move: { zh: '移到分组…', en: 'Move to section…' },
  moveTitle: { zh: (name: string) => `把“${name}”移到`, en: (name: string) => `Move "${name}" to` },
  none: { zh: '不分组', en: 'No section' },
  add: { zh: '新分组', en: 'New section' },
  name: { zh: '分组名', en: 'Name of the section' },
  make: { zh: '新建并移入', en: 'Make and move' },
  actions: { zh: (name: string) => `分组“${name}”的操作`, en: (name: string) => `Actions of section "${name}"` },
  fold: { zh: (name: string) => `收起 ${name}`, en: (name: string) => `Collapse ${name}` },
  unfold: { zh: (name: string) => `展开 ${name}`, en: (name: string) => `Expand ${name}` },
  rename: { zh: '改名', en: 'Rename' },
  save: { zh: '保存', en: 'Save' },
  up: { zh: '上移', en: 'Move up' },
  down: { zh: '下移', en: 'Move down' },
  remove: { zh: '解散分组', en: 'Remove section' },
  empty: {
    zh: '把会话拖到这里，或在会话菜单里选“移到分组”。',
    en: 'Drag a conversation here, or use "Move to section" in its menu.',
  },
  emptyPhone: { zh: '长按一个会话，选“移到分组”。', en: 'Long press a conversation and choose "Move to section".' },
  others: { zh: '未分组', en: 'Without section' },
});
