import { capability } from '#platform/server/capability.ts';
import { directoryCalls, directoryEvent } from '../model/contract.ts';
import { lockFor } from './acting.ts';
import * as company from './company.ts';
import { exportCsv } from './exporting.ts';
import * as importing from './importing.ts';
import * as joining from './joining.ts';
import { hashOf, ledgerPage, verifyLedgerOf, writeLedger } from './ledger.ts';
import * as people from './people.ts';
import { companyHead, companyIds, insidersTopic, topicsOf } from './store/company.ts';
import {
  departmentOf,
  departmentsOf,
  existing,
  insidersIn,
  isManager,
  ledBy,
  mainPlaces,
  membersInDepartment,
  nearMembers,
} from './store/departments.ts';
import { openInvites } from './store/invites.ts';
import { entriesAbout } from './store/ledger.ts';
import {
  activeMemberIds,
  cardsOf,
  memberOf,
  membersAt,
  membersWithRole,
  newcomers,
  tenuresOf,
  timeZonesOf,
  zonesInUse,
} from './store/members.ts';
import { companyNow } from './tell.ts';
import { noteViews } from './store/views.ts';
import * as tree from './tree.ts';
import * as watching from './watching.ts';

/** Companies, people, departments, roles, policy and the ledger. */
export const directory = capability({
  name: 'directory',
  whileHeld: true,
  calls: directoryCalls,
  events: directoryEvent,
  topicsOf,
  handlers: {
    createCompany: company.createCompany,
    company: companyNow,
    renameCompany: company.renameCompany,
    setPolicy: company.setPolicy,
    cards: (ctx, { ids }) => cardsOf(ctx.tx, ctx.companyId, [...new Set(ids)]),
    profile: people.profile,
    departments: (ctx) => departmentsOf(ctx.tx, ctx.companyId, null),
    membersOf: people.membersOf,
    search: people.search,
    findDepartments: people.findDepartments,
    addMember: people.addMember,
    editMember: people.editMember,
    editOwnProfile: people.editOwnProfile,
    setRole: people.setRole,
    deactivateMember: people.deactivateMember,
    reactivateMember: people.reactivateMember,
    createDepartment: tree.createDepartment,
    editDepartment: tree.editDepartment,
    removeDepartment: tree.removeDepartment,
    createInvite: joining.createInvite,
    inviteToSeat: joining.inviteToSeat,
    invites: (ctx) => openInvites(ctx.tx, ctx.companyId, ctx.now),
    revokeInvite: joining.revokeInvite,
    inviteInfo: joining.inviteInfo,
    acceptInvite: joining.acceptInvite,
    joinRequests: joining.joinRequests,
    answerJoinRequest: joining.answerJoinRequest,
    previewImport: importing.previewImport,
    startImport: importing.startImport,
    importState: importing.importState,
    exportCsv,
    ledger: (ctx, { before, limit }) => ledgerPage(ctx, before, limit),
    verifyLedger: (ctx) => verifyLedgerOf(ctx.tx, ctx.companyId),
    watching: watching.watching,
    askWatching: watching.askWatching,
    answerWatching: watching.answerWatching,
    voteWatching: watching.voteWatching,
    endWatching: watching.endWatching,
  },
});

export type { Policy } from '../model/contract.ts';
export { createCompany } from './company.ts';
export { type ImportRunner, makeImportRunner } from './importing.ts';
export { type MemberChange, onMemberChanged } from './memberChanges.ts';
export { mayMean } from './names.ts';
export { profile, setAvatarVersion } from './people.ts';
export { namedFrom, policyOf, settleWatching } from './watching.ts';
export { nextWatchingDue, watchings, type WatchingRow, yetToVote } from './store/watching.ts';
export { forgetViews, type ViewRow, viewsOf } from './store/views.ts';
export {
  activeMemberIds,
  cardsOf,
  companyHead,
  companyIds,
  departmentOf,
  departmentsOf,
  entriesAbout,
  existing as existingDepartments,
  hashOf,
  insidersIn,
  insidersTopic,
  isManager,
  ledBy,
  lockFor,
  mainPlaces,
  memberOf,
  membersInDepartment,
  membersAt,
  membersWithRole,
  tenuresOf,
  nearMembers,
  newcomers,
  noteViews,
  timeZonesOf,
  verifyLedgerOf,
  writeLedger,
  zonesInUse,
};
