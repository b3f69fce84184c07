import type { demoPerson } from '#app/model/contract.ts';
import type { Role } from '#directory/model/contract.ts';
import type { z } from 'zod';

export type DemoPerson = z.output<typeof demoPerson>;

/** How the seed calls a person, everywhere. */
export type Key = string;

export interface Person {
  readonly key: Key;
  readonly name: string;
  readonly title: string;
  readonly role: Role;
  /** The names of the departments he is in, the main one first; they are unique in a company. */
  readonly departments: readonly string[];
  readonly accountName: string;
  readonly phone: string | null;
  readonly employeeNumber: string | null;
  readonly timeZone: string;
  readonly language: 'zh' | 'en';
  /** The working day on which he joined, counted back from the last of the story. */
  readonly joins: number;
}

export interface Department {
  readonly name: string;
  readonly parent: string | null;
  readonly managers: readonly Key[];
}

/** Who has left since, and on which working day. */
export const leavers: Readonly<Record<Key, number>> = { ding: -30 };

/** One password for everybody whose eyes one may look through. It protects nothing: the company is invented. */
export const PASSWORD = 'taut-line-2026';

/** The working day on which both companies began with Tautline, counted back from the last of the story. */
export const FIRST_DAY = -84;

type Row = readonly [key: Key, name: string, title: string, departments: string, role?: Role, joins?: number];

const SUZHOU: readonly Row[] = [
  ['shen', '沈若谷', '总经理', '总经办', 'owner'],
  ['kang', '康宁', '总经理助理', '总经办'],
  ['zhou', '周砚', '生产部经理', '生产部'],
  ['lin', '林予安', '生产计划主管', '计划组'],
  ['cheng', '程一帆', '计划员', '计划组'],
  ['he', '何嘉树', '二车间主任', '二车间'],
  ['qin', '秦越', '工艺员', '二车间', 'representative'],
  ['song', '宋知远', '早班班长', '三号线'],
  ['qiu', '邱国栋', '夜班班长', '三号线'],
  ['jiang', '江小鱼', '操作工', '三号线'],
  ['yuan', '袁野', '操作工', '三号线'],
  ['xu', '许冬青', '四号线线长', '四号线'],
  ['helan', '贺兰', '操作工', '四号线'],
  ['ma', '马长河', '一车间主任', '一车间'],
  ['sun', '孙立夏', '一号线线长', '一号线'],
  ['gaoyuan', '高远', '操作工', '一号线'],
  ['hu', '胡晓冬', '操作工', '一号线'],
  ['zhao', '赵立秋', '二号线线长', '二号线'],
  ['wutong', '吴桐', '操作工', '二号线'],
  ['ding', '丁小川', '操作工', '二号线'],
  ['shi', '石磊', '设备主管', '设备组'],
  ['fang', '方程', '设备工程师', '设备组'],
  ['xie', '谢如冰', '质量部经理', '质量部'],
  ['tang', '唐小满', '质量工程师', '过程检验, 生产部'],
  ['weilan', '魏澜', '过程检验员', '过程检验'],
  ['ye', '叶知秋', '来料检验员', '来料检验'],
  ['su', '苏念', '实验员', '实验室'],
  ['du', '杜衡', '研发经理', '研发'],
  ['xinghe', '沈星河', '薄膜工程师', '薄膜组'],
  ['wen', '温雅', '薄膜工程师', '薄膜组'],
  ['jifeng', '季风', '涂层工程师', '涂层组'],
  ['chen', '陈述白', '销售总监', '销售'],
  ['liang', '梁秋实', '华东区经理', '华东'],
  ['zhuyan', '朱颜', '客户经理', '华东'],
  ['yao', '姚远', '客户经理', '华东'],
  ['huang', '黄家豪', '华南区经理', '华南'],
  ['zhuo', '卓群', '客户经理', '华南'],
  ['qiao', '乔伊然', '外贸专员', '海外'],
  ['feng', '冯时雨', '供应链经理', '供应链'],
  ['zeng', '曾可', '采购工程师', '采购'],
  ['tian', '田甜', '采购员', '采购'],
  ['han', '韩北辰', '华东仓主管', '华东仓'],
  ['bai', '白露', '仓管员', '华东仓'],
  ['duan', '段小武', '叉车工', '华东仓'],
  ['peng', '彭城', '仓管员', '华东仓'],
  ['ren', '任远航', '物流专员', '物流'],
  ['gu', '顾南乔', '人力行政经理', '人力行政', 'hr'],
  ['xue', '薛宁', '招聘专员', '人力行政'],
  ['tiantian', '何田田', '行政专员', '人力行政'],
  ['luo', '罗晴', '财务经理', '财务', 'finance'],
  ['meng', '孟夏', '会计', '财务'],
  ['fu', '傅一鸣', '成本会计', '财务'],
  ['lu', '陆鸣', 'IT 主管', 'IT', 'admin'],
  ['yan', '严小默', '系统工程师', 'IT'],
  ['xiahe', '夏禾', '管理培训生', '计划组', 'member', -38],
  ['ling', '凌子墨', '实习生', '实验室', 'member', -22],
];

