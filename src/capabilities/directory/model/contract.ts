import { z } from 'zod';
import { idOf } from '#platform/model/ids.ts';
import { companyCalls } from './calls/company.ts';
import { importingCalls } from './calls/importing.ts';
import { joiningCalls } from './calls/joining.ts';
import { ledgerCalls } from './calls/ledger.ts';
import { peopleCalls } from './calls/people.ts';
import { watchingCalls } from './calls/watching.ts';
import {
  company,
  department,
  departmentId,
  importState,
  memberCard,
  memberId,
  watchingState,
  type WatchingId,
} from './shapes.ts';

export { chainText, type Entry as ChainEntry, GENESIS } from './chain.ts';
export { heldAt, type Holders, KEY_DAYS, keyFor, type KeyNo, keyNo, type Tenures } from './keys.ts';
export * from './roles.ts';
export { HOUR_MS, hourOf, type ViewKind, viewKinds } from './views.ts';
export { isTimeZone } from './timeZone.ts';
export {
  type Company,
  company,
  type Department,
  department,
  type FoundDepartment,
  type ImportFault,
  type ImportId,
  type ImportRow,
  importFault,
  importRow,
  type ImportState,
  importState,
  invite,
  type InviteId,
  ledgerEntry,
  type MemberCard,
  memberCard,
  type MemberProfile,
  memberProfile,
  type Policy,
  policy,
  type Preset,
  preset,
  role,
  type WatchedName,
  type WatchingId,
  type WatchingLine,
  type WatchingState,
} from './shapes.ts';
export { KEPT_MONTHS_MAX, WATCHING_PURPOSE_MAX, WATCHING_PURPOSE_MIN } from './calls/watching.ts';
export { presets } from './policy.ts';
export { WATCHING_ANSWER_DAYS, WATCHING_DAYS, WATCHING_WARNED_DAYS, watchedNames, watchedSteps } from './watching.ts';

export const directoryCalls = {
  ...companyCalls,
  ...peopleCalls,
  ...joiningCalls,
  ...importingCalls,
  ...ledgerCalls,
  ...watchingCalls,
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
  /** To everybody but guests: showing more was asked for, agreed to, refused, ended, or will end soon. */
  z.object({ type: z.literal('directory.watchingChanged'), id: idOf<WatchingId>(), state: watchingState }),
  /** To people keepers: somebody asks to join, or was answered. */
  z.object({ type: z.literal('directory.joinRequestsChanged') }),
]);
export type DirectoryEvent = z.output<typeof directoryEvent>;
