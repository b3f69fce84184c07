import { defineRefusals } from '#platform/web/refusals.ts';

/** What the directory says when it must say no. */
export const refusals = defineRefusals({
  'directory.timeZoneUnknown': { zh: '没有这个时区，换一个。', en: 'There is no such time zone. Choose another one.' },
  'directory.memberUnknown': {
    zh: '没有这个成员，可能刚被移走。',
    en: 'There is no such member. He or she may have just left.',
  },
  'directory.roleAboveOwn': {
    zh: '这个角色比你的高，要由所有者或管理员来改。',
    en: 'This role stands above yours. An owner or admin can change it.',
  },
  'directory.employeeNumberTaken': {
    zh: '这个工号已经有人用了。',
    en: 'Another member has this employee number.',
  },
  'directory.departmentUnknown': {
    zh: '没有这个部门，可能刚被移走。',
    en: 'There is no such department. It may have just been removed.',
  },
  'directory.lastOwner': {
    zh: '企业至少要有一个所有者。先把别人设为所有者。',
    en: 'A company keeps at least one owner. Make somebody else an owner first.',
  },
  'directory.handOverNeeded': {
    zh: ({ departments }) => `这个成员还管着 ${departments ?? 1} 个部门。选一个人接手。`,
    en: ({ departments }) =>
      Number(departments ?? 1) === 1
        ? 'This member manages a department. Choose who takes it over.'
        : `This member manages ${departments} departments. Choose who takes them over.`,
  },
  'directory.departmentNameTaken': {
    zh: '同一级里已有这个部门名。',
    en: 'There is a department of this name beside it.',
  },
  'directory.departmentInsideItself': {
    zh: '部门不能移到自己下面。',
    en: 'A department cannot lie below itself.',
  },
  'directory.departmentNotEmpty': {
    zh: '部门里还有成员或下级部门，先移走再删。',
    en: 'It still holds members or departments. Move them first.',
  },
  'directory.inviteGone': {
    zh: '这个邀请已失效。请同事再发一个。',
    en: 'This invite no longer works. Ask a colleague for a new one.',
  },
  'directory.alreadyMember': { zh: '你已经在这个企业里。', en: 'You are a member of this company already.' },
  'directory.csvUnreadable': {
    zh: '读不出这个文件里的表格。存成 CSV 再试。',
    en: 'There is no table to be read in this file. Save it as CSV and try again.',
  },
  'directory.csvEncodingUnknown': {
    zh: '认不出这个文件的编码。用表格软件打开它，另存为 CSV（UTF-8、UTF-16 或 GBK）再试。',
    en: 'This file is in an unknown encoding. Open it in a spreadsheet, save it as CSV in UTF-8, UTF-16 or GBK, and try again.',
  },
  'directory.csvTooLong': {
    zh: '文件太大，分成几个再导入。',
    en: 'The file is too long. Split it and import the parts.',
  },
  'directory.csvColumnMissing': {
    zh: ({ column, field }) => `缺少必需的一列：${columnZh[String(column ?? field)] ?? column ?? field ?? '姓名'}。`,
    en: ({ column, field }) =>
      `A needed column is missing: ${columnEn[String(column ?? field)] ?? column ?? field ?? 'name'}.`,
  },
  'directory.importRunning': {
    zh: '已有一个导入在进行，等它做完。',
    en: 'Another import is running. Wait for it to end.',
  },
  'directory.seatTaken': {
    zh: '这个成员已经登录过，不需要邀请。',
    en: 'This member has signed in already and needs no invite.',
  },
  'directory.twoKeys': {
    zh: '这一项让人看到别人，要两把钥匙：说明目的，由员工代表或者成员同意。',
    en: 'This shows people to others and takes two keys: a purpose, and a representative or the members who agree.',
  },
  'directory.stepUnknown': { zh: '没有这种设定。', en: 'There is no such setting.' },
  'directory.alreadyOn': { zh: '不用申请，已经是这样了。', en: 'No need to ask: it is so already.' },
  'directory.alreadyAsked': {
    zh: '这一项已经有申请在等第二把钥匙。',
    en: 'A request for this waits for the second key already.',
  },
  'directory.noSecondKey': {
    zh: '没有别人能转第二把钥匙：没有满 14 天的员工代表，也没有满 14 天、可以投票的成员。',
    en: 'Nobody else could turn the second key: no representative and no voter has been one for 14 days.',
  },
  'directory.requestUnknown': { zh: '没有这个申请。', en: 'There is no such request.' },
  'directory.ownRequest': {
    zh: '这是你自己的申请，第二把钥匙要由别人来转。',
    en: 'This is your own request. Somebody else turns the second key.',
  },
  'directory.notTheKey': { zh: '第二把钥匙不在你手里。', en: 'You do not hold the second key here.' },
  'directory.answered': {
    zh: '这个申请已经有结果，或者过期了。',
    en: 'This request was answered already, or is over.',
  },
  'directory.importUnknown': { zh: '没有这次导入的记录。', en: 'There is no record of this import.' },
});

const columnZh: Readonly<Record<string, string>> = { name: '姓名', department: '部门', email: '邮箱', phone: '手机' };
const columnEn: Readonly<Record<string, string>> = {
  name: 'name',
  department: 'department',
  email: 'e-mail',
  phone: 'phone',
};