const HAMBURG: readonly Row[] = [
  ['jonas', 'Jonas Weber', 'Head of Hamburg Office', '汉堡 Hamburg'],
  ['lena', 'Lena Hoffmann', 'Customer Service', '汉堡 Hamburg'],
];

const PORTO: readonly Row[] = [
  ['marta', 'Marta Ferreira', 'Technical Service', '波尔图 Porto'],
  ['tiago', 'Tiago Ramos', 'Sample Store', '波尔图 Porto', 'member', -50],
];

/** Guests of Qinghe, and members of their own company. */
const GUESTS: readonly Row[] = [
  ['daniel', 'Daniel Lindqvist', 'Buyer, Norrland Packaging', '', 'guest', -46],
  ['ingrid', 'Ingrid Nyström', 'Quality, Norrland Packaging', '', 'guest', -46],
];

const NORRLAND: readonly Row[] = [
  ['astrid', 'Astrid Berglund', 'Managing Director', 'Office', 'owner'],
  ['oskar', 'Oskar Engström', 'IT and Facilities', 'Office', 'admin'],
  ['maja', 'Maja Holm', 'People and Payroll', 'Office', 'hr'],
  ['sven', 'Sven Åkesson', 'Finance', 'Office', 'finance'],
  ['daniel', 'Daniel Lindqvist', 'Buyer', 'Supply'],
  ['elsa', 'Elsa Wikman', 'Planner', 'Supply'],
  ['ingrid', 'Ingrid Nyström', 'Quality Lead', 'Quality'],
  ['tove', 'Tove Lindahl', 'Lab Technician', 'Quality'],
  ['henrik', 'Henrik Sandell', 'Plant Manager', 'Plant'],
  ['nils', 'Nils Forsman', 'Packing Line', 'Plant', 'representative'],
  ['karin', 'Karin Hedlund', 'Packing Line', 'Plant'],
  ['jonas', 'Jonas Weber', 'Resident Supplier Engineer', 'Quality', 'member', -45],
];

interface Site {
  readonly timeZone: string;
  readonly language: 'zh' | 'en';
  readonly phone: (nth: number) => string | null;
  readonly number: string;
}

// Numbers that are set aside for invented people, or lie in no network.
const sites: Record<'suzhou' | 'hamburg' | 'porto' | 'guest' | 'norrland', Site> = {
  suzhou: {
    timeZone: 'Asia/Shanghai',
    language: 'zh',
    phone: (nth) => `+86 512 5550 ${String(100 + nth).padStart(4, '0')}`,
    number: 'QH',
  },
  hamburg: { timeZone: 'Europe/Berlin', language: 'en', phone: (nth) => `+49 40 66969 ${110 + nth}`, number: 'QE' },
  porto: { timeZone: 'Europe/Lisbon', language: 'en', phone: (nth) => `+351 22 5550 ${210 + nth}`, number: 'QP' },
  guest: { timeZone: 'Europe/Stockholm', language: 'en', phone: () => null, number: '' },
  norrland: { timeZone: 'Europe/Stockholm', language: 'en', phone: (nth) => `+46 8 465 004 ${10 + nth}`, number: 'N' },
};

const ofNorrland = new Set(NORRLAND.map(([key]) => key));

function people(rows: readonly Row[], site: Site): Person[] {
  return rows.map(([key, name, title, departments, role = 'member', joins = FIRST_DAY], index) => ({
    key,
    name,
    title,
    role,
    departments: departments === '' ? [] : departments.split(', '),
    accountName: `${key}@${ofNorrland.has(key) && key !== 'jonas' ? 'norrland' : 'qinghe'}.example`,
    phone: site.phone(index + 1),
    employeeNumber: site.number === '' ? null : `${site.number}${String(index + 1).padStart(3, '0')}`,
    timeZone: site.timeZone,
    language: site.language,
    joins,
  }));
}

export interface Company {
  readonly name: string;
  readonly timeZone: string;
  readonly founder: Key;
  readonly people: readonly Person[];
  readonly departments: readonly Department[];
}

