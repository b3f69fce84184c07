import { defineWords } from '#platform/web/words.ts';

/** What the columns of a list are called, and what may be wrong with a cell. */
export const words = defineWords({
  name: { zh: '姓名', en: 'Name' },
  title: { zh: '职务', en: 'Title' },
  email: { zh: '邮箱', en: 'E-mail' },
  phone: { zh: '手机', en: 'Phone' },
  employeeNumber: { zh: '工号', en: 'Employee number' },
  departments: { zh: '部门', en: 'Departments' },
  manages: { zh: '主管', en: 'Manages' },
  path: { zh: '部门', en: 'Department' },
  managers: { zh: '主管', en: 'Managers' },
  missing: { zh: '没有填', en: 'Nothing filled in' },
  tooLong: { zh: '太长', en: 'Too long' },
  badText: { zh: '有不能用的字符', en: 'Holds characters that cannot be used' },
  emailBad: { zh: '不像邮箱', en: 'Not an e-mail address' },
  phoneBad: { zh: '不像电话号码', en: 'Not a phone number' },
  pathBad: { zh: '部门路径写得不对', en: 'Not a path of departments' },
  managerBad: { zh: '看不出管哪个部门', en: 'Unclear which department is managed' },
  managerUnknown: { zh: '找不到这个主管', en: 'No such manager' },
  tooMany: { zh: '太多', en: 'Too many' },
  duplicate: { zh: '和前面一行重复', en: 'Same as a row above' },
  ambiguous: { zh: '可能是好几个人，加上工号再试', en: 'May mean several members: add the employee number' },
  inactive: { zh: '这个人已离开，先恢复', en: 'A former member: let in again first' },
});
