import { defineRefusals } from '#platform/web/refusals.ts';

const at = (value: string | number | undefined): string => {
  const date = new Date(String(value ?? ''));
  if (Number.isNaN(date.getTime())) return '';
  return `${String(date.getHours()).padStart(2, '0')}:${String(date.getMinutes()).padStart(2, '0')}`;
};

/** What is said when the server says no, or did not send. */
export const refusals = defineRefusals({
  'ding.unknown': { zh: '这个 DING 已经不在了。', en: 'This DING is no longer there.' },
  'ding.nobody': { zh: '没有选人。', en: 'Nobody was chosen.' },
  'ding.notThere': {
    zh: (facts) => `有 ${facts['members']} 人不在这个会话里。`,
    en: (facts) => `Of those chosen, ${facts['members']} are not in this conversation.`,
  },
  'ding.notYours': {
    zh: (facts) => `公司设定：主管和同部门的人之间才能 DING。其中 ${facts['members']} 人不行。`,
    en: (facts) => `The company lets managers and teammates DING each other. That leaves out ${facts['members']}.`,
  },
  'ding.again': {
    zh: (facts) => `60 分钟内已经 DING 过其中 ${facts['members']} 人，${at(facts['at'])} 后可以再发。`,
    en: (facts) => `${facts['members']} of them had a DING from you within the hour. Again from ${at(facts['at'])}.`,
  },
  'ding.tooMany': { zh: '人太多了，分几次发。', en: 'These are too many. Send it in parts.' },
  'ding.empty': { zh: '写点什么，或者附上文件。', en: 'Write something, or attach a file.' },
  'ding.tooManyFiles': {
    zh: (facts) => `最多带 ${facts['most']} 个文件。`,
    en: (facts) => `${facts['most']} files at most.`,
  },
  'ding.departmentUnknown': { zh: '这个部门已经不在了。', en: 'This department is no longer there.' },
  'ding.departmentsEmpty': {
    zh: '选中的部门里没有可以发的人。',
    en: 'The chosen departments have nobody to send it to.',
  },
  'ding.tooFar': {
    zh: (facts) => `有 ${facts['members']} 人要单独发，最多 ${facts['most']} 人。在他们都在的群里发，或者少选些人。`,
    en: (facts) =>
      `${facts['members']} people would get it directly, and at most ${facts['most']} can. Send it in a group that they are in, or choose fewer.`,
  },
  'ding.idTaken': { zh: '没能发出，再写一次。', en: 'It was not sent. Write it once more.' },
  'ding.momentPast': { zh: '这个时间已经过了，选一个以后的。', en: 'This time has passed. Choose a later one.' },
  'ding.authorLeft': {
    zh: '到时间时，你的账号在这家企业已停用。',
    en: 'When its time came, you were deactivated in this company.',
  },
  'ding.momentFar': { zh: '最远可以选一年以后。', en: 'A year ahead is the furthest.' },
});