/** 青禾材料 Qinghe Materials: films for packaging, made in Suzhou, sold from Hamburg and Porto too. */
export const qinghe: Company = {
  name: '青禾材料',
  timeZone: 'Asia/Shanghai',
  founder: 'shen',
  people: [
    ...people(SUZHOU, sites.suzhou),
    ...people(HAMBURG, sites.hamburg),
    ...people(PORTO, sites.porto),
    ...people(GUESTS, sites.guest),
  ],
  departments: [
    { name: '总经办', parent: null, managers: ['shen'] },
    { name: '生产部', parent: null, managers: ['zhou'] },
    { name: '计划组', parent: '生产部', managers: ['lin'] },
    { name: '一车间', parent: '生产部', managers: ['ma'] },
    { name: '一号线', parent: '一车间', managers: ['sun'] },
    { name: '二号线', parent: '一车间', managers: ['zhao'] },
    { name: '二车间', parent: '生产部', managers: ['he'] },
    { name: '三号线', parent: '二车间', managers: ['song', 'qiu'] },
    { name: '四号线', parent: '二车间', managers: ['xu'] },
    { name: '设备组', parent: '生产部', managers: ['shi'] },
    { name: '质量部', parent: null, managers: ['xie'] },
    { name: '来料检验', parent: '质量部', managers: [] },
    { name: '过程检验', parent: '质量部', managers: ['tang'] },
    { name: '实验室', parent: '质量部', managers: ['su'] },
    { name: '研发', parent: null, managers: ['du'] },
    { name: '薄膜组', parent: '研发', managers: ['xinghe'] },
    { name: '涂层组', parent: '研发', managers: ['jifeng'] },
    { name: '销售', parent: null, managers: ['chen'] },
    { name: '华东', parent: '销售', managers: ['liang'] },
    { name: '华南', parent: '销售', managers: ['huang'] },
    { name: '海外', parent: '销售', managers: ['jonas'] },
    { name: '汉堡 Hamburg', parent: '海外', managers: ['jonas'] },
    { name: '波尔图 Porto', parent: '海外', managers: ['marta'] },
    { name: '供应链', parent: null, managers: ['feng'] },
    { name: '采购', parent: '供应链', managers: ['zeng'] },
    { name: '华东仓', parent: '供应链', managers: ['han'] },
    { name: '物流', parent: '供应链', managers: [] },
    { name: '人力行政', parent: null, managers: ['gu'] },
    { name: '财务', parent: null, managers: ['luo'] },
    { name: 'IT', parent: null, managers: ['lu'] },
  ],
};

/** Norrland Packaging: a customer of Qinghe, and a company of its own next door. */
export const norrland: Company = {
  name: 'Norrland Packaging',
  timeZone: 'Europe/Stockholm',
  founder: 'astrid',
  people: people(NORRLAND, sites.norrland),
  departments: [
    { name: 'Office', parent: null, managers: ['astrid'] },
    { name: 'Supply', parent: null, managers: ['daniel'] },
    { name: 'Quality', parent: null, managers: ['ingrid'] },
    { name: 'Plant', parent: null, managers: ['henrik'] },
  ],
};

/** Those whose eyes one may look through, in the order of the welcome page. */
export const signIns: readonly { readonly key: Key; readonly part: string }[] = [
  { key: 'lin', part: 'member' },
  { key: 'zhou', part: 'manager' },
  { key: 'lu', part: 'admin' },
  { key: 'qin', part: 'representative' },
  { key: 'jonas', part: 'member' },
];

/** A person by the seed's key; throws where there is none. */
export function personOf(key: Key, company: Company = qinghe): Person {
  const person = company.people.find((one) => one.key === key);
  if (person === undefined) throw new Error(`nobody in ${company.name} is called ${key}`);
  return person;
}

/** The sign-ins as the welcome page and the terminal show them. */
export const demoPeople: readonly DemoPerson[] = signIns.map(({ key, part }) => {
  const { accountName, name } = personOf(key);
  return { accountName, name, part, password: PASSWORD };
});

/** Names of conversations that journeys and pictures look for. */
export const roomNames = {
  everybody: '青禾全员',
  line3: '三号线复产',
  norrland: 'Norrland Packaging',
  badminton: '周四羽毛球',
  production: '生产部',
} as const;

/** What 林予安 has not read, by room or by the other person; the badminton group is muted. */
export const linUnread: Readonly<Record<string, number>> = {
  'direct:zhou': 1,
  production: 2,
  norrland: 2,
  everybody: 1,
  badminton: 1,
};
