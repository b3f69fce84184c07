import { z } from 'zod';
import { command, query } from '#platform/model/contract.ts';
import { type CompanyId, type DepartmentId, type Id, idOf, type MemberId } from '#platform/model/ids.ts';
import { instant } from '#platform/model/time.ts';
import { admins, anyMember, insiders, ledgerReaders, peopleKeepers, roles } from './roles.ts';

export * from './roles.ts';

export type InviteId = Id<'invite'>;
export type ImportId = Id<'import'>;

const none = z.object({});
const memberId = idOf<MemberId>();
const departmentId = idOf<DepartmentId>();
/** Well-formed Unicode without control characters: a line that every database and file can hold. */
const line = z
  .string()
  .trim()
  .refine((text) => text.isWellFormed() && !/\p{Cc}/u.test(text));
const name = line.min(1).max(60);
const title = line.max(60);
const phone = line
  .max(20)
  .regex(/^\+?[\d\s().-]*$/)
  .nullable();
const token = z.string().regex(/^[A-Za-z0-9_-]{20,128}$/);
export const role = z.enum(roles);

/** What everybody inside may know of a member: enough for a row, a mention, an avatar. */
export const memberCard = z.object({
  id: memberId,
  name,
  title: z.string(),
  role,
  /** Guests are plainly marked everywhere. */
  departmentIds: z.array(departmentId),
  /** Changes when the picture does; null: letters. The picture lies at /files/avatar/<this>. */
  avatar: z.string().nullable(),
  active: z.boolean(),
});
export type MemberCard = z.output<typeof memberCard>;

export const memberProfile = memberCard.extend({
  email: z.string().nullable(),
  phone: z.string().nullable(),
  employeeNumber: z.string().nullable(),
  /** IANA name, for example Asia/Shanghai. */
  timeZone: z.string(),
  managerIds: z.array(memberId),
  joinedAt: instant.nullable(),
});
export type MemberProfile = z.output<typeof memberProfile>;

export const department = z.object({
  id: departmentId,
  parentId: departmentId.nullable(),
  name,
  managerIds: z.array(memberId),
  /** Members directly in it, not in those below. */
  memberCount: z.number().int(),
  position: z.number().int(),
});
export type Department = z.output<typeof department>;

export const preset = z.enum(['top-down', 'balanced', 'self-managed']);
export type Preset = z.output<typeof preset>;

/** The switches that exist so far; each preset sets all of them, a company may change single ones. */
export const policy = z.object({
  preset,
  /** R16: does the author of a talk message see who has read it, how many, or neither. */
  receipts: z.enum(['named', 'counted', 'off']),
  /** R16: may members switch their own talk receipts off, and where. */
  receiptOptOut: z.enum(['everywhere', 'directOnly']),
  whoCreatesGroups: z.enum(['everybody', 'managers']),
  whoMentionsAll: z.enum(['everybody', 'groupAdmins']),
  joiningNeedsApproval: z.boolean(),
});
export type Policy = z.output<typeof policy>;

export const company = z.object({
  id: idOf<CompanyId>(),
  name,
  timeZone: z.string(),
  policy,
  memberCount: z.number().int(),
});
export type Company = z.output<typeof company>;

export const invite = z.object({
  id: idOf<InviteId>(),
  link: z.string(),
  role,
  departmentId: departmentId.nullable(),
  expiresAt: instant,
  /** null: any number. */
  usesLeft: z.number().int().nullable(),
  createdBy: memberId,
});

const memberInput = z.object({
  name,
  title,
  email: z.email().max(254).nullable(),
  phone,
  employeeNumber: line.max(32).nullable(),
  departmentIds: z.array(departmentId).max(20),
});

export const ledgerEntry = z.object({
  number: z.number().int(),
  at: instant,
  actorId: memberId.nullable(),
  /** For example `roleChanged`, `policyChanged`, `memberJoined`, `memberDeactivated`. */
  kind: z.string(),
  facts: z.record(z.string(), z.unknown()),
  /** Hex SHA-256 over the entry and the hash before it. */
  hash: z.string(),
});

