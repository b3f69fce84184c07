import { z } from 'zod';
import { type CompanyId, type DepartmentId, type Id, idOf, type MemberId } from '#platform/model/ids.ts';
import { instant } from '#platform/model/time.ts';
import { roles } from './roles.ts';

export type InviteId = Id<'invite'>;
export type ImportId = Id<'import'>;
export type WatchingId = Id<'watching'>;

export const none = z.object({});
export const memberId = idOf<MemberId>();
export const departmentId = idOf<DepartmentId>();
/** Well-formed Unicode without control characters: a line that every database and file can hold. */
export const line = z
  .string()
  .trim()
  .refine((text) => text.isWellFormed() && !/\p{Cc}/u.test(text));
export const name = line.min(1).max(60);
export const title = line.max(60);
export const phone = line
  .max(20)
  .regex(/^\+?[\d\s().-]*$/)
  .nullable();
export const token = z.string().regex(/^[A-Za-z0-9_-]{20,128}$/);
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

/** A department as it is chosen: what it lies in, and how many it has with those below. */
export const foundDepartment = z.object({
  id: departmentId,
  name,
  /** The names above it, from the top. */
  above: z.array(z.string()),
  people: z.number().int(),
});
export type FoundDepartment = z.output<typeof foundDepartment>;

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
  /** Are links shown with what stands behind them, as the server sees it. */
  linkPreviews: z.boolean(),
  /** Who dings whom: everybody; or who leads dings anybody, others whom they share a department with. */
  whoDings: z.enum(['everybody', 'managersAndTeam']),
  /** R29: does the author of a notice see who has not acknowledged it in time, or only how many. */
  noticeNames: z.enum(['off', 'named']),
  /** R10: so many dings a day reach a member, over all senders. */
  dingsADay: z.enum(['1', '2', '3']),
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

/** The switches by which somebody can watch somebody (R29). */
export const watchedName = z.enum(['receipts', 'receiptOptOut', 'noticeNames']);
export type WatchedName = z.output<typeof watchedName>;

/** `asked`: waits for the second key. `lapsed`: nobody turned it in time. `ended`: switched off or withdrawn. `expired`: its year is over. */
export const watchingState = z.enum(['asked', 'refused', 'lapsed', 'agreed', 'ended', 'expired']);
export type WatchingState = z.output<typeof watchingState>;

/** What everybody in the company may know of a request to show more, or of an agreement to it. */
export const watchingLine = z.object({
  id: idOf<WatchingId>(),
  name: watchedName,
  /** What was asked for: a step of that switch. */
  step: z.string(),
  state: watchingState,
  purpose: z.string(),
  /** For so many months names are shown. */
  keptMonths: z.number().int(),
  key: z.enum(['representative', 'vote']),
  askedBy: memberId,
  askedAt: instant,
  waitsUntil: instant,
  /** The representative who answered; null: a vote, or nobody. */
  answeredBy: memberId.nullable(),
  answer: z.string(),
  /** From when until when it holds; null: it does not. */
  from: instant.nullable(),
  until: instant.nullable(),
  /** How the vote ended; null before its end, so that nobody votes after others. */
  votes: z.object({ voters: z.number().int(), yes: z.number().int(), no: z.number().int() }).nullable(),
  mayAnswer: z.boolean(),
  mayVote: z.boolean(),
  hasVoted: z.boolean(),
  mayEnd: z.boolean(),
});
export type WatchingLine = z.output<typeof watchingLine>;

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

export const memberInput = z.object({
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
