import { defineRefusals } from '#platform/web/refusals.ts';

/** What chat says when the server says no. */
export const refusals = defineRefusals({
  'chat.conversationUnknown': {
    zh: '这个会话不在了，或者你不在其中。',
    en: 'This conversation is gone, or you are not in it.',
  },
  'chat.messageUnknown': { zh: '这条消息不在了。', en: 'This message is gone.' },
  'chat.sectionUnknown': { zh: '这个分组已经不在了。', en: 'This section is gone.' },
  'chat.tooManySections': {
    zh: (facts) => `最多 ${facts.max} 个分组。`,
    en: (facts) => `There can be ${facts.max} sections at most.`,
  },
  'chat.mayNotSend': { zh: '你不能在这里发消息。', en: 'You cannot write here.' },
  'chat.onlyAdminsWrite': {
    zh: '这个群里只有群主和管理员发言。',
    en: 'Only the owner and admins write in this group.',
  },
  'chat.silenced': {
    zh: '你在这个群被禁言，现在不能发言。',
    en: 'You are silenced in this group and cannot write now.',
  },
  'chat.archived': { zh: '这个群已归档。', en: 'This group is archived.' },
  'chat.deleted': { zh: '这个群已被删除，发不进去了。', en: 'This group was deleted; nothing is sent to it.' },
  'chat.nameDiffers': {
    zh: '群名对不上。照着群名再输入一次。',
    en: 'That is not its name. Type the name of the group.',
  },
  'chat.mayNotRestore': {
    zh: '只有删除它的人和企业管理员能恢复。',
    en: 'Only whoever deleted it, and admins of the company, can restore it.',
  },
  'chat.beingErased': { zh: '已经开始彻底删除，不能恢复了。', en: 'It is being erased and cannot be restored.' },
  'chat.linkUnknown': {
    zh: '链接已失效，或者不属于这家企业。',
    en: 'This link no longer works, or belongs to another company.',
  },
  'chat.notAnEmoji': { zh: '只能用表情回应。', en: 'Only an emoji can answer a message like this.' },
  'chat.tooManyReactions': {
    zh: (facts) => `一条消息最多有 ${facts.max} 种回应。用已有的一种。`,
    en: (facts) => `A message has ${facts.max} kinds of reactions at most. Use one that is there.`,
  },
  'chat.mentionsAllRefused': {
    zh: '只有群主和管理员能提到所有人。',
    en: 'Only the owner and admins may mention everybody.',
  },
  'chat.idTaken': { zh: '没发出去。换一条再发。', en: 'Not sent. Write it once more.' },
  'chat.notYours': { zh: '只有作者能这样做。', en: 'Only its author can do this.' },
  'chat.windowOver': {
    zh: '超过 24 小时，不能再改或撤回。',
    en: 'After 24 hours it can no longer be changed or recalled.',
  },
  'chat.editedTooOften': {
    zh: (facts) => `改过 ${facts.max} 次了，不能再改。撤回后重新写。`,
    en: (facts) => `Changed ${facts.max} times already. Recall it and write it anew.`,
  },
  'chat.notEditable': {
    zh: '这类消息发出后不能修改：别人可能已经回应了它。可以撤回重发。',
    en: 'What is more than words is not changed after it was sent: others may have answered it. Recall it and send it anew.',
  },
  'chat.notInThreads': {
    zh: '话题里只能发文字和文件，其他的发在会话里。',
    en: 'In a thread only words and files are sent; send this in the conversation.',
  },
  'chat.nobodyAsked': { zh: '这里还没有别人，没有人可以确认。', en: 'Nobody else is here to acknowledge it.' },
  'chat.notAsked': { zh: '这条通知没有请你确认。', en: 'This notice does not ask you.' },
  'chat.endRefused': { zh: '结束时间要在以后，一年以内。', en: 'It must end in the future, within a year.' },
  'chat.pollEnded': { zh: '投票已结束。', en: 'The poll has ended.' },
  'chat.optionsRefused': { zh: '这个投票没有这样的选法。', en: 'This poll cannot be answered like that.' },
  'chat.pollAnonymous': {
    zh: '匿名投票，谁投了什么不显示。',
    en: 'This poll is anonymous: nobody is shown who chose what.',
  },
  'chat.memberUnknown': { zh: '没有找到这个成员。', en: 'This member was not found.' },
  'chat.guestsAsk': {
    zh: '外部联系人不能先找企业成员。等对方先发消息。',
    en: 'Guests cannot write first. Wait until a member writes to you.',
  },
  'chat.groupTooLarge': { zh: '一个群最多 5,000 人。', en: 'A group has 5,000 members at most.' },
  'chat.mayNotCreateGroups': { zh: '企业设定：只有主管能建群。', en: 'In this company only managers start groups.' },
  'chat.departmentUnknown': { zh: '没有找到这个部门。', en: 'This department was not found.' },
  'chat.mayNotManage': { zh: '只有群主和管理员能这样做。', en: 'Only the owner and admins can do this.' },
  'chat.mayNotLeave': {
    zh: '部门群跟着部门走，不能自己退出。',
    en: 'A department group follows the department; nobody leaves it alone.',
  },
  'chat.receiptsOff': { zh: '这里没有已读回执。', en: 'There are no receipts here.' },
  'chat.companyDecides': { zh: '群组里的已读回执由企业设定。', en: 'The company decides about receipts in groups.' },
});
