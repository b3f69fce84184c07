import { z } from 'zod';
import { command, query } from '#platform/model/contract.ts';
import { admins, anyMember, insiders, peopleKeepers } from '../roles.ts';
import {
  department,
  departmentId,
  foundDepartment,
  line,
  memberCard,
  memberId,
  memberInput,
  memberProfile,
  name,
  none,
  phone,
  role,
  title,
} from '../shapes.ts';

/** Who is in the company, and in which department. */
export const peopleCalls = {
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
  findDepartments: query({
    summary:
      'Finds departments by name, pinyin or initials, each with how many active insiders it has with those below; the topmost first.',
    allow: insiders,
    input: z.object({ text: line.max(60), limit: z.number().int().min(1).max(50).default(20) }),
    output: z.array(foundDepartment),
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
};