/** Why a row of an import was not taken. */
export const importFault = z.enum([
  'missing',
  'tooLong',
  'badText',
  'emailBad',
  'phoneBad',
  'pathBad',
  'managerBad',
  'managerUnknown',
  'tooMany',
  'duplicate',
  'ambiguous',
  'inactive',
]);
export type ImportFault = z.output<typeof importFault>;

export const importRow = z.object({
  /** As a spreadsheet counts: the header is row 1. */
  row: z.number().int(),
  field: z.string(),
  code: importFault,
  value: z.string(),
});
export type ImportRow = z.output<typeof importRow>;

export const importState = z.object({
  id: idOf<ImportId>(),
  kind: z.enum(['members', 'departments']),
  dryRun: z.boolean(),
  state: z.enum(['running', 'done', 'failed']),
  total: z.number().int(),
  done: z.number().int(),
  created: z.number().int(),
  updated: z.number().int(),
  unchanged: z.number().int(),
  /** The first 200 rows that could not be taken. */
  errors: z.array(importRow),
  errorCount: z.number().int(),
});
export type ImportState = z.output<typeof importState>;

/** A CSV file, whole, as base64. UTF-8 (with or without mark), UTF-16 (with one) and GBK are told apart by the server. */
const csvFile = z.object({ content: z.base64().max(12_000_000) });
const CSV_BODY_MAX = 13_000_000;

