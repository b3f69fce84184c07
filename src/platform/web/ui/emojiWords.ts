import { defineWords } from '../words.ts';

/** Words of the picker; they come with it, when it is opened. */
export const emojiWords = defineWords({
  emoji: { zh: '表情', en: 'Emoji' },
  find: { zh: '搜索表情，中英文都行', en: 'Search, in English or Chinese' },
  nothingFound: { zh: '没有找到', en: 'Nothing found' },
  frequent: { zh: '常用', en: 'Frequent' },
  groups: { zh: '表情分类', en: 'Groups of emoji' },
  people: { zh: '表情与人物', en: 'Smileys and people' },
  nature: { zh: '动物与自然', en: 'Animals and nature' },
  food: { zh: '饮食', en: 'Food and drink' },
  places: { zh: '出行与地点', en: 'Travel and places' },
  activities: { zh: '活动', en: 'Activities' },
  objects: { zh: '物品', en: 'Objects' },
  symbols: { zh: '符号', en: 'Symbols' },
  flags: { zh: '旗帜', en: 'Flags' },
});