export const directoryCalls = {
  createCompany: command({
    summary: 'Makes a company; the caller becomes its owner.',
    allow: 'account',
    input: z.object({ name, timeZone: z.string().max(60), preset }),
    output: z.object({ companyId: idOf<CompanyId>(), memberId }),
    refusals: ['directory.timeZoneUnknown'],
  }),
  company: query({
    summary: 'The company, with its policy.',
    allow: anyMember,
    input: none,
    output: company,
    refusals: [],
  }),
  renameCompany: command({
    summary: 'Renames the company.',
    allow: admins,
    input: z.object({ name }),
    output: company,
    refusals: [],
  }),
  setPolicy: command({
    summary: 'Changes switches of the company; a preset sets all of them first.',
    allow: admins,
    input: z.object({ preset: preset.optional(), changes: policy.omit({ preset: true }).partial() }),
    output: policy,
    refusals: [],
  }),

  cards: query({
    summary: 'Cards of members by id; unknown ids are left out.',
    allow: anyMember,
    input: z.object({ ids: z.array(memberId).max(200) }),
    output: z.array(memberCard),
    refusals: [],
  }),
  profile: query({
    summary: 'One member; guests see of insiders what a card says.',
    allow: anyMember,
    input: z.object({ id: memberId }),
    output: memberProfile,
    refusals: ['directory.memberUnknown'],
  }),
  departments: query({
    summary: 'All departments of the company.',
    allow: insiders,
    input: none,
    output: z.array(department),
    refusals: [],
  }),
  membersOf: query({
    summary: 'Members of a department (null: of the company), by name, a page at a time.',
    allow: insiders,
    input: z.object({
      departmentId: departmentId.nullable(),
      withSubdepartments: z.boolean(),
      includeInactive: z.boolean().default(false),
      after: z
        .object({ name: line.max(60), id: memberId })
        .nullable()
        .default(null),
      limit: z.number().int().min(1).max(200).default(100),
    }),
    output: z.object({ members: z.array(memberCard), total: z.number().int(), more: z.boolean() }),
    refusals: [],
  }),
  search: query({
    summary: 'Finds members by Chinese name, pinyin, initials, e-mail or number, one typing slip allowed; best first.',
    allow: insiders,
    input: z.object({ text: line.min(1).max(60), limit: z.number().int().min(1).max(50).default(20) }),
    output: z.array(memberCard),
    refusals: [],
  }),

  addMember: command({
    summary: 'Adds a member by hand; he signs in by an invite to this seat.',
    allow: peopleKeepers,
    input: memberInput.extend({ role }),
    output: z.object({ member: memberProfile, inviteLink: z.string() }),
    refusals: ['directory.roleAboveOwn', 'directory.employeeNumberTaken', 'directory.departmentUnknown'],
  }),
  editMember: command({
    summary: 'Changes what is known of a member.',
    allow: peopleKeepers,
    input: memberInput.extend({ id: memberId }),
    output: memberProfile,
    refusals: ['directory.memberUnknown', 'directory.employeeNumberTaken', 'directory.departmentUnknown'],
  }),
  editOwnProfile: command({
    summary: 'Changes what a member may change of himself.',
    allow: anyMember,
    input: z.object({ name, title, phone, timeZone: z.string().max(60) }),
    output: memberProfile,
    refusals: ['directory.timeZoneUnknown'],
  }),
  setRole: command({
    summary: 'Gives a member another role; written to the ledger.',
    allow: admins,
    input: z.object({ id: memberId, role }),
    output: memberProfile,
    refusals: ['directory.memberUnknown', 'directory.roleAboveOwn', 'directory.lastOwner'],
  }),
  deactivateMember: command({
    summary: 'Ends a membership: sign-outs at once; what the member owned goes to the one named.',
    allow: peopleKeepers,
    input: z.object({ id: memberId, handOverTo: memberId.nullable() }),
    output: none,
    refusals: ['directory.memberUnknown', 'directory.roleAboveOwn', 'directory.lastOwner', 'directory.handOverNeeded'],
  }),
  reactivateMember: command({
    summary: 'Lets a former member in again, as a plain member.',
    allow: peopleKeepers,
    input: z.object({ id: memberId }),
    output: memberProfile,
    refusals: ['directory.memberUnknown'],
  }),

  createDepartment: command({
    summary: 'Makes a department.',
    allow: peopleKeepers,
    input: z.object({ name, parentId: departmentId.nullable(), managerIds: z.array(memberId).max(10) }),
    output: department,
    refusals: ['directory.departmentUnknown', 'directory.memberUnknown', 'directory.departmentNameTaken'],
  }),
  editDepartment: command({
    summary: 'Renames or moves a department, or changes its managers.',
    allow: peopleKeepers,
    input: z.object({
      id: departmentId,
      name,
      parentId: departmentId.nullable(),
      managerIds: z.array(memberId).max(10),
    }),
    output: department,
    refusals: [
      'directory.departmentUnknown',
      'directory.memberUnknown',
      'directory.departmentNameTaken',
      'directory.departmentInsideItself',
    ],
  }),
  removeDepartment: command({
    summary: 'Removes an empty department.',
    allow: peopleKeepers,
    input: z.object({ id: departmentId }),
    output: none,
    refusals: ['directory.departmentUnknown', 'directory.departmentNotEmpty'],
  }),

  createInvite: command({
    summary: 'Makes an invite link.',
    allow: peopleKeepers,
    input: z.object({
      role,
      departmentId: departmentId.nullable(),
      days: z.number().int().min(1).max(90),
      uses: z.number().int().min(1).max(10_000).nullable(),
    }),
    output: invite,
    refusals: ['directory.roleAboveOwn', 'directory.departmentUnknown'],
  }),
  inviteToSeat: command({
    summary:
      'Makes a new invite to a seat that nobody has taken: for one who was imported, or whose invite has run out.',
    allow: peopleKeepers,
    input: z.object({ id: memberId }),
    output: z.object({ inviteLink: z.string() }),
    refusals: ['directory.memberUnknown', 'directory.seatTaken', 'directory.roleAboveOwn'],
  }),
  invites: query({
    summary: 'The invites that still work.',
    allow: peopleKeepers,
    input: none,
    output: z.array(invite.omit({ link: true })),
    refusals: [],
  }),
  revokeInvite: command({
    summary: 'Ends an invite.',
    allow: peopleKeepers,
    input: z.object({ id: idOf<InviteId>() }),
    output: none,
    refusals: [],
  }),
  inviteInfo: query({
    summary: 'What an invite leads to, for its holder.',
    allow: 'anyone',
    input: z.object({ invite: token }),
    output: z.object({
      companyName: z.string(),
      role,
      departmentName: z.string().nullable(),
      needsApproval: z.boolean(),
      /** Set when the invite is to a seat that waits for one person. */
      memberName: z.string().nullable(),
    }),
    refusals: ['directory.inviteGone'],
  }),
  acceptInvite: command({
    summary: 'Joins a company with the signed-in account, at once or after approval.',
    allow: 'account',
    input: z.object({ invite: token, name }),
    output: z.object({ companyId: idOf<CompanyId>(), memberId, status: z.enum(['active', 'waiting']) }),
    refusals: ['directory.inviteGone', 'directory.alreadyMember'],
  }),
  joinRequests: query({
    summary: 'Who asked to join and waits.',
    allow: peopleKeepers,
    input: none,
    output: z.array(
      z.object({
        memberId,
        name,
        accountName: z.string(),
        role,
        departmentId: departmentId.nullable(),
        askedAt: instant,
      }),
    ),
    refusals: [],
  }),
  answerJoinRequest: command({
    summary: 'Lets somebody in who asked, or not.',
    allow: peopleKeepers,
    input: z.object({ memberId, approve: z.boolean() }),
    output: none,
    refusals: ['directory.memberUnknown', 'directory.roleAboveOwn'],
  }),

  previewImport: command({
    summary: 'Reads a CSV file and shows its columns, its first rows and what is wrong; changes nothing.',
    allow: peopleKeepers,
    input: csvFile.extend({ kind: z.enum(['members', 'departments']) }),
    output: z.object({
      encoding: z.enum(['utf-8', 'utf-16', 'gbk']),
      columns: z.array(z.object({ header: z.string(), field: z.string().nullable() })),
      rows: z.array(z.array(z.string())),
      total: z.number().int(),
      errors: z.array(importRow),
      errorCount: z.number().int(),
    }),
    refusals: [
      'directory.csvUnreadable',
      'directory.csvEncodingUnknown',
      'directory.csvTooLong',
      'directory.csvColumnMissing',
    ],
    bodyMax: CSV_BODY_MAX,
  }),
  startImport: command({
    summary: 'Takes in a CSV file in the background; a dry run does all but keep it.',
    allow: peopleKeepers,
    input: csvFile.extend({ kind: z.enum(['members', 'departments']), dryRun: z.boolean() }),
    output: importState,
    refusals: [
      'directory.csvUnreadable',
      'directory.csvEncodingUnknown',
      'directory.csvTooLong',
      'directory.csvColumnMissing',
      'directory.importRunning',
    ],
    bodyMax: CSV_BODY_MAX,
  }),
  importState: query({
    summary: 'How an import goes.',
    allow: peopleKeepers,
    input: z.object({ id: idOf<ImportId>() }),
    output: importState,
    refusals: ['directory.importUnknown'],
  }),
  exportCsv: query({
    summary: 'Members or departments as CSV text, UTF-8 with mark, cells safe to open in a spreadsheet.',
    allow: peopleKeepers,
    input: z.object({ kind: z.enum(['members', 'departments']) }),
    output: z.object({ fileName: z.string(), content: z.string() }),
    refusals: [],
  }),

  ledger: query({
    summary: 'The ledger of role, policy and membership changes, newest first.',
    allow: ledgerReaders,
    input: z.object({ before: z.number().int().nullable(), limit: z.number().int().min(1).max(200).default(50) }),
    output: z.array(ledgerEntry),
    refusals: [],
  }),
  verifyLedger: query({
    summary: "Recomputes the ledger's chain of hashes.",
    allow: ledgerReaders,
    input: none,
    output: z.object({ entries: z.number().int(), intact: z.boolean(), firstBroken: z.number().int().nullable() }),
    refusals: [],
  }),
};

export const directoryEvent = z.discriminatedUnion('type', [
  /** Members joined, changed, moved between departments, were deactivated or reactivated. */
  z.object({ type: z.literal('directory.membersChanged'), members: z.array(memberCard) }),
  z.object({
    type: z.literal('directory.departmentsChanged'),
    departments: z.array(department),
    removedIds: z.array(departmentId),
  }),
  /** Its name, its policy or the number of its members; `policyChanged` tells those above when there is more to do. */
  z.object({ type: z.literal('directory.companyChanged'), company, policyChanged: z.boolean() }),
  z.object({
    type: z.literal('directory.memberDeactivated'),
    memberId,
    /** Who takes over what the member owned; null: nothing was owned. */
    handOverTo: memberId.nullable(),
  }),
  /** To the member who started it. */
  z.object({ type: z.literal('directory.importProgressed'), progress: importState }),
  /** To people keepers: somebody asks to join, or was answered. */
  z.object({ type: z.literal('directory.joinRequestsChanged') }),
]);
export type DirectoryEvent = z.output<typeof directoryEvent>;
